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


def blocks(lines: Iterable[str], before: str = "") -> tuple[Block, ...]:
    """Lines of a text, those of a table as one. `before` is the text that they follow: the first row is no head where
    it follows another row. A row alone is a head without its rows: it stays a line."""
    last = before.rstrip("\n").rpartition("\n")[2]
    found: list[Block] = []
    for in_table, run in groupby(lines, is_row):
        if in_table:
            rows = [tuple(cell.strip() for cell in line.split("|")) for line in run]
            goes_on = not found and is_row(last)
            found.append(Table(None if goes_on else rows[0], tuple(rows[0 if goes_on else 1 :])))
        else:
            found += run
    return tuple(" | ".join(b.head) if isinstance(b, Table) and b.head and not b.rows else b for b in found)
