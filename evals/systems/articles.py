"""Which articles a chunk of a consolidated law holds: how the starter's results are judged.

The starter knows no articles, only chunks of about 3,000 characters. A chunk counts as an article where
it contains the article's *start* (its heading and first words), or where at least `ENOUGH` characters
of the article's text lie in it, or all of a shorter article. So one chunk counts as every article that it
touches, five chunks as some twenty articles against our five provisions; any state of the law and any
regional wording will do, whatever the day asked for. Where the rule errs, it errs for the starter. The
`STARTS` rule alone is reported beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 200
"""Characters: two or three lines of law, less than the splitter's overlap of 200 tokens."""

Article = tuple[str, str]
"""The source and the number: ("loi-2002-05-26", "21")."""

_START = re.compile(r"^(?:\*\*Art(?:icle|\.)|#{2,6} Article)\s+(?P<number>\d[\da-zA-Z/]*)", re.MULTILINE)
_ORDINAL = re.compile(r"(?<=\d)er$")


@dataclass(frozen=True)
class ArticleSpan:
    """An article's characters `[start, end)` in the file, its heading first, up to the next article."""

    article: Article
    start: int
    end: int


def article_spans(source_id: str, text: str) -> list[ArticleSpan]:
    """The articles of a law in either Markdown dialect, in the order of the text."""
    starts = [(match.start(), _ORDINAL.sub("", match["number"])) for match in _START.finditer(text)]
    bounds = [*(start for start, _ in starts), len(text)]
    return [
        ArticleSpan((source_id, number), start, end) for (start, number), end in zip(starts, bounds[1:], strict=True)
    ]


def started_in(spans: Sequence[ArticleSpan], start: int, end: int) -> set[Article]:
    """The articles that begin in the chunk `[start, end)`."""
    return {span.article for span in spans if start <= span.start < end}


def held_by(spans: Sequence[ArticleSpan], start: int, end: int) -> set[Article]:
    """The articles that the chunk `[start, end)` counts as: see above."""
    touched = {
        span.article
        for span in spans
        if min(end, span.end) - max(start, span.start) >= min(ENOUGH, span.end - span.start)
    }
    return started_in(spans, start, end) | touched
