"""The fiche that explains an article: found by the article's own number, for it need not share the question's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.legal_text.tokens import tokens
from corpus.model import Kind, Passage, Region
from kb_service.question.analysis import Question
from kb_service.retrieval.citing import Article
from kb_service.retrieval.idf import Idf
from kb_service.retrieval.law_first import articles_of
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.signals import RankedPassage, Signals, is_aside

EXPLAINING = frozenset({Kind.FICHE, Kind.REFORM, Kind.FAQ})
SHARED_WORDS = 0.5
"""What the words that a sentence shares with the rule are worth, beside the cosines: e5's lie close together."""
WITH_ITS_NUMBER, LOOKED_AT = 200, 24
"""How many passages with the number of the article are compared, and how many of them are read sentence by sentence."""


@dataclass(frozen=True)
class Explanation:
    """A section of a fiche, its `explains` the articles that it cites, and the `span` of the sentence of it that
    says the rule."""

    ranked: RankedProvision
    span: tuple[int, int]


def best_fiche(
    edition: Edition,
    question: Question,
    vector: NDArray[np.float32],
    law: Sequence[RankedProvision],
    regions: Collection[Region],
    kinds: Collection[Kind] | None,
) -> Explanation | None:
    """The section of a fiche that cites one of the articles of `law`, nearest to the question and to what the
    article says; `None` where there is none, or where the kinds asked for leave fiches out."""
    asked = EXPLAINING if kinds is None else EXPLAINING & set(kinds)
    if not law or not asked:
        return None
    wanted = {(r.provision.source_id, r.provision.number) for r in law}
    numbers = sorted({token for _, number in wanted for token in tokens(f"art. {number}")[:1]})
    allowed = edition.filter_mask(question.as_of, regions, asked)
    ordinals, _ = edition.words(numbers, WITH_ITS_NUMBER, [1.0] * len(numbers), allowed)
    rule = _Rule.of(edition, law[0], vector)
    near = ordinals[np.argsort(-(edition.vectors[ordinals] @ rule.meant), kind="stable")][:LOOKED_AT]
    found = [
        (*likest, int(ordinal), passage)
        for ordinal, passage in zip(near, edition.passages(near), strict=True)
        if (likest := rule.likest(edition, int(ordinal), passage, wanted))
    ]
    for _, span, ordinal, passage in sorted(found, key=lambda one: -one[0]):
        (provision,) = edition.provisions_of_passages([ordinal])
        if not is_aside(provision):
            cosines = edition.sentence_vectors(ordinal) @ vector
            ranked = RankedPassage(ordinal, passage, 0.0, Signals(meaning=0.0, words=0.0), cosines)
            kind = edition.source(passage.source_id).kind
            cited = frozenset(articles_of(edition, provision.text))
            return Explanation(RankedProvision(provision, kind, 0.0, (ranked,), cited), span)
    return None


@dataclass(frozen=True)
class _Rule:
    """The article's sentence that is nearest to the question: its words, and its vector with the question's."""

    terms: frozenset[str]
    meant: NDArray[np.float32]
    idf: Mapping[str, float]

    @classmethod
    def of(cls, edition: Edition, law: RankedProvision, vector: NDArray[np.float32]) -> _Rule:
        passage, cosines = law.best.passage, law.best.sentence_nearness
        text, own = passage.text, edition.vectors[law.best.ordinal]
        if len(cosines):
            best = int(np.argmax(cosines))
            start, end = passage.sentences[best]
            text, own = law.provision.text[start:end], edition.sentence_vectors(law.best.ordinal)[best]
        return cls(frozenset(tokens(text)), np.asarray(vector + own, np.float32), Idf(edition))

    def likest(
        self, edition: Edition, ordinal: int, passage: Passage, wanted: Collection[Article]
    ) -> tuple[float, tuple[int, int]] | None:
        """The sentence that cites a wanted article and is most like the rule, in meaning and in words, with how
        like it is; `None` where none cites one. A passage begins in its provision at `start`."""
        nearness = edition.sentence_vectors(ordinal) @ self.meant
        own = []
        for (start, end), near in zip(passage.sentences, nearness, strict=True):
            sentence = passage.text[start - passage.start : end - passage.start]
            if articles_of(edition, sentence) & set(wanted):
                own.append((float(near) + SHARED_WORDS * self._shared(frozenset(tokens(sentence))), (start, end)))
        return max(own, default=None)

    def _shared(self, said: frozenset[str]) -> float:
        """The weight of the words that both say, as a share of the mean weight of what each says (Dice)."""
        both, all_said = self.terms & said, sum(map(self.idf.__getitem__, said)) + self._weight
        return 2 * sum(map(self.idf.__getitem__, both)) / all_said if all_said else 0.0

    @property
    def _weight(self) -> float:
        return sum(map(self.idf.__getitem__, self.terms))
