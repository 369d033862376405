"""Amounts in euros that a text states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from corpus.legal_text.dates import FRENCH_MONTHS, Precision, find_dates
from corpus.legal_text.normalise import fold
from corpus.legal_text.numbers import Number, Quantity, Unit, find_quantities
from corpus.montants import Amount, load_amounts
from corpus.stated.lines import lines_in_context
from corpus.stated.statement import Standing, Stated

_MONTH = "|".join(fold(month) for month in FRENCH_MONTHS)
_BOUNDED = re.compile(rf"\bjusqu'|\bdu\b[^.;|]*\bau\b|\ben (?:{_MONTH})\b")
"""What bounds an amount in time, beside a date: "du … au …", "jusqu'au …", "en juillet 2025"; "depuis" does not."""

_Rows = Mapping[Number, Sequence[Amount]]


def amounts_stated(text: str, day: date) -> list[Stated[Amount]]:
    """Every amount in euros of `text`, in order, as it stands on `day`.

    Where the text bounds an amount in time once ("du 1er février 2025 au 28 février 2026"), or gives a later
    amount of the same kind as well, it is dated wherever it stands.
    """
    found = [quantity for quantity in find_quantities(text) if quantity.unit is Unit.EUR]
    rows: dict[Number, list[Amount]] = {_value(q): [a for a in load_amounts() if a.value == _value(q)] for q in found}
    bounded, followed = _bounded(text, rows), _followed(rows)
    stated = []
    for quantity in found:
        value = _value(quantity)
        own = rows[value]
        now = [b for b in load_amounts() for a in own[:1] if _same(a, b) and b.validity.covers(day)]
        if not own:
            standing = Standing.UNKNOWN
        elif any(a.validity.covers(day) for a in own):
            standing = Standing.CURRENT
        elif value in bounded or value in followed:
            standing = Standing.DATED
        else:
            standing = Standing.OUTDATED
        stated.append(Stated(quantity.start, quantity.end, standing, tuple(own), tuple(now)))
    return stated


@lru_cache(maxsize=4096)
def amounts_standing(text: str, day: date) -> Standing:
    """How the amounts of a text stand on a day: `CURRENT` where one is what it is then; `OUTDATED` where none is though
    it is known what they are then, or where they are known to be of another time: all begin later, all were followed by
    others before, or the text itself says of which time they are; else `UNKNOWN`."""
    known = [stated for stated in amounts_stated(text, day) if stated.was]
    if any(stated.standing is Standing.CURRENT for stated in known):
        return Standing.CURRENT
    were = [amount for stated in known for amount in stated.was]
    of_another_time = (
        all(stated.standing is Standing.DATED for stated in known)
        or all(_start(amount) > day for amount in were)
        or all(_was_replaced(amount, day) for amount in were)
    )
    outdated = bool(known) and (of_another_time or any(stated.now for stated in known))
    return Standing.OUTDATED if outdated else Standing.UNKNOWN


def _was_replaced(amount: Amount, day: date) -> bool:
    return any(_same(amount, other) and _start(amount) < _start(other) <= day for other in load_amounts())


def _bounded(text: str, rows: _Rows) -> set[Decimal]:
    """The amounts of which the text says for which time they are: on their line, in the
    header of their table, or by the years of a heading."""
    values: set[Decimal] = set()
    for line in lines_in_context(text):
        said = f"{line.context}\n{line.text}"
        days = [d.first for d in find_dates(said) if d.precision is not Precision.YEAR]
        years = [d.first.year for d in find_dates(line.context) if d.precision is Precision.YEAR]
        bounded = _BOUNDED.search(fold(said)) is not None
        for quantity in find_quantities(line.text):
            for amount in rows.get(quantity.value, ()) if quantity.unit is Unit.EUR else ():
                by_days = bounded and any(amount.validity.covers(day) for day in days)
                if by_days or (years and _start(amount).year in years and amount.validity.valid_to):
                    values.add(amount.value)
    return values


def _followed(rows: _Rows) -> set[Decimal]:
    """The amounts after which the text gives a later one of the same kind: a history, not a rule."""
    every = [amount for own in rows.values() for amount in own]
    return {a.value for a in every if any(_same(a, b) and _start(b) > _start(a) for b in every)}


def _same(one: Amount, other: Amount) -> bool:
    return (one.key, one.category, one.indexed) == (other.key, other.category, other.indexed)


def _start(amount: Amount) -> date:
    return amount.validity.valid_from or date.min


def _value(quantity: Quantity) -> Decimal:
    assert isinstance(quantity.value, Decimal)  # only a bare part of something is a fraction
    return quantity.value
