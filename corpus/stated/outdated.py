"""The figures of a text that hold no more on a day, as a reader is told of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from corpus.stated.amounts import amounts_stated
from corpus.stated.delays import delays_stated
from corpus.stated.statement import Standing, told


@dataclass(frozen=True)
class Outdated:
    """`text[start:end]`; `code` is "outdated_amount" or "outdated_delay", `clause` one French clause."""

    start: int
    end: int
    code: str
    clause: str


def outdated_figures(text: str, day: date, basis: Collection[str]) -> list[Outdated]:
    """The amounts, then the delays. `basis` is what the text rests on: its own id, its legal basis."""
    amounts = [
        Outdated(stated.start, stated.end, "outdated_amount", told(text, stated, day))
        for stated in amounts_stated(text, day)
        if stated.standing is Standing.OUTDATED
    ]
    delays = [
        Outdated(stated.start, stated.end, "outdated_delay", told(text, stated, day))
        for stated in delays_stated(text, day, basis)
        if stated.standing is Standing.OUTDATED
    ]
    return amounts + delays
