"""What an ingestion did, file by file, in words that an admin understands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.editions.manifest import EditionDiff


class Outcome(StrEnum):
    """What became of one file. `PARTIAL` was read with problems, `FAILED` not at all."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True)
class FileReport:
    """One line of the report; `message` is one French sentence, empty where there is nothing to say."""

    name: str
    outcome: Outcome
    source_id: str | None = None
    message: str = ""
    code: str | None = None


@dataclass
class IngestionReport:
    """The report of one run. `edition_id` is `None` where nothing had to be published."""

    files: list[FileReport] = field(default_factory=list)
    edition_id: str | None = None
    passages: int = 0
    provisions: int = 0
    diff: EditionDiff | None = None

    def count(self, *outcomes: Outcome) -> int:
        return sum(file.outcome in outcomes for file in self.files)

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines that an admin must see, one a file."""
        shown = (Outcome.FAILED, Outcome.PARTIAL, Outcome.DUPLICATE)
        return tuple(file.message for file in self.files if file.outcome in shown and file.message)
