"""Vectors that outlive an edition: no text is embedded twice by the same model."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.embedder import Embedder, Progress, Span, Vectors, check_spans
from corpus.errors import Unavailable

_COMMIT_EVERY = 64
"""Texts whose vectors are lost, at worst, when an ingestion is killed."""
_KEYS_PER_QUERY = 500
_WAIT_SECONDS = 30.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vectors BLOB NOT NULL)"

HalfVectors = NDArray[np.float16]
Result = TypeVar("Result")
Compute = Callable[[list[str], list[Sequence[Span]]], list[HalfVectors]]


class CachedEmbedder:
    """An `Embedder` that asks `embedder` only for what the SQLite file at `path` does not hold.

    Vectors are kept in float16 (cosine with the original above 0.99999) and a fresh vector is
    answered as it will be read back, so that a run and its repetition are equal bit for bit.
    A damaged file is set aside and begun anew. Several processes may share one file. Raises
    `Unavailable` ("cache_unavailable") when the disk is full or the folder can't be written.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        self.name = embedder.name
        self.dimensions = embedder.dimensions

    def embed_query(self, text: str) -> Vectors:
        """Not cached: questions are nobody's to keep."""
        return self._embedder.embed_query(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Cached: these are the corpus's own."""
        keys = [_key(f"{self.name}\0question", text, ()) for text in texts]
        rows = self._cached(keys, texts, [()] * len(texts), self._compute_questions)
        return np.stack([own[0] for own in rows]) if rows else np.empty((0, self.dimensions), np.float32)

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        return self.embed_with_spans(texts, [()] * len(texts), on_progress)[0]

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        check_spans(texts, spans)
        keys = [_key(self.name, text, own) for text, own in zip(texts, spans, strict=True)]
        rows = self._cached(keys, texts, spans, self._compute, on_progress)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for index, own in enumerate(rows):
            vectors[index] = own[0]
        return vectors, [own[1:] for own in rows]

    def _cached(
        self,
        keys: Sequence[bytes],
        texts: Sequence[str],
        spans: Sequence[Sequence[Span]],
        compute: Compute,
        on_progress: Progress | None = None,
    ) -> list[Vectors]:
        """For each text its vector, then those of its spans: (1 + k, d); `compute` is asked for what is missing."""
        places = {key: index for index, key in enumerate(keys)}
        found = {
            key: rows
            for key, blob in self._read(list(places)).items()
            if (rows := self._rows(blob, 1 + len(spans[places[key]]))) is not None
        }
        missing = sorted(places.keys() - found.keys(), key=lambda key: (len(texts[places[key]]), key))
        done = len(texts) - len(missing)
        if on_progress and done:
            on_progress(done)
        for first in range(0, len(missing), _COMMIT_EVERY):
            batch = missing[first : first + _COMMIT_EVERY]
            fresh = compute([texts[places[key]] for key in batch], [spans[places[key]] for key in batch])
            self._write(dict(zip(batch, fresh, strict=True)))
            found.update((key, _readable(rows)) for key, rows in zip(batch, fresh, strict=True))
            done += len(batch)
            if on_progress:
                on_progress(done)
        return [found[key] for key in keys]

    def _compute(self, texts: list[str], spans: list[Sequence[Span]]) -> list[HalfVectors]:
        """For each text its vector, then those of its spans: (1 + k, d) in float16."""
        if any(spans):
            vectors, span_vectors = self._embedder.embed_with_spans(texts, spans)
        else:
            vectors = self._embedder.embed_passages(texts)
            span_vectors = [vectors[:0]] * len(texts)
        pairs = zip(vectors, span_vectors, strict=True)
        return [np.concatenate([vector[None], own]).astype(np.float16) for vector, own in pairs]

    def _compute_questions(self, texts: list[str], spans: list[Sequence[Span]]) -> list[HalfVectors]:
        return [vector[None].astype(np.float16) for vector in self._embedder.embed_questions(texts)]

    def _rows(self, blob: bytes, count: int) -> Vectors | None:
        """None for an entry of another size: it is computed again."""
        if len(blob) != count * self.dimensions * np.dtype(np.float16).itemsize:
            return None
        return _readable(np.frombuffer(blob, np.float16).reshape(count, self.dimensions))

    def _read(self, keys: list[bytes]) -> dict[bytes, bytes]:
        def read() -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            with self._open() as database:
                for first in range(0, len(keys), _KEYS_PER_QUERY):
                    part = keys[first : first + _KEYS_PER_QUERY]
                    marks = ",".join("?" * len(part))
                    found.update(database.execute(f"SELECT key, vectors FROM vectors WHERE key IN ({marks})", part))
            return found

        return self._mended(read)

    def _write(self, entries: dict[bytes, HalfVectors]) -> None:
        def write() -> None:
            with self._open() as database, database:
                rows = [(key, value.tobytes()) for key, value in entries.items()]
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

        self._mended(write)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=NORMAL")
            database.execute(_SCHEMA)
            yield database

    def _mended(self, access: Callable[[], Result]) -> Result:
        try:
            try:
                return access()
            except sqlite3.DatabaseError as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                    raise
                self._set_aside()
                return access()
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(
                "cache_unavailable",
                f"Le cache de vecteurs {self._path} ne peut pas être lu ou écrit : {error}.",
                "Vérifiez la place sur le disque et les droits du dossier KB_DATA_DIR, puis recommencez.",
            ) from error

    def _set_aside(self) -> None:
        aside = f"{self._path.name}.damaged-{time.strftime('%Y%m%dT%H%M%S')}"
        self._path.replace(self._path.with_name(aside))
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)


def _key(name: str, text: str, spans: Sequence[Span]) -> bytes:
    where = ",".join(f"{start}-{end}" for start, end in spans)
    return hashlib.sha256(f"{name}\0{where}\0{text}".encode("utf-8", "surrogatepass")).digest()


def _readable(rows: HalfVectors) -> Vectors:
    """float16 rows as float32 rows of length 1."""
    vectors = rows.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
