"""Which work a file is, whatever it is called: by the catalogue, the NUMAC, the ELI address, or its name.

A file's name or path is the last resort: the same law comes under many names, and two laws under one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.model import Kind, Source, Validity
from ingest.parsing.document import ParsedDocument
from ingest.parsing.legal_lines import ELI
from ingest.structure.sections import slug

_ELI_KINDS = {"arrete": Kind.DECREE}  # loi, decret, ordonnance, constitution, code: made by an assembly
_ELI_PREFIXES = {"arrete": "ar", "loi_programme": "loi-programme"}
_OFFICIAL_NAME = re.compile(r"^(loi|loi-programme|ar|decret|ordonnance|constitution|code)-(\d{4})-(\d{2})-(\d{2})")
_VERSION_FILE = re.compile(r"^version-(?P<number>\d+)$")
_KIND_WORDS = (
    (re.compile(r"circulaire|omzendbrief"), Kind.CIRCULAR),
    (re.compile(r"procedure|note-de-service|vade-?mecum"), Kind.PROCEDURE),
    (re.compile(r"reforme"), Kind.REFORM),
    (re.compile(r"\bfaq\b|questions-reponses"), Kind.FAQ),
    (re.compile(r"fiche"), Kind.FICHE),
)


@dataclass(frozen=True)
class Identity:
    """The work that a file belongs to, and which of its states it is.

    `state` is the day of the consolidation (laws only), `sequence` the archive number where the file
    says no day, `excerpt` whether only some articles are there.
    """

    source: Source
    state: date | None
    sequence: int
    excerpt: bool


def identify(path: Path, document: ParsedDocument, catalogue: Catalogue, official: bool) -> Identity:
    """The identity of a parsed file; `official` when a legal parser read it."""
    metadata = document.metadata
    version = _VERSION_FILE.match(path.stem)
    source = (
        catalogue.by_file(path)
        or (catalogue.by_numac(metadata["numac"]) if "numac" in metadata else None)
        or _by_name(path, catalogue, official)
        or (_official(path, document) if official else _internal(path, document))
    )
    state = day_of(metadata.get("state"))
    if official:
        source = replace(
            source,
            published=source.published or day_of(metadata.get("published")),
            url=source.url or metadata.get("url"),
            numac=source.numac or metadata.get("numac"),
            consolidated_on=state,
        )
    return Identity(source, state, int(version["number"]) if version else 0, "extracts" in metadata)


def entry_into_force(document: ParsedDocument, source: Source) -> date | None:
    """The day from which unamended articles hold: the last of the starts, else the publication."""
    starts = [day for text in document.metadata.get("starts", "").split(",") if (day := day_of(text.strip()))]
    return max(starts) if starts else source.validity.valid_from or source.published or day_of(document.metadata.get("date"))


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _by_name(path: Path, catalogue: Catalogue, official: bool) -> Source | None:
    """`loi-1999-04-29-marche-electricite/version-084.md`: archived versions lie in their work's folder."""
    if not official:
        return None
    name = path.parent.name if _VERSION_FILE.match(path.stem) else path.stem
    return next((source for source in catalogue.sources if name == source.source_id), None)


def _official(path: Path, document: ParsedDocument) -> Source:
    metadata = document.metadata
    address = ELI.search(metadata.get("url", ""))
    name = path.parent.name if _VERSION_FILE.match(path.stem) else path.stem
    if address:
        prefix = _ELI_PREFIXES.get(address["type"], address["type"].replace("_", "-"))
        source_id = f"{prefix}-{address['year']}-{address['month']}-{address['day']}"
        kind = _ELI_KINDS.get(address["type"], Kind.LAW)
    else:
        source_id = slug(name)
        kind = Kind.DECREE if source_id.startswith("ar-") else Kind.LAW
    return Source(
        source_id=source_id,
        title=document.title or name.replace("-", " "),
        kind=kind,
        url=metadata.get("url"),
        numac=metadata.get("numac"),
        published=day_of(metadata.get("published")),
    )


def _internal(path: Path, document: ParsedDocument) -> Source:
    name = slug(f"{path.parent.name}-{path.stem}")
    kind = next((kind for words, kind in _KIND_WORDS if words.search(name)), Kind.FICHE)
    return Source(
        source_id=slug(path.stem),
        title=document.title or path.stem.replace("-", " ").replace("_", " "),
        kind=kind,
        validity=Validity(day_of(document.metadata.get("date")), None),
    )
