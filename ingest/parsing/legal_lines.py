"""What the two dialects of consolidated law have in common: kinds of lines, depth of headings, titles.

Canonical form of a body line, whatever it was read from: `[1 … ]1` around amended text, `1°` for a
numbered item, `a)` for a lettered one, `- ` for a dash, and editor's notes without decoration.
"""

from __future__ import annotations

import re

from corpus.legal_text.dates import Precision, find_dates
from ingest.parsing.document import Block, BlockKind

_DEPTHS = ("partie", "livre", "titre", "chapitre", "section", "sous-section")
_HEADING = re.compile(
    rf"^\W*(?:\[\d+ *)?({'|'.join(sorted(_DEPTHS, key=len, reverse=True))}|annexe)s?\b", re.IGNORECASE
)
OTHER_HEADING = 3
"""The depth of a heading that says none ("DISPOSITIONS TRANSITOIRES"): that of a titre."""

# `(1)<L 2016-07-21/08, art. 2 …>`, `Abrogé par L …`, `<Inséré par …>`: a line that is nothing but notes.
_NOTE = re.compile(
    r"^(?:\(\d+\) ?<.*|(?:Abrogé|Inséré|Remplacé)e?s? par .*"
    r"|(?:<(?:(?:Abrogé|Inséré)e?s? par |[A-Z]{1,5}[ \d])[^<>]*> *)+)$"
)
_INDEX_NOTE = re.compile(r"^(AR|L|ARN?\d*) \d{4}-\d{2}-\d{2}/\w+, art\. ")
_ITEM = re.compile(r"^(?:\[\d+ *)?\(?(?:\d+°(?:[a-z]+\b|/\d+)?|[a-z]{1,2}\)|[-–—•] )")

# The formula of promulgation: what follows, up to an annexe, is signatures and not law.
_CLOSING = re.compile(
    r"^(Promulguons la présente|Donné à \w+.*, le \d|Par le Roi ?:|Scellé du sceau|Vu pour être annexé"
    r"|Bruxelles, le \d)"
)
_UPDATED = re.compile(r"mise à jour au (\d{2})-(\d{2})-(\d{4})")
_TITLE_NOISE = re.compile(r"\s*(?:\(NOTE\b.*|<[A-Z][^>]*>)", re.DOTALL)
_DATED_TITLE = re.compile(r"^\d{1,2}(?:er)? [A-ZÉÛ]+ \d{4}\.\s*-\s*", re.IGNORECASE)
ELI = re.compile(r"/eli/(?P<type>[a-z_]+)/(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})/(?P<numac>\w{10})")


def heading_level(text: str) -> int | None:
    """The depth of a structural heading (1 = partie … 6 = sous-section; an annexe is as high as a titre)."""
    match = _HEADING.match(text)
    if match is None:
        return None
    word = match[1].lower()
    return _DEPTHS.index(word) + 1 if word in _DEPTHS else OTHER_HEADING


def article_number(printed: str) -> str:
    """An article's number with its variant, as one line: "9 Communauté germanophone", "275 DROIT FUTUR".

    Justel joins them by underscores ("1714bis_REGION_DE_BRUXELLES-CAPITALE").
    """
    return re.sub(r"[\s_]+", " ", printed).strip(" .")


def body_block(line: str) -> Block | None:
    """The block of one canonical body line; `None` for a line that carries nothing (rules, captions)."""
    line = re.sub(r"[ \t\u00a0]+", " ", line).strip()
    if not line or re.fullmatch(r"[-_*]{3,}|_Table:_", line):
        return None
    if _NOTE.match(line) or _INDEX_NOTE.match(line):
        return Block(BlockKind.NOTE, line)
    if _ITEM.match(line):
        return Block(BlockKind.LIST_ITEM, line, level=1)
    return Block(BlockKind.PARAGRAPH, line)


def is_closing_formula(line: str) -> bool:
    return _CLOSING.match(line) is not None


def entry_dates(text: str) -> str:
    """The days of "1 janvier 2002 (ART. 40) 1 octobre 2002 (ART. (60))", as "2002-01-01, 2002-10-01"."""
    return ", ".join(mention.first.isoformat() for mention in find_dates(text) if mention.precision is Precision.DAY)


def state_date(title: str) -> str | None:
    """The day of the consolidation, "YYYY-MM-DD", from Justel's own note in the title."""
    match = _UPDATED.search(title)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else None


def plain_title(title: str) -> str:
    """The title without Justel's notes, its leading date in capitals and its brackets."""
    title = _DATED_TITLE.sub("", _TITLE_NOISE.sub("", title).strip())
    return re.sub(r"^\[(?:\d+ )?|\]\d*(?=\.?$)|[\[\]]", "", title).strip(" .") if title else title
