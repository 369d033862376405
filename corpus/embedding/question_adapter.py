"""A matrix through which the built-in model's questions are seen where it is known what a text is asked.

Beside `domain_layers`, which teach the model the field, a *linear adapter* learns the texts of the base by heart: one
matrix for the questions' vectors, fitted on `corpus.asked` by `python -m evals.fitting.adapter`, while the vectors of
passages and sentences stay what they are (recall@5 .819 -> .862, MRR .661 -> .715 of the tuning questions by vectors
alone). It speaks only for texts of which somebody wrote what they are asked, as for those it was fitted on: for texts
that it never saw it brings nothing (`--cross` there: recall@5 .832 and .797 without it, .832 and .789 with it). Whoever
writes questions for a new text fits it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from corpus.embedding.default_model import NAME
from corpus.embedding.embedder import Vectors
from corpus.embedding.scale import ADAPTED, LEARNT, PLAIN, Scale

MATRIX = Path(__file__).with_name("question_adapter.npy")
"""Shape (d, d) in float16, for row vectors on its left."""


@dataclass(frozen=True, eq=False)
class QuestionAdapter:
    """`matrix` (d, d), None for a model without one: its questions stay what they are. `scale`: what the cosines of
    adapted questions mean, `plain` those of the others."""

    matrix: Vectors | None
    scale: Scale
    plain: Scale = PLAIN

    @cached_property
    def idle(self) -> QuestionAdapter:
        """The same model's, moving nothing."""
        return QuestionAdapter(None, self.plain, self.plain)

    def adapt(self, questions: Vectors) -> Vectors:
        """Rows of length 1 (n, d), or one (d,), as such again."""
        if self.matrix is None:
            return questions
        moved = questions @ self.matrix
        return np.asarray(moved / np.linalg.norm(moved, axis=-1, keepdims=True), np.float32)


NO_ADAPTER = QuestionAdapter(None, PLAIN)


@lru_cache
def adapter_of(model: str) -> QuestionAdapter:
    """By an embedder's name: the matrix belongs to the built-in model alone."""
    return QuestionAdapter(np.load(MATRIX).astype(np.float32), ADAPTED, LEARNT) if model == NAME else NO_ADAPTER
