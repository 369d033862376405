"""Arrays on disk: written row by row, read through the page cache."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.editions.failures import damage_named, damaged


class ArrayWriter:
    """A `.npy` file of a shape known beforehand, filled in order.

    Not a writable memory map: on a full disk a map kills the process with SIGBUS, a write raises.
    """

    def __init__(self, path: Path, shape: tuple[int, ...], dtype: DTypeLike) -> None:
        self._dtype = np.dtype(dtype)
        self._left = shape[0]
        self._file = path.open("wb")
        header = {"descr": np.lib.format.dtype_to_descr(self._dtype), "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_2_0(self._file, header)

    def write(self, rows: NDArray[Any]) -> None:
        self._left -= len(rows)
        self._file.write(np.ascontiguousarray(rows, dtype=self._dtype).tobytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if error is None and self._left:
            raise ValueError(f"{self._left} rows are missing in {self._file.name}")


def mapped(folder: Path, name: str, dtype: DTypeLike, columns: int | None = None) -> NDArray[Any]:
    """A `.npy` file of the edition in `folder`, memory-mapped.

    Raises `Defect` ("damaged_edition") where it is missing, unreadable, or not of that type and width.
    """
    with damage_named(folder.name, name):
        array: NDArray[Any] = np.load(folder / name, mmap_mode="r", allow_pickle=False)
    if array.dtype != np.dtype(dtype) or (columns is not None and array.shape[1:] != (columns,)):
        raise damaged(folder.name, f"{name} n'a pas la forme attendue")
    return np.asarray(array)
