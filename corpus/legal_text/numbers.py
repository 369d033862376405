"""Numbers in words and digits, and the quantities that rules turn on: "trente jours", "1.314,20 EUR", "55 %".

French of Belgium and of France ("septante", "soixante-dix"). Amounts take the point or a space for
thousands and the comma for decimals, as the Moniteur does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from corpus.legal_text.normalise import fold

Number = Decimal | Fraction


class Unit(StrEnum):
    """What is counted; the value is how it reads in French. `PART` is a bare fraction ("un dixième")."""

    EUR = "EUR"
    PERCENT = "%"
    DAY = "jours"
    WORKING_DAY = "jours ouvrables"
    CALENDAR_DAY = "jours calendrier"
    WEEK = "semaines"
    MONTH = "mois"
    YEAR = "ans"
    HOUR = "heures"
    PART = "fraction"


@dataclass(frozen=True)
class Quantity:
    """`value` of `unit`, said at `start:end`. In "deux à trois mois" each number is a quantity in months."""

    value: Number
    unit: Unit
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


_ONES = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_PARTS = {
    "demi": 2, "moitie": 2, "tiers": 3, "quart": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8,
    "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "quinzieme": 15, "vingtieme": 20, "trentieme": 30,
    "centieme": 100,
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6}

_WORD = "|".join(sorted([*_ONES, *_TENS, *_SCALES], key=len, reverse=True))
# At most ten words: "neuf cent quatre-vingt-dix-neuf mille …"; without a bound, long runs take quadratic time.
_WORDS = rf"(?:{_WORD})\b(?:(?:[\s-]et[\s-](?=une?\b|onze\b)|-|\s+)(?:{_WORD})\b){{0,9}}"
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_FRACTION = rf"(?:(?:{_WORDS})\s+(?:{_PART})s?|la\s+moitie)"
# "1.314,20", "1 314,20", "4400", "55,5", "1314.20"; never a piece of a longer number.
_DIGITS = r"(?<![\d.,/])\d{1,3}(?:[. ]\d{3}){1,4}(?!\d)(?:,\d+)?|(?<![\d.,/])\d+(?:,\d+|\.\d{1,2}(?!\d))?(?![\d])"
_UNITS = (
    (Unit.WORKING_DAY, r"jours\s+ouvr(?:ables?|es)|jour\s+ouvr(?:able|e)|werkdagen|working\s+days?"),
    (Unit.CALENDAR_DAY, r"jours?\s+(?:calendriers?|calendaires?|civils?)|kalenderdagen|calendar\s+days?"),
    (Unit.DAY, r"jours?|dag(?:en)?|days?"),
    (Unit.WEEK, r"semaines?|we(?:e)?k(?:en|s)?"),
    (Unit.MONTH, r"mois|maand(?:en)?|months?"),
    (Unit.YEAR, r"ans?|annees?|jaar|years?"),
    (Unit.HOUR, r"heures?|h|uur|uren|hours?"),
    (Unit.EUR, r"euros?|eur|€"),
    (Unit.PERCENT, r"%|pour\s?cents?|p\.\s?c\.|pc|pct|procent|percent"),
)
_UNIT = "|".join(f"(?P<u{index}>{pattern})" for index, (_, pattern) in enumerate(_UNITS))
# "les trois derniers mois"
_ADJECTIVE = r"(?:premiers?|premieres?|derniers?|dernieres?|prochains?|prochaines?|autres|longs|longues)"
_NUMBER = rf"(?:{_DIGITS}|\b{_WORDS})"
_QUANTITY = re.compile(
    rf"""(?:(?:€|\beur)\s?(?P<sum>{_DIGITS}))
    | (?:(?P<low>{_NUMBER})(?:\s*,)?(?:\s+(?:a|ou|et|tot|of|or|to)\s+|\s?-\s?(?=\d)))??
      (?P<number>{_NUMBER})(?:\s?\([^()\n]{{1,24}}\))?(?:\s+{_ADJECTIVE})?(?:\s?(?:{_UNIT})(?!\w))(?P<half>\s+et\s+demie?\b)?
    | (?P<part>\b{_FRACTION})\b""",
    re.VERBOSE,
)


def parse_number_words(text: str) -> Number | None:
    """The number that `text` spells, and nothing but that: "quarante-cinq" is 45, "deux tiers" 2/3.

    `None` when it is not a number in words.
    """
    words = re.split(r"[\s-]+", fold(text).strip())
    last = words[-1].removesuffix("s") if words[-1] not in ("tiers",) else "tiers"
    if last in _PARTS:
        count = _count(words[:-1]) if words[:-1] not in (["la"], []) else 1
        return Fraction(count, _PARTS[last]) if count else None
    count = _count(words)
    return None if count is None else Decimal(count)


def find_quantities(text: str) -> list[Quantity]:
    """Every number with a unit, every amount and every fraction in words, in order."""
    return list(_quantities(fold(text)))


def _quantities(folded: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(folded):
        if match["part"]:
            part = parse_number_words(match["part"])
            if part is not None:
                yield Quantity(part, Unit.PART, *match.span())
            continue
        if match["sum"]:
            yield Quantity(_value(match["sum"]), Unit.EUR, *match.span())
            continue
        unit = next(unit for index, (unit, _) in enumerate(_UNITS) if match[f"u{index}"] is not None)
        if match["low"]:
            yield Quantity(_value(match["low"]), unit, *match.span("low"))
        value = _value(match["number"])
        if match["half"]:
            value += Decimal("0.5")
        yield Quantity(value, unit, match.start("number"), match.end())


def _value(said: str) -> Decimal:
    if not said[0].isdigit():
        return Decimal(_count(re.split(r"[\s-]+", said)) or 0)
    if re.fullmatch(r"\d+\.\d{1,2}", said):
        return Decimal(said)
    return Decimal(re.sub(r"[. ]", "", said).replace(",", "."))


def _count(words: list[str]) -> int | None:
    """The integer that a list of number words spells; `None` if any word is not one of them."""
    total = group = 0
    if not words:
        return None
    for word in words:
        if word == "et":
            continue
        if word in ("vingt", "vingts") and group % 10 == 4 and group % 100 == 4:
            group += 76  # quatre-vingts
        elif word in _ONES:
            group += _ONES[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word in ("cent", "cents"):
            group = max(group, 1) * 100
        elif word in _SCALES:
            total += max(group, 1) * _SCALES[word]
            group = 0
        else:
            return None
    return total + group
