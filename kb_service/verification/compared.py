"""A piece of text beside a statement: what the checkers found in it, and how likely each verdict is by it."""

from __future__ import annotations

from dataclasses import dataclass

from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece


@dataclass(frozen=True)
class Compared:
    """A piece with what the checkers found in it. `likeness` is the probability that it supports, were all
    findings to agree, by what the checkers found; `denial` that it contradicts, 0 where nothing differs. `support` is
    the likeness after the reader, where there is one."""

    piece: Piece
    alignment: Alignment
    findings: tuple[Finding, ...]
    likeness: float
    denial: float
    support: float | None = None

    @property
    def supporting(self) -> float:
        return self.likeness if self.support is None else self.support

    def having(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]
