"""What a check found wrong in a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """Stable names of what can be wrong; French is for the message."""

    UNKNOWN_WORK = "unknown_work"
    UNNAMED_WORK = "unnamed_work"
    UNREAD_ARTICLE = "unread_article"
    NOT_IN_LEGAL_BASIS = "not_in_legal_basis"
    UNKNOWN_AMOUNT = "unknown_amount"
    OUTDATED_AMOUNT = "outdated_amount"
    UNKNOWN_DELAY = "unknown_delay"
    OUTDATED_DELAY = "outdated_delay"
    WRONG_EQUATION = "wrong_equation"
    UNEXPLAINED_FIGURE = "unexplained_figure"


@dataclass(frozen=True)
class Finding:
    """One fault of one document, at a line of its text (1-based; 0 for its entry in the catalogue)."""

    fault: Fault
    source_id: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"ligne {self.line}" if self.line else "catalogue"
        return f"{self.source_id}, {where} : {self.message} [{self.fault}]"
