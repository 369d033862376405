"""Folding text for matching without moving a single offset.

`fold` is what the patterns of references, dates and quantities run on: "L’ARTICLE 3" and
"l'article 3" look alike there, and a span found in the folded text is a span of the original.
"""

from __future__ import annotations

import unicodedata

_SINGLE = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
    "º": "°", "˚": "°",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u200a": " ", "\t": " ",
}  # fmt: skip


def _folded(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


# Every Latin letter with a diacritic (up to Latin Extended-B and the Vietnamese block) to its bare small letter.
_TABLE = {code: _folded(chr(code)) for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]}
_TABLE |= {ord(char): plain for char, plain in _SINGLE.items()}


def fold(text: str) -> str:
    """`text` in small letters without accents, with plain apostrophes, quotes, dashes and spaces.

    Has exactly the length of `text`: œ and æ stay one letter (see `bare` for words), line breaks stay.
    """
    return text.translate(_TABLE)


def bare(word: str) -> str:
    """One word in small letters, accents removed even when they are separate marks, œ as oe. Length may change."""
    marked = unicodedata.normalize("NFD", word.lower())
    letters = "".join(char for char in marked if not unicodedata.combining(char))
    return letters.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")


def word_set(*lines: str) -> frozenset[str]:
    """Word lists written as prose: `word_set("le la", "les")`."""
    return frozenset(word for line in lines for word in line.split())
