"""Licence plates: Belgian ones of today and of before, and any form that the text calls a plate.

1-ABC-123 since 2010; ABC-123 (1973) and 123-ABC (2008) may look like the name of a form, so they need a
word beside them (royal decree of 20 July 2001 on the registration of vehicles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.legal_text.normalise import word_set
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import LIKELY, STRONG, Finding, Reading

# Written with dashes or run together in capitals: nothing else looks so.
_TODAY = re.compile(
    r"(?<![\w-])(?:[1-9][-.][A-Za-z]{3}[-.]\d{3}|[1-9](?:[A-Z]{3}|[a-z]{3})\d{3}|[GMOQSTUWXZ]-[A-Z]{3}-\d{3})(?![\w-])"
)
_SPACED = re.compile(r"(?<![\w-])[1-9] [A-Z]{3} \d{3}(?![\w-])(?! ?(?:€|euros?|EUR|jours|mois))")
_FRENCH = re.compile(r"(?<![\w-])[A-Z]{2}-\d{3}-[A-Z]{2}(?![\w-])")
_VEHICLE = (
    r"(?:plaques?|immatricule\w*|immatriculation|nummerplaat|voiture|vehicule|auto|moto|camionnette|scooter|remorque"
    r"|roul\w+ (?:en|avec|dans)|golf|clio|polo|bmw|audi|mercedes|dacia|renault|peugeot|citroen|opel|ford|toyota|fiat|vw"
    r"|volkswagen|skoda|seat|volvo|nissan|kia|hyundai|bagnole)"
)
_FORM = (
    r"[1-9]?[ -]?[a-z]{3}[ .-]?\d{3}|\d{3}[ .-]?[a-z]{3}|[a-z]{2}[ -]?\d{3}[ -]?[a-z]{2}"
    r"|[a-z]-[a-z]{3}-\d{2,3}|[a-z]{1,3}-[a-z]{1,2} ?\d{1,4}|\d{1,4}[ -][a-z]{1,3}[ -]\d{2}|[a-z]\.?\d{3}\.?[a-z]"
)
_ANNOUNCED = re.compile(rf"\b{_VEHICLE}\b[^\d\n;!?]{{0,30}}?(?P<plate>(?<![\w-])(?:{_FORM})(?![\w-]))")


_NATION = r"""(?:luxembourgeois|francais|neerlandais|hollandais|allemand|italien|espagnol|portugais|polonais
    |roumain|bulgare|suisse|anglais|britannique|grec|grecque|hongrois|tcheque|slovaque|slovene|croate|autrichien|turc|turque|ukrainien
    |moldave|albanais|serbe|kosovar|lituanien|letton|estonien|suedois|danois|norvegien|irlandais|marocain|etranger)
    (?:e|ne|s|es|nes)?"""
_COUNTRY = """(?:france|luxembourg|allemagne|pays-bas|hollande|italie|espagne|portugal|pologne|roumanie|bulgarie
    |suisse|angleterre|royaume-uni|grece|hongrie|tchequie|slovaquie|slovenie|croatie|autriche|turquie|ukraine|moldavie
    |albanie|serbie|kosovo|lituanie|lettonie|estonie|suede|danemark|irlande|maroc)"""
# What says that a plate follows at once: the word itself, or a vehicle of another country.
_PLATE_FOLLOWS = re.compile(
    rf"""\b(?: (?:plaques?|immatricule\w*|immatriculation)
      | (?:voiture|vehicule|auto|moto|camionnette|camion|scooter|remorque
          |utilitaire)[ ](?:de[ ]marque[ ])?{_NATION} )\b
    (?:[ :,(]{{0,2}}(?:{_NATION}|{_COUNTRY}|en|au|aux|a|le|la|les|l'|est|sous|temporaire|n°|num(?:ero)?\.?
    |nr\.?)(?![\w'])
    ){{0,6}}[ :("«]{{1,3}}(?=[a-z\d])""",
    re.VERBOSE,
)
# Letters and digits in the groups of a European plate: "AB 1234", "12-XK-GR", "WA 12345", "4567 KLM", "LB12 XYZ".
_ABROAD = re.compile(
    r"""(?![a-z]{2,4}[ ]\d{1,4}[ ](?:euros?|eur|€|jours?|mois|ans|km|art)\b)
    (?: (?=[a-z-]*\d)[a-z\d]{1,3}-[a-z\d]{2,3}-[a-z\d]{1,3} | [a-z]{1,3}[ -]?\d{1,5}(?:[ -]?[a-z]{1,3})?
    | [a-z]{1,3}[ -][a-z]{1,2}[ -]?\d{1,4}[eh]?
      | \d{1,4}[ -]?[a-z]{1,3}(?:[ -]?\d{1,4})? | [a-z]\d[ -]?\d{2,4}[ -]?[a-z]{1,2} )(?![\w-]|[.,]\d)""",
    re.VERBOSE,
)
_FEWEST, _MOST = 5, 8
"""Letters and digits of a plate, separators aside."""
# "immatriculée en 2015" and "plaque, AR 2001" are no plates.
_NO_LETTERS = word_set(
    "a ar am agw mb art cd de du en le la au et ou un il ne ce se sa ma no nr ans an mois eur euro km"
)


def _is_plate(written: str) -> bool:
    letters = re.findall(r"[a-z]+", written)
    signs = sum(char.isalnum() for char in written)
    return _FEWEST <= signs <= _MOST and not _NO_LETTERS.issuperset(letters)


def find(reading: Reading) -> Iterator[Finding]:
    for pattern, score in ((_TODAY, STRONG), (_SPACED, LIKELY), (_FRENCH, STRONG)):
        for match in pattern.finditer(reading.raw):
            if reading.figures[match.start()] != "\x1f":
                yield Finding(*match.span(), PersonalKind.LICENCE_PLATE, score)
    read = reading.outside_accounts
    for match in _ANNOUNCED.finditer(read):
        yield Finding(*match.span("plate"), PersonalKind.LICENCE_PLATE, STRONG)
    for match in _PLATE_FOLLOWS.finditer(read):
        plate = _ABROAD.match(read, match.end())
        if plate and _is_plate(plate.group()):
            yield Finding(*plate.span(), PersonalKind.LICENCE_PLATE, STRONG)
