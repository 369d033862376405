"""Markdown (CommonMark with tables) of our own making: fiches, procedures. Legal dialects are elsewhere.

The road is unstructured's own, Markdown -> HTML -> elements, with a strict CommonMark reader in front
that keeps what HTML forgets: the number and delimiter of an item as typed ("3)", "2.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.parsing.decoding import read_text
from ingest.parsing.document import ParsedDocument
from ingest.parsing.html import document_of_html

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<key>[\w-]+)\s*:\s*(?P<value>\S.*?)\s*$", re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(path: Path) -> ParsedDocument:
    """A `.md` file; the fields of a front matter become metadata, `title` the title."""
    source = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    metadata, body = split_front_matter(source)
    document = document_of_html(_to_html(body))
    return replace(document, title=metadata.get("title") or document.title, metadata=metadata)


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The flat `key: value` fields between two "---" at the top, and what follows."""
    front = _FRONT_MATTER.match(source)
    if front is None or not _FIELD.search(front["fields"]):
        return {}, source
    fields = {m["key"].lower(): m["value"].strip("\"'") for m in _FIELD.finditer(front["fields"])}
    if "date" in fields and not _ISO_DATE.fullmatch(fields["date"]):
        fields["date_text"] = fields.pop("date")
    return fields, source[front.end() :]


def _to_html(body: str) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = reader.parse(body)
    _keep_markers(tokens)
    return f"<html><body><main>{reader.renderer.render(tokens, reader.options, {})}</main></body></html>"


def _keep_markers(tokens: Sequence[Any]) -> None:
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("data-marker", f"{token.info}{token.markup}")
