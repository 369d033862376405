"""Which subjects the shipped documents cover, and on which official works each subject rests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue import Subject, split_reference
from corpus.model import Kind, Source

KINDS = (Kind.FICHE, Kind.REFORM, Kind.PROCEDURE, Kind.CIRCULAR)


@dataclass(frozen=True)
class SubjectCoverage:
    """How many documents of each kind are about a subject, and how many official works they rest on."""

    subject: Subject
    documents: dict[Kind, int]
    works: int

    @property
    def total(self) -> int:
        return sum(self.documents.values())


def coverage(sources: Sequence[Source]) -> list[SubjectCoverage]:
    """One line a subject, in the order of `Subject`; a subject that nobody writes about has zeros."""
    rows = []
    for subject in Subject:
        about = [source for source in sources if subject in source.subjects]
        counts = Counter(source.kind for source in about)
        works = {split_reference(entry)[0] for source in about for entry in source.legal_basis}
        rows.append(SubjectCoverage(subject, {kind: counts[kind] for kind in KINDS}, len(works)))
    return rows


def as_table(rows: Sequence[SubjectCoverage], sources: Sequence[Source]) -> str:
    """Plain text, one line a subject: documents by kind, and the official works below them."""
    headings = {Kind.FICHE: "fiches", Kind.REFORM: "réforme", Kind.PROCEDURE: "procéd.", Kind.CIRCULAR: "circul."}
    lines = [f"{'sujet':<28}" + "".join(f"{headings[kind]:>9}" for kind in KINDS) + f"{'total':>9}{'œuvres':>9}"]
    for row in rows:
        counts = "".join(f"{row.documents[kind] or '·':>9}" for kind in KINDS)
        lines.append(f"{row.subject:<28}{counts}{row.total or '·':>9}{row.works:>9}")
    kinds = Counter(source.kind for source in sources)
    total = "".join(f"{kinds[kind]:>9}" for kind in KINDS)
    works = {split_reference(entry)[0] for source in sources for entry in source.legal_basis}
    lines.append(f"{'documents':<28}{total}{len(sources):>9}{len(works):>9}")
    return "\n".join(lines)
