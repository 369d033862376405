"""The questions that the passages of an edition answer, searched by meaning (`corpus.asked`).

There are a few thousand of them, so the product with all is exact and takes a millisecond. They are embedded as
questions: on 141 tuning questions the right source came first for .56 of them, for .52 where they were embedded as
passages, for .40 with the title of their source.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.editions.arrays import mapped
from corpus.editions.layout import ASKED, ASKED_LINKS
from corpus.editions.neighbours import Ordinals, Scores
from corpus.embedding.embedder import Embedder
from corpus.embedding.question_adapter import NO_ADAPTER, QuestionAdapter
from corpus.model import Passage

NO_QUESTION = -1.0
"""The nearness of a passage of which nobody wrote what is asked: below every cosine."""


def write_asked(folder: Path, passages: Sequence[Passage], embedder: Embedder) -> None:
    """A vector for each question, once, and its links to the passages that answer it, in the order of the passages."""
    rows = {question: row for row, question in enumerate(dict.fromkeys(q for p in passages for q in p.asked))}
    if not rows:
        return
    np.save(folder / ASKED, embedder.embed_questions(list(rows)).astype(np.float16))
    links = [(rows[question], ordinal) for ordinal, passage in enumerate(passages) for question in passage.asked]
    np.save(folder / ASKED_LINKS, np.array(links, dtype=np.int64))


def nothing_asked(passages: int) -> tuple[Scores, Ordinals]:
    """The `nearness` of passages of which nobody wrote anything."""
    return np.full(passages, NO_QUESTION, np.float32), np.full(passages, -1, np.int64)


class AskedIndex:
    """The reading side, its questions seen through `adapter`. Raises `Defect` ("damaged_edition") where a file cannot
    be read."""

    def __init__(self, folder: Path, passages: int, dimensions: int, adapter: QuestionAdapter = NO_ADAPTER) -> None:
        self._passages = passages
        self._vectors: NDArray[np.float32] = np.empty((0, dimensions), np.float32)
        self._links: NDArray[np.int64] = np.empty((0, 2), np.int64)
        if (folder / ASKED).is_file():
            self._vectors = adapter.adapt(mapped(folder, ASKED, np.float16, dimensions).astype(np.float32))
            self._links = np.asarray(mapped(folder, ASKED_LINKS, np.int64, 2))
        self._starts = np.searchsorted(self._links[:, 1], np.arange(passages + 1))

    def nearness(self, vector: NDArray[np.float32]) -> tuple[Scores, Ordinals]:
        """For every passage, the cosine of its question that is nearest to `vector` (`NO_QUESTION` where it has
        none), and the place of that question in the passage's `asked` (-1)."""
        nearest, place = nothing_asked(self._passages)
        cosines = (self._vectors @ np.asarray(vector, np.float32))[self._links[:, 0]]
        np.maximum.at(nearest, self._links[:, 1], cosines)
        best = np.flatnonzero(cosines == nearest[self._links[:, 1]])[::-1]  # of equals, the first
        place[self._links[best, 1]] = best - self._starts[self._links[best, 1]]
        return nearest, place
