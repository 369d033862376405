"""Numbers, percentages, delays with their unit and kind, and whether they are a minimum or a maximum."""

from __future__ import annotations

import re
from operator import ge, gt, le, lt

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.measures import Bound, Dimension, Measure
from kb_service.verification.reading import Reading

TOPICS = {
    Dimension.DAYS: "le délai",
    Dimension.MONTHS: "la durée",
    Dimension.HOURS: "la durée",
    Dimension.MONEY: "le montant",
    Dimension.SHARE: "le taux",
    Dimension.AGE: "l'âge",
    Dimension.COUNT: "le nombre",
}
INDEXED = "le montant indexé"
MOST_INDEXED = 3
"""How many times its base an indexed amount may be: those of 1999 are paid at some two and a half times."""
_OPPOSED = (
    {Bound.AT_LEAST, Bound.AT_MOST},
    {Bound.OVER, Bound.UNDER},
    {Bound.AT_LEAST, Bound.UNDER},
    {Bound.AT_MOST, Bound.OVER},
)
_WITHIN = {Bound.AT_LEAST: ge, Bound.AT_MOST: le, Bound.OVER: gt, Bound.UNDER: lt}
FAMILIAR = 0.34
"""The share of the words around a figure that must stand around another for the two to be of the same thing."""
_SAYS_BASE = re.compile(r"\b(?:montants?|sommes?) de base\b|\bindice|\bindex")
_TIMES_A = "fois"
_TIMES = {Dimension.DAYS, Dimension.MONTHS, Dimension.HOURS}


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """Each figure of the statement beside the figure of the piece that stands among the same words."""
    return [found for measure in claim.measures if (found := _beside(claim, measure, piece))]


def _beside(claim: Reading, measure: Measure, piece: Piece) -> Finding | None:
    """What is paid is not wrong by the amount from which its index is counted, where it may have become of it; nor right,
    where the house knows what became of it."""
    found = _compared(claim, measure, piece.reading)
    if (
        found is None
        or not piece.indexed
        or measure.dimension is not Dimension.MONEY
        or _SAYS_BASE.search(claim.folded)
    ):
        return found
    bases = [other.value for other in piece.reading.measures if other.dimension is Dimension.MONEY]
    grown = any(base < value <= MOST_INDEXED * base for base in bases for value in (measure.value, 12 * measure.value))
    unsure = grown if found.outcome is Outcome.CONFLICTS else piece.paid_otherwise
    return Finding(Outcome.SILENT, INDEXED, found.stated, figure=True) if unsure else found


def _compared(claim: Reading, measure: Measure, text: Reading) -> Finding | None:
    topic, stated = TOPICS[measure.dimension], _words(claim, measure)
    rivals = [
        other
        for other in text.measures
        if _comparable(measure, other)
        and not any(same(mine, other) for mine in claim.measures if not same(mine, measure))
    ]
    if not rivals and measure.value == 0:
        return None
    if not rivals:
        return Finding(Outcome.SILENT, topic, stated, figure=True)
    around = claim.near(measure.start, measure.end)
    shared = {other: len(around & text.near(other.start, other.end)) for other in rivals}
    best = max(rivals, key=lambda other: (shared[other], same(measure, other)))
    equal = max((other for other in rivals if _fits(measure, other)), key=shared.__getitem__, default=None)
    if equal is not None and (_fits(measure, best) or shared[equal] >= shared[best]):
        return Finding(Outcome.AGREES, topic, stated, _words(text, equal), figure=True)
    if any(_is_case(measure, other) for other in rivals):
        return Finding(Outcome.SILENT, topic, stated, figure=True)
    familiar = len(around & text.beside(best.start, best.end))
    if familiar < FAMILIAR * len(around) and len(text.measures) > 1:
        return Finding(Outcome.SILENT, topic, stated, figure=True)  # a figure of something else
    return Finding(Outcome.CONFLICTS, topic, stated, _words(text, best), figure=True)


def _comparable(one: Measure, other: Measure) -> bool:
    if one.dimension is Dimension.COUNT:
        if other.dimension is not Dimension.COUNT:
            return False
        # "deux évaluations par an", "évalue au moins trois fois par an"
        return one.kind == other.kind or (bool(one.per) and one.per == other.per and _TIMES_A in (one.kind, other.kind))
    return one.dimension is other.dimension or {one.dimension, other.dimension} <= _TIMES


def same(one: Measure, other: Measure) -> bool:
    """The same figure of the same unit, in the same direction: a year is twelve months, no month thirty days.

    Days of which nothing more is said are calendar days: "30 jours calendrier" is "trente jours".
    """
    if (one.value, one.dimension) != (other.value, other.dimension) or {one.bound, other.bound} in _OPPOSED:
        return False
    if one.per and other.per and one.per != other.per:
        return False
    return one.dimension is Dimension.COUNT or (one.kind == "ouvrables") == (other.kind == "ouvrables")


def _fits(stated: Measure, written: Measure) -> bool:
    """The same figure; or the age of somebody ("un étudiant de 22 ans") to whom a rule for ages applies ("moins de 25
    ans"). A delay that is shorter than the one that is written is another one."""
    if same(stated, written):
        return True
    return stated.dimension is Dimension.AGE and _in_range(stated, written)


def _is_case(stated: Measure, written: Measure) -> bool:
    """Whether a number of things ("350 000 clients") is one for which a rule is ("plus de 200 000 clients")."""
    return stated.dimension is Dimension.COUNT and stated.kind != _TIMES_A and _in_range(stated, written)


def _in_range(stated: Measure, written: Measure) -> bool:
    within = _WITHIN.get(written.bound)
    return within is not None and stated.bound is Bound.EXACT and within(stated.value, written.value)


def _words(reading: Reading, measure: Measure) -> str:
    words = reading.said(measure.start, measure.end)
    if measure.per:
        words += f" par {measure.per}"
    before = reading.folded[max(0, measure.start - 14) : measure.start]
    shown = measure.bound is not Bound.EXACT and not words.startswith(measure.bound.value)
    return f"{measure.bound.value} {words}" if shown and before.strip() else words
