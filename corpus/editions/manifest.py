"""What an edition says of itself, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.editions.failures import damage_named, damaged
from corpus.editions.layout import FORMAT_VERSION, MANIFEST


class SourceFile(BaseModel):
    """A file that a source was read from; `state` is the day whose text it gives, for an archived law,
    `origin` the place where it was found: the same file edited there is the same document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sha256: str
    state: date | None = None
    origin: str = ""


class SourceEntry(BaseModel):
    """One source of an edition; `content_sha256` is the hash of all that it was read from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source_id: str
    version: str
    title: str
    content_sha256: str
    files: tuple[SourceFile, ...]
    provisions: int
    passages: int


class Manifest(BaseModel):
    """The last file that a build writes.

    `tokenizer` names the state of the code that cut words, `store` where the vectors are searched,
    `tombstones` how many deleted vectors Chroma's graph still drags along, `files` the size in bytes
    of each file of ours (Chroma's own excepted), by which a truncated copy is recognised.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format_version: int
    edition_id: str
    created_at: datetime
    parent: str | None
    model: str
    dimensions: int
    tokenizer: str
    store: Literal["embedded", "server"]
    tombstones: int
    note: str
    problems: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    files: dict[str, int]

    @property
    def passages(self) -> int:
        return sum(source.passages for source in self.sources)

    @property
    def provisions(self) -> int:
        return sum(source.provisions for source in self.sources)


class _FormatOnly(BaseModel):
    """Read before the rest: a manifest of another format is not a broken one."""

    model_config = ConfigDict(extra="ignore")

    format_version: int


def read_manifest(folder: Path) -> Manifest:
    """Raises `Defect` ("damaged_edition") for a missing, broken or foreign manifest."""
    with damage_named(folder.name, MANIFEST):
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        version = _FormatOnly.model_validate_json(text).format_version
    if version != FORMAT_VERSION:
        raise damaged(folder.name, f"son format est le {version}, ce programme lit le {FORMAT_VERSION}")
    with damage_named(folder.name, MANIFEST):
        return Manifest.model_validate_json(text)


@dataclass(frozen=True)
class SourceChange:
    """One source before and after."""

    before: SourceEntry
    after: SourceEntry


@dataclass(frozen=True)
class EditionDiff:
    """What publishing `after` in the place of `before` changes, source by source."""

    before: str
    after: str
    added: tuple[SourceEntry, ...]
    removed: tuple[SourceEntry, ...]
    changed: tuple[SourceChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def diff(before: Manifest, after: Manifest) -> EditionDiff:
    """A source is changed when any line of its entry is: its file, its title, its version, what was read in it."""
    old = {entry.source_id: entry for entry in before.sources}
    new = {entry.source_id: entry for entry in after.sources}
    return EditionDiff(
        before.edition_id,
        after.edition_id,
        added=tuple(entry for entry in after.sources if entry.source_id not in old),
        removed=tuple(entry for entry in before.sources if entry.source_id not in new),
        changed=tuple(
            SourceChange(old[entry.source_id], entry)
            for entry in after.sources
            if entry.source_id in old and entry != old[entry.source_id]
        ),
    )
