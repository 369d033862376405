"""HTML pages: the main content only; menus, banners, footers and hidden parts are never ingested."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ingest.parsing.decoding import decode
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.elements import LINE_BREAK, blocks_of_elements
from ingest.parsing.plain_outline import clean
from ingest.parsing.refusals import empty_file
from ingest.parsing.tables import rows_of_html

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DROPPED_TAGS = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas"}
    | {"nav", "aside", "form", "button", "select", "dialog"}
)
_DROPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog"}
    | {"doc-backlink", "doc-noteref"}
)
_BLOCK_TAGS = ("p", "div", "section", "blockquote", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "pre")
_DROPPED_NAMES = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|gdpr|rgpd|breadcrumbs?|fil-d-?ariane|menu|navbar|navigation|nav|sidebar|skip-?link"
    r"|site-header|site-footer|footer|share|partage|social|newsletter|pagination|popup|modal|screen-reader-text)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DATE_NAMES = {"date", "dc.date", "dcterms.date", "dcterms.modified", "article:modified_time", "article:published_time"}
_NOT_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));",
    re.IGNORECASE,
)
"""Characters that an XML tree refuses, raw or as references."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def parse(path: Path) -> ParsedDocument:
    """A saved web page, in the charset that it declares."""
    data = path.read_bytes()
    if not data.strip():
        raise empty_file(path)
    declared = _CHARSET.search(data[:4096])
    return document_of_html(decode(data, declared[1].decode("ascii") if declared else None))


def document_of_html(markup: str) -> ParsedDocument:
    """The title is that of the content (its first h1) or else that of the window."""
    from lxml import html as lxml_html

    markup = _NOT_XML.sub("", markup)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    if not re.search(r"[^\s\0]", re.sub(r"<!--.*?-->", "", markup, flags=re.DOTALL)):
        return ParsedDocument(None, ())
    root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    metadata = _metadata(root)
    blocks = _content_blocks(root)
    first_heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.level == 1), None)
    return ParsedDocument(first_heading or metadata.get("title"), blocks, metadata)


def _metadata(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    if title := clean(root.findtext(".//title") or ""):
        found["title"] = title
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = clean(meta.get("content") or "")
        if name in {"author", "dc.creator", "dcterms.creator"} and content:
            found.setdefault("author", content)
        elif name in _DATE_NAMES and (day := _ISO_DATE.match(content)):
            found.setdefault("date", day.group())
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and link.get("href"):
            found["url"] = link.get("href")
    return found


def _content_blocks(root: Any) -> tuple[Block, ...]:
    """The blocks of `main`, of the only `article`, or of the body; pruned, through unstructured."""
    from ingest.parsing import offline

    offline.install()
    from lxml import html as lxml_html
    from unstructured.partition.html import partition_html

    content = _main(root)
    if content is None:
        return ()
    _prune(content)
    _write_list_numbers(content)
    _flatten_spans(content)
    _keep_single_characters(content)
    for line_break in list(content.iter("br")):
        line_break.tail = LINE_BREAK + (line_break.tail or "")
        line_break.drop_tag()
    content.tag = "body"
    markup = "<html>" + lxml_html.tostring(content, encoding="unicode", with_tail=False) + "</html>"
    return blocks_of_elements(partition_html(text=markup, languages=[""]))


def _main(root: Any) -> Any:
    for candidates in (root.xpath("//main | //*[@role='main']"), root.xpath("//article[not(ancestor::article)]")):
        if len(candidates) == 1 and candidates[0].text_content().strip():
            return candidates[0]
    return root.find("body") if root.find("body") is not None else root.find(".//body")


def _prune(content: Any) -> None:
    for element in list(content.iter()):
        if element is not content and isinstance(element.tag, str) and _is_furniture(element, content):
            element.drop_tree()


def _is_furniture(element: Any, content: Any) -> bool:
    if element.tag in _DROPPED_TAGS or element.get("role", "").lower() in _DROPPED_ROLES:
        return True
    if (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(element.get("style", ""))
    ):
        return True
    if element.tag in {"header", "footer"}:
        # inside an article they hold its own title and notes; outside, the site's
        return content.tag not in {"main", "article"} and not any(
            parent.tag == "article" for parent in element.iterancestors()
        )
    names = f"{element.get('id', '')} {element.get('class', '')}"
    return element.tag in {"div", "section", "ul", "ol", "p", "span", "a", "header", "footer"} and bool(
        _DROPPED_NAMES.search(names)
    )


def _keep_single_characters(content: Any) -> None:
    """unstructured drops a block of one character; with a line break it has two."""
    for block in content.iter(*_BLOCK_TAGS):
        if len(block.text_content().strip()) == 1:
            block.text = LINE_BREAK + (block.text or "")


def _flatten_spans(content: Any) -> None:
    """Writes out cells that span rows: unstructured drops the attribute, and the columns with it."""
    from lxml.builder import E

    for table in list(content.iter("table")):
        if table.xpath(".//*[@rowspan or @colspan]") and not table.xpath(".//table"):
            rows = rows_of_html(table)
            for child in list(table):
                table.remove(child)
            table.extend(E.tr(*(E.td(cell) for cell in row)) for row in rows)


def _write_list_numbers(content: Any) -> None:
    """Puts the number that a browser shows before an item of an `ol` into its text: one cites "3.", not an index."""
    for ordered in content.iter("ol"):
        value = int(ordered.get("start", "1")) if ordered.get("start", "1").lstrip("-").isdigit() else 1
        for item in ordered.iterchildren("li"):
            value = int(item.get("value")) if (item.get("value") or "").isdigit() else value
            marker = item.get("data-marker") or _number(value, ordered.get("type", "1")) + "."
            holder = item
            while (
                not (holder.text or "").strip()
                and len(holder)
                and holder[0].tag in {"p", "div", "span", "strong", "b", "em"}
            ):
                holder = holder[0]
            holder.text = f"{marker} {(holder.text or '').lstrip()}"
            value += 1


def _number(value: int, kind: str) -> str:
    if kind in {"a", "A"} and 1 <= value <= len(_LETTERS):
        return _LETTERS[value - 1].upper() if kind == "A" else _LETTERS[value - 1]
    if kind in {"i", "I"} and 1 <= value <= len(_ROMAN):
        return _ROMAN[value - 1].upper() if kind == "I" else _ROMAN[value - 1]
    return str(value)
