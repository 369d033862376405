"""A piece of text beside a statement: what the checkers found in it, and how likely each verdict is by it."""

from __future__ import annotations

from dataclasses import dataclass

from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece


@dataclass(frozen=True)
class Compared:
    """A piece with what the checkers found in it, and probabilities. By the checkers alone: `likeness`, that it
    supports, were all findings to agree; `difference`, that it contradicts, 0 where nothing differs. By all that is
    known: `support` and `denial`."""

    piece: Piece
    alignment: Alignment
    findings: tuple[Finding, ...]
    likeness: float
    difference: float
    support: float
    denial: float

    def having(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]
