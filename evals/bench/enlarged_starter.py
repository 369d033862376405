"""The starter pipeline over as many chunks as an enlarged edition has passages, none of them embedded for it.

Its chunks are the passages, under the vectors of the edition, in a collection with Chroma's defaults, as
`evals.systems.llama_index` makes it. They are shorter than what its own splitter cuts, and carry less metadata: both
make it faster than it would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import Defect
from evals.systems.llama_index import TOP_K

if TYPE_CHECKING:
    from corpus.editions.edition import Edition  # not at run time: the starter's process must not pay for our imports

COLLECTION = "quickstart"
BATCH = 5000
"""Chroma takes 5,461 records at once."""


def fill(edition: Edition, folder: Path) -> None:
    """A collection in `folder` of every passage of the edition. Raises `Defect` ("bench_starter") if one is missing."""
    from llama_index.core.schema import TextNode

    with _store(folder) as store:
        for first in range(0, edition.size, BATCH):
            ordinals = range(first, min(first + BATCH, edition.size))
            passages = edition.passages(ordinals)
            store.add(
                [
                    TextNode(
                        id_=passage.passage_id,
                        text=passage.text,
                        metadata={"file_name": passage.source_id},
                        embedding=edition.vectors[ordinal].tolist(),
                    )
                    for ordinal, passage in zip(ordinals, passages, strict=True)
                ]
            )
        _require(store, edition.size)


@contextmanager
def opened(folder: Path, embedding: Any, size: int) -> Iterator[Any]:
    """LlamaIndex's retriever over the collection of `size` chunks in `folder`. Raises as `fill`."""
    from llama_index.core import VectorStoreIndex

    with _store(folder) as store:
        _require(store, size)
        yield VectorStoreIndex.from_vector_store(store, embed_model=embedding).as_retriever(similarity_top_k=TOP_K)


@contextmanager
def _store(folder: Path) -> Iterator[Any]:
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client: Any = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
    try:
        yield ChromaVectorStore(chroma_collection=client.get_or_create_collection(COLLECTION))
    finally:
        client.close()


def _require(store: Any, size: int) -> None:
    held = store.client.count()
    if held != size:
        raise Defect("bench_starter", f"La collection du starter tient {held} morceaux au lieu de {size}.")
