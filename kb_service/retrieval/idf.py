"""What a word tells in an edition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from corpus.editions.edition import Edition


class Idf(Mapping[str, float]):
    """What any term tells in an edition: log(1 + N / n), n the number of passages that have it (half a passage
    where none has). Read only when asked for."""

    def __init__(self, edition: Edition) -> None:
        self._frequencies = edition.document_frequencies()
        self._size = edition.size

    def __getitem__(self, term: str) -> float:
        return math.log(1 + self._size / max(self._frequencies.get(term, 0), 0.5))

    def __iter__(self) -> Iterator[str]:
        return iter(self._frequencies)

    def __len__(self) -> int:
        return len(self._frequencies)
