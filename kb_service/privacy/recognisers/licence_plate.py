"""Licence plates: Belgian ones of today and of before, and any form that the text calls a plate.

1-ABC-123 since 2010; ABC-123 (1973) and 123-ABC (2008) may look like the name of a form, so they need a
word beside them (royal decree of 20 July 2001 on the registration of vehicles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import LIKELY, STRONG, Finding, Reading

# Written with dashes or run together in capitals: nothing else looks so.
_TODAY = re.compile(r"(?<![\w-])(?:[1-9]-[A-Za-z]{3}-\d{3}|[1-9][A-Z]{3}\d{3}|[GMOQSTUWXZ]-[A-Z]{3}-\d{3})(?![\w-])")
_SPACED = re.compile(r"(?<![\w-])[1-9] [A-Z]{3} \d{3}(?![\w-])(?! ?(?:€|euros?|EUR|jours|mois))")
_FRENCH = re.compile(r"(?<![\w-])[A-Z]{2}-\d{3}-[A-Z]{2}(?![\w-])")
_VEHICLE = (
    r"(?:plaques?|immatricule\w*|immatriculation|nummerplaat|voiture|vehicule|auto|moto|camionnette|scooter|remorque)"
)
_FORM = (
    r"[1-9]?[ -]?[a-z]{3}[ .-]?\d{3}|\d{3}[ .-]?[a-z]{3}|[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}"
    r"|[a-z]{1,3}-[a-z]{1,2} ?\d{1,4}|\d{1,4}[ -][a-z]{1,3}[ -]\d{2}|[a-z]\.?\d{3}\.?[a-z]"
)
_ANNOUNCED = re.compile(rf"\b{_VEHICLE}\b[^\d\n;!?]{{0,30}}?(?P<plate>(?<![\w-])(?:{_FORM})(?![\w-]))")


def find(reading: Reading) -> Iterator[Finding]:
    for pattern, score in ((_TODAY, STRONG), (_SPACED, LIKELY), (_FRENCH, STRONG)):
        for match in pattern.finditer(reading.raw):
            if reading.figures[match.start()] != "\x1f":
                yield Finding(*match.span(), PersonalKind.LICENCE_PLATE, score)
    for match in _ANNOUNCED.finditer(reading.figures):
        yield Finding(*match.span("plate"), PersonalKind.LICENCE_PLATE, STRONG)
