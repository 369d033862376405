"""Scanned pages: Tesseract in French, one page at a time, as the same runs that a text layer gives.

Called directly rather than through unstructured's "ocr_only", which imports `unstructured_inference`.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.parsing.pdf_page import Page, Run
from ingest.parsing.refusals import ocr_missing

LANGUAGE = "fra"
DPI = 300
MAX_SIDE_PIXELS = 5000
PAGE_TIMEOUT_S = 120
MIN_WORD_CONFIDENCE = 20.0
LOW_PAGE_CONFIDENCE = 65.0
_NOISE = frozenset("|_¦[]{}~")
_SECTION_SIGNS = frozenset("$§")
_SECTION_FIRST = re.compile(r"(?:[$§S]|\b[85]) ?[1l]er\b")
_SECTION = re.compile(r"\$(?= ?\d)")
_FIRST = re.compile(r"\bler\b")
COLUMN_GAP = 1.8
"""In heights of a word: a wider gap on a line separates two cells or two columns."""


@dataclass(frozen=True)
class _Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: tuple[int, int, int]
    confidence: float


def require(path: Path) -> None:
    """Raises `Unavailable` ("ocr_missing") where Tesseract, its French or poppler is not installed."""
    import pytesseract

    if shutil.which("tesseract") is None:
        raise ocr_missing(path, "Tesseract")
    if shutil.which("pdftoppm") is None:
        raise ocr_missing(path, "poppler")
    try:
        languages = pytesseract.get_languages()
    except pytesseract.TesseractError as error:
        raise ocr_missing(path, "Tesseract") from error
    if LANGUAGE not in languages:
        raise ocr_missing(path, "le français de Tesseract")


def read_scanned(path: Path, pages: Sequence[Page]) -> tuple[dict[int, Page], tuple[str, ...]]:
    """The scanned `pages` read, by number, and a French line for each that could not be, or hardly."""
    from concurrent.futures import ThreadPoolExecutor

    require(path)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # a process a page is faster than threads inside each
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        results = list(pool.map(lambda page: _read(path, page), pages))
    return {page.number: page for page, _ in results}, tuple(problem for _, problem in results if problem)


def _read(path: Path, page: Page) -> tuple[Page, str | None]:
    try:
        words = _words(path, page)
    except Exception as error:  # poppler, Pillow and Tesseract fail in a dozen ways; the other pages go on
        return replace(page, runs=()), f"La page {page.number} n'a pas pu être lue par OCR ({type(error).__name__})."
    confidence = statistics.fmean(word.confidence for word in words) if words else 100.0
    problem = f"La page {page.number} est peu lisible (confiance de l'OCR : {confidence:.0f} %) : relisez-la."
    return replace(page, runs=tuple(_runs(_straight(words)))), problem if confidence < LOW_PAGE_CONFIDENCE else None


def _words(path: Path, page: Page) -> list[_Word]:
    """The words of the page in points."""
    import pytesseract
    from pdf2image import convert_from_path

    dpi = min(DPI, int(72 * MAX_SIDE_PIXELS / max(page.width, page.height, 1)))
    (image,) = convert_from_path(str(path), dpi=dpi, first_page=page.number, last_page=page.number, grayscale=True)
    found: dict[str, list[Any]] = pytesseract.image_to_data(
        image, lang=LANGUAGE, config=f"--psm 3 --dpi {dpi}", output_type=pytesseract.Output.DICT, timeout=PAGE_TIMEOUT_S
    )
    scale = 72 / dpi
    words = []
    for i, text in enumerate(found["text"]):
        text, confidence = str(text).strip(), float(found["conf"][i])
        if not text or set(text) <= _NOISE or (confidence < MIN_WORD_CONFIDENCE and text not in _SECTION_SIGNS):
            continue
        left, top = found["left"][i] * scale, found["top"][i] * scale
        right, bottom = left + found["width"][i] * scale, top + found["height"][i] * scale
        line = (int(found["block_num"][i]), int(found["par_num"][i]), int(found["line_num"][i]))
        words.append(_Word(text, left, top, right, bottom, line, confidence))
    return words


def _lines(words: Sequence[_Word]) -> list[list[_Word]]:
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [sorted(line, key=lambda w: w.left) for line in lines.values()]


def _straight(words: list[_Word]) -> list[_Word]:
    """The words turned back by the slope of the lines: a scan one degree askew would mix rows of a table."""
    slopes = [
        math.atan2((line[-1].bottom + line[-1].top - line[0].bottom - line[0].top) / 2, line[-1].left - line[0].left)
        for line in _lines(words)
        if line[-1].left - line[0].left > 100
    ]
    if len(slopes) < 3:
        return words
    angle = statistics.median(slopes)
    sine, cosine = math.sin(angle), math.cos(angle)
    turned = []
    for word in words:
        x, y = word.left, (word.top + word.bottom) / 2
        half, width = (word.bottom - word.top) / 2, word.right - word.left
        left, middle = x * cosine + y * sine, y * cosine - x * sine
        turned.append(replace(word, left=left, right=left + width, top=middle - half, bottom=middle + half))
    return turned


def _runs(words: list[_Word]) -> list[Run]:
    runs: list[Run] = []
    for line in _lines(words):
        height = statistics.median(word.bottom - word.top for word in line)
        groups: list[list[_Word]] = []
        for word in line:
            if groups and word.left - groups[-1][-1].right <= COLUMN_GAP * height:
                groups[-1].append(word)
            else:
                groups.append([word])
        size = max(statistics.median_high([w.bottom - w.top for w in line if len(w.text) > 2] or [height]), 1.0)
        for group in groups:
            middle = statistics.median((w.top + w.bottom) / 2 for w in group)
            text = _with_section_signs(" ".join(word.text for word in group))
            runs.append(Run(group[0].left, middle - size / 2, group[-1].right, middle + size / 2, text, size))
    return runs


def _with_section_signs(text: str) -> str:
    """The French model of Tesseract has no "§": it reads "$ 2", and "8 ler" for "§ 1er"."""
    return _FIRST.sub("1er", _SECTION.sub("§", _SECTION_FIRST.sub("§ 1er", text)))
