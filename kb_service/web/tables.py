"""Rows of a table, kept in the texts as lines with bars ("Isolé | 1 288,46 euros"), shown as a table again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from corpus.legal_text.outline import is_row

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`head` says what the columns are; `None` where the quote begins further down."""

    head: Cells | None
    rows: tuple[Cells, ...]


Block = str | Table


def cells_of(row: str) -> Cells:
    return tuple(cell.strip() for cell in row.split("|"))


def blocks(lines: Iterable[str], before: str = "") -> tuple[Block, ...]:
    """Lines of a text, those of a table as one. `before` is the text that they follow: the first row is no head where
    it follows another row. A row alone is a head without its rows: it stays a line."""
    found: list[Block] = []
    for in_table, run in groupby(lines, is_row):
        if not in_table:
            found += run
            continue
        rows = [cells_of(line) for line in run]
        if not found and ends_in_row(before):
            found.append(Table(None, tuple(rows)))
        else:
            found.append(Table(rows[0], tuple(rows[1:])) if rows[1:] else " | ".join(rows[0]))
    return tuple(found)


def ends_in_row(text: str) -> bool:
    """Whether the last line of a text is a row: what follows it, if it is one too, is of the same table."""
    return is_row(text.rstrip("\n").rpartition("\n")[2])
