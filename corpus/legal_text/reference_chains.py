"""Chains of article numbers and their parts: "articles 3, § 1er, 4 et 13, § 2, alinéa 1er, 1°, a)".

A chain begins at "art.", "§" or "alinéa" and goes on through commas and conjunctions. Each element
deepens the reference that is being read or, where that level is taken already, closes it and opens the
next: "article 3, 5° et 6°" is two references to article 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.legal_text.acts import Act
from corpus.legal_text.normalise import word_set


@dataclass(frozen=True)
class Reference:
    """One article, or a part of one, or an act alone, as named at `start:end`.

    Numbers are in one form: article and paragraph "1" for "1er", "9bis", "57ter/1"; `point` is "5°",
    "1°, a)" or "a)"; `alinea` counts from 1, -1 is the last. `article_end` closes a range of articles
    ("articles 207 à 216"); ranges of smaller parts are written out as one reference each.
    """

    article: str | None
    start: int
    end: int
    paragraph: str | None = None
    alinea: int | None = None
    point: str | None = None
    article_end: str | None = None
    act: Act | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def act_key(self) -> str | None:
        """`loi-2002-05-26` where the text says which act is meant."""
        return self.act.key if self.act else None

    @property
    def paragraph_label(self) -> str | None:
        """ "§ 1er", as labels of provisions say it."""
        return f"§ {_first(self.paragraph)}" if self.paragraph else None

    @property
    def label(self) -> str:
        """As it is cited, without the act: "art. 60, § 7, al. 2"."""
        parts = []
        if self.article and self.article_end:
            parts.append(f"art. {_first(self.article)} à {self.article_end}")
        elif self.article:
            parts.append(f"art. {_first(self.article)}")
        if self.paragraph_label:
            parts.append(self.paragraph_label)
        if self.alinea:
            parts.append(f"al. {'dernier' if self.alinea < 0 else _first(str(self.alinea))}")
        if self.point:
            parts.append(self.point)
        return ", ".join(parts)


def _first(number: str) -> str:
    return "1er" if number == "1" else number


LATIN_SUFFIXES = word_set(
    "bis ter quater quinquies sexies septies octies novies nonies decies undecies duodecies terdecies quaterdecies",
    "quindecies sexdecies",
)
_ORDINALS = {
    "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5,
    "sixieme": 6, "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "dernier": -1,
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "laatste": -1,
}  # fmt: skip
_LATIN = rf"(?:\s?(?:{'|'.join(sorted(LATIN_SUFFIXES, key=len, reverse=True))}))?"
_ORDINAL = "|".join(_ORDINALS)
_PLAIN_NUMBER = rf"\d{{1,4}}(?:er|ere)?{_LATIN}(?:/\d{{1,3}}{_LATIN})*"
_NUMBER = rf"(?:[ldr]\.?\s?\d{{1,4}}(?:-\d{{1,3}})*|{_PLAIN_NUMBER})"  # Walloon codes: "L1122-30", "D.33"
# What must not follow a number for it to name an article: a degree sign, more digits, a sum, a date.
_MONTHS = "janv|fevr|mars|avril|mai|juin|juil|aout|sept|octo|nove|dece"
_CLEAN = rf"(?![\w°]|[.,]\d|/\d|-\d+[/-]|\s?[€%]|\s(?:eur|euros?|{_MONTHS})\b|\s(?:{_MONTHS}))"
_COUNTING = (
    r"(?:jours?|mois|ans?|annees?|semaines?|heures?|enfants?|personnes?|fois|dagen|maanden|jaar|days|months|years)\b"
)
_OPENING = re.compile(
    rf"""(?<![\w-])(?:
        (?P<art>art(?:icles?|ikelen|ikel|s)?\.?)\s*(?P<article>{_NUMBER}){_CLEAN}
      | (?P<par>§{{1,2}}|paragra(?:phes?|af))\s*(?=\d|(?:{_ORDINAL})\b)
      | (?P<ali>al(?:\.|ineas?)?\s*(?=\d)|alineas?\s+(?=(?:{_ORDINAL})\b))
      | (?P<ordinal>(?:{_ORDINAL}|\d+(?:er|e|eme))\s+(?:alinea|paragraphe|lid)\b)
      | (?P<point>\d{{1,2}}°(?=(?:,?\s+[a-z]\))?\s*,?\s*de\s+l'art)) ) | (?<=\w)(?P<glued>§)\s*(?=\d)""",
    re.VERBOSE,
)
_SEPARATOR = re.compile(
    # at most one line break: a blank line ends a reference
    r"[^\S\n]*+\n?+[^\S\n]*+(?:(?P<mark>[.,])[^\S\n]*+\n?+[^\S\n]*+)?(?:(?P<conj>et/ou|et|ou|ainsi\s+que|en|and|or|&)\s+|(?P<range>(?:a|jusqu'au?|tot|to)\s+|-\s*))?"
    r"(?P<prep>(?:(?:a|de)\s+l'|aux?\s+|des?\s+|du\s+|les?\s+|l'|in\s+)?)"
)
_PARAGRAPH = re.compile(
    rf"(?:(?P<sign>§{{1,2}}|paragra(?:phes?|af))\s*)(?P<value>\d{{1,2}}(?:er)?{_LATIN}(?:/\d+)?|(?:{_ORDINAL})\b)(?![\w°])"
    rf"|(?P<before>{_ORDINAL}|\d+(?:er|e|eme))\s+paragraphe\b"
)
_ALINEA = re.compile(
    rf"(?:(?P<sign>al(?:\.|ineas?)?|lid)\s*)(?P<value>\d{{1,2}}(?:er)?|(?:{_ORDINAL})\b)(?![\w°])"
    rf"|(?P<before>{_ORDINAL}|\d+(?:er|e|eme))\s+(?:alinea|lid)\b"
)
_POINT = re.compile(
    rf"(?:points?\s+)?(?P<value>\d{{1,2}})°(?P<latin>{_LATIN})(?!\w)|points?\s+(?P<plain>\d{{1,2}}(?:\.\d+)*)(?![\w°])"
)
_LETTER = re.compile(
    r"(?:litt(?:era)?\.?\s*|lettre\s+)?(?P<value>[a-z])\)|(?:litt(?:era)?\.?\s*|lettre\s+)(?P<plain>[a-z])\b"
)
_BARE = re.compile(rf"(?P<value>{_PLAIN_NUMBER}){_CLEAN}(?!\s*{_COUNTING})")
# A bare number after a single "article 60" goes on with the list only where no noun follows it.
_NO_NOUN = re.compile(r"\s*(?:$|[^\w\s]|(?:de|du|des|d'|et|ou|van|en|of|a|est|sont|dis|loi)\b)")
# What makes "art. 6, 10" the start of a list of articles: more numbers follow, the last after "et".
_LIST_AHEAD = re.compile(
    rf"{_PLAIN_NUMBER}(?:\s*,\s*{_PLAIN_NUMBER})*\s+(?:et|ou)\s+{_PLAIN_NUMBER}{_CLEAN}|"
    rf"{_PLAIN_NUMBER}(?:\s*,\s*{_PLAIN_NUMBER}{_CLEAN}){{2,}}"
)
_MARKS_ONLY = re.compile(r"[\s\"(\[*#\d]*")
_AFTER_MARK = re.compile(r"\.\s+\S")
_OF_ARTICLE = re.compile(rf"\s*,?\s*(?:de\s+l'|du\s+|van\s+|des\s+)(?=art[a-z.]*\s*{_NUMBER})")
_LONGEST_RANGE = 30
_LONGEST_MARKS = 16


def read_chains(folded: str) -> list[list[Reference]]:
    """The chains of a folded text (see `normalise.fold`), without their acts.

    The mark that opens a paragraph of a law ("§ 2. Le centre …" at the start of a line) is no reference.
    """
    chains: list[list[Reference]] = []
    at = 0
    while opening := _OPENING.search(folded, at):
        chain = _chain(folded, opening)
        if not chain:
            at = opening.end()
            continue
        at = chain[-1].end
        if opening["art"] or not _opens_paragraph(folded, chain):
            chains.append(chain)
    return chains


def _opens_paragraph(folded: str, chain: list[Reference]) -> bool:
    return _heads_line(folded, chain[0].start) and _AFTER_MARK.match(folded, chain[-1].end) is not None


def _heads_line(folded: str, at: int) -> bool:
    line = folded.rfind("\n", 0, at) + 1
    return at - line <= _LONGEST_MARKS and _MARKS_ONLY.fullmatch(folded, line, at) is not None


def _chain(folded: str, opening: re.Match[str]) -> list[Reference]:
    """The references of one chain; those of "§ 7 de l'article 60" get their article from behind."""
    if opening["art"]:
        return _Reader(folded, opening.start()).read_articles(opening)
    parts = _Reader(folded, opening.start()).read_parts()
    of_article = _OF_ARTICLE.match(folded, parts[-1].end) if parts else None
    if of_article:
        article = _OPENING.match(folded, of_article.end())
        behind = _Reader(folded, of_article.end()).read_articles(article) if article and article["art"] else []
        if len(behind) == 1:
            whole = behind[0]
            return [
                replace(part, article=whole.article, paragraph=part.paragraph or whole.paragraph, end=whole.end)
                for part in parts
            ]
    return parts


class _Reader:
    """Reads one chain from left to right. `_now` is the reference being deepened, `_level` the last level read."""

    def __init__(self, folded: str, start: int) -> None:
        self._folded = folded
        self._now = Reference(None, start, start)
        self._done: list[Reference] = []
        self._level = ""
        self._heading = _heads_line(folded, start)
        self._many = {"article": False, "paragraph": False, "alinea": False}

    def read_articles(self, opening: re.Match[str]) -> list[Reference]:
        self._level = "article"
        self._many["article"] = opening["art"] in ("articles", "artikelen", "arts", "arts.")
        self._now = replace(self._now, article=_canonical(opening["article"]), end=opening.end())
        return self._read_on()

    def read_parts(self) -> list[Reference]:
        return self._read_on() if self._element(self._now.start, None) else []

    def _read_on(self) -> list[Reference]:
        going_on = True
        while going_on and (separator := _SEPARATOR.match(self._folded, self._now.end)):
            going_on = self._element(separator.end(), separator)
        return [*self._done, self._now]

    def _element(self, at: int, separator: re.Match[str] | None) -> bool:
        """Reads the element at `at` into the chain, or says that the chain has ended."""
        if separator and separator["mark"] == "." and not self._heading:
            return False  # "… à l'article 3. § 2. Le Roi …": the next sentence
        is_range = separator is not None and bool(separator["range"])
        if paragraph := _PARAGRAPH.match(self._folded, at):
            if paragraph["sign"]:
                self._many["paragraph"] = paragraph["sign"] in ("§§", "paragraphes")
            return self._put("paragraph", _ordinal(paragraph["value"] or paragraph["before"]), paragraph, is_range)
        if alinea := _ALINEA.match(self._folded, at):
            self._many["alinea"] = alinea["sign"] in ("al", "al.", "alineas")
            return self._put("alinea", _ordinal(alinea["value"] or alinea["before"]), alinea, is_range)
        if point := _POINT.match(self._folded, at):
            value = f"{point['value']}°{(point['latin'] or '').strip()}" if point["value"] else f"{point['plain']}°"
            return self._put("point", value, point, is_range)
        if separator is None or separator["mark"] == ".":
            return False
        if (letter := _LETTER.match(self._folded, at)) and (separator.end() > separator.start() or letter["value"]):
            return self._put_letter(f"{letter['value'] or letter['plain']})", letter.end())
        return self._bare_number(at, separator)

    def _bare_number(self, at: int, separator: re.Match[str]) -> bool:
        number = _BARE.match(self._folded, at)
        if number is None or not (separator["conj"] or separator["range"] or separator["mark"]):
            return False
        value = number["value"]
        plain = value.removesuffix("er").isdigit()
        linked = separator["conj"] or separator["range"]
        if self._level == "paragraph" and not self._now.article and linked:
            return self._put("paragraph", _ordinal(value), number, bool(separator["range"]))
        if self._level in ("paragraph", "alinea") and self._many[self._level] and plain:
            return self._put(self._level, _ordinal(value), number, bool(separator["range"]))
        alone = _NO_NOUN.match(self._folded, number.end()) is not None
        listed = alone and (not plain or _LIST_AHEAD.match(self._folded, at) is not None)
        if listed and self._now.article and separator["mark"] == ",":
            return self._put_article(_canonical(value), number, False)
        if self._many["article"] or (linked and (not plain or (self._level == "article" and alone))):
            return self._put_article(_canonical(value), number, bool(separator["range"]))
        if self._level in ("paragraph", "alinea") and linked and alone and plain:
            return self._put(self._level, _ordinal(value), number, bool(separator["range"]))
        return False

    def _put_article(self, value: str, match: re.Match[str], is_range: bool) -> bool:
        if is_range and self._level == "article" and not self._now.article_end:
            if _leading(value) < _leading(self._now.article or ""):
                return False
            self._now = replace(self._now, article_end=value, end=match.end())
            return True
        self._close(Reference(value, match.start(), match.end()))
        self._level = "article"
        return True

    def _put(self, level: str, value: str, match: re.Match[str], is_range: bool) -> bool:
        if is_range and self._level == level:
            self._write_out(level, value, match)
        taken = getattr(self._now, level) is not None
        if taken or self._now.article_end:
            fresh = Reference(self._now.article, match.start(), match.end())
            if level in ("alinea", "point"):
                fresh = replace(fresh, paragraph=self._now.paragraph)
            if level == "point" and self._level != "alinea":
                fresh = replace(fresh, alinea=self._now.alinea)
            self._close(fresh)
        self._now = _with_level(self._now, level, value, match.end())
        self._level = level
        return True

    def _put_letter(self, letter: str, end: int) -> bool:
        point = self._now.point
        if point and point.endswith(")"):
            self._close(replace(self._now, start=end - 2))
            point = point[:-2].removesuffix(", ") or None
        self._now = replace(self._now, point=f"{point}, {letter}" if point else letter, end=end)
        self._level = "point"
        return True

    def _write_out(self, level: str, last: str, match: re.Match[str]) -> None:
        """The parts between the ends of "§§ 1er à 4", each a reference on the words that close the range."""
        first = _leading(str(getattr(self._now, level)))
        for between in range(first + 1, min(_leading(last), first + _LONGEST_RANGE)):
            value = f"{between}°" if level == "point" else str(between)
            self._close(replace(_with_level(self._now, level, value, match.end()), start=match.start()))

    def _close(self, following: Reference) -> None:
        self._done.append(self._now)
        self._now = following


def _with_level(reference: Reference, level: str, value: str, end: int) -> Reference:
    match level:
        case "paragraph":
            return replace(reference, paragraph=value, end=end)
        case "alinea":
            return replace(reference, alinea=int(value), end=end)
        case _:
            return replace(reference, point=value, end=end)


def _canonical(number: str) -> str:
    """Without spaces and ordinals: "1er" -> "1", "9 bis" -> "9bis", "l.1122-30" -> "L1122-30"."""
    compact = re.sub(r"[\s.]", "", number)
    if compact[0].isalpha():
        return compact.upper()
    return re.sub(r"^(\d+)(?:ere|er)(?=\W|$)", r"\1", compact)


def _ordinal(value: str) -> str:
    if value in _ORDINALS:
        return str(_ORDINALS[value])
    return re.sub(r"^(\d+)(?:eme|er|e)$", r"\1", _canonical(value))


def _leading(number: str) -> int:
    digits = re.match(r"\D*(\d+)", number)
    return int(digits.group(1)) if digits else 0
