"""Consolidated law in Markdown: `**Art. 3.** …` and `##### Article 3. …` (two dialects, one reader).

The first dialect writes ordered lists, so the law's `1°` stands there as `1.`: it is restored, for
an article is cited as "art. 3, 5°". The second keeps Justel's links and superscripts: they are
reduced to what the Moniteur prints.
"""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import BadInput
from ingest.parsing.decoding import read_text
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.legal_lines import (
    article_number,
    body_block,
    entry_dates,
    heading_level,
    is_closing_formula,
    plain_title,
    state_date,
)

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_ARTICLE = re.compile(r"^\*\*Art(?:icle|\.)\s+(?P<number>[^*]+?)\s*\*\*\s*(?P<rest>.*)$")
_ARTICLE_HEADING = re.compile(r"^#{2,6} Art(?:icle|\.)\s+(?P<number>\S+?)\.*(?:\s|$)\s*(?P<rest>.*)$")
_FUTURE_ECHO = re.compile(r"^\S+\{fut\}")
_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.+)$")
_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies"
_ORDERED = re.compile(rf"^(\d+)\.(?= )(?: (?P<latin>{_LATIN})\b\.?)?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMAC = re.compile(r"\d{4}[0-9A-Z]\d{5}")
_FIELDS = {
    "number": "numac", "identifier": "numac", "date": "date", "publication": "published",
    "publication_date": "published", "case": "dossier", "dossier_number": "dossier", "last_updated": "state",
    "extraits": "extracts", "starts": "starts", "department": "issuer",
}  # fmt: skip


def parse(path: Path) -> ParsedDocument:
    """Read one law. A file without a single article is read as ordinary Markdown, unless its front
    matter gives it a NUMAC: then it is a law cut short, and `BadInput` ("not_a_law")."""
    text = read_text(path).replace("\r\n", "\n")
    metadata: dict[str, str] = {}
    title = None
    if match := _FRONT_MATTER.match(text):
        metadata, title = _metadata(match[1])
        text = text[match.end() :]
    blocks = _blocks(text.split("\n"))
    if not any(block.kind is BlockKind.ARTICLE for block in blocks):
        return _without_articles(path, metadata)
    return ParsedDocument(title=title or _title_heading(text), blocks=tuple(blocks), metadata=metadata)


def _without_articles(path: Path, metadata: dict[str, str]) -> ParsedDocument:
    if _NUMAC.fullmatch(metadata.get("numac", "")):
        raise BadInput(
            "not_a_law", f"« {path.name} » : aucun article reconnu.", "Vérifiez que le fichier est un texte consolidé."
        )
    from ingest.parsing.markdown import parse as parse_markdown

    return parse_markdown(path)


def _metadata(front_matter: str) -> tuple[dict[str, str], str | None]:
    fields = {}
    for line in front_matter.split("\n"):
        key, _, value = line.partition(":")
        fields[key.strip()] = value.strip().strip('"')
    metadata = {_FIELDS[key]: value for key, value in fields.items() if key in _FIELDS and value}
    raw_title = fields.get("title-fr") or fields.get("title") or ""
    # One dialect puts the address into `url` and the issuer into `source`, the other the address into `source`.
    for value in (fields.get("url", ""), fields.get("source", "")):
        key = "url" if value.startswith("http") else "issuer"
        if value:
            metadata.setdefault(key, value)
    if "starts" not in metadata and (starts := entry_dates(fields.get("entry_into_force", ""))):
        metadata["starts"] = starts
    # Three places may say which state this is; the dialects differ.
    if "state" not in metadata:
        state = re.match(r"\d{4}-\d{2}-\d{2}", fields.get("version", ""))
        day = state[0] if state else state_date(raw_title)
        if day:
            metadata["state"] = day
    return metadata, plain_title(raw_title) or None


def _title_heading(text: str) -> str | None:
    """The `# title` of a law without a title in its front matter."""
    match = re.search(r"^# (?P<text>.+)$", text, re.MULTILINE)
    return plain_title(match["text"]) if match else None


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    table: list[str] = []
    ordered_items = any(_ARTICLE.match(line) for line in lines)
    closed = False
    for raw in [*lines, ""]:
        if raw.startswith("|"):
            table.append(raw)
            continue
        if table and not closed:
            blocks.append(_table(table))
        table = []
        line = _plain(raw)
        closed = closed or is_closing_formula(line)
        if match := _ARTICLE.match(raw) or _ARTICLE_HEADING.match(raw):
            closed = False
            blocks.append(Block(BlockKind.ARTICLE, article_number(match["number"])))
            line = _FUTURE_ECHO.sub("", _plain(match["rest"]))
        elif match := _HEADING.match(line):
            level = heading_level(match["text"])
            if level or len(match["marks"]) > 1:  # one of the first degree that is no "livre" is the title
                closed = False
                blocks.append(Block(BlockKind.HEADING, match["text"], level=level or len(match["marks"]) + 1))
            continue
        if ordered_items:
            line = _ORDERED.sub(lambda m: f"{m[1]}°{m['latin'] or ''}", line)
        if not closed and (block := body_block(line)):
            blocks.append(block)
    return blocks


def _plain(line: str) -> str:
    line = line.strip().strip("`").replace("<br>", " ")
    line = re.sub(r"\[([^\[\]]+)\]\(https?://[^)]*\)", r"\1", line)
    line = re.sub(r"([\[\]])([⁰¹²³⁴-⁹]+)", lambda m: m[1] + m[2].translate(_SUPERSCRIPTS), line)
    if not line.startswith("**Art"):
        line = re.sub(r"\*\*([^*]+)\*\*", r"\1", line)
    return re.sub(r"(?<![\w*])\*(?!\s)([^*]+?)(?<!\s)\*(?![\w*])", r"\1", line)


def _table(rows: list[str]) -> Block:
    cells = [[_plain(cell).strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    kept = [row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    return Block(BlockKind.TABLE, "\n".join(" | ".join(row) for row in kept))
