"""Vectors of a new edition: those of unchanged text are copied, only the rest is computed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.editions.arrays import ArrayWriter, mapped
from corpus.editions.edition import Edition
from corpus.editions.layout import DIGESTS, SENTENCE_OFFSETS, SENTENCES, VECTORS
from corpus.embedding.embedder import Embedder, Span
from corpus.errors import Defect
from corpus.model import Passage

DIGEST_BYTES = 16
BLOCK = 1024
"""Passages embedded and written at a time: bounds memory, and still lets the model sort them by length."""

OnProgress = Callable[[int, int], None]
"""Called with the number of passages embedded so far, and the number to embed."""


def sentence_spans(passage: Passage) -> list[Span]:
    """The passage's sentences as spans of its `indexed_text`."""
    shift = len(passage.indexed_text) - len(passage.text) - passage.start
    return [(start + shift, end + shift) for start, end in passage.sentences]


def digest(passage: Passage) -> bytes:
    """Equal for passages that have equal vectors, sentence by sentence."""
    content = f"{passage.indexed_text}\0{sentence_spans(passage)}"
    if passage.asked:
        content += "\0".join(("", *passage.asked))
    return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def digests_of(edition: Edition) -> list[bytes]:
    """By ordinal."""
    stored: NDArray[np.uint8] = mapped(edition.folder, DIGESTS, np.uint8, DIGEST_BYTES)
    raw = stored.tobytes()
    return [raw[start : start + DIGEST_BYTES] for start in range(0, len(raw), DIGEST_BYTES)]


def write_vectors(
    folder: Path,
    passages: Sequence[Passage],
    copied: Sequence[int | None],
    embedder: Embedder,
    parent: Edition | None,
    on_progress: OnProgress | None = None,
) -> NDArray[np.float32]:
    """Writes a vector for each passage and each of its sentences, and returns the former, memory-mapped.

    `copied[i]` is the ordinal in `parent` of a passage with the vectors of `passages[i]`, if there is one.
    """
    counts = [len(passage.sentences) for passage in passages]
    offsets = np.cumsum([0, *counts], dtype=np.int64)
    np.save(folder / SENTENCE_OFFSETS, offsets)
    total = sum(1 for ordinal in copied if ordinal is None)
    done = 0
    shape = (len(passages), embedder.dimensions)
    with (
        ArrayWriter(folder / VECTORS, shape, np.float32) as vectors,
        ArrayWriter(folder / SENTENCES, (int(offsets[-1]), embedder.dimensions), np.float16) as sentences,
    ):
        for start in range(0, len(passages), BLOCK):
            block = slice(start, start + BLOCK)
            fresh = [
                passage for passage, ordinal in zip(passages[block], copied[block], strict=True) if ordinal is None
            ]
            report = _shifted(on_progress, done, total)
            rows, pieces = _embed(embedder, fresh, report)
            done += len(fresh)
            new = iter(zip(rows, pieces, strict=True))
            block_rows: list[NDArray[np.float32]] = []
            block_pieces: list[NDArray[np.float16]] = []
            for ordinal in copied[block]:
                if ordinal is None:
                    row, piece = next(new)
                    block_rows.append(row)
                    block_pieces.append(piece.astype(np.float16))
                else:
                    assert parent is not None
                    block_rows.append(parent.vectors[ordinal])
                    block_pieces.append(parent.raw_sentences(ordinal))
            vectors.write(np.stack(block_rows))
            sentences.write(np.concatenate(block_pieces))
            if report is not None and fresh:
                report(len(fresh))
    return mapped(folder, VECTORS, np.float32, embedder.dimensions)


def _embed(
    embedder: Embedder, passages: Sequence[Passage], report: Callable[[int], None] | None
) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
    if not passages:
        return np.empty((0, embedder.dimensions), np.float32), []
    spans = [sentence_spans(passage) for passage in passages]
    rows, pieces = embedder.embed_with_spans([passage.indexed_text for passage in passages], spans, report)
    if rows.shape != (len(passages), embedder.dimensions) or [len(piece) for piece in pieces] != list(map(len, spans)):
        raise Defect(
            "bad_vectors",
            f"Le modèle « {embedder.name} » n'a pas rendu un vecteur par passage et par phrase.",
            "Choisissez un autre modèle avec KB_EMBEDDING_MODEL.",
        )
    return rows, pieces


def _shifted(on_progress: OnProgress | None, before: int, total: int) -> Callable[[int], None] | None:
    if on_progress is None:
        return None
    return lambda done: on_progress(before + done, total)
