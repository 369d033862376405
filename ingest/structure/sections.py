"""From the blocks of a circular, a procedure or a fiche to its provisions: numbered points and headings.

The lowest heading above a text names the provision: "point 3.2" where the heading is numbered,
"section « Délais »" where it is not. A document without headings is cut at its numbered points
("2.1 …"), and is one provision where it has none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import PageBreak, Provision, Source
from ingest.parsing.document import Block, BlockKind, ParsedDocument

_NUMBERED_HEADING = re.compile(
    r"^(?:(?:point|étape|chapitre|partie)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:[.)]|\s*[-–—:])?\s+(?P<title>.+)$",
    re.IGNORECASE,
)
_NUMBERED_POINT = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s+\S")
_MARKER = re.compile(r"^(?:[-–—•] |§|\(?[a-z]{1,2}\)|\(?\d+(?:\.\d+)*(?:[.)°]| ))", re.IGNORECASE)


@dataclass
class _Section:
    heading: str | None
    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)


def provisions_of(source: Source, document: ParsedDocument) -> list[Provision]:
    """The provisions of a document that is not an article-based law, in reading order, ids unique."""
    provisions: list[Provision] = []
    seen: dict[str, int] = {}
    for section in _sections(document):
        for number, label, heading, blocks in _points(section):
            text, pages = _text(blocks)
            if not text:
                continue
            seen[number] = seen.get(number, 0) + 1
            suffix = f"-{seen[number]}" if seen[number] > 1 else ""
            provisions.append(
                Provision(
                    provision_id=f"{source.source_id}/sec_{number}{suffix}",
                    source_id=source.source_id,
                    number=number,
                    label=label,
                    text=text,
                    path=section.path,
                    heading=heading,
                    validity=source.validity,
                    region=source.region,
                    pages=pages,
                )
            )
    return provisions


def _sections(document: ParsedDocument) -> Iterator[_Section]:
    """The runs of text under one heading. What stands under the title alone is the introduction."""
    title = _title_heading(document)
    path: list[Block] = []
    section = _Section(None, ())
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            section.blocks.append(block)
            continue
        if section.blocks:
            yield section
        if block is title:
            section = _Section(None, ())
            continue
        path = [above for above in path if above.level < block.level and not _same_series(above, block)]
        section = _Section(block.text, tuple(above.text for above in path))
        path.append(block)
    if section.blocks:
        yield section


def _title_heading(document: ParsedDocument) -> Block | None:
    """The heading that is the document's title: it opens the document and says the title, or stands alone on top."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if not headings or document.blocks[0] is not headings[0]:
        return None
    first, *others = headings
    alone_on_top = bool(others) and all(other.level > first.level for other in others)
    numbered = _NUMBERED_HEADING.match(first.text) is not None
    return first if first.text == document.title or (alone_on_top and not numbered) else None


def _same_series(above: Block, block: Block) -> bool:
    """Whether two headings are numbered alike ("2." and "3."): scans give them unequal depths."""
    numbers = [_NUMBERED_HEADING.match(heading.text) for heading in (above, block)]
    depths = [match["number"].count(".") for match in numbers if match]
    return len(depths) == 2 and depths[0] >= depths[1]


def _points(section: _Section) -> Iterator[tuple[str, str, str | None, list[Block]]]:
    """The numbered points of a section where it has a series of them, or one that continues the number of
    its heading ("3.1" under "3. Montants"); else the section itself."""
    name = _name(section.heading)
    points = {index: match["number"] for index, match in _numbered(section.blocks)}
    if len(points) < 2 and not any(number.startswith(f"{name[0]}.") for number in points.values()):
        yield *name, section.blocks
        return
    for start, end in pairwise(sorted({0, *points, len(section.blocks)})):
        blocks = section.blocks[start:end]
        if number := points.get(start):
            yield number, f"point {number}", section.heading, blocks
        else:
            yield *name, blocks


def _numbered(blocks: Sequence[Block]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, block in enumerate(blocks):
        if match := _NUMBERED_POINT.match(block.text):
            yield index, match


def _name(heading: str | None) -> tuple[str, str, str | None]:
    if heading is None:
        return "introduction", "introduction", None
    if match := _NUMBERED_HEADING.match(heading):
        return match["number"], f"point {match['number']}", heading
    return slug(heading), f"section « {heading.strip(' .:')} »", heading


def _text(blocks: Sequence[Block]) -> tuple[str, tuple[PageBreak, ...]]:
    parts: list[str] = []
    pages: list[PageBreak] = []
    offset = 0
    for block in blocks:
        text = re.sub(r"[ \t\u00a0\u202f]+", " ", block.text).strip()
        if not text:
            continue
        if block.kind is BlockKind.LIST_ITEM and not _MARKER.match(text):
            text = f"- {text}"  # the bullet that the format draws: an item keeps to the line that announces it
        if block.page and (not pages or pages[-1].page != block.page):
            pages.append(PageBreak(offset, block.page))
        parts.append(text)
        offset += len(text) + 1
    return "\n".join(parts), tuple(pages)


def slug(text: str) -> str:
    """A stable identifier of a heading or a file name: ASCII, lower case, hyphens."""
    text = text.replace("œ", "oe").replace("Œ", "OE")  # the one letter that has no decomposition
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:60] or "sans-titre"
