"""The numbers that a word processor shows before the items of an OpenDocument list ("1.", "a)", "2.1")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class LevelFormat:
    """How one level is numbered (ODF 1.3, part 3, 16.31): `kind` "" shows nothing, as bullets do."""

    kind: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown_levels: int = 1


@dataclass
class ListNumbers:
    """Counts items as they come, in document order; state by list style, as a reader sees the numbers go on."""

    formats: dict[str, dict[int, LevelFormat]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def open_list(self, style: str, level: int, *, goes_on: bool) -> None:
        """A list that does not go on from the last of its style starts again."""
        if not goes_on:
            counts = self._counts.setdefault(style, {})
            for deeper in [count for count in counts if count >= level]:
                del counts[deeper]

    def next_marker(self, style: str, level: int, start: int | None = None) -> str:
        """The marker of the next item at `level` (1 is outermost), "" for a bullet."""
        levels = self.formats.get(style, {})
        form = levels.get(level, LevelFormat())
        counts = self._counts.setdefault(style, {})
        counts[level] = start if start is not None else counts.get(level, form.start - 1) + 1
        for deeper in [count for count in counts if count > level]:
            del counts[deeper]
        if not form.kind:
            return ""
        first = max(level - form.shown_levels + 1, 1)
        shown = [(levels.get(i, LevelFormat()), counts.get(i, 1)) for i in range(first, level + 1)]
        return form.prefix + ".".join(_number(count, f.kind) for f, count in shown if f.kind) + form.suffix


def list_formats(roots: Iterable[Any]) -> dict[str, dict[int, LevelFormat]]:
    """The list styles of `content.xml` and `styles.xml` by name; the outline of headings has the name ""."""
    formats: dict[str, dict[int, LevelFormat]] = {}
    for root in roots:
        for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            name = style.get(f"{STYLE}name", "") if style.tag.endswith("list-style") else ""
            formats.setdefault(name, {}).update(
                {int(level.get(f"{TEXT}level", "1")): _format(level) for level in style}
            )
    return formats


def _format(level: Any) -> LevelFormat:
    if not level.tag.endswith(("list-level-style-number", "outline-level-style")):
        return LevelFormat()
    return LevelFormat(
        level.get(f"{STYLE}num-format", ""),
        level.get(f"{STYLE}num-prefix", ""),
        level.get(f"{STYLE}num-suffix", ""),
        int(level.get(f"{TEXT}start-value", "1")),
        int(level.get(f"{TEXT}display-levels", "1")),
    )


def _number(value: int, kind: str) -> str:
    if kind in {"a", "A"} and value >= 1:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if kind == "A" else letter
    if kind in {"i", "I"} and 1 <= value < 4000:
        numeral = ""
        for size, sign in (*_ROMAN, *_ROMAN_UNITS):
            numeral += sign * (value // size)
            value %= size
        return numeral.upper() if kind == "I" else numeral
    return str(value)
