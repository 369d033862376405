"""From findings to a verdict: which piece decides, and whether it is about the same thing enough to decide."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb_service.contract import Verdict
from kb_service.retrieval.periods import outside
from kb_service.verification.alignment import Alignment, Concept, align
from kb_service.verification.checkers import (
    actors,
    categories,
    comparisons,
    contrast,
    dates,
    emphasis,
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
    contrast.check,
    emphasis.check,
)

SUPPORTS = 0.85
"""The least probability with which a piece that agrees in everything supports. On the tuning statements, by
cross-validation, .7 / .8 / .85 call .037 / .022 / .007 of the contradicted ones supported, at a macro-F1 of .70 / .69 /
.67."""
CONTRADICTS = 0.5
"""The least probability with which a piece that differs in something contradicts."""
COMPLETE, LITTLE, EASED = 0.75, 0.35, 0.15
"""What a piece must say, and may leave unsaid, to support with `EASED` less."""
RIVAL = 0.5
"""The probability of support from which a piece that agrees keeps another from contradicting."""
AUTHORITY = 0.05
"""What each step of the hierarchy of norms is worth beside likeness."""
ELSEWHERE = 0.2
"""How much less alike than a sentence of another article that differs the one that says the same may be."""
NEAR = 0.15
"""The probability from which the subject is said to be covered."""
_OTHERS = re.compile(r"\b(?:les|des|aux|d') ?autres \w{3,}")


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
        denial = 0.0 if _is_of_others(claim, piece) else _denial(piece, alignment, findings, likeness)
        compared.append(Compared(piece, alignment, findings, likeness, denial))
    return sorted(compared, key=lambda c: -c.likeness)


def _is_of_others(claim: Reading, piece: Piece) -> bool:
    """ "Les ressources des autres cohabitants ne comptent pas" is on those of whom the sentences before say nothing: it
    denies nothing of a statement that is not on others."""
    return _OTHERS.search(piece.own.folded) is not None and _OTHERS.search(claim.folded) is None


def _denial(piece: Piece, alignment: Alignment, findings: Sequence[Finding], likeness: float) -> float:
    """A contradiction must be shown by one sentence, and by figures where it is silent on something else."""
    conflicts = [finding for finding in findings if finding.outcome is Outcome.CONFLICTS]
    silent = any(finding.outcome is Outcome.SILENT for finding in findings)
    if piece.whole or not conflicts or (silent and not any(finding.figure for finding in conflicts)):
        return 0.0
    return conflict(conflict_signals(alignment, findings, likeness))


def judge(compared: Sequence[Compared]) -> Judged:
    """The verdict that the pieces give together; `unsupported` when unsure."""
    supporting = next((c for c in compared if supports(c)), None)
    enough = sorted((c for c in compared if c.denial >= CONTRADICTS), key=lambda c: -c.denial)
    denying = next((c for c in enough if not _sibling(c, compared)), None)
    covered = any(c.likeness >= NEAR for c in compared)
    if supporting and (denying is None or _prevails(supporting, denying)):
        return Judged(Verdict.SUPPORTED, supporting, True, tuple(compared))
    rival = next((c for c in compared if supports(c, RIVAL)), None)
    if denying and not (rival and _prevails(rival, denying)):
        return Judged(Verdict.CONTRADICTED, denying, True, tuple(compared))
    return Judged(Verdict.UNSUPPORTED, compared[0] if compared else None, covered, tuple(compared))


def _prevails(supporting: Compared, denying: Compared) -> bool:
    """Two articles may give different figures for different cases: then the one that says the same is meant. Of
    two sentences of one article the likelier is; a higher text counts for more than a lower one."""
    likeness = supporting.supporting - AUTHORITY * (supporting.piece.kind.authority - denying.piece.kind.authority)
    elsewhere = supporting.piece.provision.provision_id != denying.piece.provision.provision_id
    return likeness + (ELSEWHERE if elsewhere else 0.0) >= denying.likeness


def _sibling(denying: Compared, compared: Sequence[Compared]) -> bool:
    """Whether another item of the same § gives every figure as stated: then that is the item meant."""
    return any(
        other.piece.provision is denying.piece.provision
        and other.piece.around == denying.piece.around
        and any(f.figure for f in other.findings)
        and supports(other, RIVAL)
        for other in compared
    )


def supports(compared: Compared, least: float = SUPPORTS) -> bool:
    """Whether a piece says what the statement says: alike, and differing or silent in nothing. A piece of one of
    the first two articles found that leaves nothing unsaid may be a little less alike."""
    alignment = compared.alignment
    complete = alignment.within >= COMPLETE and alignment.unsaid <= LITTLE and alignment.place >= 1 / 2
    return compared.supporting >= (least - EASED if complete else least) and all(
        f.outcome is Outcome.AGREES for f in compared.findings
    )
