"""The model's word vectors, read from the disk row by row: 500,000 words take 6 MB of memory instead of 250."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import srsly.msgpack
from numpy.typing import NDArray
from spacy.vectors import BaseVectors


class DiskVectors(BaseVectors):  # type: ignore[misc]
    """spaCy's interface of vectors over a memory-mapped table; a word that it does not hold has the zero vector."""

    def __init__(self, keys: NDArray[np.uint64], rows: NDArray[np.int32], table: NDArray[np.float32]) -> None:
        self.name = "disk"
        self.strings: list[str] = []  # asked by the vocabulary; ours knows hashes only
        order = np.argsort(keys)
        self._keys = keys[order]
        self._rows = rows[order]
        self._table = table

    def __contains__(self, key: Any) -> bool:
        return bool(self._row(np.array([key], dtype=np.uint64))[0] >= 0)

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def shape(self) -> tuple[int, int]:
        return self._table.shape[0], self._table.shape[1]

    @property
    def vectors_length(self) -> int:
        return self.shape[1]

    @property
    def size(self) -> int:
        return int(self._table.size)

    def is_full(self) -> bool:
        return True

    def get_batch(self, keys: Any) -> NDArray[np.float32]:
        """One row for each hash of a word; a copy, so nothing of the file stays mapped in it."""
        rows = self._row(np.asarray(keys, dtype=np.uint64))
        batch: NDArray[np.float32] = self._table[np.maximum(rows, 0)]
        batch[rows < 0] = 0.0
        return batch

    def _row(self, keys: NDArray[np.uint64]) -> NDArray[np.int32]:
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, self._rows[at], np.int32(-1)).astype(np.int32)


def read_vectors(folder: Path) -> DiskVectors:
    """The vectors of a model's `vocab` folder, which is only read."""
    with (folder / "key2row").open("rb") as file:
        packed: Any = srsly.msgpack.Unpacker(file, raw=False, strict_map_key=False)
        count = packed.read_map_header()
        keys, rows = np.empty(count, dtype=np.uint64), np.empty(count, dtype=np.int32)
        for index in range(count):
            keys[index], rows[index] = packed.unpack(), packed.unpack()
    return DiskVectors(keys, rows, np.load(folder / "vectors", mmap_mode="r"))
