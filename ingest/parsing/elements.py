"""Elements of unstructured -> blocks, for the formats that carry their own structure (DOCX, HTML)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ingest.parsing import plain_outline as outline
from ingest.parsing.document import Block, BlockKind
from ingest.parsing.tables import rows_of_html, table_text

if TYPE_CHECKING:
    from unstructured.documents.elements import Element

LINE_BREAK = "\ue000"
"""Stands for a line break where unstructured would make it a space (a private-use character)."""


def blocks_of_elements(elements: Iterable[Element], *, list_base: int = 1) -> tuple[Block, ...]:
    """`list_base` is the `category_depth` that an outermost list item has: 1 in HTML, 0 in DOCX."""
    from unstructured.documents.elements import Footer, Header, ListItem, PageBreak, Table, Title

    blocks: list[Block] = []
    for element in elements:
        depth, page = element.metadata.category_depth, element.metadata.page_number
        if isinstance(element, Header | Footer | PageBreak):
            continue
        if isinstance(element, Table):
            blocks += _table_blocks(element.metadata.text_as_html, element.text, page)
        elif isinstance(element, Title) and (text := outline.clean(element.text.replace(LINE_BREAK, " "))):
            blocks.append(Block(BlockKind.HEADING, text, (depth or 0) + 1, page))
        else:
            level = (
                max((depth if depth is not None else list_base) - list_base + 1, 1)
                if isinstance(element, ListItem)
                else 0
            )
            blocks += _line_blocks(element.text, level, page)
    return tuple(blocks)


def _line_blocks(text: str, level: int, page: int | None) -> list[Block]:
    """One block a paragraph or item; a line inside it that opens with a marker is an item of its own."""
    parts: list[str] = []
    for line in map(outline.clean, text.replace(LINE_BREAK, "\n").split("\n")):
        if line and parts and outline.list_style(line) is None:
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
    blocks = []
    for index, part in enumerate(parts):
        is_item = level > 0 or outline.list_style(part) is not None
        depth = max(level, 1) + (1 if index and level else 0)
        kind = BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH
        if wording := outline.without_bullet(part).strip():
            blocks.append(Block(kind, wording, depth if is_item else 0, page))
    return blocks


def _table_blocks(html: str | None, text: str, page: int | None) -> list[Block]:
    from lxml import html as lxml_html

    rows = rows_of_html(lxml_html.fromstring(html)) if html else [[text]]
    if all(sum(bool(cell.strip()) for cell in row) <= 1 for row in rows):
        return [block for row in rows for cell in row for block in _line_blocks(cell, 0, page)]
    return [Block(BlockKind.TABLE, table_text(rows), page=page)]
