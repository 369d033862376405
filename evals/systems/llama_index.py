"""The comparator: LlamaIndex's starter pipeline, as its documentation gives it, over the same files and model.

`SimpleDirectoryReader`, the default `SentenceSplitter` (1,024 tokens, 200 of overlap), `HuggingFaceEmbedding`,
a persistent Chroma collection, a retriever alone. The model is the very one of our editions, as the
sentence-transformers folder (fp32) that it was converted from, with the instructions that a user of e5
sets: "query: " for questions and "passage: " for texts. Everything else is left at its default.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX
from corpus.errors import Defect
from evals.systems.articles import Article, article_spans, held_by, started_in

FINISHED = "finished"
"""The file that says that a collection is whole."""
TOP_K = 5
"""How many results count, of the starter (chunks) and of ours (provisions), where speed is measured."""

if TYPE_CHECKING:
    from llama_index.core.schema import NodeWithScore


@dataclass(frozen=True)
class Starter:
    """The pipeline, indexed: `texts` are the files as its reader saw them, by name."""

    retriever: Any
    embedding: Any
    texts: Mapping[str, str]
    chunks: int
    seconds: float
    """What reading, splitting, embedding and indexing took, without the imports and the model's loading."""

    def retrieve(self, question: str) -> list[NodeWithScore]:
        found: list[NodeWithScore] = self.retriever.retrieve(question)
        return found


def build(files: Sequence[Path], model: Path, folder: Path, top_k: int = TOP_K) -> Starter:
    """The pipeline over `files`, its collection in `folder`, where a finished one is taken as it stands; `model` is a
    sentence-transformers folder."""
    _call_nobody()
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.chroma import ChromaVectorStore
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    embedding = HuggingFaceEmbedding(
        model_name=str(model), query_instruction=QUERY_PREFIX, text_instruction=PASSAGE_PREFIX, device="cpu"
    )
    embedding.get_query_embedding("délai")
    client = chromadb.PersistentClient(str(folder), ChromaSettings(anonymized_telemetry=False))
    started = time.perf_counter()
    documents = SimpleDirectoryReader(input_files=[str(path) for path in files]).load_data()
    collection = client.get_or_create_collection("quickstart")
    store = ChromaVectorStore(chroma_collection=collection)
    if (folder / FINISHED).is_file():
        index = VectorStoreIndex.from_vector_store(store, embed_model=embedding)
    else:
        index = VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=embedding,
            transformations=[SentenceSplitter()],
        )
        (folder / FINISHED).touch()
    seconds = time.perf_counter() - started
    return Starter(
        retriever=index.as_retriever(similarity_top_k=top_k),
        embedding=embedding,
        texts={document.metadata["file_name"]: document.text for document in documents},
        chunks=collection.count(),
        seconds=seconds,
    )


class Judge:
    """Says which articles a retrieved chunk holds, by its offsets in its file (see `articles`).

    Raises `Defect` ("unplaced_chunk") for a chunk that is not in its file word for word: then offsets mean nothing.
    """

    def __init__(self, texts: Mapping[str, str], sources: Mapping[str, str]) -> None:
        """`sources` names the source of each file."""
        self._texts = texts
        self._spans = {name: article_spans(sources[name], text) for name, text in texts.items() if name in sources}

    def articles(self) -> set[Article]:
        return {span.article for spans in self._spans.values() for span in spans}

    def held(self, found: Sequence[NodeWithScore]) -> list[set[Article]]:
        """Nothing for a chunk of a file that is no law."""
        return [held_by(self._spans.get(name, ()), start, end) for name, start, end in map(self._place, found)]

    def started(self, found: Sequence[NodeWithScore]) -> list[set[Article]]:
        return [started_in(self._spans.get(name, ()), start, end) for name, start, end in map(self._place, found)]

    def file_of(self, found: NodeWithScore) -> str:
        """The name of the file that a chunk comes from."""
        return str(found.node.metadata["file_name"])

    def _place(self, found: NodeWithScore) -> tuple[str, int, int]:
        name = self.file_of(found)
        text = found.node.get_content()
        if name not in self._spans:
            return name, 0, len(text)
        start = self._texts[name].find(text)
        if start < 0:
            raise Defect("unplaced_chunk", f"Un morceau rendu par le comparateur n'est pas dans « {name} ».")
        return name, start, start + len(text)


def _call_nobody() -> None:
    os.environ.update(
        HF_HUB_OFFLINE="1",
        TRANSFORMERS_VERBOSITY="error",
        TOKENIZERS_PARALLELISM="false",
        ANONYMIZED_TELEMETRY="False",
        LLAMA_INDEX_DISABLE_TELEMETRY="1",
        DO_NOT_TRACK="1",
    )
