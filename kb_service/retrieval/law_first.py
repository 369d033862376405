"""The law before the document that explains it.

A fiche often says a rule in the very words of a question, so it ranks above the article that makes the rule.
Its sentence names that article: where the base holds it, the article comes first and the fiche behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.editions.edition import Edition
from kb_service.retrieval.citing import Article, articles_cited
from kb_service.retrieval.named import sources_of
from kb_service.retrieval.ranking import RankedProvision

LOOKED_AT = 12
"""How many provisions at the head are asked which articles they explain."""


def with_explained(edition: Edition, ranked: Sequence[RankedProvision]) -> list[RankedProvision]:
    """The same provisions, in the same order, the documents at the head told which articles they explain."""

    def told(provision: RankedProvision) -> RankedProvision:
        if provision.kind.is_official:
            return provision
        return replace(provision, explains=frozenset(articles_of(edition, provision.provision.text)))

    return [*map(told, ranked[:LOOKED_AT]), *ranked[LOOKED_AT:]]


def law_first(edition: Edition, ranked: Sequence[RankedProvision]) -> list[RankedProvision]:
    """The provisions, best first, with the article that a document's best sentence cites before that document.

    Only what was found moves: an article that has nothing of the question stays where it is.
    """
    order = list(ranked)
    for document in ranked[:LOOKED_AT]:
        if document.kind.is_official:
            continue
        at = order.index(document)
        rule = articles_of(edition, _best_sentence(document))
        found = next((i for i in range(at + 1, len(order)) if _article_of(order[i]) in rule), None)
        if found is not None:
            law = order.pop(found)
            order.insert(at, replace(law, score=max(law.score, document.score)))
    return order


def _article_of(ranked: RankedProvision) -> Article | None:
    return (ranked.provision.source_id, ranked.provision.number) if ranked.kind.is_official else None


def _best_sentence(ranked: RankedProvision) -> str:
    """The sentence nearest to the question."""
    best = ranked.best
    if not len(best.sentence_nearness):
        return ""
    start, end = best.passage.sentences[int(np.argmax(best.sentence_nearness))]
    return ranked.provision.text[start:end]


def articles_of(edition: Edition, text: str) -> set[Article]:
    """The articles that a text cites, by the ids of the sources of this edition."""
    return {(source_id, number) for act, number in articles_cited(text) for source_id in sources_of(edition, act)}
