"""Tables of a page: from their ruling lines where they have some, else from cells that stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsing.pdf_page import RULE_THICKNESS, Box, Page, Run
from ingest.parsing.tables import table_text

TOUCH = 4.0
"""Points between two rules that still meet."""
MIN_GUTTER = 5.0
PROSE_CHARS = 32
"""Cells longer than this on average, over many rows, are columns of prose rather than a table."""
PROSE_ROWS = 5
CELL_LEADING = 0.4
"""In font sizes: how much closer the lines of one cell stand than the rows do."""
MAX_CELL_GAP = 0.6
MAX_ROW_GAP = 1.2
OVERLAP = 0.2


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
        inside = [
            run for run in rest if area.top <= run.middle <= area.bottom and area.x0 <= (run.x0 + run.x1) / 2 <= area.x1
        ]
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
    return [[[run for run in cell if low <= run.top < high] for cell in band] for low, high in pairwise(edges)]


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
    records: list[list[str]] = []
    for row, opens in zip(rows, _opens_record(rows), strict=True):
        filled = [""] * len(columns)
        for run in row:
            column = next(i for i, (left, right) in enumerate(columns) if left <= run.x0 <= right)
            filled[column] = f"{filled[column]} {run.text}".strip()
        if records and (not opens or (not filled[0] and sum(map(bool, filled)) == 1)):
            records[-1] = [f"{above} {more}".strip() for above, more in zip(records[-1], filled, strict=True)]
        else:
            records.append(filled)
    return table_text(records) if len(records) > 1 else None


def _opens_record(rows: Sequence[Sequence[Run]]) -> list[bool]:
    """Whether each line opens a row of the table: lines that overlap (a cell centred beside a taller one) or
    stand closer than others do go on with the row above."""
    gaps: list[float] = []
    bottom = rows[0][0].bottom
    for row in rows[1:]:
        gaps.append((min(run.top for run in row) - bottom) / max(row[0].size, 1.0))
        bottom = max(bottom, *(run.bottom for run in row))
    apart = [gap for gap in gaps if gap > -OVERLAP] or [0.0]
    has_two_kinds = max(apart) - min(apart) >= CELL_LEADING
    limit = (max(apart) + min(apart)) / 2 if has_two_kinds else -OVERLAP
    return [True, *(gap > limit for gap in gaps)]


def goes_on_table(row: Sequence[Run], wide: Sequence[Sequence[Run]], *, followed: bool) -> bool:
    """Whether a lone run under rows of a table is a line of one of its cells; `followed` by another such row
    it may stand as far as rows do, else only as close as the lines of a cell."""
    if len(row) != 1 or not wide:
        return False
    run = row[0]
    gap = (run.top - max(cell.bottom for cells in wide for cell in cells)) / max(run.size, 1.0)
    columns = _columns([cell for cells in wide for cell in cells])
    after = [float("-inf"), *(right for _, right in columns[:-1])]
    before = [*(left for left, _ in columns[1:]), columns[-1][1] + run.width]
    inside = any(low < run.x0 and run.x1 < high for low, high in zip(after, before, strict=True))
    return inside and gap <= (MAX_ROW_GAP if followed else MAX_CELL_GAP)


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda r: r.x0):
        if columns and run.x0 <= columns[-1][1] + MIN_GUTTER:
            columns[-1] = (columns[-1][0], max(columns[-1][1], run.x1))
        else:
            columns.append((run.x0, run.x1))
    return columns
