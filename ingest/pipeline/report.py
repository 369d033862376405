"""What an ingestion did, file by file, in words that an admin understands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from corpus.editions.manifest import EditionDiff
from corpus.errors import KbError


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
    """The report of one run. `edition_id` is `None` where nothing had to be published; `by_path` has the lines
    of `files` that are about one file, by its resolved path."""

    files: list[FileReport] = field(default_factory=list)
    by_path: dict[Path, FileReport] = field(default_factory=dict)
    edition_id: str | None = None
    passages: int = 0
    provisions: int = 0
    diff: EditionDiff | None = None
    to_review: list[str] = field(default_factory=list)
    """Documents of this run that give a figure that holds no more: one line each."""

    def count(self, *outcomes: Outcome) -> int:
        return sum(file.outcome in outcomes for file in self.files)

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines that an admin must see, one a file."""
        shown = (Outcome.FAILED, Outcome.PARTIAL, Outcome.DUPLICATE)
        return tuple(file.message for file in self.files if file.outcome in shown and file.message)


def damaged_current(error: KbError, sound: str | None) -> FileReport:
    """The current edition does not open; `sound` is the one that the new edition goes on from."""
    then = f"La nouvelle édition part de {sound}" if sound else "Aucune autre ne s'ouvre : la nouvelle part de rien"
    message = f"{error.message} {then} ; redonnez les fichiers ajoutés depuis."
    return FileReport("édition courante", Outcome.PARTIAL, message=message, code=error.code)


def same_content(path: Path, other: Path) -> FileReport:
    message = (
        f"« {path.name} » a le même contenu que « {other.name} » : il n'est lu qu'une fois. Retirez l'un des deux."
    )
    return FileReport(path.name, Outcome.DUPLICATE, message=message, code="duplicate_content")


def same_state(path: Path, other: Path) -> FileReport:
    message = (
        f"« {path.name} » donne le même texte à la même date que « {other.name} » : seul ce dernier est gardé. "
        "Retirez celui qui est de trop."
    )
    return FileReport(path.name, Outcome.DUPLICATE, message=message, code="duplicate_state")


def unreadable(path: Path, error: OSError) -> FileReport:
    why = error.strerror or error
    message = f"« {path.name} » ne peut pas être lu ({why}). Vérifiez qu'il est encore là et que vous pouvez l'ouvrir."
    return FileReport(path.name, Outcome.FAILED, message=message, code="unreadable_file")


def not_structured(path: Path, error: Exception) -> FileReport:
    """A file that was read, and whose source could not be made of it."""
    if isinstance(error, KbError):
        return FileReport(path.name, Outcome.FAILED, message=f"« {path.name} » : {error}", code=error.code)
    message = (
        f"« {path.name} » a été lu, mais ses articles n'ont pas pu être établis ({type(error).__name__}). Signalez-le."
    )
    return FileReport(path.name, Outcome.FAILED, message=message, code="structure_failed")
