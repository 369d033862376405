"""The lines of a document, each with what stands above it and says of what time it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EXAMPLE = re.compile(r"(?:\d+\. )?Exemples?\b")
_ROW = re.compile(r"\|| \| ")
"""A row of a table, as Markdown has it or as parsers leave it."""


@dataclass(frozen=True)
class Line:
    """`context` is its section's heading and, in a table, the table's header."""

    text: str
    context: str


def lines_in_context(text: str) -> Iterator[Line]:
    """Every line of a Markdown text, in order; nothing of the text is lost between them but the line breaks."""
    heading = header = ""
    for text_line in text.split("\n"):
        is_row = _ROW.search(text_line) is not None
        if text_line.startswith("#"):
            heading = text_line.lstrip("# ")
        if not is_row:
            header = ""
        yield Line(text_line, f"{heading} {header}".strip())
        if is_row and not header:
            header = text_line


def is_example(heading: str) -> bool:
    """Whether a section is a worked example: its figures are those of the case and of the day that it tells."""
    return _EXAMPLE.match(heading) is not None
