"""Plain text: paragraphs, list items, and headings known by their numbering or capitals."""

from __future__ import annotations

from pathlib import Path

from ingest.parsing import plain_outline as outline
from ingest.parsing.decoding import read_text
from ingest.parsing.document import Block, BlockKind, ParsedDocument


def parse(path: Path) -> ParsedDocument:
    """A `.txt` file; its title is its first line where that is a heading."""
    blocks = blocks_of_text(read_text(path))
    first = blocks[0] if blocks else None
    return ParsedDocument(first.text if first and first.kind is BlockKind.HEADING else None, blocks)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Text as typed -> blocks: unstructured splits it, our French outline rules name the parts.

    Unstructured takes a bullet off its item; it is put back so that the outline sees the list.
    """
    from ingest.parsing import offline

    offline.install()
    from unstructured.documents.elements import ListItem
    from unstructured.partition.text import partition_text

    if not text.strip():
        return ()
    elements = partition_text(text=text, paragraph_grouper=_group, languages=[""])
    drafts = []
    for element in elements:
        wording = outline.clean(element.text)
        if isinstance(element, ListItem) and outline.list_style(wording) is None:
            wording = f"- {wording}"
        if wording:
            drafts.append(outline.Draft(wording))
    return outline.blocks(drafts)


def _group(text: str) -> str:
    return "\n".join(outline.paragraphs(text.splitlines()))
