"""From findings to a verdict: which piece decides, and whether it is about the same thing enough to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb_service.contract import Verdict
from kb_service.retrieval.periods import outside
from kb_service.verification.alignment import Alignment, Concept, align
from kb_service.verification.checkers import (
    actors,
    categories,
    comparisons,
    dates,
    modality,
    negation,
    opposites,
    quantifiers,
    quantities,
)
from kb_service.verification.checkers.finding import Checker, Finding, Outcome
from kb_service.verification.compared import Compared
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading
from kb_service.verification.weights import conflict, conflict_signals, support, support_signals

CHECKERS: tuple[Checker, ...] = (
    quantities.check,
    dates.check,
    modality.check,
    negation.check,
    quantifiers.check,
    actors.check,
    categories.check,
    opposites.check,
    comparisons.check,
)

SUPPORTS = 0.95
"""The least probability with which a piece supports. On the tuning statements, by cross-validation, .8 / .85 / .9 / .95
call .036 / .026 / .020 / .013 of the contradicted ones supported, at a macro-F1 of .73 / .71 / .70 / .65. On statements
kept shut it is several times as many."""
COMPLETE, LITTLE, EASED = 0.75, 0.35, 0.15
"""What a piece must say, and may leave unsaid, to support with `EASED` less."""
CONTRADICTS = 0.6
"""The least probability with which a piece contradicts; on the tuning statements that is right in .87 of the cases
(at .5 in .85)."""
RIVAL = 0.5
"""The probability of support from which an item of a list is the one that a statement means."""
AUTHORITY = 0.05
"""What each step of the hierarchy of norms is worth beside a probability."""
NEAR = 0.27
"""The probability from which the subject is said to be covered."""


@dataclass(frozen=True)
class Judged:
    """A verdict with what shows it: the piece that decides, or the nearest one for `unsupported`. `compared`
    are all pieces, those that support best first; `covered` tells whether the base speaks of the subject at all."""

    verdict: Verdict
    shown: Compared | None
    covered: bool
    compared: tuple[Compared, ...] = ()


def compare(
    claim: Reading, concepts: tuple[Concept, ...], pieces: Sequence[Piece], idf: Mapping[str, float], day: date | None
) -> list[Compared]:
    """Each piece compared, the likest first; with a `day`, those that speak of other days are left out."""
    compared = []
    for piece in pieces:
        if day and not claim.dates and outside(piece.reading.text, day) == 1:
            continue
        findings = tuple(finding for check in CHECKERS for finding in check(claim, piece))
        alignment = align(concepts, piece, idf, findings)
        likeness = support(support_signals(alignment, findings, piece.whole))
        difference = _difference(piece, alignment, findings, likeness)
        compared.append(
            Compared(
                piece, alignment, findings, likeness, difference, likeness if may_support(findings) else 0.0, difference
            )
        )
    return sorted(compared, key=lambda c: -c.likeness)


def may_support(findings: Sequence[Finding]) -> bool:
    """Whether nothing differs, and nothing that is compared is missing."""
    return all(finding.outcome is Outcome.AGREES for finding in findings)


def _difference(piece: Piece, alignment: Alignment, findings: Sequence[Finding], likeness: float) -> float:
    """A contradiction must be shown by one sentence, and by figures where it is silent on something else."""
    conflicts = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    silent = any(finding.outcome is Outcome.SILENT for finding in findings)
    if piece.whole or not conflicts or (silent and not any(finding.figure for finding in conflicts)):
        return 0.0
    return conflict(conflict_signals(alignment, findings, likeness))


def judge(compared: Sequence[Compared]) -> Judged:
    """The verdict that the pieces give together: that of the piece which is surest of it; `unsupported` when unsure."""
    supporting = _surest(compared, lambda c: c.support, supports)
    denying = _surest([c for c in compared if not _sibling(c, compared)], lambda c: c.denial, contradicts)
    said = supporting is not None and (denying is None or _prevails(supporting, denying))
    if supporting and said and supports(supporting):
        return Judged(Verdict.SUPPORTED, supporting, True, tuple(compared))
    if denying and not said and contradicts(denying):
        return Judged(Verdict.CONTRADICTED, denying, True, tuple(compared))
    covered = any(c.likeness >= NEAR for c in compared)
    return Judged(Verdict.UNSUPPORTED, compared[0] if compared else None, covered, tuple(compared))


def supports(compared: Compared) -> bool:
    """Whether a piece says what the statement says. One of the first two articles found that leaves nothing unsaid may
    be a little less sure."""
    alignment = compared.alignment
    complete = alignment.within >= COMPLETE and alignment.unsaid <= LITTLE and alignment.place >= 1 / 2
    return compared.support >= (SUPPORTS - EASED if complete else SUPPORTS)


def contradicts(compared: Compared) -> bool:
    return compared.denial >= CONTRADICTS


def _surest(
    compared: Sequence[Compared], probability: Callable[[Compared], float], is_sure: Callable[[Compared], bool]
) -> Compared | None:
    """Of those that are sure enough, else of all; a higher text counts for more than a lower one."""
    sure = [c for c in compared if is_sure(c)] or compared
    return max(sure, key=lambda c: probability(c) - AUTHORITY * c.piece.kind.authority, default=None)


def _prevails(supporting: Compared, denying: Compared) -> bool:
    """Two articles may give different figures for different cases: the surer of the two is meant."""
    higher = denying.piece.kind.authority - supporting.piece.kind.authority
    return supporting.support + AUTHORITY * higher >= denying.denial


def _sibling(denying: Compared, compared: Sequence[Compared]) -> bool:
    """Whether another item of the same § gives every figure as stated: then that is the item meant."""
    return any(
        other.piece.provision is denying.piece.provision
        and other.piece.around == denying.piece.around
        and any(f.figure for f in other.findings)
        and other.support >= RIVAL
        for other in compared
    )
