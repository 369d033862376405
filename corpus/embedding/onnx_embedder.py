"""multilingual-e5-small served by onnxruntime and sentencepiece: no torch in the hot path.

Sentence vectors come for free by *late chunking* (Günther et al., 2024, arXiv:2409.04701): one
forward pass over the whole passage, then the mean of the token vectors of each sentence, so that
"elle" in the second sentence still knows what the first one was about.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX, Progress, Span, Vectors, check_spans, unit
from corpus.embedding.sentencepiece_model import PAD, Tokenizer, Tokens
from corpus.errors import Unavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WINDOW = 512
"""Tokens that the model reads of one text, its two special tokens included."""
_BATCH_TOKENS = 512
"""Padded tokens of one forward pass: larger batches are no faster on a CPU and take more memory."""
_TEXTS_AT_ONCE = 1024
"""Texts that are tokenised and sorted by length together."""


def open_session(model: Path) -> InferenceSession:
    """An encoder written by `onnx_export`; raises as onnxruntime does."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread for each batch: a question gains nothing from a second one, and passages gain more
    # from a batch on each core, side by side, than from sharing one.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The arena never gives memory back: one long batch at ingestion would be paid for ever.
    options.enable_cpu_mem_arena = False
    # No further, because it would fuse what the graph leaves apart on purpose (see onnx_export).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


class OnnxEmbedder:
    """An `Embedder` over an e5 encoder in ONNX: (input_ids, attention_mask) -> last_hidden_state."""

    def __init__(self, name: str, model: Path, tokenizer: Path, threads: int = 0) -> None:
        """Raises `Unavailable` ("model_unreadable") when a file is missing or damaged."""
        try:
            self._session = open_session(model)
            self._tokenise = Tokenizer(tokenizer, WINDOW)
        except Exception as error:  # both libraries raise kinds of their own, some of them bare
            raise Unavailable(
                "model_unreadable",
                f"Le modèle {name} du dossier {model.parent} est illisible.",
                "Supprimez ce dossier de modèle : il sera préparé de nouveau au prochain démarrage.",
            ) from error
        self.name = name
        self._threads = threads or os.cpu_count() or 1
        self.dimensions = int(self._session.get_outputs()[0].shape[-1])

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._embed([QUERY_PREFIX + text])[0]
        return vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed([QUERY_PREFIX + text for text in texts])

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        return self._embed([PASSAGE_PREFIX + text for text in texts], on_progress)

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """As the protocol says; a sentence that the window cuts, or that has no token, is embedded on its own."""
        check_spans(texts, spans)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        span_vectors = [np.empty((len(pieces), self.dimensions), np.float32) for pieces in spans]
        left_over: list[tuple[int, int]] = []
        for done, index, tokens, states in self._forward([PASSAGE_PREFIX + text for text in texts]):
            vectors[index] = unit(states.mean(axis=0))
            for number, inside in enumerate(_tokens_of_spans(tokens, spans[index], len(PASSAGE_PREFIX))):
                if inside is None:
                    left_over.append((index, number))
                else:
                    span_vectors[index][number] = unit(states[inside].mean(axis=0))
            if on_progress:
                on_progress(done)
        alone = self.embed_passages([texts[index][slice(*spans[index][number])] for index, number in left_over])
        for (index, number), vector in zip(left_over, alone, strict=True):
            span_vectors[index][number] = vector
        return vectors, span_vectors

    def _embed(self, prefixed: list[str], on_progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(prefixed), self.dimensions), np.float32)
        for done, index, _tokens, states in self._forward(prefixed):
            vectors[index] = unit(states.mean(axis=0))
            if on_progress:
                on_progress(done)
        return vectors

    def _forward(self, prefixed: list[str]) -> Iterator[tuple[int, int, Tokens, Vectors]]:
        """For each text, in no particular order: how many are done, its index, its tokens and their states (t, d)."""
        done = 0
        for first in range(0, len(prefixed), _TEXTS_AT_ONCE):
            tokens = [self._tokenise(text) for text in prefixed[first : first + _TEXTS_AT_ONCE]]
            batches = list(_batches([len(one.ids) for one in tokens]))
            run = self._run_side_by_side([[tokens[row].ids for row in batch] for batch in batches])
            for batch, hidden in zip(batches, run, strict=True):
                for row, states in zip(batch, hidden, strict=True):
                    done += 1
                    yield done, first + row, tokens[row], states[: len(tokens[row].ids)]

    def _run_side_by_side(self, batches: list[list[NDArray[np.int64]]]) -> Iterator[Vectors]:
        """The states of each batch, in order."""
        if len(batches) == 1:
            yield self._run(batches[0])
            return
        with ThreadPoolExecutor(self._threads) as pool:
            running: deque[Future[Vectors]] = deque()
            for batch in batches:
                running.append(pool.submit(self._run, batch))
                # States take memory: no further ahead of the reader than keeps every thread busy.
                if len(running) > self._threads:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()

    def _run(self, batch: list[NDArray[np.int64]]) -> Vectors:
        longest = max(len(ids) for ids in batch)
        ids = np.full((len(batch), longest), PAD, np.int64)
        mask = np.zeros((len(batch), longest), np.int64)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        hidden: Vectors = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return hidden


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Texts of like length together, so that little is spent on padding, the longest first."""
    rows = sorted(range(len(lengths)), key=lambda row: -lengths[row])
    while rows:
        size = max(1, _BATCH_TOKENS // lengths[rows[0]])
        yield rows[:size]
        rows = rows[size:]


def _tokens_of_spans(tokens: Tokens, spans: Sequence[Span], shift: int) -> Iterator[NDArray[np.intp] | None]:
    """For each span the tokens whose last character lies in it; None where there is none or the window cuts it.

    The last character, because a token may begin with the blank before its word.
    """
    ends = tokens.ends - shift
    read_until = int(ends.max())
    for start, end in spans:
        (inside,) = np.nonzero((ends > start) & (ends <= end))
        yield None if (tokens.cut and end > read_until) or not len(inside) else inside
