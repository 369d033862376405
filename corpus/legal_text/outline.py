"""The inner structure of an article: §, alinéa, 1°, a), dashes, and which head governs which item.

The text of a provision has one such unit a line. Belgian drafting counts as an *alinéa* each
paragraph that starts on a new line and is not an item of an enumeration; the items belong to the
alinéa that announces them (Conseil d'État, *Principes de technique législative*, 2008).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies)"
_PARAGRAPH = re.compile(rf"^[\"«“ ]*\(?§ ?(?P<number>(?:\d+(?:/\d+)?)?(?:er)?{_LATIN}?)(?=[\s.,)]|$)", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"^[\"«“ ]*(?P<number>\d+)(?:°(?P<suffix>{_LATIN}|/\d+)?|(?P<typed>[.)])(?= ))"
)  # "1°" in law; circulars and fiches type "1." or "1)"
_LETTERED = re.compile(r"^[\"«“ ]*\(?(?P<letter>[a-z]{1,2})\)")
_DASH = re.compile(r"^[-–—•] ")
_ROW = re.compile(r"(?:^|\S )\| ")  # a row of a table, its cells parted by bars
_QUOTED_ARTICLE = re.compile(r"^[\"«“] ?Art(?:icle|\.) (?P<number>\d+\S*?)\. ?(?P<rest>.*)$", re.DOTALL)

# A sentence or alinéa that opens so limits the one before it: never quoted or indexed without it.
EXCEPTION = re.compile(
    r"^(?:§ ?\S+\.? )?"
    r"(?:Toutefois|Cependant|Néanmoins|Par dérogation|En dérogation|Par exception|Sauf|Une dérogation"
    r"|Sans préjudice de l'alinéa|L'alinéa (?:précédent|1er|premier) n[e'’]"
    r"|Les dispositions de l'alinéa précédent ne|Il (?:y )?est dérogé"
    r"|Ce(?:tte|s)? \w+ ne s'applique(?:nt)? pas)\b"
)
_ANNOUNCING = {"plain", "paragraph"}
"""The lines that can be the head of a list or a table; the first item of a list is nobody's head."""


@dataclass(frozen=True)
class Unit:
    """One line of a provision. `labels` point to it inside the article: ("§ 1er", "al. 2", "3°").

    `head` is the index of the unit that announces this item (of a table's row: its first row),
    `paragraph` the index of the first unit of its §; `alinea` the index of the plain line to which it
    belongs (itself for a plain line).
    """

    start: int
    end: int
    labels: tuple[str, ...]
    head: int | None
    paragraph: int
    alinea: int

    @property
    def is_item(self) -> bool:
        return self.head is not None


@dataclass
class _Open:
    """An enumeration that is being read: its kind, its last rank, and the line of its last item."""

    kind: str
    rank: int
    label: str
    line: int


@lru_cache(maxsize=1024)
def outline(text: str) -> tuple[Unit, ...]:
    """The units of a provision's text, in order; together they cover every non-blank line.

    Kept for the provisions asked about most: one question looks at some sixty of them.
    """
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    lines = [text[start:end] for start, end in spans]
    kinds = [_kind(line) for line in lines]
    alineas = _count_alineas(lines, kinds)
    units: list[Unit] = []
    stack: list[_Open] = []
    paragraph, paragraph_label, alinea_line, ordinal, quoted, table = 0, "", 0, 0, "", 0
    for index, (line, (kind, rank, label)) in enumerate(zip(lines, kinds, strict=True)):
        if match := _QUOTED_ARTICLE.match(line):
            quoted = f"« art. {match['number']} »"
            kind, rank, label = _kind(match["rest"]) if _PARAGRAPH.match(match["rest"]) else ("plain", 0, "")
            paragraph, paragraph_label, ordinal, alinea_line, stack = index, "", 1, index, []
        announced = alinea_line if alinea_line < index and kinds[alinea_line][0] in _ANNOUNCING else None
        if kind == "paragraph":
            paragraph, paragraph_label, ordinal, alinea_line, stack = index, label, 1, index, []
            head = None
        elif kind == "row":
            # The first row says what the columns are: it governs the others as the head of a list does.
            table = table if index and kinds[index - 1][0] == "row" else index
            head = table if table < index else announced
        elif kind == "plain":
            if stack and _continues(kinds, index, stack):
                head = stack[-1].line
            else:
                stack, head = [], None
                if index != paragraph or not units:
                    ordinal += 1
                alinea_line = index
        else:
            while stack and stack[-1].kind != kind and any(o.kind == kind for o in stack):
                stack.pop()
            if stack and stack[-1].kind == kind:
                stack.pop()
            head = stack[-1].line if stack else announced
            stack.append(_Open(kind, rank, label, index))
        several = alineas.get(paragraph, 1) > 1
        labels = [quoted, paragraph_label, _alinea_label(ordinal) if several and ordinal else ""]
        labels += [item.label for item in stack if item.label]
        start, end = spans[index]
        units.append(Unit(start, end, tuple(part for part in labels if part), head, paragraph, alinea_line))
    return tuple(units)


def _kind(line: str) -> tuple[str, int, str]:
    if match := _PARAGRAPH.match(line):
        return "paragraph", 0, f"§ {'1er' if match['number'] in ('1', 'er') else match['number'].lower()}"
    if match := _NUMBERED.match(line):
        return "number", int(match["number"]), f"{match['number']}{match['typed'] or '°'}{match['suffix'] or ''}"
    if match := _LETTERED.match(line):
        return "letter", _letter_rank(match["letter"]), f"{match['letter']})"
    if _DASH.match(line):
        return "dash", 0, ""
    if is_row(line):
        return "row", 0, ""
    return "plain", 0, ""


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return bool(_ROW.search(line))


def _letter_rank(letters: str) -> int:
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - ord("a") + 1
    return rank


def _continues(kinds: list[tuple[str, int, str]], index: int, stack: list[_Open]) -> bool:
    """Whether a plain line stands inside an open enumeration: its next item follows further down."""
    for kind, rank, _ in kinds[index + 1 :]:
        if kind == "paragraph":
            return False
        for item in stack:
            if kind == item.kind and kind != "dash":
                return rank == item.rank + 1 or (rank == item.rank and kind == "number")
    return False


def _count_alineas(lines: list[str], kinds: list[tuple[str, int, str]]) -> dict[int, int]:
    """How many alinéas each § (named by its first line) has: an only one is not numbered."""
    counts: dict[int, int] = {}
    current, stack = 0, list[_Open]()
    for index, (kind, rank, label) in enumerate(kinds):
        if kind == "paragraph" or _QUOTED_ARTICLE.match(lines[index]):
            current, stack = index, []
            counts[current] = 1
        elif kind == "plain":
            if stack and _continues(kinds, index, stack):
                continue
            stack = []
            counts[current] = counts.get(current, 0) + 1
        elif kind != "row":
            stack = [o for o in stack if o.kind != kind] + [_Open(kind, rank, label, index)]
    return counts


def _alinea_label(ordinal: int) -> str:
    return "al. 1er" if ordinal == 1 else f"al. {ordinal}"


def heads_of(units: tuple[Unit, ...], index: int) -> list[int]:
    """The units that announce unit `index`, outermost first: quoting an item takes them along."""
    heads: list[int] = []
    head = units[index].head
    while head is not None and head not in heads:
        heads.append(head)
        head = units[head].head
    return heads[::-1]
