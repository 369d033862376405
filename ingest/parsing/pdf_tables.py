"""Tables of a page: from their ruling lines where they have some, else from cells that stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parsing.pdf_page import RULE_THICKNESS, Box, Page, Run
from ingest.parsing.tables import table_text

TOUCH = 4.0
"""Points between two rules that still meet."""
MIN_GUTTER = 5.0
PROSE_CHARS = 32
"""Cells longer than this on average, over many rows, are columns of prose rather than a table."""
PROSE_ROWS = 5


@dataclass(frozen=True)
class Table(Box):
    """`text` is that of a `TABLE` block."""

    text: str


def ruled_tables(page: Page) -> tuple[list[Table], list[Run]]:
    """The tables drawn with rules, and the runs outside them."""
    tables: list[Table] = []
    rest = list(page.runs)
    for group in _meeting(page.rules):
        columns = _positions([r.x0 for r in group if r.width <= RULE_THICKNESS])
        lines = _positions([r.top for r in group if r.height <= RULE_THICKNESS])
        if len(columns) < 3 or len(lines) < 2:
            continue
        area = Box(columns[0] - 1, lines[0] - 1, columns[-1] + 1, lines[-1] + 1)
        inside = [run for run in rest if area.top <= run.middle <= area.bottom and area.x0 <= (run.x0 + run.x1) / 2 <= area.x1]
        rows = _grid(inside, columns, lines)
        if sum(sum(map(bool, row)) >= 2 for row in rows) >= 2:
            tables.append(Table(area.x0, area.top, area.x1, area.bottom, table_text(rows)))
            rest = [run for run in rest if run not in inside]
    return tables, rest


def _meeting(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules in groups that touch each other: each group may be a table."""
    groups: list[list[Box]] = []
    for rule in rules:
        touched = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(other for group in touched for other in group)])
    return groups


def _touch(a: Box, b: Box) -> bool:
    across = a.x0 <= b.x1 + TOUCH and b.x0 <= a.x1 + TOUCH
    return across and a.top <= b.bottom + TOUCH and b.top <= a.bottom + TOUCH


def _positions(values: list[float]) -> list[float]:
    distinct: list[float] = []
    for value in sorted(values):
        if not distinct or value - distinct[-1] > TOUCH:
            distinct.append(value)
    return distinct


def _grid(runs: list[Run], columns: list[float], lines: list[float]) -> list[list[str]]:
    bands: list[list[list[Run]]] = [[[] for _ in columns[1:]] for _ in lines[1:]]
    for run in runs:
        row = max(i for i, line in enumerate(lines[:-1]) if i == 0 or line <= run.middle)
        column = max(i for i, x in enumerate(columns[:-1]) if i == 0 or x <= run.x0 + 1)
        bands[row][column].append(run)
    if len(lines) <= 3:  # no rule between the rows: each line of text that fills the first column is one
        bands = [part for band in bands for part in _split_band(band)]
    return [[" ".join(run.text for row in rows_of(cell) for run in row) for cell in band] for band in bands]


def _split_band(band: list[list[Run]]) -> list[list[list[Run]]]:
    starts = [row[0].top for row in rows_of(band[0])]
    if len(starts) < 2:
        return [band]
    edges = [float("-inf"), *(start - 1 for start in starts[1:]), float("inf")]
    return [[[run for run in cell if low <= run.top < high] for cell in band] for low, high in zip(edges, edges[1:], strict=False)]


def rows_of(boxes: Sequence[Run]) -> list[list[Run]]:
    """Runs side by side as rows, from top to bottom, each from left to right."""
    rows: list[list[Run]] = []
    for box in sorted(boxes, key=lambda b: (b.middle, b.x0)):
        last = rows[-1] if rows else []
        if last and box.middle - last[0].middle < 0.5 * min(box.height, last[0].height):
            last.append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda b: b.x0) for row in rows]


def aligned_table(rows: Sequence[Sequence[Run]]) -> str | None:
    """Consecutive rows as a table, if their runs stand in columns; `None` if they are prose or do not."""
    columns = _columns([run for row in rows for run in row])
    if len(columns) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return None
    lengths = [len(run.text) for row in rows for run in row]
    if len(rows) >= PROSE_ROWS and sum(lengths) / len(lengths) > PROSE_CHARS:
        return None
    cells: list[list[str]] = []
    for row in rows:
        filled = [""] * len(columns)
        for run in row:
            column = next(i for i, (left, right) in enumerate(columns) if left <= run.x0 <= right)
            filled[column] = f"{filled[column]} {run.text}".strip()
        if cells and not filled[0] and sum(map(bool, filled)) == 1 and len(columns) > 1:
            cells[-1] = [f"{above} {more}".strip() for above, more in zip(cells[-1], filled, strict=True)]
        else:
            cells.append(filled)
    return table_text(cells)


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if columns and run.x0 <= columns[-1][1] + MIN_GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], run.x1))
        else:
            columns.append((run.x0, run.x1))
    return columns
