"""Sources, provisions and passages on disk: written once, then read only for the few that remain.

SQLite holds each dataclass as JSON beside the columns by which it is looked up. `Records` shares one
read-only connection among threads: a read takes microseconds, a connection per thread takes memory.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.editions.failures import damage_named
from corpus.editions.layout import RECORDS
from corpus.model import Passage, Provision, Source

_SCHEMA = """
CREATE TABLE source (ordinal INTEGER PRIMARY KEY, source_id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE provision (
    ordinal INTEGER PRIMARY KEY, provision_id TEXT NOT NULL UNIQUE, source INTEGER NOT NULL,
    number TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE passage (
    ordinal INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, provision INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX provision_number ON provision (source, number);
CREATE INDEX passage_provision ON passage (provision);
"""
_AT_ONCE = 500
"""Parameters of one statement; SQLite has allowed 999 since its beginnings."""
_KEPT = 1024
"""Records that stay parsed: the same few hundred are looked at for most questions. Some 5 MB."""

_T = TypeVar("_T")

_SOURCE = TypeAdapter(Source)
_PROVISION = TypeAdapter(Provision)
_PASSAGE = TypeAdapter(Passage)


def write_records(
    folder: Path,
    sources: Sequence[Source],
    provisions: Iterable[tuple[int, Provision]],
    passages: Iterable[tuple[int, Passage]],
) -> None:
    """Each provision comes with its source's ordinal, each passage with its provision's; ordinals count from 0.

    Raises `sqlite3.IntegrityError` where two records have one id.
    """
    connection = sqlite3.connect(folder / RECORDS)
    try:
        # The folder is thrown away unless it is finished and flushed: a journal would protect nothing.
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        connection.executemany(
            "INSERT INTO source VALUES (?, ?, ?)",
            ((i, source.source_id, _SOURCE.dump_json(source).decode()) for i, source in enumerate(sources)),
        )
        connection.executemany(
            "INSERT INTO provision VALUES (?, ?, ?, ?, ?)",
            (
                (i, provision.provision_id, source, provision.number, _PROVISION.dump_json(provision).decode())
                for i, (source, provision) in enumerate(provisions)
            ),
        )
        connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?)",
            (
                (i, passage.passage_id, provision, _PASSAGE.dump_json(passage).decode())
                for i, (provision, passage) in enumerate(passages)
            ),
        )
        connection.commit()
    finally:
        connection.close()


class Records:
    """The reading side. Every method raises `Defect` ("damaged_edition") where the file cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._edition_id = folder.name
        self._lock = threading.Lock()
        self._parsed_once = lru_cache(_KEPT)(self._parsed)
        path = (folder / RECORDS).resolve()
        with damage_named(self._edition_id, RECORDS):
            # immutable: nobody writes here any more, so SQLite need neither lock nor look for changes
            self._connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True, check_same_thread=False)
        self._sources = tuple(
            self._parsed(_SOURCE, body) for (body,) in self._rows("SELECT body FROM source ORDER BY ordinal")
        )
        self._source_ordinals = {source.source_id: i for i, source in enumerate(self._sources)}

    def sources(self) -> tuple[Source, ...]:
        return self._sources

    def source_ordinal(self, source_id: str) -> int:
        """Raises `KeyError` for a source that the edition does not hold."""
        return self._source_ordinals[source_id]

    def passages(self, ordinals: Sequence[int]) -> list[Passage]:
        """In the order asked. Raises `IndexError` for an ordinal that the edition does not hold."""
        return self._at(_PASSAGE, "passage", ordinals)

    def provisions(self, ordinals: Sequence[int]) -> list[Provision]:
        return self._at(_PROVISION, "provision", ordinals)

    def provision(self, provision_id: str) -> tuple[int, Provision]:
        """A provision with its ordinal. Raises `KeyError` for an unknown id."""
        rows = self._rows("SELECT ordinal, body FROM provision WHERE provision_id = ?", provision_id)
        if not rows:
            raise KeyError(provision_id)
        return rows[0][0], self._parsed_once(_PROVISION, rows[0][1])

    def provisions_of(self, source: int, number: str | None = None) -> list[Provision]:
        """Those of a source, in the order of the text; all wordings of `number`, where it is given."""
        if number is None:
            rows = self._rows("SELECT body FROM provision WHERE source = ? ORDER BY ordinal", source)
        else:
            rows = self._rows(
                "SELECT body FROM provision WHERE source = ? AND number = ? ORDER BY ordinal", source, number
            )
        return [self._parsed_once(_PROVISION, body) for (body,) in rows]

    def passages_of(self, provision: int) -> NDArray[np.int64]:
        """The ordinals of a provision's passages, in the order of the text."""
        rows = self._rows("SELECT ordinal FROM passage WHERE provision = ? ORDER BY ordinal", provision)
        return np.array([ordinal for (ordinal,) in rows], dtype=np.int64)

    def passage_ids(self) -> list[str]:
        return [passage_id for (passage_id,) in self._rows("SELECT passage_id FROM passage ORDER BY ordinal")]

    def ordinals(self, passage_ids: Sequence[str]) -> NDArray[np.int64]:
        """Raises `KeyError` for a passage that the edition does not hold."""
        known: dict[str, int] = {}
        for part in _parts(passage_ids):
            rows = self._rows(f"SELECT passage_id, ordinal FROM passage WHERE passage_id IN ({_marks(part)})", *part)
            known.update((passage_id, ordinal) for passage_id, ordinal in rows)
        return np.array([known[passage_id] for passage_id in passage_ids], dtype=np.int64)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _at(self, adapter: TypeAdapter[_T], table: str, ordinals: Sequence[int]) -> list[_T]:
        found: dict[int, _T] = {}
        wanted = [int(ordinal) for ordinal in ordinals]
        for part in _parts(wanted):
            rows = self._rows(f"SELECT ordinal, body FROM {table} WHERE ordinal IN ({_marks(part)})", *part)
            for ordinal, body in rows:
                found[ordinal] = self._parsed_once(adapter, body)
        missing = [ordinal for ordinal in wanted if ordinal not in found]
        if missing:
            raise IndexError(f"no {table} {missing[0]} in edition {self._edition_id}")
        return [found[ordinal] for ordinal in wanted]

    def _rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        with damage_named(self._edition_id, RECORDS), self._lock:
            return self._connection.execute(statement, parameters).fetchall()

    def _parsed(self, adapter: TypeAdapter[_T], body: str) -> _T:
        with damage_named(self._edition_id, RECORDS):
            return adapter.validate_json(body)


def _parts(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _marks(part: Sequence[object]) -> str:
    return ", ".join("?" * len(part))
