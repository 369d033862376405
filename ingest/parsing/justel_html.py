"""Pages of Justel, the federal database of consolidated law (ISO-8859-1, boxes `list-title-1` to `-3`).

Box 1 holds title and identifiers, box 2 the table of contents, box 3 the text: lines parted by
`<BR>`, articles and headings by anchors (`Art.5`, `LNK0002`), amended text by `[<sup>1</sup> … ]`.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from corpus.errors import BadInput
from corpus.legal_text.dates import FRENCH_MONTHS
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.legal_lines import (
    OTHER_HEADING,
    article_number,
    body_block,
    entry_dates,
    heading_level,
    is_closing_formula,
    plain_title,
    state_date,
)

_WITHOUT_ACCENTS = {"fevrier": "février", "aout": "août", "decembre": "décembre"}
"""Titles are in capitals, which the Moniteur prints without accents."""
_FRENCH_DATE = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(FRENCH_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_ARTICLE_LINE = re.compile(r"^\ue001Art(?:icle|\.)?\s*(?P<number>[^\ue002]*?)\ue002\.?\s*(?P<rest>.*)$", re.DOTALL)
_HEADING_LINE = re.compile(r"^\ue003(?P<text>.*)$", re.DOTALL)


def parse(path: Path) -> ParsedDocument:
    """Read one page. Raises `BadInput` ("justel_error_page") for a page of the site without a text."""
    return parse_markup(path.read_bytes().decode("cp1252", errors="replace"), path.name)


def parse_markup(markup: str, name: str) -> ParsedDocument:
    """As `parse`, of a page that is in hand; `name` is what an error calls it."""
    # The site leaves notes as bare `<L 2014-…>`; as tags they would swallow what follows.
    markup = re.sub(r"<(?=(?:Inséré|Abrogé|Remplacé|L|AR|ARN?\d*|DCFL|DRW|DCG|ORD|Art|R|Pour)[ \d])", "&lt;", markup)
    page = html.fromstring(markup)
    boxes = {number: page.xpath(f'//div[@id="list-title-{number}"]') for number in (1, 3)}
    if not boxes[3]:
        raise BadInput(
            "justel_error_page",
            f"« {name} » : page de Justel sans texte (page d'erreur ou liste).",
            "Téléchargez à nouveau la page de la loi, onglet « Texte ».",
        )
    metadata, title = _identity(boxes[1][0]) if boxes[1] else ({}, None)
    if url := str(page.xpath('string(//a[contains(@href, "/eli/")]/@href)')):
        metadata["url"] = url.replace("http://", "https://")
    blocks = _blocks(boxes[3][0])
    if not any(block.kind is BlockKind.ARTICLE for block in blocks):
        raise BadInput(
            "justel_error_page",
            f"« {name} » : page de Justel dont le texte n'a aucun article.",
            "Téléchargez à nouveau la page ; le site a pu répondre à moitié.",
        )
    return ParsedDocument(title=title, blocks=tuple(blocks), metadata=metadata)


def _identity(box: html.HtmlElement) -> tuple[dict[str, str], str | None]:
    raw_title = _spaces(box.xpath('string(.//p[contains(@class, "list-item--title")])'))
    metadata: dict[str, str] = {}
    if numac := _spaces(box.xpath('string(.//span[@class="tag"])')):
        metadata["numac"] = numac
    for strong in box.iter("strong"):
        label = _spaces(strong.text_content())
        value = _spaces(strong.getparent().text_content()).removeprefix(label).strip()
        if label.startswith("Publication") and (match := _FRENCH_DATE.search(value)):
            metadata["published"] = _iso(match)
        if label.startswith("Dossier"):
            metadata["dossier"] = value
        if label.startswith("Entrée en vigueur") and (starts := entry_dates(value)):
            metadata["starts"] = starts
        if label.startswith("Source") and value:
            metadata["issuer"] = value
    dated = raw_title.lower()
    for bare, accented in _WITHOUT_ACCENTS.items():
        dated = dated.replace(bare, accented)
    if match := _FRENCH_DATE.match(dated):
        metadata["date"] = _iso(match)
    if state := state_date(raw_title) or metadata.get("published"):
        metadata["state"] = state
    return metadata, plain_title(raw_title) or None


def _blocks(box: html.HtmlElement) -> list[Block]:
    for heading in box.xpath("./h2"):
        heading.drop_tree()
    _mark_anchors(box)
    tables = _extract_tables(box)
    for line_break in box.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    blocks: list[Block] = []
    closed = False
    for line in box.text_content().replace("\xa0", " ").split("\n"):
        line = line.strip()
        closed = closed or is_closing_formula(line)
        if match := _HEADING_LINE.match(line):
            closed = False
            text = _spaces(match["text"])
            blocks.append(Block(BlockKind.HEADING, text, level=heading_level(text) or OTHER_HEADING))
            continue
        if match := _ARTICLE_LINE.match(line):
            closed = False
            blocks.append(Block(BlockKind.ARTICLE, article_number(match["number"])))
            line = _spaces(match["rest"])
        if closed:
            continue
        if line in tables:
            blocks.append(Block(BlockKind.TABLE, tables[line]))
        elif block := body_block(line):
            blocks.append(block)
    return blocks


def _mark_anchors(box: html.HtmlElement) -> None:
    """Anchors become private-use characters: \\ue001 … \\ue002 around an article's number, \\ue003 before a heading."""
    for anchor in list(box.iter("a")):
        name = anchor.get("name") or ""
        if name.startswith("LNK"):
            anchor.text = "\ue003" + (anchor.text or "")
        elif name.startswith("Art."):
            _mark_article(anchor)
    # `[<sup>1</sup> text]<sup>1</sup>` needs its closing space: "[1 text]1".
    for sup in box.iter("sup"):
        inside = sup.text_content()
        for child in list(sup):
            child.drop_tree()
        sup.text = inside


def _mark_article(anchor: html.HtmlElement) -> None:
    """`<A NAME='Art.5'>Art.</A> <A HREF=…>5</A>.`, `<A NAME='Art.1'></A>Article <A HREF=…>1</A>.` or `…</A> 2. `."""
    anchor.text = "\ue001" + (anchor.text or "")
    following = anchor.getnext()
    target = "" if following is None or following.tag != "a" else following.get("href") or ""
    if target.startswith(("#Art.", "#LNK")) and re.fullmatch(r"\s*(Article)?\s*", anchor.tail or ""):
        following.tail = "\ue002" + (following.tail or "")
    else:
        anchor.tail = re.sub(
            r"^(\s*(?:Article)?\s*[^\s.]+(?: [A-ZÉ][^.]*)?)\.", "\\1\ue002.", anchor.tail or "", count=1
        )


def _extract_tables(box: html.HtmlElement) -> dict[str, str]:
    tables = {}
    for index, table in enumerate(list(box.iter("table"))):
        rows = [" | ".join(_spaces(_cell_text(cell)) for cell in row.iter("td", "th")) for row in table.iter("tr")]
        key = f"\ue004{index}"
        tables[key] = "\n".join(row for row in rows if row.strip(" |"))
        tail = table.tail or ""
        table.clear()
        table.tag, table.text, table.tail = "span", f"\n{key}\n", tail
    return tables


def _cell_text(cell: html.HtmlElement) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = " / " + (line_break.tail or "").strip()
    return str(cell.text_content())


def _spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()


def _iso(match: re.Match[str]) -> str:
    return f"{match[3]}-{FRENCH_MONTHS.index(match[2].lower()) + 1:02d}-{int(match[1]):02d}"
