"""Values of which only one can be meant in one place of a rule: what checkers of words have in common."""

from __future__ import annotations

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.lexicon import Hit
from kb_service.verification.reading import Reading


def compare(
    claim: Reading, text: Reading, stated_hits: tuple[Hit, ...], written_hits: tuple[Hit, ...], topic: str
) -> list[Finding]:
    """Each value that the statement names: said by the piece too, or another one in its place. Where the
    statement names several, or the piece names the value among others, nothing is opposed."""
    stated = {hit.value: hit for hit in stated_hits}
    written = {hit.value: hit for hit in written_hits}
    if not stated or not written:
        return []
    findings = []
    for value, hit in stated.items():
        words = claim.said(hit.start, hit.end)
        if value in written:
            findings.append(Finding(Outcome.AGREES, topic, words))
        elif not set(written) & set(stated):
            other = next(iter(written.values()))
            excused = _names(claim, hit.start, hit.end) | _names(text, other.start, other.end)
            findings.append(Finding(Outcome.CONFLICTS, topic, words, text.said(other.start, other.end), excused))
    return findings


def _names(reading: Reading, start: int, end: int) -> frozenset[str]:
    return frozenset(term.name for term in reading.terms if term.start < end and start < term.end)
