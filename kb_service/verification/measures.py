"""Figures with what they measure, in units that can be compared: "8 jours" and "une semaine", "10 %" and "un dixième"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from corpus.legal_text.normalise import fold
from corpus.legal_text.numbers import Unit, find_quantities, parse_number_words


class Bound(StrEnum):
    """What a figure is to the rule: exactly that, at least, at most, more than, less than."""

    EXACT = "exact"
    AT_LEAST = "au moins"
    AT_MOST = "au plus"
    OVER = "plus de"
    UNDER = "moins de"


class Dimension(StrEnum):
    """Figures are compared within one dimension only."""

    DAYS = "jours"
    MONTHS = "mois"
    HOURS = "heures"
    MONEY = "euros"
    SHARE = "part"
    AGE = "âge"
    COUNT = "nombre"


@dataclass(frozen=True)
class Measure:
    """`value` of `dimension` as said at `start:end`. `kind` tells days apart ("ouvrables", "calendrier") and
    names what is counted (a stem); `per` is the period for which it is given ("mois", "an"), "" where none is."""

    value: Fraction
    dimension: Dimension
    kind: str
    bound: Bound
    start: int
    end: int
    per: str = ""

    @property
    def is_time(self) -> bool:
        return self.dimension in (Dimension.DAYS, Dimension.MONTHS, Dimension.HOURS)


class Placed(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_UNITS: dict[Unit, tuple[Dimension, int, str]] = {
    Unit.DAY: (Dimension.DAYS, 1, ""),
    Unit.WORKING_DAY: (Dimension.DAYS, 1, "ouvrables"),
    Unit.CALENDAR_DAY: (Dimension.DAYS, 1, "calendrier"),
    Unit.WEEK: (Dimension.DAYS, 7, ""),
    Unit.MONTH: (Dimension.MONTHS, 1, ""),
    Unit.YEAR: (Dimension.MONTHS, 12, ""),
    Unit.HOUR: (Dimension.HOURS, 1, ""),
    Unit.EUR: (Dimension.MONEY, 1, ""),
    Unit.PART: (Dimension.SHARE, 1, ""),
}
_BEFORE = (
    (
        Bound.AT_LEAST,
        re.compile(
            r"(?:n(?:'est|e sont) pas inferieure?s? a|au moins(?: egale?s? a)?|au minimum|minimum(?: de)?|minimum|a partir de|des l'age de|au plus tot a)\s*$"
        ),
    ),
    (
        Bound.AT_MOST,
        re.compile(
            r"(?:au plus|au maximum|maximum(?: de)?|maximal\w* de|jusqu'a|n(?:e |')\s?(?:peut |peuvent )?(?:pas )?(?:exceder|depasser)|n'exced\w+ pas|n(?:'est|e sont) pas superieure?s? a|ne depass\w+ pas"
            r"|sans (?:pouvoir )?(?:exceder|depasser)|limite\w* a|au plus tard)\s*$"
        ),
    ),
    (Bound.OVER, re.compile(r"(?:plus d[e']|superieur\w* a|exced\w+|depass\w+|au-dela de|depuis plus de)\s*$")),
    (Bound.UNDER, re.compile(r"(?:moins d[e']|inferieur\w* a|en dessous de|avant (?:l'age de)?)\s*$")),
)
_AFTER = (
    (Bound.AT_LEAST, re.compile(r"\s*(?:au moins|minimum|au minimum|et plus|ou plus|accomplis|revolus)\b")),
    (Bound.AT_MOST, re.compile(r"\s*(?:au plus|maximum|au maximum|ou moins)\b")),
)
_NUMBER = (
    r"\d{1,3}(?:[. ]\d{3})*(?![\d/])|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|mille"
)
_COUNT = re.compile(rf"(?<![\w.,/-])(?P<number>{_NUMBER})\s+(?P<noun>[^\W\d_]{{3,}})")
_AGE_AFTER = re.compile(r"\s*(?:d'age|accomplis|revolus|et plus|ou plus)\b")
_SAYS_AGE = re.compile(r"\bag(?:e|ee|es|ees)\b|\bjeunes?\b|\bmineur|\bmajeur|\banniversaire|\benfants?\b")
_PERSONS = re.compile(
    r"\b(?:personnes?|gens|etudiants?|beneficiaires?|usagers?|demandeurs?|les|un|des) (?:ages? )?(?:de |des )?moins de\s*$"
)
_AGED = re.compile(
    r"\b(?:personne|etudiant|jeune|femme|homme|dame|monsieur|demandeu\w+|beneficiaire|usager|enfant|fils|fille|mineur|majeur"
    r"|travailleu\w+|chomeu\w+|belge|etrang\w+|isole|cohabitant|parent|mere|pere|celibataire)e?s?(?: \w+){0,2} d(?:e|'au moins|'au plus|e plus de|e moins de)\s*$"
)
_NOT_AGE_AFTER = re.compile(
    r"\s*(?:d'anciennete|d'experience|de (?:passe|carriere|service|travail|residence|sejour)\b)"
)
_SAYS_DURATION = re.compile(r"(?:pendant|durant|dans les|delai de|periode de|apres|depuis|tous les|duree de|par)\s*$")
_PER_CENT = {Unit.PERCENT}
_PER = re.compile(
    r"\s*(?:bruts?|nets?)?\s*(?:par|/|chaque|tous les|toutes les)\s*(?P<per>jour|semaine|mois|trimestre|an|annee)|\s*(?:l'|d')(?P<year>an)\b"
)
_NOT_NOUNS = re.compile(r"(?:premier|dernier|autre|seul|prochain|point|ou|et|pour|jour|mois|ans)\w*$")
_ONCE = re.compile(r"\s+(?:par|l'an|tous|toutes|seulement|dans|au cours|sa vie|chaque|et)")


_WITHIN_ONE = re.compile(
    r"\b(?:dans|endeans|avant la fin de|au plus tard dans) (?:le|la|l')\s?(?P<unit>mois|semaine|annee)\b(?! (?:de|du|d'|precedent|qui precede))"
)
_AT_ONCE = re.compile(
    r"\b(?:des le premier jour|immediatement|sans delai|sur-le-champ|tout de suite|sans attendre|aussitot|le jour meme|le meme jour)\b"
)


def find_measures(text: str, terms: Sequence[Placed]) -> Iterator[Measure]:
    """The figures of a text whose dates and references were blanked; `terms` name what is counted."""
    folded = fold(text)
    taken: list[tuple[int, int]] = []
    for quantity in find_quantities(text):
        taken.append(quantity.span)
        bound = _bound(folded, quantity.start, quantity.end)
        if quantity.unit in _PER_CENT:
            value, dimension, kind = Fraction(quantity.value) / 100, Dimension.SHARE, ""
        else:
            dimension, times, kind = _UNITS[quantity.unit]
            value = Fraction(quantity.value) * times
        if quantity.unit is Unit.YEAR and _is_age(folded, quantity.start, quantity.end, bound):
            value, dimension = Fraction(quantity.value), Dimension.AGE
        yield Measure(value, dimension, kind, bound, quantity.start, quantity.end, _per(folded, quantity.end))
    for match in _AT_ONCE.finditer(folded):
        yield Measure(Fraction(0), Dimension.DAYS, "", Bound.EXACT, *match.span())
    for match in _WITHIN_ONE.finditer(folded):
        dimension, times, kind = _UNITS[
            Unit.MONTH if match["unit"] == "mois" else Unit.YEAR if match["unit"] == "annee" else Unit.WEEK
        ]
        yield Measure(Fraction(times), dimension, kind, Bound.EXACT, *match.span())
    for match in _COUNT.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        counted = next((t for t in terms if t.start <= match.start("noun") < t.end), None)
        number = match["number"]
        if counted is None or _NOT_NOUNS.match(match["noun"]):
            continue
        if number in ("un", "une") and not (match["noun"] == "fois" and _ONCE.match(folded, match.end())):
            continue
        value_said = parse_number_words(number) if number.isalpha() else int(re.sub(r"\D", "", number))
        if value_said is not None:
            bound = _bound(folded, match.start(), match.end())
            per = _per(folded, match.end())
            yield Measure(Fraction(value_said), Dimension.COUNT, counted.name, bound, match.start(), match.end(), per)


def _per(folded: str, end: int) -> str:
    match = _PER.match(folded, end)
    if match is None:
        return ""
    return "an" if match["year"] or match["per"] == "annee" else match["per"]


def _bound(folded: str, start: int, end: int) -> Bound:
    before = folded[max(0, start - 40) : start]
    for bound, pattern in _BEFORE:
        if pattern.search(before):
            return bound
    for bound, pattern in _AFTER:
        if pattern.match(folded, end):
            return bound
    return Bound.EXACT


def _is_age(folded: str, start: int, end: int, bound: Bound) -> bool:
    before = folded[max(0, start - 40) : start]
    if _SAYS_DURATION.search(before) or _NOT_AGE_AFTER.match(folded, end):
        return False
    if (
        _AGE_AFTER.match(folded, end)
        or _AGED.search(before)
        or (bound is Bound.UNDER and _PERSONS.search(before))
        or re.search(r"\bag\w{1,3}\b(?: de)?(?: \w+){0,3}\s*$|l'age de (?:\w+ )?$", before)
    ):
        return True
    return _SAYS_AGE.search(folded[max(0, start - 60) : end + 30]) is not None
