"""From findings to a verdict: which piece decides, and whether it is about the same thing enough to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb_service.contract import Verdict
from kb_service.retrieval.periods import outside
from kb_service.verification.alignment import Alignment, Concept, align
from kb_service.verification.checkers import actors, categories, dates, modality, negation, opposites, quantifiers, quantities
from kb_service.verification.checkers.finding import Checker, Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading

CHECKERS: tuple[Checker, ...] = (
    quantities.check,
    dates.check,
    modality.check,
    negation.check,
    quantifiers.check,
    actors.check,
    categories.check,
    opposites.check,
)

SUPPORTS = 0.5
"""The least likeness with which a piece that agrees in everything supports."""
CONTRADICTS = 0.5
"""The least likeness with which a piece that differs in one thing contradicts."""
MARGIN = 0.05
"""How much less alike than the piece that contradicts the one that supports may be."""
NEAR = 0.2
"""The likeness from which the subject is said to be covered."""


@dataclass(frozen=True)
class Compared:
    """A piece with what the checkers found in it and how far it is about the same thing."""

    piece: Piece
    alignment: Alignment
    likeness: float
    findings: tuple[Finding, ...]

    def having(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]


@dataclass(frozen=True)
class Judged:
    """A verdict with what shows it: the piece that decides, or the nearest one for `unsupported`. `compared`
    are all pieces, the likest first; `covered` tells whether the base speaks of the subject at all."""

    verdict: Verdict
    shown: Compared | None
    covered: bool
    compared: tuple[Compared, ...] = ()


def compare(
    claim: Reading, concepts: tuple[Concept, ...], pieces: Sequence[Piece], idf: Mapping[str, float], day: date
) -> list[Compared]:
    """Each piece compared, the likest first; those that speak of other days than `day` left out."""
    compared = []
    for piece in pieces:
        if not claim.dates and outside(piece.reading.text, day) == 1:
            continue
        findings = tuple(finding for check in CHECKERS for finding in check(claim, piece))
        alignment = align(concepts, piece, idf, findings)
        compared.append(Compared(piece, alignment, alignment.score, findings))
    return sorted(compared, key=lambda c: -c.likeness)


def judge(compared: Sequence[Compared]) -> Judged:
    """The verdict that the pieces give together; `unsupported` when unsure."""
    supporting = next((c for c in compared if supports(c)), None)
    contradicting = next((c for c in compared if _contradicts(c)), None)
    covered = bool(compared) and compared[0].likeness >= NEAR
    if supporting and (not contradicting or supporting.likeness >= contradicting.likeness - MARGIN):
        return Judged(Verdict.SUPPORTED, supporting, True, tuple(compared))
    if contradicting:
        return Judged(Verdict.CONTRADICTED, contradicting, True, tuple(compared))
    return Judged(Verdict.UNSUPPORTED, compared[0] if compared else None, covered, tuple(compared))


def supports(compared: Compared, least: float = SUPPORTS) -> bool:
    """Whether a piece says what the statement says: alike, and differing or silent in nothing."""
    return compared.likeness >= least and all(f.outcome is Outcome.AGREES for f in compared.findings)


def _contradicts(compared: Compared) -> bool:
    """A contradiction must be shown by one sentence, and by nothing that the sentence does not speak of."""
    return (
        not compared.piece.whole
        and compared.likeness >= CONTRADICTS
        and bool(compared.having(Outcome.CONFLICTS))
        and not compared.having(Outcome.SILENT)
    )
