"""Word documents: headings with their level, lists with the numbers that Word computes, tables, notes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.elements import blocks_of_elements
from ingest.parsing.plain_outline import clean
from ingest.parsing.refusals import corrupt_file

_TABLE_OF_CONTENTS = ".//w:docPartGallery[@w:val='Table of Contents']"
_DROPPED = "//w:del | //w:moveFrom | //w:comment"
_UNWRAPPED = "//w:ins | //w:moveTo | //w:smartTag | //w:fldSimple | //w:sdtContent | //w:sdt | //w:customXml"
_GENERATORS = {"python-docx", "Un-named"}


def parse(path: Path) -> ParsedDocument:
    """Raises `BadInput` (`corrupt_file`)."""
    from ingest.parsing import offline

    offline.install()
    import docx
    from unstructured.partition.docx import partition_docx

    try:
        document = docx.Document(str(path))
        _show_as_read(document)
        notes = _notes(document)
        metadata = _metadata(document)
        accepted = BytesIO()
        document.save(accepted)
        accepted.seek(0)
        elements = partition_docx(file=accepted, languages=[""])
    except Exception as error:  # python-docx and lxml raise whatever a damaged part makes them
        raise corrupt_file(path) from error
    blocks = blocks_of_elements(elements, list_base=0) + notes
    first_heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    return ParsedDocument(metadata.get("title") or first_heading, blocks, metadata)


def _show_as_read(document: Any) -> None:
    """Leaves the text that a reader sees with all revisions accepted.

    unstructured reads only runs that stand directly in a paragraph: it would lose accepted insertions
    and content controls, and a table of contents would repeat every heading.
    """
    body = document.element.body
    for sdt in body.xpath("//w:sdt"):
        if sdt.xpath(_TABLE_OF_CONTENTS):
            sdt.getparent().remove(sdt)
    for element in body.xpath(_DROPPED):
        element.getparent().remove(element)
    for element in body.xpath("//w:sdtPr | //w:sdtEndPr"):
        element.getparent().remove(element)
    for element in reversed(body.xpath(_UNWRAPPED)):
        parent = element.getparent()
        position = parent.index(element)
        for child in reversed(list(element)):
            parent.insert(position + 1, child)
        parent.remove(element)


def _notes(document: Any) -> tuple[Block, ...]:
    """Footnotes, each after its number, at the end of the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    notes: list[Block] = []
    for relationship in document.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.FOOTNOTES and not relationship.is_external:
            for note in parse_xml(relationship.target_part.blob).findall(qn("w:footnote")):
                text = clean("".join(node.text or "" for node in note.iter(qn("w:t"))))
                if text and note.get(qn("w:type")) in {None, "normal"}:
                    notes.append(Block(BlockKind.NOTE, f"({len(notes) + 1}) {text}"))
    return tuple(notes)


def _metadata(document: Any) -> dict[str, str]:
    properties = document.core_properties
    moment = properties.modified or properties.created
    found = {
        "title": clean(properties.title or ""),
        "author": "" if properties.author in _GENERATORS else clean(properties.author or ""),
        "date": moment.date().isoformat() if moment else "",
    }
    return {key: value for key, value in found.items() if value}
