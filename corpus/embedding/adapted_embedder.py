"""The built-in model, its questions seen through a matrix that was fitted on what our texts are asked.

multilingual-e5-small learnt from the web what a question and its answer have in common; it never heard that "on m'a coupé
mon revenu" is answered by an article on sanctions. A *linear adapter* of the questions' vectors teaches it that: one
matrix, fitted on `corpus.asked` by `python -m evals.fitting.adapter`, while the vectors of passages and sentences stay the
model's own (nothing is embedded anew when the matrix changes, and a new circular needs no fit).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.embedding.embedder import Embedder, Progress, Span, Vectors

MATRIX = Path(__file__).with_name("question_adapter.npy")
"""Shape (d, d) in float16, for row vectors on its left."""
ADAPTED_MARK = "+asked:"
"""Stands in the name of an adapted model, before the digest of its matrix."""


class AdaptedEmbedder:
    """An `Embedder` whose questions are the unit vectors of `plain`'s, times a matrix; its passages are `plain`'s own."""

    def __init__(self, plain: Embedder, matrix: Vectors) -> None:
        self._plain = plain
        self._matrix = np.asarray(matrix, np.float32)
        self.dimensions = plain.dimensions
        self.passage_model = plain.passage_model
        self.name = plain.name + ADAPTED_MARK + hashlib.sha256(self._matrix.tobytes()).hexdigest()[:8]

    def embed_query(self, text: str) -> Vectors:
        return self._adapted(self._plain.embed_query(text)[None])[0]

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._adapted(self._plain.embed_questions(texts))

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        return self._plain.embed_passages(texts, on_progress)

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        return self._plain.embed_with_spans(texts, spans, on_progress)

    def _adapted(self, questions: Vectors) -> Vectors:
        moved = questions @ self._matrix
        return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def shipped_matrix() -> Vectors:
    return np.asarray(np.load(MATRIX), np.float32)
