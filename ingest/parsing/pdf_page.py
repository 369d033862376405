"""A page of a PDF as geometry: runs of text and ruling lines, whether from its text layer or from OCR.

Points of 1/72 inch, origin at the top left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from ingest.parsing.plain_outline import clean

if TYPE_CHECKING:
    from pdfminer.layout import LTChar

RULE_THICKNESS = 3.0
MIN_RULE_LENGTH = 8.0
CELL_GAP = 1.0
"""In font sizes: words of one sentence never stand so far apart, unless its line is justified."""
MIN_LAYER_CHARS = 30
MIN_SCAN_SHARE = 0.3
"""A page covered so far by pictures and with fewer characters than that is a scan, maybe with a stamp on it."""
MAX_UNMAPPED_SHARE = 0.2
_FAKE_BOLD_DISTANCE = 2.0


@dataclass(frozen=True)
class Box:
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Run(Box):
    """Text on one line without a wide gap. `size` is the font's, or what OCR makes of it."""

    text: str
    size: float
    bold: bool = False


@dataclass(frozen=True)
class Page:
    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Box, ...] = ()
    scanned: bool = False


def read_pages(file: BinaryIO) -> Iterator[Page]:
    """The pages through the engine of unstructured's "fast" strategy (pdfminer, repairing bad pages).

    `partition_pdf` itself imports `unstructured_inference` (gigabytes of vision models), and gives no
    geometry to find tables with. A page with `scanned` set has no text layer worth reading.
    """
    from ingest.parsing import offline

    offline.install()
    from unstructured.partition.pdf_image.pdfminer_utils import open_pdfminer_pages_generator

    for number, (_, layout) in enumerate(open_pdfminer_pages_generator(file), start=1):
        yield _page(number, layout)


def _page(number: int, layout: Any) -> Page:
    from pdfminer.layout import LAParams, LTCurve, LTFigure, LTImage, LTLine, LTRect
    from unstructured.partition.pdf_image.pdfminer_utils import extract_text_objects

    figures = [item for item in layout if isinstance(item, LTFigure)]
    for figure in figures:  # a page drawn as one form: pdfminer leaves its characters loose
        figure.analyze(LAParams(all_texts=True))
    shapes = [item for item in _flat(layout) if isinstance(item, LTLine | LTRect | LTCurve)]
    rules = tuple(rule for shape in shapes for rule in _rules(_box(shape, layout.height)))
    runs = tuple(run for line in extract_text_objects(layout) for run in _runs(line, layout.height, rules))
    pictured = sum(item.width * item.height for item in _flat(layout) if isinstance(item, LTImage))
    drawn = pictured >= MIN_SCAN_SHARE * layout.width * layout.height or (bool(shapes) and not runs)
    return Page(number, layout.width, layout.height, runs, rules, scanned=drawn and not _has_text_layer(runs))


def _has_text_layer(runs: Iterable[Run]) -> bool:
    text = "".join(run.text for run in runs)
    readable = sum(c.isalnum() for c in text)
    unmapped = text.count("(cid:") * 6 + text.count("\ufffd")
    return readable >= MIN_LAYER_CHARS and unmapped <= MAX_UNMAPPED_SHARE * len(text)


def _flat(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTFigure

    for item in container:
        yield item
        if isinstance(item, LTFigure):
            yield from _flat(item)


def _box(item: Any, height: float) -> Box:
    return Box(item.x0, height - item.y1, item.x1, height - item.y0)


def _rules(shape: Box) -> list[Box]:
    """A thin shape is a rule; a rectangle has four."""
    if shape.height <= RULE_THICKNESS or shape.width <= RULE_THICKNESS:
        return [shape] if max(shape.height, shape.width) >= MIN_RULE_LENGTH else []
    if shape.height < MIN_RULE_LENGTH or shape.width < MIN_RULE_LENGTH:
        return []
    return [
        Box(shape.x0, shape.top, shape.x1, shape.top),
        Box(shape.x0, shape.bottom, shape.x1, shape.bottom),
        Box(shape.x0, shape.top, shape.x0, shape.bottom),
        Box(shape.x1, shape.top, shape.x1, shape.bottom),
    ]


def _runs(line: Any, height: float, rules: tuple[Box, ...]) -> list[Run]:
    """A line of pdfminer, split at wide gaps and where a vertical rule passes: two cells are two runs."""
    from pdfminer.layout import LTChar

    middle = height - (line.y0 + line.y1) / 2
    walls = sorted(
        r.x0 for r in rules if r.width <= RULE_THICKNESS and r.height > RULE_THICKNESS and r.top <= middle <= r.bottom
    )
    groups: list[list[Any]] = [[]]
    previous: LTChar | None = None
    for item in line:
        if isinstance(item, LTChar):
            if previous is not None and _is_printed_twice(previous, item):
                continue
            if previous is not None and _parts_cells(previous, item, walls):
                groups.append([])
            if item.get_text().strip():
                previous = item
        groups[-1].append(item)
    return [run for group in groups if (run := _run(group, height)) is not None]


def _parts_cells(left: LTChar, right: LTChar, walls: list[float]) -> bool:
    if not right.get_text().strip():
        return False
    return right.x0 - left.x1 > CELL_GAP * right.size or any(left.x1 - 1 <= wall <= right.x0 + 1 for wall in walls)


def _run(items: list[Any], height: float) -> Run | None:
    from pdfminer.layout import LTChar

    chars = [item for item in items if isinstance(item, LTChar) and item.get_text().strip()]
    text = clean(
        "".join(item.get_text() for item in items).replace("(cid:127)", "•")
    )  # WinAnsi's unused codes are bullets
    if not chars or not text:
        return None
    sizes = sorted(char.size for char in chars)
    size = sizes[len(sizes) // 2]
    bold = sum(_is_bold(char.fontname) for char in chars) > 0.8 * len(chars)
    top, bottom = height - max(char.y1 for char in chars), height - min(char.y0 for char in chars)
    return Run(min(c.x0 for c in chars), top, max(c.x1 for c in chars), bottom, text, round(size * 2) / 2, bold)


def _is_bold(fontname: str) -> bool:
    return any(weight in fontname.lower() for weight in ("bold", "black", "heavy", "demi"))


def _is_printed_twice(first: LTChar, second: LTChar) -> bool:
    """Some programs make bold by printing a character twice, a hair apart (unstructured's own rule)."""
    same_place = (
        abs(first.x0 - second.x0) < min(_FAKE_BOLD_DISTANCE, first.width / 2)
        and abs(first.y0 - second.y0) < _FAKE_BOLD_DISTANCE
    )
    return same_place and first.get_text() == second.get_text()
