"""Reading files through llama-index's ingestion pipeline: its docstore knows which contents an
edition already holds, its cache what a parser made of a content.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("LLAMA_INDEX_DISABLE_TELEMETRY", "1")

from llama_index.core.ingestion import DocstoreStrategy, IngestionCache, IngestionPipeline
from llama_index.core.schema import BaseNode, Document, MetadataMode, TextNode, TransformComponent
from llama_index.core.storage.docstore import SimpleDocumentStore
from pydantic import TypeAdapter

from corpus.settings import Settings
from ingest.parsing.document import BlockKind, ParsedDocument
from ingest.parsing.router import parse_file
from ingest.pipeline.parse_cache import SqliteKVStore

PARSERS = 5
"""Raise it when a file is parsed or structured differently: cached readings are then made anew, and so are the
sources of the current edition when their files are given again."""

_DOCUMENT = TypeAdapter(ParsedDocument)


@dataclass(frozen=True)
class FileReading:
    """One file, read: its content hash and what its parser found. `is_law` where it has articles."""

    path: Path
    sha256: str
    document: ParsedDocument

    @property
    def is_law(self) -> bool:
        return any(block.kind is BlockKind.ARTICLE for block in self.document.blocks)

    @property
    def has_text(self) -> bool:
        """Whether there is more than headings."""
        return any(block.kind is not BlockKind.HEADING for block in self.document.blocks)


class _ParseFile(TransformComponent):
    """llama-index's step from a file to a node that holds its parsed document.

    Its fields are part of the cache's key, beside the content: what else a parser depends on.
    """

    parsers: int = PARSERS
    suffix: str
    max_pages: int

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[BaseNode]:
        document = parse_file(kwargs["path"], kwargs["settings"])
        return [TextNode(id_=node.node_id, text=_DOCUMENT.dump_json(document).decode()) for node in nodes]


class Reader:
    """Reads files, each content once. `known` are the contents that the parent edition holds, as read today."""

    def __init__(self, settings: Settings, known: Iterable[str] = ()) -> None:
        self._settings = settings
        self._docstore = SimpleDocumentStore()
        for sha256 in known:
            self._docstore.set_document_hash(sha256, _node(sha256).hash)
        self._store = SqliteKVStore(settings.data_dir / "cache" / "parsed.sqlite")
        self._cache = IngestionCache(cache=self._store, collection="parsed")

    def read(self, path: Path, sha256: str) -> FileReading | None:
        """The reading of a file, or `None` where the parent edition, or an earlier file of this run, has its content.

        Raises what the parsers raise: `BadInput` or `Unavailable`, naming the file.
        """
        return self._run(path, sha256, self._docstore)

    def read_again(self, path: Path, sha256: str) -> FileReading:
        """The reading of a content that is known, from the cache where it is still there."""
        reading = self._run(path, sha256, None)
        assert reading is not None  # without a docstore nothing is passed over
        return reading

    def _run(self, path: Path, sha256: str, docstore: SimpleDocumentStore | None) -> FileReading | None:
        pipeline = IngestionPipeline(
            transformations=[_ParseFile(suffix=path.suffix.lower(), max_pages=self._settings.max_pages)],
            docstore=docstore,
            docstore_strategy=DocstoreStrategy.DUPLICATES_ONLY,
            cache=self._cache,
        )
        nodes = pipeline.run(documents=[_node(sha256)], path=path, settings=self._settings)
        if not nodes:
            return None
        return FileReading(path, sha256, _DOCUMENT.validate_json(nodes[0].get_content(MetadataMode.NONE)))

    def close(self) -> None:
        self._store.close()


def _node(sha256: str) -> Document:
    return Document(id_=sha256, text=sha256)
