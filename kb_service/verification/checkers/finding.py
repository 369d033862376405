"""What a checker finds when it compares a statement with a piece of text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading


class Outcome(StrEnum):
    """`SILENT`: the statement says something of this kind of which the piece says nothing at all."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    SILENT = "silent"


@dataclass(frozen=True)
class Finding:
    """One thing compared. `stated` and `written` are the words of the statement and of the piece; `topic`
    names the kind of thing for the reader ("le délai"); `excused` are names that this very finding compares,
    so that they do not also count against the likeness of the two; `figure` marks a number or a day."""

    outcome: Outcome
    topic: str
    stated: str
    written: str = ""
    excused: frozenset[str] = frozenset()
    figure: bool = False


Checker = Callable[[Reading, Piece], list[Finding]]
