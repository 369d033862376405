"""Who it is, where a statement insists on it: "c'est le fournisseur qui appelle", "c'est à l'agent d'appeler"."""

from __future__ import annotations

import re

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading

_CLEFT = re.compile(
    r"(?<!\w)c'est (?:bien )?(?:(?P<subject>(?:le|la|les|l'|un|une|ce|cet|cette|son|sa)\b[^,;:.]{2,80}?) qui\b"
    r"|(?P<to>(?:a|au|aux) [^,;:.]{2,80}?) (?:d'|de )(?=\w+re?\b))"
)
TOPIC = "ce que la phrase met en avant"
_TO = re.compile(r"(?<!\w)(?:a|au|aux|a l'|a la)\s?$")


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """What a statement puts forward must be said by the piece in all its words, and not only as the one to whom
    something is done."""
    cleft = _CLEFT.search(claim.folded)
    if cleft is None:
        return []
    span = cleft.span(cleft.lastgroup or 0)
    who = [term.name for term in claim.terms if span[0] <= term.start < span[1]]
    if not who:
        return []
    text = piece.reading
    subject = any(term.name == who[0] and not _TO.search(text.folded[: term.start]) for term in text.terms)
    if subject and text.names.issuperset(who):
        return [Finding(Outcome.AGREES, TOPIC, claim.said(*span))]
    return [Finding(Outcome.SILENT, TOPIC, claim.said(*span))]
