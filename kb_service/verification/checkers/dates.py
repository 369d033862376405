"""Days and years: from when, until when; and since when a wording is in force."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.legal_text.dates import DateMention, Precision, french
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading


class Role(StrEnum):
    FROM = "from"
    UNTIL = "until"
    ON = "on"


_FROM = re.compile(
    r"(?:a partir d[ue]|a compter d[ue]|des|depuis|apres|en vigueur|au plus tot|entre)\s*(?:le\s*|l'annee\s*)?$"
)
_UNTIL = re.compile(r"(?:jusqu'(?:au|en|a)|au plus tard|avant|prend fin|et|au)\s*(?:le\s*)?$")
_ENTERS = r"\ben vigueur\b|\bs'appliqu|\bapplicable|\bprend effet"
_IN_FORCE = re.compile(rf"{_ENTERS}|\bdepuis\b|\ba partir d|\bdes le\b")
_SAYS_IN_FORCE = re.compile(_ENTERS)


def check(claim: Reading, piece: Piece) -> list[Finding]:
    return [_compared(claim, mention, piece) for mention in claim.dates]


def _compared(claim: Reading, mention: DateMention, piece: Piece) -> Finding:
    text = piece.reading
    stated = claim.said(mention.start, mention.end)
    role = _role(claim, mention)
    rivals = [other for other in text.dates if _same_role(role, _role(text, other))]
    precise = [other for other in rivals if other.precision is mention.precision]
    if any(_same(mention, other) for other in (precise or rivals)):
        return Finding(Outcome.AGREES, "la date", stated, figure=True)
    if role is Role.ON and not _SAYS_IN_FORCE.search(claim.folded) and any(_runs(text, o, mention) for o in rivals):
        return Finding(Outcome.SILENT, "la date", stated, figure=True)
    if rivals:
        around = claim.near(mention.start, mention.end)
        best = max(rivals, key=lambda other: len(around & text.near(other.start, other.end)))
        return Finding(Outcome.CONFLICTS, "la date", stated, text.said(best.start, best.end), figure=True)
    start = piece.provision.validity.valid_from
    if start and role is Role.FROM and _IN_FORCE.search(claim.folded):
        if mention.first <= start <= mention.last:
            return Finding(Outcome.AGREES, "la date d'entrée en vigueur", stated, figure=True)
        # "depuis le 1er mars 2026, …" may be right of a rule that is older, or whose wording tells its own dates; and a
        # fiche is not the law that it explains.
        entered = piece.kind.is_official and _SAYS_IN_FORCE.search(claim.folded)
        if entered and abs((start - mention.first).days) < 800:
            return Finding(Outcome.CONFLICTS, "la date d'entrée en vigueur", stated, french(start), figure=True)
    return Finding(Outcome.SILENT, "la date", stated, figure=True)


def _same(stated: DateMention, written: DateMention) -> bool:
    """Whether the stated date holds the written one: "en juin 2026" holds the 30 June, not the other way round."""
    return stated.first <= written.first and written.last <= stated.last


def _runs(text: Reading, written: DateMention, stated: DateMention) -> bool:
    """Whether what a text says from, or until, a day runs on the stated one: the case of April is one of those "depuis le
    1er mars"."""
    role = _role(text, written)
    return (role is Role.FROM and written.first <= stated.first) or (role is Role.UNTIL and stated.last <= written.last)


def _role(reading: Reading, mention: DateMention) -> Role:
    before = reading.folded[max(0, mention.start - 30) : mention.start]
    if _FROM.search(before):
        return Role.FROM
    return Role.UNTIL if _UNTIL.search(before) and mention.precision is not Precision.YEAR else Role.ON


def _same_role(one: Role, other: Role) -> bool:
    return one is other or Role.ON in (one, other)
