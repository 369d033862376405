"""What one statement is worth on one day, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from corpus.delais import Delay
from corpus.legal_text.dates import french
from corpus.montants import Amount, amount_labels, in_euros

Row = TypeVar("Row", Amount, Delay)


class Standing(StrEnum):
    CURRENT = "current"
    DATED = "dated"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Stated(Generic[Row]):
    """`text[start:end]` states an amount or a delay; `was` are the rows of the data that have it, `now` those
    that hold in its place on the day asked for."""

    start: int
    end: int
    standing: Standing
    was: tuple[Row, ...] = ()
    now: tuple[Row, ...] = ()


def told(text: str, stated: Stated[Amount] | Stated[Delay], day: date) -> str:
    """One French clause on what is outdated: what it was, until when, and what holds on `day`."""
    row = stated.was[0]
    end = row.validity.valid_to
    until = f"valait jusqu'au {french(end)}" if end and end < day else f"ne vaut pas encore le {french(day)}"
    then = f"le {french(day)} : {_value(stated.now[0])}" if stated.now else f"le {french(day)} : non confirmé ici"
    return f"« {text[stated.start : stated.end]} » ({_subject(row)}) {until} ; {then}"


def _subject(row: Amount | Delay) -> str:
    if isinstance(row, Delay):
        return row.label
    return amount_labels()[row.key] + (f", catégorie {row.category}" if row.category else "")


def _value(row: Amount | Delay) -> str:
    if isinstance(row, Delay):
        return f"{row.value} {row.unit}"
    return f"{in_euros(row.value)} euros"
