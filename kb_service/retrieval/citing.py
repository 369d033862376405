"""Who cites whom: a fiche that is about the question names the article that decides it.

Everyday words find the fiche, the fiche's own reference ("loi DIS, art. 21, § 1er") finds the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from corpus.legal_text.references import find_references
from corpus.model import Passage

Article = tuple[str, str]
"""A source and the number of one of its articles."""


@lru_cache(maxsize=8192)
def articles_cited(text: str) -> frozenset[Article]:
    """The articles that a text names together with their act."""
    return frozenset(
        (reference.act_key, reference.article)
        for reference in find_references(text)
        if reference.act_key is not None and reference.article is not None
    )


def citations_by_article(passages: Sequence[Passage], scores: Sequence[float]) -> dict[Article, float]:
    """How well the best passage that cites an article does, by article; an act does not cite itself."""
    best: dict[Article, float] = {}
    for passage, score in zip(passages, scores, strict=True):
        for article in articles_cited(passage.text):
            if article[0] != passage.source_id:
                best[article] = max(best.get(article, 0.0), score)
    return best
