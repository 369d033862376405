"""Tables as text: one line a row, cells joined by " | ", header first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ingest.parsing.plain_outline import clean

MAX_SPAN = 200
"""No table of a circular is wider; a page that says otherwise must not cost memory."""


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells -> the text of a `TABLE` block; empty rows and empty last columns are left out.

    A "|" inside a cell becomes "/", so that a reader can split a row again.
    """
    cleaned = [[clean(cell).replace("|", "/") for cell in row] for row in rows]
    filled = [row for row in cleaned if any(row)]
    width = max((max(i for i, cell in enumerate(row) if cell) + 1 for row in filled), default=0)
    return "\n".join(" | ".join((row + [""] * width)[:width]).strip() for row in filled)


def rows_of_html(table: Any) -> list[list[str]]:
    """Cells of an lxml `table`; one that spans rows is repeated in each, so that a row reads alone."""
    rows: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _repeat_spanned(cells, below)
            text = " ".join(cell.itertext())
            if (height := _span(cell.get("rowspan"))) > 1:
                below[len(cells)] = (height - 1, text)
            cells += [text, *[""] * (_span(cell.get("colspan")) - 1)]
        _repeat_spanned(cells, below)
        rows.append(cells)
    return rows


def _repeat_spanned(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    while (column := len(cells)) in below:
        left, text = below.pop(column)
        cells.append(text)
        if left > 1:
            below[column] = (left - 1, text)


def _span(value: str | None) -> int:
    return min(int(value), MAX_SPAN) if value and value.isdigit() and int(value) > 0 else 1
