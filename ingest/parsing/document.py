"""What every parser returns: the blocks of a document in reading order, whatever its format.

A parser knows its format and nothing of the law; the structure room turns blocks into provisions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class BlockKind(StrEnum):
    """`ARTICLE` opens an article (only the legal parsers know articles); `NOTE` is an editor's note."""

    HEADING = "heading"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True)
class Block:
    """One block. `level` is the depth of a heading (1 is the highest) or of a list item (1 outermost);
    `page` counts from 1. The text of a `TABLE` is one line a row, cells joined by " | ", header first."""

    kind: BlockKind
    text: str
    level: int = 0
    page: int | None = None


@dataclass(frozen=True)
class ParsedDocument:
    """`metadata` holds what the format itself says (title, date, numac, url, author …) as strings;
    `problems` are French sentences about what could not be read: with blocks it is a partial success."""

    title: str | None
    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class Parser(Protocol):
    """One file per format. Raises `BadInput` with a French line naming the file when nothing can be read."""

    def __call__(self, path: Path) -> ParsedDocument: ...


def tree(document: ParsedDocument) -> str:
    """The document as a readable tree, a block a line: the form of the ground truths in the tests."""
    lines = [f"title: {document.title}"]
    lines += [f"{key}: {value}" for key, value in sorted(document.metadata.items())]
    depth = 0
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            depth = block.level
        indent = "  " * (block.level - 1 if block.kind is BlockKind.HEADING else depth + max(block.level - 1, 0))
        page = f" p.{block.page}" if block.page else ""
        text = block.text.replace("\n", "\n" + indent + "  / ")
        lines.append(f"{indent}{block.kind}{page}: {text}")
    lines += [f"problem: {problem}" for problem in document.problems]
    return "\n".join(lines) + "\n"
