"""OpenDocument text, read from its own XML: headings, numbered lists, tables, notes.

unstructured reads ODT through pandoc (a program of 150 MB, half a second a file) and DOCX; the XML
itself says more, such as the numbers of lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.odf_lists import STYLE, TEXT, ListNumbers, list_formats
from ingest.parsing.plain_outline import clean, list_style, without_bullet
from ingest.parsing.refusals import corrupt_file
from ingest.parsing.tables import MAX_SPAN, table_text

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIPPED = {
    f"{TEXT}tracked-changes", f"{TEXT}table-of-content", f"{TEXT}illustration-index", f"{TEXT}table-index",
    f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{_OFFICE}forms", f"{_OFFICE}annotation",
}  # fmt: skip
_SPACES = {f"{TEXT}s": " ", f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}


def parse(path: Path) -> ParsedDocument:
    """Raises `BadInput` (`corrupt_file`)."""
    try:
        with ZipFile(path) as archive:
            content = _xml(archive.read("content.xml"))
            styles = _xml(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
            metadata = _metadata(_xml(archive.read("meta.xml"))) if "meta.xml" in archive.namelist() else {}
        reader = _Reader(
            ListNumbers(list_formats(root for root in (styles, content) if root is not None)), _titles(content)
        )
        blocks = tuple(reader.blocks(content.find(f"{_OFFICE}body/{_OFFICE}text"))) + tuple(reader.notes)
    except Exception as error:  # zipfile and lxml raise whatever a damaged part makes them
        raise corrupt_file(path) from error
    first_heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    return ParsedDocument(metadata.get("title") or first_heading, blocks, metadata)


def _xml(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _titles(content: Any) -> set[str]:
    """The styles that make a paragraph the title of the document: "Title" and what is derived from it."""
    derived = {
        style.get(f"{STYLE}name", ""): style.get(f"{STYLE}parent-style-name") for style in content.iter(f"{STYLE}style")
    }
    return {"Title"} | {name for name, parent in derived.items() if parent == "Title"}


def _metadata(root: Any) -> dict[str, str]:
    found = {
        "title": clean(root.findtext(f".//{_DC}title") or ""),
        "author": clean(root.findtext(f".//{_META}initial-creator") or root.findtext(f".//{_DC}creator") or ""),
        "date": (root.findtext(f".//{_DC}date") or root.findtext(f".//{_META}creation-date") or "")[:10],
    }
    return {key: value for key, value in found.items() if value}


@dataclass
class _Reader:
    numbers: ListNumbers
    title_styles: set[str]
    notes: list[Block] = field(default_factory=list)

    def blocks(self, parent: Any) -> Iterator[Block]:
        """What stands in `parent`, in document order."""
        for element in parent:
            if element.tag == f"{TEXT}h":
                yield from self._heading(element)
            elif element.tag == f"{TEXT}p" and element.get(f"{TEXT}style-name") in self.title_styles:
                yield Block(BlockKind.HEADING, clean(self._text(element)), 1)
            elif element.tag == f"{TEXT}p":
                yield from self._paragraph(element)
            elif element.tag == f"{TEXT}list":
                yield from self._list(element, 1, element.get(f"{TEXT}style-name", ""))
            elif element.tag == f"{_TABLE}table":
                yield from self._table(element)
            elif element.tag not in _SKIPPED and isinstance(element.tag, str):
                yield from self.blocks(element)

    def _heading(self, element: Any, marker: str = "") -> Iterator[Block]:
        level = int(element.get(f"{TEXT}outline-level", "1"))
        text = clean(self._text(element))
        if text:
            unnumbered = element.get(f"{TEXT}is-list-header") == "true"
            marker = marker or ("" if unnumbered else self.numbers.next_marker("", level))
            yield Block(BlockKind.HEADING, f"{marker} {text}".strip(), level)
        yield from self._frames(element)

    def _paragraph(self, element: Any, marker: str = "", level: int = 0) -> Iterator[Block]:
        parts: list[str] = []
        for line in map(clean, self._text(element).split("\n")):
            if line and parts and list_style(line) is None:
                parts[-1] += f" {line}"
            elif line:
                parts.append(line)
        for index, part in enumerate(parts):
            typed = list_style(part) is not None
            text = without_bullet(part if index or not marker else f"{marker} {part}")
            depth = level if level else int(typed)
            yield Block(BlockKind.LIST_ITEM if depth else BlockKind.PARAGRAPH, text, depth)
        yield from self._frames(element)

    def _list(self, element: Any, level: int, style: str) -> Iterator[Block]:
        goes_on = (
            level > 1
            or element.get(f"{TEXT}continue-numbering") == "true"
            or element.get(f"{TEXT}continue-list") is not None
        )
        self.numbers.open_list(style, level, goes_on=goes_on)
        for item in element:
            numbered = item.tag == f"{TEXT}list-item"
            first = True
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, level + 1, child.get(f"{TEXT}style-name", style))
                    continue
                marker = ""
                if numbered and first and child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                    start = item.get(f"{TEXT}start-value")
                    marker = self.numbers.next_marker(style, level, int(start) if start else None)
                    first = False
                if child.tag == f"{TEXT}h":
                    yield from self._heading(child, marker)
                elif child.tag == f"{TEXT}p":
                    yield from self._paragraph(child, marker, level)

    def _table(self, element: Any) -> Iterator[Block]:
        rows = [self._cells(row) for row in element.iter(f"{_TABLE}table-row") if _owner(row) is element]
        if all(sum(map(bool, row)) <= 1 for row in rows):  # a frame drawn with a table
            for row in element.iter(f"{_TABLE}table-row"):
                for cell in row.iterchildren(f"{_TABLE}table-cell"):
                    yield from self.blocks(cell)
        else:
            yield Block(BlockKind.TABLE, table_text(rows))

    def _cells(self, row: Any) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            text = clean(" ".join(self._text(part) for part in cell.iter(f"{TEXT}p", f"{TEXT}h")))
            cells += [text] * min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), MAX_SPAN)
        return cells

    def _text(self, element: Any) -> str:
        """The running text; the body of a footnote goes to `notes`, where its number stands in front."""
        parts = [element.text or ""]
        for child in element:
            if child.tag == f"{TEXT}note":
                self._note(child)
            elif child.tag in _SPACES:
                parts.append(_SPACES[child.tag])
            elif child.tag not in _SKIPPED and child.tag != f"{_DRAW}frame" and isinstance(child.tag, str):
                parts.append(self._text(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def _note(self, note: Any) -> None:
        number = clean("".join(note.find(f"{TEXT}note-citation").itertext()))
        text = clean(" ".join("".join(p.itertext()) for p in note.iter(f"{TEXT}p")))
        if text:
            self.notes.append(Block(BlockKind.NOTE, f"({number}) {text}"))

    def _frames(self, element: Any) -> Iterator[Block]:
        """Text boxes anchored in a paragraph come after it."""
        for box in element.iter(f"{_DRAW}text-box"):
            yield from self.blocks(box)


def _owner(row: Any) -> Any:
    return next(row.iterancestors(f"{_TABLE}table"))
