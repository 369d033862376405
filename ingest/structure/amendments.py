"""Justel's editorial marks: taken out of the text, kept as facts.

Two styles live side by side. Since about 2009: `[1 amended text ]1` with a note `(1)<L 2016-07-21/08,
art. 2, 021; En vigueur : 01-12-2016>` below the article. Before: `(amended text) <L 2004-07-09/30,
art. 104, 003;  En vigueur :  01-01-2005>` in the line itself. `...` between marks is a deletion, and
`(NOTE : …)` is the editor speaking, never the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.legal_text.dates import UNDETERMINED
from corpus.model import Amendment, Change

_ACT = r"(?:[A-Z][A-Za-z]{0,5}\d*(?: \d{1,3})?\.?)"
_ACT_DATE = r"(?:\d{4}-\d{2}-\d{2}(?:/\w+)?|\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})"
_CHANGES = {"ins": Change.INSERTED, "rét": Change.INSERTED, "abr": Change.REPEALED, "ann": Change.REPEALED}
_VERB = r"(?P<verb>insér[ée]|abrogé|remplacé|rétabli|complété|modifié|annulé)"
_BODY = (
    rf"(?:{_VERB}e?s? par )?(?P<act>{_ACT} {_ACT_DATE})(?:, ?art\. ?(?P<article>[^;<>]*?))?(?:, ?[A-Z]?\d{{3}})?"
    r" ?(?=[;>(]|, *(?:\(|En vig|Inwerk|voir )|$)"
)
_NOTE = re.compile(rf"^(?:\((?P<mark>\d+)\) ?)?<? ?{_BODY}(?P<rest>.*?)>?$", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(rf"<\s*(?:{_VERB}e?s? par )?(?:{_ACT} {_ACT_DATE}|Erratum)[^<>]*>", re.IGNORECASE)
_IN_FORCE = re.compile(r"(?:En vigueur|Inwerkingtreding) ?: *(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)
_UNDETERMINED = re.compile(r"(?:En vigueur|Inwerkingtreding) ?: *(?:indéterminée?|onbepaald)", re.IGNORECASE)
_REMARK = re.compile(r"\(NOTE ?\w* ?:(.*)", re.DOTALL | re.IGNORECASE)
_EDITOR = re.compile(r"[\[(<]NOTE\b|<Par (?:son|l')\s?arrêt")

# Indexed amounts that Justel prints below an article (art. 14 of the DIS law): the editor's, and dated.
_INDEX_TABLES = re.compile(
    r"^(?:Montants? (?:du|de) .* au 1er \w+ \d{4}|(?:\d° )?au 1er \w+ \d{4} :)\s*$", re.MULTILINE
)

_DELETED = re.compile(r"\[\d* ?(?:\.\.\.|…) ?\]\d*|\((?:\.\.\.|…)\)")
_OPENING = re.compile(r"\[(?:\d{1,3}(?=\D)[ \n]?)?")
_CLOSING = re.compile(r" ?\]\d{0,3}")
_ENUMERATOR = re.compile(r"(?:^|(?<=[\s,(§]))[a-z]{1,2}\)|(?:^|(?<=\())\d{1,2}\)", re.MULTILINE)
_WRAPPED_PARAGRAPH_MARK = re.compile(r"^\((§ [^()\n]*)\)", re.MULTILINE)
_REPLACED_WORDS = re.compile(r"\((?!voir\b)([^\W\d_][^()\d§]{1,120})\)")
_UNCLOSED_PARAGRAPH = re.compile(r"^\((?=§ )", re.MULTILINE)
_LOST_OPENING = re.compile(r"^\((?=[a-z]\) )", re.MULTILINE)
_REPEALED_TEXT = re.compile(r"\(?(?:abrogée?s?(?: implicitement)?|\.\.\.|…)?\)?[.;]?", re.IGNORECASE)


@dataclass(frozen=True)
class CleanText:
    """The law's own words, and what the editor said of them."""

    text: str
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]


def parse_note(text: str) -> Amendment | None:
    """The fact that one note states, or `None` where the line is not an amendment note."""
    match = _NOTE.match(text.strip())
    if match is None or not (match["verb"] or "<" in text):
        return None  # a bare "AR 2015-08-30/01, art. 1" announces indexed amounts, it changes no word
    change = _CHANGES.get((match["verb"] or "").lower()[:3], Change.REPLACED)
    rest = match["rest"] or ""
    remark = _REMARK.search(rest)
    article = (match["article"] or "").strip(" ,")
    return Amendment(
        mark=match["mark"] or "",
        change=change,
        act=match["act"],
        article=re.sub(r",? \d{3}$", "", article) or None,
        in_force=_in_force(rest),
        remark=remark[1].strip(" )>") if remark else None,
    )


def _in_force(text: str) -> date | None:
    if match := _IN_FORCE.search(text):
        try:
            return date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            return None
    return UNDETERMINED if _UNDETERMINED.search(text) else None


def clean(text: str) -> CleanText:
    """Take every editorial mark out of the text of one article (paragraphs parted by newlines)."""
    notes: list[str] = []
    text = _take_editor_notes(text, notes)
    if match := _INDEX_TABLES.search(text):
        notes.append(text[match.start() :].strip())
        text = text[: match.start()]
    text, amendments = _take_inline_notes(text)
    text = _DELETED.sub("", text)
    text = _CLOSING.sub("", _OPENING.sub("", text))
    text = _UNCLOSED_PARAGRAPH.sub("", _WRAPPED_PARAGRAPH_MARK.sub(r"\1", text))
    return CleanText(_tidy(text), tuple(amendments), tuple(notes))


def is_repealed(clean_text: str) -> bool:
    """Whether nothing is left of an article but the word that it is gone."""
    return _REPEALED_TEXT.fullmatch(clean_text.strip()) is not None


def _take_editor_notes(text: str, notes: list[str]) -> str:
    while match := _EDITOR.search(text):
        end = _balanced_end(text, match.start())
        notes.append(re.sub(r"\s+", " ", text[match.start() : end]).strip("[]()<> "))
        text = text[: match.start()] + text[end:]
    return text


def _balanced_end(text: str, start: int) -> int:
    """The end of the bracket that opens at `start`; the line's end where it never closes."""
    depth = 0
    opening, closing = ("<", ">") if text[start] == "<" else ("([", ")]")
    enumerators = {match.end() - 1 for match in _ENUMERATOR.finditer(text, start)}
    for index in range(start, len(text)):
        if text[index] in opening:
            depth += 1
        elif text[index] in closing and index not in enumerators:
            depth -= 1
            if depth == 0:
                return index + 1
    line_end = text.find("\n", start)
    return len(text) if line_end < 0 else line_end


def _take_inline_notes(text: str) -> tuple[str, list[Amendment]]:
    amendments: list[Amendment] = []
    while match := _INLINE.search(text):
        if amendment := parse_note(match[0]):
            amendments.append(amendment)
        before, after = text[: match.start()], text[match.end() :]
        unwrapped = _unwrap_last_parenthesis(before)
        if unwrapped == before and _ends_a_sentence(before):
            line = before.rfind("\n") + 1
            unwrapped = before[:line] + _REPLACED_WORDS.sub(r"\1", before[line:])
        text = unwrapped + after
    return text, amendments


def _ends_a_sentence(before: str) -> bool:
    """Whether a note stands behind a whole line: then the words that it replaced stand somewhere in it,
    each in parentheses ("(le centre public d'aide sociale) du domicile de secours …; <L 1993-01-12/34>")."""
    return before.rstrip().endswith((".", ";", ":", ","))


def _unwrap_last_parenthesis(before: str) -> str:
    """`… (amended text)` without its parentheses, where they close right before an old-style note."""
    trimmed = before.rstrip()
    if not trimmed.endswith(")"):
        return before
    enumerators = {match.end() - 1 for match in _ENUMERATOR.finditer(before)}
    depth, close = 0, len(trimmed) - 1
    if close in enumerators:
        return before
    for index in range(close, -1, -1):
        if before[index] == ")" and index not in enumerators:
            depth += 1
        elif before[index] == "(":
            depth -= 1
            if depth == 0:
                inside = before[index + 1 : close]
                return before[:index] + inside + " "
    # `(o) du crédit … 1992.)`: the enumerator took the opening parenthesis for itself.
    openings = list(_LOST_OPENING.finditer(before))
    if openings:
        return before[: openings[-1].start()] + before[openings[-1].end() : close] + " "
    return before


def _tidy(text: str) -> str:
    lines = (re.sub(r" +([,.)])", r"\1", re.sub(r"[ \t\u00a0]+", " ", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
