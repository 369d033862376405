"""The lines of a document, each with what stands above it and says of what time it speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`context` is its section's heading and, in a table, the table's header."""

    text: str
    context: str


def lines_in_context(text: str) -> Iterator[Line]:
    """Every line of a Markdown text, in order; nothing of the text is lost between them but the line breaks."""
    heading = header = ""
    for text_line in text.split("\n"):
        if text_line.startswith("#"):
            heading = text_line.lstrip("# ")
        if not text_line.startswith("|"):
            header = ""
        yield Line(text_line, f"{heading} {header}".strip())
        if text_line.startswith("|") and not header:
            header = text_line
