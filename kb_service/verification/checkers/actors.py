"""Who acts: the council, the special committee, the president, the social worker, the minister, the mayor …"""

from __future__ import annotations

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.lexicon import Hit, shipped_lexicon
from kb_service.verification.reading import Reading


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """An actor of the statement that the piece does not name, where it names another: an organ of the
    centre may stand for the centre, not for another organ, nor the centre for one of its organs."""
    text = piece.reading
    written = {hit.value: hit for hit in text.hits.actors}
    if not written:
        return []
    stated = {hit.value: hit for hit in claim.hits.actors}
    findings = []
    for value, hit in stated.items():
        words = claim.said(hit.start, hit.end)
        if value in written or (value == "le centre" and _organs(written)):
            findings.append(Finding(Outcome.AGREES, "l'auteur", words))
        elif rival := _rival(value, stated, written):
            findings.append(
                Finding(
                    Outcome.CONFLICTS,
                    "l'auteur",
                    words,
                    text.said(rival.start, rival.end),
                    _excused(claim, text, hit, rival),
                )
            )
    return findings


def _organs(written: dict[str, Hit]) -> bool:
    return any(shipped_lexicon().within.get(value) == "le centre" for value in written)


def _rival(value: str, stated: dict[str, Hit], written: dict[str, Hit]) -> Hit | None:
    """The first actor that the piece names and the statement does not."""
    others = [hit for other, hit in written.items() if other not in stated]
    return others[0] if others else None


def _excused(claim: Reading, text: Reading, hit: Hit, rival: Hit) -> frozenset[str]:
    mine = {t.name for t in claim.terms if t.start < hit.end and hit.start < t.end}
    theirs = {t.name for t in text.terms if t.start < rival.end and rival.start < t.end}
    return frozenset(mine | theirs)
