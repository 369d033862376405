"""Consolidated law in Markdown: `**Art. 3.** …` and `##### Article 3. …` (two dialects, one reader).

The first dialect writes ordered lists, so the law's `1°` stands there as `1.`: it is restored, for
an article is cited as "art. 3, 5°". The second keeps Justel's links and superscripts: they are
reduced to what the Moniteur prints.
"""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import BadInput
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.legal_lines import body_block, heading_level, is_closing_formula, plain_title, state_date

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_ARTICLE = re.compile(r"^\*\*Art(?:icle|\.)\s+(?P<number>[^*]+?)\.?\s*\*\*\s*(?P<rest>.*)$")
_ARTICLE_HEADING = re.compile(r"^#{2,6} Article\s+(?P<number>\S+?)\.(?:\s|$)\s*(?P<rest>.*)$")
_FUTURE = re.compile(r"^(?P<number>[^_\s]+)_(?P<label>[A-Z_()\-]+?)\.*$")
_FUTURE_ECHO = re.compile(r"^\S*\{fut\}")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>.+)$")
_ORDERED = re.compile(r"^(\d+)\.(?= )(?: (?P<latin>bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies)\b\.?)?")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FIELDS = {
    "number": "numac", "identifier": "numac", "date": "date", "publication": "published",
    "publication_date": "published", "case": "dossier", "dossier_number": "dossier", "last_updated": "state",
    "extraits": "extracts", "starts": "starts",
}  # fmt: skip


def is_legal_markdown(text: str) -> bool:
    """Whether a Markdown text is consolidated law in one of the two dialects."""
    return any(_ARTICLE.match(line) or _ARTICLE_HEADING.match(line) for line in text.splitlines())


def parse(path: Path) -> ParsedDocument:
    """Read one law. Raises `BadInput` ("not_a_law") where no article is found."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    metadata, title = {}, None
    if match := _FRONT_MATTER.match(text):
        metadata, title = _metadata(match[1])
        text = text[match.end() :]
    blocks = _blocks(text.split("\n"))
    if not any(block.kind is BlockKind.ARTICLE for block in blocks):
        raise BadInput(
            "not_a_law", f"« {path.name} » : aucun article reconnu.", "Vérifiez que le fichier est un texte consolidé."
        )
    return ParsedDocument(title=title, blocks=tuple(blocks), metadata=metadata)


def _metadata(front_matter: str) -> tuple[dict[str, str], str | None]:
    fields = {}
    for line in front_matter.split("\n"):
        key, _, value = line.partition(":")
        fields[key.strip()] = value.strip().strip('"')
    metadata = {_FIELDS[key]: value for key, value in fields.items() if key in _FIELDS and value}
    raw_title = fields.get("title-fr") or fields.get("title") or ""
    url = fields["url"] if fields.get("url", "").startswith("http") else fields.get("source", "")
    if url.startswith("http"):
        metadata["url"] = url
    # Three places may say which state this is; the dialects differ.
    if "state" not in metadata:
        state = re.match(r"\d{4}-\d{2}-\d{2}", fields.get("version", ""))
        day = state[0] if state else state_date(raw_title)
        if day:
            metadata["state"] = day
    return metadata, plain_title(raw_title) or None


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    table: list[str] = []
    ordered_items = any(_ARTICLE.match(line) for line in lines)
    for raw in [*lines, ""]:
        if raw.startswith("|"):
            table.append(raw)
            continue
        if table:
            blocks.append(_table(table))
            table = []
        line = _plain(raw)
        if is_closing_formula(line):
            break
        if match := _ARTICLE.match(raw) or _ARTICLE_HEADING.match(raw):
            number, rest = _numbered(match["number"], _plain(match["rest"]))
            blocks.append(Block(BlockKind.ARTICLE, number))
            line = rest
        elif match := _HEADING.match(line):
            level = heading_level(match["text"])
            if level:
                blocks.append(Block(BlockKind.HEADING, match["text"], level=level))
            continue
        if ordered_items:
            line = _ORDERED.sub(lambda m: f"{m[1]}°{m['latin'] or ''}", line)
        if block := body_block(line):
            blocks.append(block)
    return blocks


def _numbered(number: str, rest: str) -> tuple[str, str]:
    """The article's number with its variant ("9 Communauté germanophone"), and what follows it."""
    if match := _FUTURE.match(number):
        label = match["label"].replace("_", " ").strip(" .")
        return f"{match['number']} {label}", _FUTURE_ECHO.sub("", re.sub(r"^\S+\.\{fut\}", "{fut}", rest))
    return number.rstrip("."), rest


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
