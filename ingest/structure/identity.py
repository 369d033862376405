"""Which work a file is, whatever it is called: by the catalogue, the NUMAC, the ELI address, or its name.

A file's name or path is the last resort: the same law comes under many names, and two laws under one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.model import Kind, Region, Source, Validity
from ingest.parsing.document import ParsedDocument
from ingest.parsing.legal_lines import ELI
from ingest.structure.regions import region_of_issuer
from ingest.structure.sections import slug

_ELI_KINDS = {"arrete": Kind.DECREE}  # loi, decret, ordonnance, constitution, code: made by an assembly
_PREFIXES = (
    ("loi-programme", "loi-programme"),
    ("arrêté royal", "ar"),
    ("arrêté ministériel", "am"),
    ("arrêté du gouvernement wallon", "agw"),
)
"""What an act's id begins with, by its title: the keys by which texts name acts (`corpus.legal_text.acts`)."""
_VERSION_FILE = re.compile(r"^version-(?P<number>\d+)$")
_DATED_BY_HAND = {".md", ".markdown", ".eml"}
"""Where the date is the author's word. That of a PDF or DOCX is the day of its saving: no rule starts on it."""
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


def identify(
    path: Path, document: ParsedDocument, catalogue: Catalogue, official: bool, name: str | None = None
) -> Identity:
    """The identity of a parsed file; `official` when a legal parser read it.

    `name` is what an internal document is known by (see `names_of`), the file's own name by default.
    """
    metadata = document.metadata
    version = _VERSION_FILE.match(path.stem)
    source = (
        catalogue.by_file(path)
        or (catalogue.by_numac(metadata["numac"]) if "numac" in metadata else None)
        or _by_name(path, catalogue, official)
        or (_official(path, document) if official else _internal(path, document, name or path.stem))
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


def names_of(paths: Collection[Path]) -> dict[Path, tuple[str, ...]]:
    """What each file may be known by, plainest first: its name, with its folder's ("2025-avis"), with a
    fingerprint of its path; a name that two files of the run would share is left out."""
    choices = {path: _choices(path) for path in paths}
    counts = [Counter(names[length] for names in choices.values()) for length in range(3)]
    return {
        path: tuple(name for name, count in zip(names, counts, strict=True) if count[name] == 1) or names[-1:]
        for path, names in choices.items()
    }


def _choices(path: Path) -> tuple[str, str, str]:
    folder = f"{path.parent.name}-{path.stem}"
    fingerprint = hashlib.sha256(path.as_posix().encode()).hexdigest()[:6]
    return slug(path.stem), slug(folder), f"{slug(folder)[:50]}-{fingerprint}"


def told_apart(source: Source, numacs: Mapping[str, str | None]) -> Source:
    """The source under an id of its own, where another act of the same day already has the id.

    `numacs` are the NUMACs of the known sources by their ids; two laws are often made on one day.
    """
    other = numacs.get(source.source_id)
    if other is None or source.numac is None or other == source.numac:
        return source
    return replace(source, source_id=f"{source.source_id}-{source.numac.lower()}")


def entry_into_force(document: ParsedDocument, source: Source) -> date | None:
    """The day from which unamended articles hold: the last of the starts, else the publication."""
    starts = [day for text in document.metadata.get("starts", "").split(",") if (day := day_of(text.strip()))]
    if starts:
        return max(starts)
    return source.validity.valid_from or source.published or day_of(document.metadata.get("date"))


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
        title = (document.title or "").lower()
        prefix = next(
            (prefix for words, prefix in _PREFIXES if title.startswith(words)), address["type"].replace("_", "-")
        )
        source_id = f"{prefix}-{address['year']}-{address['month']}-{address['day']}"
        kind = _ELI_KINDS.get(address["type"], Kind.LAW)
    else:
        source_id = slug(name)
        kind = Kind.DECREE if source_id.startswith("ar-") else Kind.LAW
    return Source(
        source_id=source_id,
        title=document.title or name.replace("-", " "),
        kind=kind,
        region=region_of_issuer(document.title or "", metadata.get("issuer", "")) or Region.FEDERAL,
        url=metadata.get("url"),
        numac=metadata.get("numac"),
        published=day_of(metadata.get("published")),
    )


def _internal(path: Path, document: ParsedDocument, name: str) -> Source:
    words = slug(f"{path.parent.name}-{path.stem}")
    dated = day_of(document.metadata.get("date")) if path.suffix.lower() in _DATED_BY_HAND else None
    return Source(
        source_id=slug(name),
        title=document.title or path.stem.replace("-", " ").replace("_", " "),
        kind=next((kind for pattern, kind in _KIND_WORDS if pattern.search(words)), Kind.FICHE),
        validity=Validity(dated, None),
    )
