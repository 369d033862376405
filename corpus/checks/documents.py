"""The shipped documents with the text that their authors wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import Catalogue
from corpus.model import Source
from corpus.office_files import text_of_office_file
from corpus.stated.lines import is_example

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A shipped source and its Markdown: its own file, or the one that its office file is made from."""

    source: Source
    text: str

    def day(self, today: date) -> date:
        """The day on which its figures must hold: today, or its last day where it is about a time that is over."""
        end = self.source.validity.valid_to
        return min(end, today) if end else today

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    @property
    def example(self) -> tuple[int, int]:
        """The span of its worked example; empty where it has none."""
        headings = list(_HEADING.finditer(self.text))
        ends = [*(heading.start() for heading in headings[1:]), len(self.text)]
        spans = ((h.start(), end) for h, end in zip(headings, ends, strict=False) if is_example(h[1]))
        return next(spans, (0, 0))


def read_documents(catalogue: Catalogue) -> list[Document]:
    """Every shipped document, in the order of the catalogue. Raises `BadInput` ("office_source")."""
    return [
        Document(source, path.read_text(encoding="utf-8") if path.suffix == ".md" else text_of_office_file(path))
        for source, path in catalogue.shipped_files()
    ]
