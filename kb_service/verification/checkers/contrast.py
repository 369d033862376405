"""One thing so and another otherwise: "vaut pour l'emploi, mais pas pour la formation"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.polarity import denies
from kb_service.verification.reading import Reading

_CONTRAST = re.compile(r",?\s+mais\s+")
_CLAUSE = re.compile(r"[,;:.]\s+(?:(?:et|ou|mais)\s+)?|\s+(?:mais|tandis que|alors que)\s+")


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """What stands behind the "mais" of a statement that affirms one thing and denies another must not be said the other
    way round in the piece. (What stands before it is often the whole rule, which the other checkers compare.)"""
    cut = _CONTRAST.search(claim.folded)
    if cut is None:
        return []
    before, behind = (0, cut.start()), (cut.end(), len(claim.folded.rstrip(" .")))
    denied = denies(claim.folded, *behind)
    if denied == denies(claim.folded, *before):
        return []
    text, alone = piece.reading, _names(claim, behind) - _names(claim, before)
    said = {denies(text.folded, *clause) for clause in _clauses(text) if alone & _names(text, clause)}
    if not said:
        return []
    return [Finding(Outcome.AGREES if denied in said else Outcome.CONFLICTS, "la négation", claim.said(*behind))]


def _clauses(reading: Reading) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CLAUSE.finditer(reading.folded):
        yield start, cut.start()
        start = cut.end()
    yield start, len(reading.folded)


def _names(reading: Reading, span: tuple[int, int]) -> set[str]:
    return {term.name for term in reading.terms if span[0] <= term.start < span[1]}
