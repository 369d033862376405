"""PDF: the text layer where a page has one, OCR of that page alone where it has none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import KbError
from ingest.parsing import ocr, pdf_layout
from ingest.parsing import plain_outline as outline
from ingest.parsing.document import BlockKind, ParsedDocument
from ingest.parsing.pdf_page import Page, read_pages
from ingest.parsing.plain_outline import clean
from ingest.parsing.refusals import corrupt_file, empty_file, encrypted_pdf
from ingest.parsing.running_heads import without_running_heads

if TYPE_CHECKING:
    from pypdf import PdfReader

_TAIL_BYTES = 4096
_FILE_NAME = re.compile(r"\.(?:docx?|odt|pdf|indd|rtf)$|^Microsoft Word - ", re.IGNORECASE)
_DEFAULTS = {"untitled", "anonymous", "(anonymous)", "unspecified"}
_LIBRARIES = ("pypdf", "pdfminer", "unstructured")


def parse(path: Path) -> ParsedDocument:
    """Page numbers kept, tables as tables, running heads and page numbers left out.

    Raises `BadInput` (`encrypted_pdf`, `corrupt_file`, `empty_file`) and, only where a page needs OCR,
    `Unavailable` (`ocr_missing`). A page that OCR can't read is a problem of the document.
    """
    metadata = _metadata(path)
    pages = _pages(path)
    problems: tuple[str, ...] = ()
    if scanned := [page for page in pages if page.scanned]:
        read, problems = ocr.read_scanned(path, scanned)
        pages = [read.get(page.number, page) for page in pages]
    blocks = outline.blocks(pdf_layout.drafts(without_running_heads(pages)))
    first_heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    return ParsedDocument(metadata.get("title") or first_heading, blocks, metadata, problems)


def page_count(path: Path) -> int:
    """Without reading the pages. Raises `BadInput` (`encrypted_pdf`, `corrupt_file`, `empty_file`)."""
    with _reader(path) as reader:
        return reader.get_num_pages()


def _pages(path: Path) -> list[Page]:
    try:
        with path.open("rb") as file:
            pages = list(read_pages(file))
    except Exception as error:  # pdfminer raises whatever a damaged object makes it
        raise corrupt_file(path) from error
    if not pages:
        raise corrupt_file(path)
    return pages


@contextmanager
def _reader(path: Path) -> Iterator[PdfReader]:
    from pypdf import PdfReader

    _check_ends(path)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL)  # their warnings mean nothing to a user
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):  # a lock on printing only opens with no password
            raise encrypted_pdf(path)
        yield reader
    except KbError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged object makes it
        raise corrupt_file(path) from error


def _check_ends(path: Path) -> None:
    """A PDF ends with a pointer to its index: without it the file was cut, and only part could be read."""
    size = path.stat().st_size
    if size == 0:
        raise empty_file(path)
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read()
    if b"startxref" not in tail and b"%%EOF" not in tail:
        raise corrupt_file(path)


def _metadata(path: Path) -> dict[str, str]:
    with _reader(path) as reader:
        information: Any = reader.metadata
        if information is None:
            return {}
        try:
            moment = information.modification_date or information.creation_date
        except ValueError:
            moment = None
        found = {
            "title": "" if _FILE_NAME.search(title := clean(information.title or "")) or title == path.stem else title,
            "author": clean(information.author or ""),
            "date": moment.date().isoformat() if moment else "",
        }
    return {key: value for key, value in found.items() if value and value.lower() not in _DEFAULTS}
