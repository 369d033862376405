"""Geometry -> drafts: reading order, tables, paragraphs joined from lines, headings by their look."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.parsing import plain_outline as outline
from ingest.parsing.pdf_page import Box, Page, Run
from ingest.parsing.pdf_tables import Table, aligned_table, goes_on_table, rows_of, ruled_tables
from ingest.parsing.plain_outline import Draft

COLUMN_LINES = 4
COLUMN_CHARS = 22
"""Two columns of prose have at least so many lines each, of at least so many characters on average."""
HEADING_GROWTH = 1.12
SCAN_HEADING_GROWTH = 1.35
MAX_BOLD_HEADING_CHARS = 120
MAX_LARGE_HEADING_CHARS = 200
PARAGRAPH_GAP = 0.35
"""In font sizes, beyond the usual gap between two lines."""
USUAL_GAP_LIMIT = 0.6
_KEPT_HYPHENS = frozenset(
    {"au", "ci", "celui", "celle", "ceux", "celles", "non", "sous", "demi", "semi", "vice", "rendez", "peut", "est"}
    | {"quelques", "vis", "grand", "ex", "c"}
)
"""Before a hyphen at the end of a line, these are parts of a compound, not a word that was cut."""


@dataclass(frozen=True)
class _Paragraph:
    text: str
    page: int
    size: float
    bold: bool
    scanned: bool
    table: bool = False


def drafts(pages: Sequence[Page]) -> list[Draft]:
    """The paragraphs and tables of all pages in reading order.

    Where numbered headings stand out by their look, a numbered line that does not is none.
    """
    found = _joined_over_pages([paragraph for page in pages for paragraph in _paragraphs(page)])
    sizes: Counter[float] = Counter()
    for paragraph in found:
        sizes[paragraph.size] += 0 if paragraph.table else len(paragraph.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    looks = {p: look for p in found if (look := _heading_look(p, body)) is not None}
    levels = {look: level for level, look in enumerate(sorted(set(looks.values())), start=1)}
    styled = any(outline.is_numbered(p.text) for p in looks if not p.scanned)
    return [
        Draft(p.text, p.page, levels[looks[p]] if p in looks else None, p.table, p.scanned or not styled) for p in found
    ]


def _heading_look(paragraph: _Paragraph, body: float) -> tuple[float, bool, int] | None:
    """What makes a heading stand out, the highest first; `None` for text."""
    if paragraph.table or paragraph.text[-1] in ".;," or not any(c.isalpha() for c in paragraph.text):
        return None
    growth = SCAN_HEADING_GROWTH if paragraph.scanned else HEADING_GROWTH
    large = paragraph.size >= growth * body and len(paragraph.text) <= MAX_LARGE_HEADING_CHARS
    bold = paragraph.bold and paragraph.size >= body and len(paragraph.text) <= MAX_BOLD_HEADING_CHARS
    if not large and not bold:
        return None
    size = round(paragraph.size / body * 4) / 4 if paragraph.scanned else paragraph.size
    return -size, not paragraph.bold, outline.numbering_depth(paragraph.text)


def _paragraphs(page: Page) -> Iterator[_Paragraph]:
    tables, runs = ruled_tables(page)
    runs = [run for run in runs if not outline.DOT_LEADERS.search(run.text)]
    for zone in _zones([*tables, *runs]):
        yield from _zone_paragraphs(zone, page)


def _zones(boxes: list[Box]) -> list[list[Box]]:
    """Reading order of a page that may have two columns: what crosses the gutter parts the page in bands."""
    ordered = sorted(boxes, key=lambda b: (b.top, b.x0))
    if not ordered:
        return []
    left, right = min(b.x0 for b in ordered), max(b.x1 for b in ordered)
    gutters = [left + (right - left) * share / 100 for share in range(40, 61)]
    gutter = min(gutters, key=lambda x: sum(b.x0 < x < b.x1 for b in ordered))
    zones: list[_Zone] = []
    band: list[Box] = []
    for box in ordered:
        if box.x0 < gutter < box.x1 or isinstance(box, Table):
            zones += [*_columns(band, gutter), _Zone([box])]
            band = []
        else:
            band.append(box)
    return _merged([*zones, *_columns(band, gutter)])


@dataclass(frozen=True)
class _Zone:
    boxes: list[Box]
    is_column: bool = False


def _columns(band: list[Box], gutter: float) -> list[_Zone]:
    sides = [[b for b in band if b.x1 <= gutter], [b for b in band if b.x1 > gutter]]
    lengths = [[len(b.text) for b in side if isinstance(b, Run)] for side in sides]
    if all(len(side) >= COLUMN_LINES and statistics.fmean(side) >= COLUMN_CHARS for side in lengths):
        return [_Zone(side, is_column=True) for side in sides]
    return [_Zone(band)] if band else []


def _merged(zones: list[_Zone]) -> list[list[Box]]:
    """Single-column bands that follow each other are one zone: a paragraph goes on through them."""
    merged: list[_Zone] = []
    for zone in zones:
        if merged and not zone.is_column and not merged[-1].is_column:
            merged[-1] = _Zone(merged[-1].boxes + zone.boxes)
        else:
            merged.append(zone)
    return [zone.boxes for zone in merged]


def _zone_paragraphs(zone: list[Box], page: Page) -> Iterator[_Paragraph]:
    lines: list[Run] = []
    for item in _lines_and_tables(zone):
        if isinstance(item, Run):
            lines.append(item)
            continue
        yield from _joined_lines(lines, page)
        lines = []
        yield _Paragraph(item.text, page.number, 0.0, False, page.scanned, table=True)
    yield from _joined_lines(lines, page)


def _lines_and_tables(zone: list[Box]) -> list[Run | Table]:
    """Rows of several runs, one after the other, are a table if they align; else each row is a line."""
    found: list[Run | Table] = [box for box in zone if isinstance(box, Table)]
    wide: list[list[Run]] = []
    rows = [_with_markers_attached(row) for row in rows_of([box for box in zone if isinstance(box, Run)])]
    for index, row in enumerate([*rows, []]):
        followed = any(len(below) > 1 for below in rows[index + 1 : index + 3])
        if len(row) > 1 or goes_on_table(row, wide, followed=followed):
            wide.append(row)
            continue
        if wide:
            text = aligned_table(wide)
            flat = [run for wide_row in wide for run in wide_row]
            if text is not None:
                found.append(
                    Table(min(r.x0 for r in flat), wide[0][0].top, max(r.x1 for r in flat), wide[-1][0].bottom, text)
                )
            else:
                found += [_one_line(wide_row) for wide_row in wide]
            wide = []
        found += row
    return sorted(found, key=lambda item: item.top)


def _with_markers_attached(row: list[Run]) -> list[Run]:
    """A bullet or number set apart from its item belongs to it."""
    if len(row) > 1 and outline.list_style(f"{row[0].text} x") is not None and len(row[0].text) <= 8:
        return [replace(_one_line(row[:2]), bold=row[1].bold), *row[2:]]
    return row


def _one_line(row: Sequence[Run]) -> Run:
    text = " ".join(run.text for run in row)
    bold = all(run.bold for run in row)
    return Run(
        row[0].x0, min(r.top for r in row), row[-1].x1, max(r.bottom for r in row), text, max(r.size for r in row), bold
    )


def _joined_lines(lines: list[Run], page: Page) -> Iterator[_Paragraph]:
    if not lines:
        return
    right = max(line.x1 for line in lines)
    width = right - min(line.x0 for line in lines)
    usual = _usual_gap(lines)
    current: list[Run] = []
    for line in lines:
        if current and _starts_paragraph(line, current, right, width, usual, page.scanned):
            yield _paragraph(current, page)
            current = []
        current.append(line)
    yield _paragraph(current, page)


def _usual_gap(lines: Sequence[Run]) -> float:
    """Between two lines of a paragraph, in font sizes: the first quartile, unless all is set wide."""
    gaps = sorted((below.top - above.bottom) / above.size for above, below in pairwise(lines) if below.top > above.top)
    return min(gaps[len(gaps) // 4], USUAL_GAP_LIMIT) if gaps else 0.2


def _starts_paragraph(line: Run, current: list[Run], right: float, width: float, usual: float, scanned: bool) -> bool:
    above = current[-1]
    text = " ".join(run.text for run in current)
    if not scanned and (abs(line.size - above.size) > 0.08 * above.size or line.bold != above.bold):
        all_bold = all(run.bold for run in current)  # a line that happens to be all bold does not end its sentence
        return not (line.text[0].islower() and line.size == above.size and not all_bold)
    if scanned and max(line.size, above.size) > SCAN_HEADING_GROWTH * min(line.size, above.size):
        return True
    gap = (line.top - above.bottom) / above.size
    closed = above.text[-1] in ".;:!?»"
    if gap > usual + PARAGRAPH_GAP:
        goes_on = line.text[0].islower() and not closed and above.x1 > right - 0.15 * width
        return not (goes_on and gap < 2.5)
    if outline.may_start_item(line.text, text):
        return True
    ends_short = above.x1 < right - 0.12 * width
    indented = line.x0 > above.x0 + above.size and outline.list_style(current[0].text) is None
    if above.text[-1] in ";:":  # items whose bullets are drawn, not written
        return ends_short or indented
    return closed and (ends_short or indented) and not line.text[0].islower()


def _paragraph(lines: list[Run], page: Page) -> _Paragraph:
    text = ""
    for line in lines:
        text = _joined(text, line.text)
    sizes = [line.size for line in lines]
    size = statistics.median(sizes) if page.scanned else max(sizes)
    return _Paragraph(
        outline.clean(text), page.number, round(size * 2) / 2, all(line.bold for line in lines), page.scanned
    )


def _joined(text: str, more: str) -> str:
    """Two lines as one, a word that was cut at the end of the first made whole again."""
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    if len(last) > 2 and last[-1] == "-" and last[-2].isalpha() and more[:1].islower():
        stem = last[:-1].rsplit("-", 1)[-1].rsplit("'", 1)[-1].rsplit("\u2019", 1)[-1].lower()
        return (text if stem in _KEPT_HYPHENS else text[:-1]) + more
    return f"{text} {more}".strip()


def _joined_over_pages(found: list[_Paragraph]) -> list[_Paragraph]:
    """A sentence that runs over the page's end is one paragraph, on the page where it begins."""
    joined: list[_Paragraph] = []
    for paragraph in found:
        above = joined[-1] if joined else None
        if (
            above is not None
            and paragraph.page == above.page + 1
            and not above.table
            and not paragraph.table
            and paragraph.text[:1].islower()
            and outline.list_style(paragraph.text) is None
            and above.text[-1:] not in ".;:!?"
            and (above.size == paragraph.size or above.scanned or paragraph.scanned)
        ):
            joined[-1] = replace(above, text=_joined(above.text, paragraph.text))
        else:
            joined.append(paragraph)
    return joined
