"""Numbers of identity cards, residence permits and passports.

The Belgian electronic card has twelve digits, 3-7-2, the last two the remainder of the ten before by 97
(97 where it is 0); a foreigner's permit has a letter and nine digits. A passport's number has no check:
only a word that says so makes it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CERTAIN, STRONG, Finding, Reading

_CARD = re.compile(r"(?<![\d+])(?<!\d[.,/-])\d{3}[ .-]{0,3}\d{7}[ .-]{0,3}\d\d(?!\d|[/,-]\d|\.\d)")
_ANNOUNCED_CARD = re.compile(
    r"\b(?:carte d'identite|carte d'id\b|c\.?i\.?\b|e-?id\b|carte (?:de |d'un )?(?:sejour|etranger)|titre de sejour"
    r"|permis de sejour|identiteitskaart|verblijfskaart|carte [a-n]\b)"
    r"[^\d\n;!?]{0,30}?(?P<number>\b(?:[a-z] ?)?\d{3}[ .-]?\d{4,7}[ .-]?\d\d)(?!\d)"
)
# The letter in capitals and nine digits: nothing else looks so.
_PERMIT = re.compile(r"(?<![\w.-])B[ .]?(?:\d[ .-]?){8}\d(?![\w/]|[.,-]\d)")
_PASSPORT = re.compile(
    r"\b(?:passeports?|passports?|paspoort(?:nummer)?|pasaporte|reisepass)\b"
    r"[^\d\n;!?]{0,40}?(?P<number>\b(?=[a-z]{0,3}[ -]?\d)(?=[a-z0-9 -]{0,4}\d{3})"
    r"(?:[a-z]{1,3}[ -]?\d{3}[ .]?\d{3,4}|[a-z]{0,3} ?\d[a-z0-9]{4,9}))\b"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Card numbers that pass modulo 97 or that the text calls so, and what follows the word "passeport"."""
    figures = reading.figures
    for match in _CARD.finditer(figures):
        if is_card_number(match.group()):
            yield Finding(*match.span(), PersonalKind.EID_CARD, CERTAIN)
    for match in _ANNOUNCED_CARD.finditer(figures):
        yield Finding(*match.span("number"), PersonalKind.EID_CARD, STRONG)
    for match in _PERMIT.finditer(reading.raw):
        if figures[match.start()] != "\x1f":
            yield Finding(*match.span(), PersonalKind.EID_CARD, STRONG)
    for match in _PASSPORT.finditer(figures):
        yield Finding(*match.span("number"), PersonalKind.PASSPORT, STRONG)


def is_card_number(written: str) -> bool:
    """Whether twelve digits, in any spelling, are a possible number of a Belgian identity card."""
    from stdnum.be import eid

    return bool(eid.is_valid(re.sub(r"\D", "", written)))
