"""What one side denies and the other affirms."""

from __future__ import annotations

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.polarity import Modality, Negation, affirms_verb, denies_twice, in_condition, in_exception
from kb_service.verification.reading import Reading


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """A word that both sides say, denied on one side only: in the rule itself, or in its condition on both; not where
    the text denies it of an exception alone, nor where one side denies twice."""
    text = piece.reading
    denied, refused = _names(claim.negations), _names(text.negations)
    findings = [
        Finding(Outcome.AGREES, "la négation", claim.said(n.start, n.end)) for n in claim.negations if n.about & refused
    ]
    if denies_twice(claim.folded) or denies_twice(text.folded):
        return findings
    for mine, theirs, negations, here in ((claim, text, claim.negations, True), (text, claim, text.negations, False)):
        other = refused if here else denied
        for negation in negations:
            if not negation.about or negation.about & other:
                continue
            if not here and in_exception(text.folded, negation.start):
                continue
            if _in_other_words(theirs, negation, strictly=here):
                continue
            if _affirms(theirs, negation.first, negation.conditional) or _does(theirs, negation):
                words = mine.said(negation.start, _end(negation, mine))
                stated, written = (words, "") if here else ("", words)
                findings.append(Finding(Outcome.CONFLICTS, "la négation", stated, written))
    return findings


def _affirms(reading: Reading, name: str, conditional: bool) -> bool:
    """Whether a word is said, and of a condition where it was denied of one."""
    return any(term.name == name and in_condition(reading.folded, term.start) == conditional for term in reading.terms)


def _does(reading: Reading, negation: Negation) -> bool:
    """Whether the very verb that is denied is said of one of the words of which it was."""
    told = bool(negation.verb) and not negation.about.isdisjoint(reading.names)
    return told and affirms_verb(reading.folded, negation.verb, negation.conditional)


def _in_other_words(reading: Reading, negation: Negation, strictly: bool) -> bool:
    """Whether what is denied is denied, or forbidden, there too: `strictly` of one of the same words, as a sentence of
    law may deny much else; a statement that denies anything denies that."""
    denied = [n.about for n in reading.negations if n.conditional == negation.conditional]
    forbidden = [m.about for m in reading.modals if m.modality in (Modality.MUST_NOT, Modality.NEED_NOT)]
    return any(not strictly or not about or about & negation.about for about in (*denied, *forbidden))


def _names(negations: tuple[Negation, ...]) -> frozenset[str]:
    return frozenset(name for negation in negations for name in negation.about)


def _end(negation: Negation, reading: Reading) -> int:
    inside = [term for term in reading.terms if term.name in negation.about and term.end > negation.start]
    return max(negation.end, inside[0].end) if inside else negation.end
