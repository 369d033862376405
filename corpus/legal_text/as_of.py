"""The day on which a question asks for the law.

"au 1er mars 2026", "en 2014", "avant le 1er juillet 2026", "l'an prochain" say it (explicit); "une demande
introduite le 3 septembre 2026" tells a fact of the case, whose day counts all the same. The date of an act
("la loi du 26 mai 2002"), of a birth or of a judgment says nothing about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from corpus.legal_text.acts import find_acts
from corpus.legal_text.dates import DateMention, Precision, find_dates
from corpus.legal_text.normalise import fold


class AsOfKind(StrEnum):
    """How the day is said. `FACT`: by the facts of the case; `PAST`: "à l'époque", with no date at all."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    BEFORE = "before"
    FROM = "from"
    FACT = "fact"
    PAST = "past"


@dataclass(frozen=True)
class AsOf:
    """The day of the law asked for, said at `start:end` of the question.

    `first` and `last` bound what the words allow, `day` is the one to use: of a month or a year the day
    nearest to today (its last day when past, its first when still to come). All three are `None` only for
    `PAST`: the question wants an earlier law and does not say of which day, so today's is no answer.
    """

    kind: AsOfKind
    day: date | None
    explicit: bool
    start: int
    end: int
    first: date | None = None
    last: date | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


_ARTICLE = r"(?:\s+(?:le|la|l'|the|de|het|debut|fin))?\s*$"
# What stands before a date; up to four words may come in between ("avant la réforme du 1er mars 2026").
_BETWEEN = r"(?P<between>(?:\s+[\w'-]+){1,4}\s+(?:du|de|le|d'|van|of)\s*$)"
_BEFORE = re.compile(rf"\b(?:avant|anterieur(?:e|ement)?\s+(?:au|a)|voor|before|prior\s+to)(?:{_ARTICLE}|{_BETWEEN})")
_UNTIL = re.compile(rf"(?:jusqu'(?:au|en|a)|\btot(?:\s+en\s+met)?|\buntil){_ARTICLE}")
_AFTER = re.compile(rf"\b(?:apres|posterieur(?:e|ement)?\s+(?:au|a)|na|after)(?:{_ARTICLE}|{_BETWEEN})")
# What has been so since a day is so today.
_SINCE = re.compile(rf"\b(?:depuis|sinds|since)(?:\s+(?:le\s+mois\s+de|l'annee))?{_ARTICLE}")
_FROM = re.compile(
    r"\b(?:a\s+(?:partir|compter|dater)\s+(?:du|de|d')|des|depuis|vanaf|sinds|since|from|as\s+of|starting)"
    rf"(?:\s+(?:le\s+mois\s+de|l'annee))?{_ARTICLE}"
)
# Dates of texts, rulings and births are no day of the law.
_OF_A_TEXT = re.compile(
    r"\b(?:arrets?|jugements?|directives?|reglements?|conventions?|protocole|accord|reformes?|rapport|budget|note|avis)"
    r"(?:\s+[\w'-]+){0,4}\s+(?:du|de|d'|van|of)\s*$"
    r"|\b(?:dossiers|archives|factures|papiers|documents)(?:\s+[\w'-]+)?\s+de\s*$"
    r"|\b(?:m\.b\.|moniteur(?:\s+belge)?)\s*(?:du|,)?\s*$|\br\.?g\.?\s*$"
)
_OF_A_BIRTH = re.compile(r"\b(?:nee?s?|naissance|geboren|born)(?:\s+(?:le|en|au|du|de|op|in|on|:)){0,2}\s*$")
# What was had in another year only tells whether it may be had again: "déjà reçu en 2015", but not "avait-on déjà …".
_OF_A_DEED = re.compile(
    r"\bdeja\s+(?:ete\s+)?(?:eue?s?|recue?s?|touche\w*|beneficie|paye\w*|octroye\w*|accorde\w*)(?:\s+[\w'-]+){0,5}"
    r"\s+(?:en|le|au|du)\s*$"
)
_IMPERFECT = re.compile(r"\b(?:avait|avaient|avions|aviez|etait|etaient)\b")
# The last word of the case before a date; `demand` is the deed whose day decides among several.
_FACT = re.compile(
    r"^.*\b(?:(?P<demand>demand\w*|introdui\w*|depos\w*|sollicit\w*|aanvraag|aangevraagd|appl(?:y|ied))"
    r"|exclu\w*|inscri\w*|licenci\w*|arriv\w*|sign\w*|notifi\w*|recus?|recue?s?|hospitalis\w*|refus\w*|accord\w*|octroy\w*"
    r"|emmenag\w*|demenag\w*|install\w*|perd\w*|sorti\w*|commenc\w*|decisions?|decid\w*|deced\w*|separ\w*|mari\w*"
    r"|travaill\w*|uitgesloten|verhuisd?|excluded|moved"
    r"|(?:en|dans\s+(?:s?a|la))\s+(?:premiere|deuxieme|seconde|troisieme|1(?:re|ere)|[23]e(?:me)?)\s+periode)"
    r"\b[^.;:?!]{0,45}$"
    r"|\b\d{1,3}\s+ans(?:\s+de\s+\w+)?\s+(?:au|le)\s*$",  # "57 ans au 30 juin 2025"
    re.DOTALL,
)
_KIND_SAID = {Precision.DAY: AsOfKind.EXACT, Precision.MONTH: AsOfKind.MONTH, Precision.YEAR: AsOfKind.YEAR}
_ONE_DAY = timedelta(days=1)
_CONTEXT = 60
_NEAR = 30

_RELATIVE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})(?!\w)"), name)
    for pattern, name in (
        (r"l'an(?:nee)?\s+prochaine?|l'annee\s+qui\s+vient|volgend\s+jaar|next\s+year", "next year"),
        (r"l'an(?:nee)?\s+(?:derniere?|dernier|passee?|precedente)|vorig\s+jaar|last\s+year", "last year"),
        (r"cette\s+annee|dit\s+jaar|this\s+year", "this year"),
        (r"mois\s+prochain|volgende\s+maand|next\s+month", "next month"),
        (r"mois\s+(?:dernier|passe|precedent)|vorige\s+maand|last\s+month", "last month"),
        (r"ce\s+mois(?:-ci)?|deze\s+maand|this\s+month", "this month"),
        (
            r"aujourd'hui|actuellement|a\s+l'heure\s+actuelle|en\s+ce\s+moment|maintenant|a\s+ce\s+jour|vandaag|momenteel"
            r"|nu(?!-)|currently|today|now(?:adays)?",
            "today",
        ),
        (
            r"a\s+l'epoque|a\s+ce\s+moment-la|autrefois|dans\s+le\s+temps|par\s+le\s+passe|avant\s+la\s+reforme|destijds"
            r"|at\s+(?:the|that)\s+time|before\s+the\s+reform|voor\s+de\s+hervorming",
            "past",
        ),
    )
)


def as_of_in_question(text: str, today: date) -> AsOf | None:
    """The day of the law that a question asks for, or `None` when it says nothing (then: today's law).

    What is said outright goes before the facts of the case; among facts, the day of the demand, else the
    last one told.
    """
    mentions = as_of_mentions(text, today)
    stated = [mention for mention in mentions if mention.explicit and mention.kind is not AsOfKind.PAST]
    if stated:
        return stated[0]
    past = next((mention for mention in mentions if mention.kind is AsOfKind.PAST), None)
    facts = [mention for mention in mentions if mention.kind is AsOfKind.FACT]
    if not facts:
        return past
    folded = fold(text)
    demands = [fact for fact in facts if (told := _fact(folded, fact.start)) and told["demand"]]
    chosen = (demands or facts)[-1]
    return replace(chosen, explicit=True) if past else chosen


def as_of_mentions(text: str, today: date) -> list[AsOf]:
    """Every day of the law that a question names, in order (two of them in "entre 2014 et 2026")."""
    folded = fold(text)
    acts = find_acts(text)
    found = [
        _dated(folded, mention, today)
        for mention in find_dates(text, default_year=today.year)
        if not any(act.start <= mention.start < act.end for act in acts)
        and not _is_of_something_else(folded, mention, today)
    ]
    for pattern, name in _RELATIVE:
        for match in pattern.finditer(folded):
            # "avant la réforme du 1er mars 2026" has its date
            if name != "past" or not any(0 <= dated.start - match.end() < _NEAR for dated in found):
                found.append(_relative(name, match, today))
    return sorted(found, key=lambda mention: mention.span)


def _is_of_something_else(folded: str, mention: DateMention, today: date) -> bool:
    before = _before(folded, mention.start)
    if _BEFORE.search(before) or _AFTER.search(before):
        return False
    deed = mention.last.year < today.year and _OF_A_DEED.search(before) and not _IMPERFECT.search(before)
    return bool(deed) or any(pattern.search(before) for pattern in (_OF_A_TEXT, _OF_A_BIRTH))


def _before(folded: str, at: int) -> str:
    return folded[max(0, at - _CONTEXT) : at]


def _fact(folded: str, at: int) -> re.Match[str] | None:
    return _FACT.search(_before(folded, at))


def _dated(folded: str, mention: DateMention, today: date) -> AsOf:
    kind, day, first, last = _reading(_before(folded, mention.start), mention, today)
    if _fact(folded, mention.start):
        return AsOf(AsOfKind.FACT, day, False, mention.start, mention.end, first, last)
    return AsOf(kind, day, True, mention.start, mention.end, first, last)


def _reading(before: str, mention: DateMention, today: date) -> tuple[AsOfKind, date, date | None, date | None]:
    """Kind, day, first and last day of a date, from the words before it."""
    if _BEFORE.search(before):
        day = mention.first - _ONE_DAY
        return AsOfKind.BEFORE, day, None, day
    if _UNTIL.search(before):
        return AsOfKind.BEFORE, mention.last, None, mention.last
    if after := _AFTER.search(before):
        day = mention.first if after["between"] else mention.last + _ONE_DAY
        return AsOfKind.FROM, day, day, None
    if _FROM.search(before):
        day = max(mention.first, today) if _SINCE.search(before) else mention.first
        return AsOfKind.FROM, day, mention.first, None
    return _KIND_SAID[mention.precision], _nearest(mention.first, mention.last, today), mention.first, mention.last


def _relative(name: str, match: re.Match[str], today: date) -> AsOf:
    start, end = match.span()
    if name == "past":
        return AsOf(AsOfKind.PAST, None, True, start, end)
    if name == "today":
        return AsOf(AsOfKind.EXACT, today, True, start, end, today, today)
    step = {"next": 1, "last": -1, "this": 0}[name.split()[0]]
    if name.endswith("year"):
        first, last, kind = date(today.year + step, 1, 1), date(today.year + step, 12, 31), AsOfKind.YEAR
    else:
        first, kind = _month(today, step), AsOfKind.MONTH
        last = _month(today, step + 1) - _ONE_DAY
    return AsOf(kind, _nearest(first, last, today), True, start, end, first, last)


def _month(today: date, step: int) -> date:
    months = today.year * 12 + today.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def _nearest(first: date, last: date, today: date) -> date:
    return min(max(today, first), last)
