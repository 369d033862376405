"""Whatever is typed, the text and Markdown parsers neither lose nor repeat a word, nor change their order."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parsing import markdown, text
from ingest.parsing.document import ParsedDocument

WORD = st.text("abcdeéèçàœLMNÉ", min_size=2, max_size=9) | st.from_regex(r"[1-9]\d{0,2}(,\d\d)?", fullmatch=True)
JOIN = st.sampled_from([" ", " ", " ", ", ", " ; ", ". ", "\u00a0: ", "'", " – ", " § ", " (", ") ", " € "])
LINE = st.lists(st.tuples(WORD, JOIN), min_size=1, max_size=9).map(
    lambda pairs: "".join(w + j for w, j in pairs).rstrip()
)
PREFIX = st.sampled_from(
    ["", "", "", "1. ", "2) ", "3° ", "a) ", "b. ", "- ", "• ", "* ", "1.2 ", "  - ", "(c) ", "TITRE I. ", "o "]
)
TYPED = st.lists(st.tuples(PREFIX, LINE).map("".join) | st.just(""), min_size=1, max_size=14).map("\n".join)
MARKED = st.sampled_from(["# ", "## ", "> ", "   ", "1. ", "2. ", "7) ", "- ", "  - ", "a) ", "", "", "**Note** "])
MARKDOWN = st.lists(st.tuples(MARKED, LINE).map("".join) | st.just(""), min_size=1, max_size=14).map("\n".join)


def words(content: str) -> list[str]:
    """Words and numbers; the "o" that Word's exports put for a bullet is none."""
    return [word for word in re.findall(r"\w+", content) if word != "o"]


def parsed(content: str, parser: object, suffix: str) -> ParsedDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"typed{suffix}"
        path.write_text(content, encoding="utf-8")
        return parser(path)  # type: ignore[operator, no-any-return]


@settings(deadline=None)
@given(TYPED.filter(lambda content: content.strip() != ""))
def test_plain_text_keeps_every_word(content: str) -> None:
    document = parsed(content, text.parse, ".txt")

    assert words(" ".join(block.text for block in document.blocks)) == words(content)


@settings(deadline=None)
@given(MARKDOWN.filter(lambda content: content.strip() != ""))
def test_markdown_keeps_every_word(content: str) -> None:
    document = parsed(content, markdown.parse, ".md")

    assert words(" ".join(block.text for block in document.blocks)) == words(content)


@settings(deadline=None)
@given(st.lists(st.lists(WORD, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_markdown_table_keeps_its_cells_in_their_columns(rows: list[list[str]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in [["A", "B", "C"], *rows]]
    lines.insert(1, "|---|---|---|")

    (table,) = parsed("\n".join(lines), markdown.parse, ".md").blocks
    assert [row.split(" | ") for row in table.text.splitlines()] == [["A", "B", "C"], *rows]
