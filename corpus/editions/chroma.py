"""Vectors in Chroma: written through llama-index's store, asked for ids only.

Chroma keeps no text: the records do, and its full-text index would double the time of a build. It is
asked for ids, because documents, metadata and metadata filters cost it ten times the search
(DESIGN.md, section 4): validity, region and kind are filtered by the edition's own columns.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from corpus.editions.columns import Mask
from corpus.editions.failures import damaged, store_unreachable
from corpus.editions.layout import STORE
from corpus.editions.neighbours import ExactIndex, Ordinals, Scores, best
from corpus.editions.records import Records
from corpus.errors import Unavailable

EF_SEARCH = 200
"""Candidates that the graph keeps while it searches: recall@50 is .99 among 100,000 at half of that."""
SYNC_THRESHOLD = 100
"""Chroma flushes its graph after that many changes; what is not flushed is inserted again at every opening,
which took 0.25 s for 900 vectors here."""
OVERSAMPLING = 1.5
"""How many more neighbours than the allowed share calls for, since what is allowed clusters."""
MOST_ASKED = 500
"""Past that many neighbours an exact scan of the allowed passages is faster than the graph."""
BATCH = 5000
"""Chroma takes 5,461 records at once."""


def connect(folder: Path, url: str | None) -> Any:
    """A client of the edition's own directory, or of the server at `url`."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if url is None:
        return chromadb.PersistentClient(path=str(folder / STORE), settings=quiet)
    address = urlsplit(url)
    secure = address.scheme == "https"
    try:
        return chromadb.HttpClient(
            host=address.hostname or "localhost",
            port=address.port or (443 if secure else 8000),
            ssl=secure,
            settings=quiet,
        )
    except Exception as error:
        raise store_unreachable(url) from error


def collection_name(edition_id: str) -> str:
    """One collection an edition, so that several editions share one server."""
    return f"kb-{edition_id}"


class ChromaWriter:
    """Fills the collection of an edition being built in `folder`."""

    def __init__(self, folder: Path, edition_id: str, url: str | None, parent_id: str | None = None) -> None:
        """With `parent_id`, the directory is a copy of that edition's, and holds its collection."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._client = connect(folder, url)
        name = collection_name(edition_id)
        if parent_id is None:
            hnsw = {"space": "cosine", "ef_search": EF_SEARCH, "sync_threshold": SYNC_THRESHOLD, "batch_size": 100}
            collection = self._client.create_collection(name, configuration={"hnsw": hnsw}, embedding_function=None)
        else:
            collection = self._client.get_collection(collection_name(parent_id), embedding_function=None)
            collection.modify(name=name)
        self._store = ChromaVectorStore(chroma_collection=collection)

    def delete(self, passage_ids: Sequence[str]) -> None:
        for start in range(0, len(passage_ids), BATCH):
            self._store.delete_nodes(list(passage_ids[start : start + BATCH]))

    def add(self, passage_ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        from llama_index.core.schema import TextNode

        for start in range(0, len(passage_ids), BATCH):
            part = slice(start, start + BATCH)
            self._store.add(
                [
                    TextNode(id_=passage_id, text="", embedding=vector.tolist())
                    for passage_id, vector in zip(passage_ids[part], vectors[part], strict=True)
                ]
            )

    def close(self) -> None:
        self._client.close()


def copy_store(parent: Path, folder: Path) -> None:
    """Chroma's directory of a published edition, which nobody writes to, as the start of the next."""
    shutil.copytree(parent / STORE, folder / STORE)


def drop_collection(folder: Path, edition_id: str, url: str) -> None:
    """Takes what an unfinished build left off the server; a server that does not answer keeps it."""
    import chromadb

    try:
        client = connect(folder, url)
    except Unavailable:
        return
    try:
        client.delete_collection(collection_name(edition_id))
    except (ValueError, chromadb.errors.NotFoundError):
        pass  # the build stopped before it had made one
    finally:
        client.close()


class ChromaIndex:
    """Reads one edition's collection. Its similarities are recomputed from the edition's own vectors,
    so that they are exact and the same whichever engine found the neighbours."""

    def __init__(self, folder: Path, url: str | None, records: Records, vectors: NDArray[np.float32]) -> None:
        self._edition_id = folder.name
        self._url = url
        self._records = records
        self._vectors = vectors
        self._exact = ExactIndex(vectors)
        self._client = connect(folder, url)
        try:
            self._collection = self._client.get_collection(collection_name(folder.name), embedding_function=None)
        except Exception as error:
            self._client.close()
            raise self._told(error) from error

    def nearest(self, vector: NDArray[np.float32], k: int, allowed: Mask | None = None) -> tuple[Ordinals, Scores]:
        query = np.asarray(vector, dtype=np.float32)
        total = len(self._vectors)
        asked = k
        if allowed is not None:
            accepted = int(np.count_nonzero(allowed))
            k = min(k, accepted)
            asked = int(np.ceil(OVERSAMPLING * k * total / max(accepted, 1)))
        k, asked = min(k, total), min(asked, total)
        if k <= 0:
            return best(np.empty(0, dtype=np.float32), 0)
        if allowed is not None and asked > MOST_ASKED:
            return self._exact.nearest(query, k, allowed)
        found = self._ordinals(query, asked)
        if allowed is not None:
            found = found[allowed[found]]
        if len(found) < k:
            return self._exact.nearest(query, k, allowed)
        places, scores = best(self._vectors[found] @ query, k)
        return found[places], scores

    def close(self) -> None:
        self._client.close()

    def _ordinals(self, query: NDArray[np.float32], asked: int) -> Ordinals:
        try:
            answer = self._collection.query(query_embeddings=[query], n_results=asked, include=[])
        except Exception as error:
            raise self._told(error) from error
        try:
            return self._records.ordinals(answer["ids"][0])
        except KeyError as error:
            raise damaged(self._edition_id, f"l'index {STORE} connaît un passage de trop, {error}") from error

    def _told(self, error: Exception) -> Exception:
        if self._url is not None and not _is_missing(error):
            return store_unreachable(self._url)
        return damaged(self._edition_id, f"l'index {STORE} est illisible ou absent")


def _is_missing(error: Exception) -> bool:
    import chromadb

    return isinstance(error, chromadb.errors.NotFoundError)
