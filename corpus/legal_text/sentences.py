"""Where a sentence ends in French legal prose.

A wrong cut ruins a quote, a missed one only makes it longer: in doubt, nothing is cut. A full stop
ends a sentence when what follows can begin one (anything but a small letter) and what precedes is
neither an abbreviation nor the number that opens the sentence ("§ 1er.", "Art. 3.", "2.1.").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.legal_text.normalise import word_set

# Never the last word of a sentence: something always follows "art.", "al.", "M.".
OPEN_ABBREVIATIONS = word_set(
    "art arts al p pp cf ex n no nos vol m mm mr mme mmes mlle dr drs me pr prof st ste av bd chap ch sect tit",
    "tél tel réf ref fig spéc éd cass civ trav trib corr arr rép litt c.-à-d càd n.b p.s op i.e e.g resp v voy",
)
# These may close a sentence, as may initials ("L.", "catégorie A.") and acronyms ("C.P.A.S.", "M.B."):
# only when what follows is plainly a new sentence.
CLOSING_ABBREVIATIONS = word_set(
    "etc janv févr fév fevr fev avr juill juil sept oct nov déc dec max min env suiv ss",
    "cit ibid id doc ann prov suppl tj",
)
ACRONYM = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
# "Le centre" begins a sentence, "Le Roeulx" (as in "C.P.A.S. Le Roeulx") is a name.
PLAIN_START = re.compile(
    r"""[«"“(\[\s]*
    (?: (?:Le|La|Les|Un|Une|Des|Du|De|Au|Aux|Ce|Cet|Cette|Ces|Il|Ils|Elle|Elles|On|Son|Sa|Ses|Leur|Leurs|Tout|Toute|
        Tous|Toutes|Si|En|Dans|Pour|Par|Sur|Sous|Sans|Sauf|Dès|Après|Avant|Lorsque|Quand|Toutefois|Néanmoins|Cependant|
        Aucun|Aucune|Chaque|Celui-ci|Celle-ci|Ceux-ci|Est|Sont|A|À|Ne|Sera|Seront|Peut|Peuvent)\s+[^\WA-ZÀ-ÖØ-Þ]
      | (?:L|D|S|Qu|N|C|J|Lorsqu|Aujourd)['’][^\WA-ZÀ-ÖØ-Þ]
      | Toutefois\b | Néanmoins\b | Cependant\b | Enfin\b | Ainsi\b )""",
    re.VERBOSE,
)

_NUMBER = r"\d+(?:er|ère|re|e|ème)?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies)?(?:/\d+)*"
# Brackets, quotes, dashes, Markdown stars, amendment marks ("[2 ") and editor's notes ("<L 2016-07-21/08>").
_MARKS = r"""(?:[\s"«“(*\#_•–—-]|\[\d+\s|\[|<[^<>\n]*>)*"""
# What opens a sentence and stays with it: "Art. 3.", "Chapitre 1er. -", "§ 1er.", "§§ 1er et 2.", "2.1.", "1°", "a)".
HEAD = re.compile(
    rf"""{_MARKS}
    (?: \d{{1,2}}(?:er)?\s+\w+\s+\d{{4}}\.\s*[-–—]\s*
      | (?:art(?:icle|\.)?|livre|partie|titre|chapitre|(?:sous-)?section|annexe|point|étape|question|fiche|tableau)
        \s+(?:{_NUMBER}|[IVXLC]+(?:er|re|ère)?|[A-Z])(?:\.\d+)*\.?\s*[-–—_]?\s*)?
    (?:{_MARKS}§§?\s*{_NUMBER}(?:\s*(?:,|et|à|ou)\s*{_NUMBER})*\s*\.?\s*)?
    (?: (?:\d+\.)*\d+(?:\.(?!\d)|\)|°\.?)\s* )? (?: [a-zA-Z][.)]\s* | [IVXLC]+\.\s* )?""",
    re.VERBOSE | re.IGNORECASE,
)

# A run of stops with the brackets and quotes that close after it ("]2" closes an amendment), then white
# space, then something that is not a small letter.
_STOP = re.compile(
    r"""(?<![.!?…]) ([.!?…]++) ((?:\s?[»”]|["’)]|\]\d*)*+) (\s++)
    (?= (?:[«"“‘(\[•–—-]\s*+)*+ (?: [^\W_a-zß-öø-ÿœ] | § ) | ["”»] )""",
    re.VERBOSE,
)
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LAST_WORD = re.compile(r"[\w.-]*\Z")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), in order.

    Spans have no white space at either end, do not overlap, and together cover every character that
    is not white space. A line break always ends a sentence; a semicolon never does.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        piece = line.group()
        body = piece.strip()
        if body:
            start = line.start() + len(piece) - len(piece.lstrip())
            spans += _in_line(text, start, start + len(body))
    return spans


def sentences(text: str) -> list[str]:
    """The sentences themselves, for callers that need no offsets."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first_cut = _head_end(text, start, end)
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < first_cut or not _ends_sentence(text, start, stop):
            continue
        cut, resume = stop.end(2), stop.end()
        if text[resume] in '"”»' and (resume + 1 == end or text[resume] != '"' or text.count('"', start, resume) % 2):
            # A closing quote set off by a space, as the Moniteur writes it: `... quatre mois. "`
            cut = resume + 1
            resume = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
            if resume >= end or text[resume].islower() or text[resume] in ",;:.)":
                continue
        yield start, cut
        start = resume
        first_cut = _head_end(text, start, end)
    yield start, end


def _head_end(text: str, start: int, end: int) -> int:
    head = HEAD.match(text, start, end)
    return head.end() if head else start


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    marks = stop.group(1)
    at = stop.start()
    if at > start and text[at - 1] in "([" and stop.group(2):
        return False  # "(...)", "[…]": something left out
    if marks != ".":
        return len(marks) < 4  # more dots lead the eye to a page number
    before = text[max(start, at - 24) : at]
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    if word.lower() in OPEN_ABBREVIATIONS:
        return False
    if word.lower() in CLOSING_ABBREVIATIONS or ACRONYM.fullmatch(word):
        return PLAIN_START.match(text, stop.end()) is not None
    # "…; 2. Un bail": an item's number inside a sentence
    return not (word.isdigit() and before[: len(before) - len(word)].rstrip()[-1:] in (";", ":"))
