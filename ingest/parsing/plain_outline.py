"""What plain lines say of their own structure: list markers, numbered headings, wrapped paragraphs.

For formats that carry no structure (plain text, mail, PDF, scans). The regular expressions and
thresholds of that judgement live here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.parsing.document import Block, BlockKind

BULLETS = "-–—•▪◦‣●○■□▫➢➤✓✔*·\uf0b7\uf0a7\uf0d8"
_BULLET = re.compile(rf"^(?:[{re.escape(BULLETS)}]|o(?=\s+\S))\s+(?=\S)")
_NUMBER = re.compile(
    r"^(?P<marker>\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}[.)]|\d{1,3}°(?:bis|ter|quater)?[.)]?|[a-z][.)]|[A-Z]\)"
    r"|[ivx]{2,5}[.)]|\((?:\d{1,3}|[a-z]|[ivx]{2,5})\))\s+(?=\S)"
)
_SPELLINGS = str.maketrans(
    {
        "\u00ad": "",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_FIRST_MARKER = re.compile(r"^\(?(?:(?:\d+\.)*1|[aAi])[.)°]?(?:\s|[.)])")
_NAMED_HEADING = re.compile(
    r"^(?P<word>partie|livre|titre|chapitre|sous-section|section|annexe)\s+(?:[IVXLC]+(?:er|bis)?|\d+(?:er|bis)?|[A-Z])\b",
    re.IGNORECASE,
)
_NAMED_LEVEL = {"partie": 1, "livre": 1, "titre": 1, "annexe": 1, "chapitre": 2, "section": 3, "sous-section": 4}
_NUMBERED_HEADING = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z])\.?\s+[^\W\d_a-zà-ÿ]")
_UNFINISHED = re.compile(r"(?:[,;:.!?»)]|\b(?:et|ou|soit))$")
_CLOSED = re.compile(r"[.;:!?]$")
DOT_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d*$")

MAX_HEADING_CHARS = 100
MAX_HEADING_WORDS = 14
MAX_LONE_HEADING_CHARS = 50
"""A numbered title shorter than this was not wrapped: the line below it, with a capital, is another paragraph."""


@dataclass(frozen=True)
class Draft:
    """A paragraph before its kind is decided: `heading` is set where its look already says so, and
    `by_wording` is false where the look of the document's headings is known and this has another."""

    text: str
    page: int | None = None
    heading: int | None = None
    table: bool = False
    by_wording: bool = True


def clean(text: str) -> str:
    """One line: no-break and other spaces collapsed, ligatures undone, soft hyphens and control characters gone."""
    spelt = text.translate(_SPELLINGS)
    return " ".join("".join(c for c in spelt if c.isspace() or c.isprintable() or c in BULLETS).split())


def list_style(text: str) -> str | None:
    """What kind of marker opens `text` ("1.", "a)", "•", …), the value abstracted away; `None` without one."""
    if bullet := _BULLET.match(text):
        return bullet.group().strip()
    if number := _NUMBER.match(text):
        marker = re.sub(r"\d+", "1", number["marker"])
        marker = re.sub(r"[ivx]{2,}", "i", marker)
        return re.sub(r"[a-hj-z](?=[.)])", "a", re.sub(r"(?<=1)\.$", "", marker) if "." in marker[:-1] else marker)
    return None


def without_bullet(text: str) -> str:
    """`text` without its decorative bullet; numbers and letters are part of how it is cited and stay."""
    return _BULLET.sub("", text, count=1)


def may_start_item(line: str, previous: str) -> bool:
    """Whether a new line that opens with a marker is an item, not a sentence wrapped before "12. "."""
    style = list_style(line)
    if style is None:
        return False
    if not previous or _UNFINISHED.search(previous) or list_style(previous) == style:
        return True
    return _is_title_like(previous) and (_BULLET.match(line) is not None or _FIRST_MARKER.match(line) is not None)


def heading_level(text: str) -> int | None:
    """The level that the wording of a short line gives it as a heading, if it reads as one."""
    if not _is_title_like(text):
        return None
    if named := _NAMED_HEADING.match(text):
        return _NAMED_LEVEL[named["word"].lower()]
    if numbered := _NUMBERED_HEADING.match(text):
        number = numbered["number"]
        return number.count(".") + 1 if number[0].isdigit() else (1 if set(number) <= set("IVX") else 2)
    letters = [c for c in text if c.isalpha()]
    return 1 if len(letters) >= 4 and all(c.isupper() for c in letters) else None


def is_numbered(text: str) -> bool:
    """Whether `text` opens with a number of a heading ("3.1 Montants")."""
    return _NUMBERED_HEADING.match(text) is not None


def numbering_depth(text: str) -> int:
    """How deep the number that opens a heading goes: 2 for "3.1 Montants", 1 for any other."""
    numbered = _NUMBERED_HEADING.match(text)
    return numbered["number"].count(".") + 1 if numbered else 1


def _is_title_like(text: str) -> bool:
    return len(text) <= MAX_HEADING_CHARS and len(text.split()) <= MAX_HEADING_WORDS and text[-1:] not in ".;:,!?…"


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Lines as typed -> paragraphs: wrapped lines joined, items and headings on their own.

    A blank line ends a paragraph; so do a marker that opens an item and a short line that reads as a
    heading. A row of "=" or "-" under a line is a drawing, not text.
    """
    done: list[str] = []
    current = ""
    for raw in lines:
        line = clean(raw)
        drawn = bool(line) and not any(c.isalnum() for c in line) and len(line) >= 3
        starts = bool(current) and (
            may_start_item(line, current) or heading_level(line) is not None or _stands_alone(current, line)
        )
        if (not line or drawn or starts) and current:
            done.append(current)
            current = ""
        if line and not drawn:
            current = f"{current} {line}".strip()
    return [*done, current] if current else done


def _stands_alone(line: str, below: str) -> bool:
    """Whether `line` is a heading that the line right below it does not go on."""
    if heading_level(line) is None:
        return False
    return list_style(line) is None or (len(line) <= MAX_LONE_HEADING_CHARS and below[:1].isupper())


def blocks(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Drafts in reading order -> blocks.

    Their wording can make headings ("2. Conditions", "CHAPITRE Ier"); a short numbered line with a
    sibling of the same style right beside it is an item of a list, not a heading.
    """
    styles = [list_style(draft.text) if draft.heading is None and not draft.table else None for draft in drafts]
    nesting: list[str] = []
    done: list[Block] = []
    for index, draft in enumerate(drafts):
        style = styles[index]
        level = draft.heading
        if level is None and draft.by_wording and not draft.table:
            has_sibling = style is not None and style in (
                *styles[max(index - 1, 0) : index],
                *styles[index + 1 : index + 2],
            )
            level = None if has_sibling else heading_level(draft.text)
        if draft.table:
            nesting.clear()
            done.append(Block(BlockKind.TABLE, draft.text, page=draft.page))
        elif level is not None:
            nesting.clear()
            done.append(Block(BlockKind.HEADING, without_bullet(draft.text), level, draft.page))
        elif style is not None:
            del nesting[nesting.index(style) if style in nesting else len(nesting) :]
            nesting.append(style)
            done.append(Block(BlockKind.LIST_ITEM, without_bullet(draft.text), len(nesting), draft.page))
        else:
            nesting.clear()
            done.append(Block(BlockKind.PARAGRAPH, draft.text, page=draft.page))
    return tuple(done)
