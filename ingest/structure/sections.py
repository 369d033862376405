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

from corpus.model import PageBreak, Provision, Source
from ingest.parsing.document import Block, BlockKind, ParsedDocument

_NUMBERED_HEADING = re.compile(r"^(?:(?:point|étape|chapitre|partie)\s+)?(?P<number>\d+(?:\.\d+)*)(?:[.)]|\s*[-–—:])?\s+(?P<title>.+)$", re.IGNORECASE)  # fmt: skip
_NUMBERED_POINT = re.compile(r"^(?P<number>\d+(?:\.\d+)+)\.?\s+\S")


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
        for number, label, heading, blocks in _points(section, document.title or source.name):
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
    path: list[tuple[int, str]] = []
    section = _Section(None, ())
    for block in document.blocks:
        if block.kind is not BlockKind.HEADING:
            section.blocks.append(block)
            continue
        if section.blocks:
            yield section
        path = [(level, text) for level, text in path if level < block.level]
        section = _Section(block.text, tuple(text for _, text in path if text != document.title))
        path.append((block.level, block.text))
    if section.blocks:
        yield section


def _points(section: _Section, title: str) -> Iterator[tuple[str, str, str | None, list[Block]]]:
    """The numbered points of a section where it has a series of them, else the section itself."""
    numbered = [index for index, block in enumerate(section.blocks) if _NUMBERED_POINT.match(block.text)]
    if len(numbered) >= 2:
        bounds = sorted({0, *numbered, len(section.blocks)})
        for start, end in zip(bounds, bounds[1:], strict=False):
            blocks = section.blocks[start:end]
            if match := _NUMBERED_POINT.match(blocks[0].text):
                yield match["number"], f"point {match['number']}", section.heading, blocks
            else:
                yield *_name(section.heading, title), blocks
        return
    yield *_name(section.heading, title), section.blocks


def _name(heading: str | None, title: str) -> tuple[str, str, str | None]:
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
        if block.page and (not pages or pages[-1].page != block.page):
            pages.append(PageBreak(offset, block.page))
        parts.append(text)
        offset += len(text) + 1
    return "\n".join(parts), tuple(pages)


def slug(text: str) -> str:
    """A stable identifier of a heading or a file name: ASCII, lower case, hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:60] or "sans-titre"
