"""Dates as people and laws write them: "1er juillet 2026", "01-07-2026", "juillet 2026", "2026".

Month names in French, Dutch, English and German, since questions come in those. A number is a year
only where nothing says that it counts something ("2000 euros", "art. 2026").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.legal_text.normalise import fold

UNDETERMINED = date.max
"""The first day of a wording that enters into force "à une date indéterminée"."""


class Precision(StrEnum):
    """How much of the date is said."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class DateMention:
    """A date in a text: every day from `first` to `last` (the same day when a day is named)."""

    first: date
    last: date
    precision: Precision
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def french(day: date) -> str:
    """ "1er juillet 2026"."""
    return f"{'1er' if day.day == 1 else day.day} {FRENCH_MONTHS[day.month - 1]} {day.year}"


# Folded names; longer ones first, so that "juillet" is not read as "juil".
_NAMES = (
    "janvier january januari januar janv jan", "fevrier february februari februar fevr fev feb",
    "mars march maart marz mrt mar", "avril april avr apr", "mai may mei", "juin june juni jun",
    "juillet july juli juill juil jul", "aout august augustus aug",
    "septembre september sept sep", "octobre october oktober oct okt",
    "novembre november nov", "decembre december dezember dec dez",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names.split()}
MONTH_PATTERN = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:19|20)\d\d"
# What follows a number that counts or numbers something instead of naming a year.
_COUNTED = (
    r"\s?(?:eur|euros?|jours?|mois|ans|heures?|h|kwh|km|personnes?|habitants?|dossiers?|dagen|days|people|pour\s?cent)\b"
    r"|\s?[€%]"
)
DATE_PATTERN = re.compile(
    rf"""(?<![\w/])(?<!\d[.,]) (?:(?<!\d-)|(?<=\b{_YEAR}-))
    (?: (?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)(?:-(?P<iso_d>\d\d))?(?![\d-])
      | (?P<num_d>\d{{1,2}})(?P<sep>[/.-])(?P<num_m>\d{{1,2}})(?P=sep)(?P<num_y>{_YEAR}|\d\d)(?![\d/]|[.-]\d)
      | (?P<day>\d{{1,2}})\s?(?:er|e|ste|de|st|nd|rd|th|\.)?\s*(?:\b(?:of|de)\s+)?
        (?P<month>{MONTH_PATTERN})(?:,?\s*(?P<year>{_YEAR})\b)?
      | (?P<us_month>{MONTH_PATTERN})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>{_YEAR})\b
      | (?P<my_month>{MONTH_PATTERN})\s+(?:de\s+)?(?P<my_year>{_YEAR})\b
      | (?P<mn_month>0?[1-9]|1[0-2])[/-](?P<mn_year>{_YEAR})(?![\d/-])
      | (?P<bare_month>{MONTH_PATTERN})
      | (?P<bare_year>{_YEAR})(?![a-z]|[\w/.]\d|\d|,\d|\s\d{{3}}\b|{_COUNTED}) )""",
    re.VERBOSE,
)
# "de 2000 à 3000 euros", "plus de 2000", "art. 2026": not years.
_NOT_A_YEAR_AFTER = re.compile(
    r"(?:plus|moins|environ|art(?:icles?)?\.?|n°|no|nr\.?|p\.|page|jusqu'a|€|eur)\s*(?:de\s+)?$"
)
_NOT_A_YEAR_BEFORE = re.compile(rf"\s*(?:a|et|ou|-)\s*\d[\d .,]*(?:{_COUNTED})")
_ARTICLE_BEFORE = re.compile(r"art(?:icles?)?\.?\s*$")  # "article 3 may apply"
# Without a year only these make "mai", "mars" or "aug" a month.
_MONTH_INTRODUCED = re.compile(
    r"(?:\b(?:en|de|depuis|avant|apres|des|fin|debut|mi|mois de|d'|in|sinds|since|vanaf|before)\s*|mi-)$"
)


def find_dates(text: str, default_year: int | None = None) -> list[DateMention]:
    """Every date of `text`, in order, without overlap; impossible ones ("31/02/2026") are left out.

    A day or month without a year ("le 1er juillet") counts only when `default_year` says which.
    Two-digit years run from 1950 to 2049.
    """
    return list(_mentions(fold(text), default_year))


def _mentions(folded: str, default_year: int | None) -> Iterator[DateMention]:
    for match in DATE_PATTERN.finditer(folded):
        parts = _parts(match, folded, default_year)
        if parts is None:
            continue
        year, month, day = parts
        try:
            first = date(year, month or 1, day or 1)
        except ValueError:
            continue
        if day:
            yield DateMention(first, first, Precision.DAY, *match.span())
        elif month:
            last = date(year, month, calendar.monthrange(year, month)[1])
            yield DateMention(first, last, Precision.MONTH, *match.span())
        else:
            yield DateMention(first, date(year, 12, 31), Precision.YEAR, *match.span())


def _parts(match: re.Match[str], folded: str, default_year: int | None) -> tuple[int, int | None, int | None] | None:
    """Year, month, day as said (`None` for what is not), or `None` when it is no date."""
    group = match.groupdict()
    if group["iso_y"]:
        return int(group["iso_y"]), int(group["iso_m"]), int(group["iso_d"]) if group["iso_d"] else None
    if group["num_y"]:
        return _numeric(group["num_d"], group["num_m"], group["num_y"], group["sep"])
    before = folded[max(0, match.start() - 16) : match.start()]
    if group["month"]:
        if not group["year"] and (default_year is None or _ARTICLE_BEFORE.search(before)):
            return None
        return int(group["year"] or default_year or 0), _month(group["month"]), int(group["day"])
    if group["us_year"]:
        return int(group["us_year"]), _month(group["us_month"]), int(group["us_day"])
    if group["my_year"]:
        return int(group["my_year"]), _month(group["my_month"]), None
    if group["mn_year"]:
        return int(group["mn_year"]), int(group["mn_month"]), None
    if group["bare_month"]:
        if default_year is None or not _MONTH_INTRODUCED.search(before):
            return None
        return default_year, _month(group["bare_month"]), None
    if _NOT_A_YEAR_AFTER.search(before) or _NOT_A_YEAR_BEFORE.match(folded, match.end()):
        return None
    return int(group["bare_year"]), None, None


def _numeric(day: str, month: str, year: str, separator: str) -> tuple[int, int, int] | None:
    if len(year) == 2:
        if separator != "/" and (len(day) < 2 or len(month) < 2):
            return None  # "1.7.26" is a numbered point
        year = ("20" if year < "50" else "19") + year
    return int(year), int(month), int(day)


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".")]
