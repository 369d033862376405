"""All that an edition is told of one source, whether it was just parsed or comes from the edition before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from corpus.editions.edition import Edition
from corpus.editions.manifest import SourceEntry, SourceFile
from corpus.errors import Defect
from corpus.model import Passage, Provision, Source


@dataclass(frozen=True)
class SourceContent:
    """All that an edition holds of one source. `content_sha256` is the hash of all the `files` it was read from."""

    source: Source
    version: str
    content_sha256: str
    files: tuple[SourceFile, ...]
    provisions: tuple[Provision, ...]
    passages: tuple[Passage, ...]

    def entry(self) -> SourceEntry:
        return SourceEntry(
            source_id=self.source.source_id,
            version=self.version,
            title=self.source.title,
            content_sha256=self.content_sha256,
            files=self.files,
            provisions=len(self.provisions),
            passages=len(self.passages),
        )


def carried(parent: Edition | None, source_id: str) -> SourceContent:
    """A source as `parent` holds it, so that it need not be parsed again. Raises `Defect` ("unknown_source")."""
    entries = {entry.source_id: entry for entry in parent.manifest.sources} if parent is not None else {}
    if parent is None or source_id not in entries:
        raise Defect(
            "unknown_source",
            f"La source {source_id} devait être reprise de l'édition précédente, qui ne l'a pas.",
            "Relancez l'ingestion de son fichier.",
        )
    entry = entries[source_id]
    ordinals = np.flatnonzero(parent.columns["source"] == parent.source_ordinal(source_id))
    return SourceContent(
        source=parent.source(source_id),
        version=entry.version,
        content_sha256=entry.content_sha256,
        files=entry.files,
        provisions=tuple(parent.provisions_of_source(source_id)),
        passages=tuple(parent.passages(ordinals)),
    )
