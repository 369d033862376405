"""Headers, footers and page numbers that stand on every page: they are not the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from ingest.parsing.pdf_page import Page, Run

MARGIN = 0.12
"""Share of the page's height, at its top and at its bottom, in which a running head can stand."""
SAME_PLACE = 0.015
SAME_WORDING = 0.85
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:pages?|p\.|pag\.)?\s*(\d{1,4})\s*(?:(?:/|sur|de|of)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without what repeats in their margins, at one place and in one wording (numbers that
    follow the page's own apart), on two pages of a short document or three of a long one."""
    needed = 2 if len(pages) <= 4 else 3
    margins = [(page, run) for page in pages for run in page.runs if _in_margin(page, run)]
    repeated = {
        (page.number, run)
        for page, run in margins
        if len({other.number for other, twin in margins if _same(page, run, other, twin)}) >= needed
    }
    return [
        replace(
            page,
            runs=tuple(
                run for run in page.runs if (page.number, run) not in repeated and not _is_page_number(page, run)
            ),
        )
        for page in pages
    ]


def _in_margin(page: Page, run: Run) -> bool:
    return run.bottom <= MARGIN * page.height or run.top >= (1 - MARGIN) * page.height


def _is_page_number(page: Page, run: Run) -> bool:
    found = _PAGE_NUMBER.fullmatch(run.text)
    return found is not None and int(found[1]) == page.number and _in_margin(page, run)


def _same(page: Page, run: Run, other: Page, twin: Run) -> bool:
    """Whether two runs are one running head: "Article 3" and "Article 7" at the top of two pages are not."""
    if abs(run.middle / page.height - twin.middle / other.height) > SAME_PLACE:
        return False
    if run.text == twin.text:
        return True
    numbers, twins = _DIGITS.findall(run.text), _DIGITS.findall(twin.text)
    step = other.number - page.number
    follows = len(numbers) == len(twins) and all(
        int(b) - int(a) in (0, step) for a, b in zip(numbers, twins, strict=True)
    )
    words, twin_words = _DIGITS.sub("#", run.text).lower(), _DIGITS.sub("#", twin.text).lower()
    if page.scanned or other.scanned:
        return follows and SequenceMatcher(None, words, twin_words).ratio() >= SAME_WORDING
    return follows and words == twin_words
