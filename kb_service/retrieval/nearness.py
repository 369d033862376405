"""How near a question comes: through the adapter to texts that are known to be asked something, as the model alone sees
it to all others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from corpus.editions.columns import Mask
from corpus.editions.edition import Edition
from corpus.editions.neighbours import Scores
from corpus.embedding.question_adapter import QuestionAdapter

TENTH = 9
SAMPLED = 2000
"""How many passages tell how near the middle one comes."""


class Known(Enum):
    """What is made of the questions that texts are known to answer: nothing, as if nobody had written any; a search
    among them; or a search and a comparison with the texts, both through the adapter that was fitted on them."""

    NOTHING = auto()
    QUESTIONS = auto()
    ADAPTED = auto()


@dataclass(frozen=True)
class Views:
    """A question's vector as the model gives it, and as `adapter` sees it (the same where there is none)."""

    plain: NDArray[np.float32]
    adapted: NDArray[np.float32]
    adapter: QuestionAdapter

    @staticmethod
    def of(vector: NDArray[np.float32], adapter: QuestionAdapter) -> Views:
        return Views(vector, adapter.adapt(vector), adapter)

    def nearness(self, vectors: NDArray[np.float32], known: bool) -> NDArray[np.float32]:
        """How near rows of vectors (n, d) come, scaled; `known`: somebody wrote what these texts are asked."""
        return self.scaled(vectors @ (self.adapted if known else self.plain), known)

    def scaled(self, cosines: NDArray[np.float32], known: bool) -> NDArray[np.float32]:
        return (self.adapter.scale if known else self.adapter.plain).texts.scaled(cosines)


@dataclass(frozen=True)
class Around:
    """How a question lies among everything that may answer it, scaled: how near the nearest passage comes, the tenth
    and the middle one; how near the nearest known question, and the tenth (0 where there are none). What an answer
    exists for stands out; a question that only shares a subject has many passages that come as near."""

    nearest: float
    tenth: float
    middle: float
    typical: float
    tenth_typical: float


NOWHERE = Around(0.0, 0.0, 0.0, 0.0, 0.0)


def around(edition: Edition, views: Views, cosines: Scores, among: Mask, known: bool, typical: Scores) -> Around:
    """`cosines` are of the nearest passages `among` those of the edition, `typical` (scaled) of the nearest known
    questions, each the highest first; `known`: it is known what these passages are asked, so that the adapter sees."""
    nearest = views.scaled(cosines, known)
    return Around(
        nearest=_nth(nearest, 0),
        tenth=_nth(nearest, TENTH),
        middle=_bounded(_middle(edition, views, among, known)),
        typical=_nth(typical, 0),
        tenth_typical=_nth(typical, TENTH),
    )


def _middle(edition: Edition, views: Views, among: Mask, known: bool) -> float:
    """How near the middle one of some passages comes; of a large edition's, a part tells, evenly spread."""
    ordinals = np.flatnonzero(among)
    if not len(ordinals):
        return 0.0
    return float(np.median(views.nearness(edition.vectors[ordinals[:: -(-len(ordinals) // SAMPLED)]], known)))


def _nth(scores: Scores, place: int) -> float:
    """Of scores, the highest first; the last where there are fewer, 0 where there are none."""
    return _bounded(float(scores[min(place, len(scores) - 1)])) if len(scores) else 0.0


def _bounded(value: float) -> float:
    """Models whose cosines lie in another band must not decide everything by it."""
    return min(1.5, max(-0.5, value))
