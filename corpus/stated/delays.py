"""Delays and durations that a text states, each looked for among those of the articles that it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from corpus.delais import TIME_UNITS, Delay, load_delays
from corpus.legal_text.dates import find_dates
from corpus.legal_text.normalise import fold
from corpus.legal_text.numbers import Quantity, Unit, find_quantities
from corpus.legal_text.references import find_references
from corpus.stated.lines import Line, lines_in_context
from corpus.stated.statement import Standing, Stated

_DURATION = re.compile(
    r"""\b(?:pendant|durant|dans|delai\ de|periode\ de|apres|depuis|duree\ (?:maximale\ )?de|par|prescri\w+\ par
        |tous\ les|toutes\ les|au\ cours\ des|endeans|conserv\w+)
    (?:\ (?:les|au\ moins|au\ plus|plus\ de|une\ periode\ de))*\s*$""",
    re.VERBOSE,
)
"""What makes "cinq ans" a duration and not an age."""
_LOOKED_BEHIND = 40
_HOUR_OF_DAY = re.compile(r"\b(?:a|vers|entre|et|heures?\s+(?:et|a|ou))\s*$")
_YEARS = (1900, 2100)
"""In "le 25 novembre 2026 à 10 heures" nothing lasts 2026 hours."""
_PAST = re.compile(r"\bancien|\bauparavant\b")
_PAST_HEADING = re.compile(r"\bavant\b|\bancien|\bauparavant\b|\bjusqu'(?:au|en)\b")
"""Words that put a delay in the past: in its line, and in what stands above it, where "avant" means just that."""


def delays_stated(text: str, day: date, own_basis: Collection[str] = ()) -> list[Stated[Delay]]:
    """Every delay and duration of `text`, in order, as it stands on `day`.

    A line that cites articles is held against their delays; where they do not have it, or it cites none,
    against those of `own_basis` (the document itself, its legal basis). An old delay is dated where its line
    says so, or where the text gives the delay that took its place as well: a history, not a rule.
    """
    found: list[tuple[Quantity, int, Line, list[Delay]]] = []
    start = 0
    for line in lines_in_context(text):
        cited = _cited(line.text)
        for quantity in _durations(line.text):
            same = [d for d in load_delays() if d.value == quantity.value and d.unit is quantity.unit]
            rows = [d for d in same if _rests_on(d, cited)] or [d for d in same if _rests_on(d, own_basis)]
            found.append((quantity, start, line, rows))
        start += len(line.text) + 1
    holding = {row.key for _, _, _, rows in found for row in rows if row.validity.covers(day)}
    stated = []
    for quantity, at, line, rows in found:
        standing = _standing(rows, day, line, holding)
        now = _in_their_place(rows, day) if standing is Standing.OUTDATED else ()
        stated.append(Stated(at + quantity.start, at + quantity.end, standing, tuple(rows), now))
    return stated


def _standing(rows: Sequence[Delay], day: date, line: Line, holding: Collection[str]) -> Standing:
    if not rows:
        return Standing.UNKNOWN
    if any(row.validity.covers(day) for row in rows):
        return Standing.CURRENT
    days = [found.first for found in find_dates(f"{line.context}\n{line.text}")]
    dated = any(row.validity.covers(one) for row in rows for one in days)
    told = _PAST.search(fold(line.text)) or _PAST_HEADING.search(fold(line.context))
    return Standing.DATED if dated or told or any(row.key in holding for row in rows) else Standing.OUTDATED


def _in_their_place(rows: Sequence[Delay], day: date) -> tuple[Delay, ...]:
    keys = {row.key for row in rows}
    return tuple(delay for delay in load_delays() if delay.key in keys and delay.validity.covers(day))


def _durations(line: str) -> Iterator[Quantity]:
    """Lengths of time; not ages ("25 ans"), hours of the day ("à 10 heures") or days of a kind ("un jour férié")."""
    folded = fold(line)
    for quantity in find_quantities(line):
        behind = folded[max(0, quantity.start - _LOOKED_BEHIND) : quantity.start]
        if quantity.unit not in TIME_UNITS or _YEARS[0] <= quantity.value <= _YEARS[1]:
            continue
        is_length = _DURATION.search(behind) is not None
        needs_words = quantity.unit is Unit.YEAR or folded.startswith("un jour", quantity.start)
        if (needs_words and not is_length) or (quantity.unit is Unit.HOUR and _HOUR_OF_DAY.search(behind)):
            continue
        yield quantity


def _cited(line: str) -> set[str]:
    """ "loi-2002-05-26/art_21" for "(loi DIS, art. 21, § 1er)"."""
    return {f"{r.act_key}/art_{r.article}" for r in find_references(line) if r.act_key and r.article}


def _rests_on(delay: Delay, bases: Collection[str]) -> bool:
    """A text names the organic law, the data its Walloon form: both are `loi-1976-07-08`."""
    named = re.sub(r"^((?:[a-z]+-)+\d{4}-\d\d-\d\d)[a-z0-9-]*/", r"\1/", delay.basis)
    return delay.basis in bases or named in bases
