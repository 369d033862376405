"""Amounts in euros against the dated amounts of the house: right now, right then, or never."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from corpus.legal_text.dates import french
from corpus.montants import Amount, amount_labels, in_euros, load_amounts
from kb_service.contract import Verdict
from kb_service.verification.measures import Bound, Dimension, Measure
from kb_service.verification.reading import Reading, read

_CATEGORIES = {
    "cohabitant": "1", "isolé": "2", "famille à charge": "3",
    "catégorie 1": "1", "catégorie 2": "2", "catégorie 3": "3",
}  # fmt: skip
_NO_INFORMATION = frozenset({"revenu", "annuel", "=an"})
"""Words of a label that a statement may leave out."""
_STATES = re.compile(
    r"(?:\best\b|\bsont\b|etait|sera\b|s'elev|eleve|monte|percoi|touch|recoi|recev|montant|fixe|vaut|attei|octroi|donn|pai|vers|obtien|:|=)"
    r"[^.;]{0,60}$"
)
OTHER_WORDS = 3
"""Words beside the amount's name and category up to which a statement is one about the amount itself."""


class Standing(StrEnum):
    RIGHT = "right"
    OUTDATED = "outdated"
    WRONG = "wrong"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True)
class AmountChecked:
    """`basis` is the article that the amount rests on; `reason` one French sentence; `exact_from`
    and `exact_to` bound the time in which the stated amount is right."""

    standing: Standing
    reason: str
    basis: str
    exact_from: date | None = None
    exact_to: date | None = None

    @property
    def verdict(self) -> Verdict:
        if self.standing is Standing.RIGHT:
            return Verdict.SUPPORTED
        return Verdict.UNSUPPORTED if self.standing is Standing.UNCONFIRMED else Verdict.CONTRADICTED


def check_amounts(claim: Reading, day: date) -> list[AmountChecked]:
    """What the dated amounts say of each sum of a statement that names what it is an amount of, or that says it to the
    cent ("un isolé touche 1 314,20 euros"), on the day that it names itself, else on `day`. A month or a year does
    where one amount holds all through it; of several days nothing is said."""
    named = [mention for mention in claim.dates if mention.first == mention.last] or list(claim.dates)
    if len(named) > 1:
        return []
    first, last = (named[0].first, named[0].last) if named else (day, day)
    checked = (_checked(claim, m, first, last) for m in claim.measures if m.dimension is Dimension.MONEY)
    return [found for found in checked if found]


def _checked(claim: Reading, measure: Measure, day: date, last: date) -> AmountChecked | None:
    if measure.bound is not Bound.EXACT or claim.negations or not _STATES.search(claim.folded[: measure.start]):
        return None
    category = _category(claim)
    per = measure.per or ("an" if "=an" in claim.names else "")
    rows = [
        row
        for row in _spoken_of(claim) or _meant(claim, measure, category)
        if row.indexed and row.category == category and (not per or per == row.period.value)
    ]
    if not rows or any(row.validity.covers(day) != row.validity.covers(last) for row in rows):
        return None
    said = claim.said(measure.start, measure.end)
    right = [row for row in rows if _equal(row.value, measure.value)]
    current = next((row for row in rows if row.validity.covers(day)), None)
    if current is not None and current in right:
        return AmountChecked(Standing.RIGHT, f"{_sentence(current)} ({current.source}).", current.basis)
    if current is not None:
        then = f" ; {said} : {_period(right[-1])}" if right else ""
        standing = Standing.OUTDATED if right else Standing.WRONG
        reason = f"Le texte dit {said} ; {_sentence(current, lower=True)}{then}."
        return AmountChecked(standing, reason, current.basis, *_bounds(right))
    if not right:
        return AmountChecked(
            Standing.UNCONFIRMED, f"Le montant du {french(day)} n'est pas confirmé dans la base.", rows[0].basis
        )
    latest = max(rows, key=lambda row: row.validity.valid_from or date.min)
    past = "E" + _period(right[-1])[1:]
    if latest in right:
        return AmountChecked(
            Standing.UNCONFIRMED,
            f"{past} ; le montant du {french(day)} n'est pas confirmé dans la base.",
            latest.basis,
            *_bounds(right),
        )
    reason = f"{past} ; depuis, ce montant a été remplacé."
    return AmountChecked(Standing.OUTDATED, reason, latest.basis, *_bounds(right))


def _spoken_of(claim: Reading) -> list[Amount]:
    """The amounts whose name the statement says, the longest name first: all rows of one key."""
    named = {key: words for key, label in amount_labels().items() if (words := _words(label)) <= _words_of(claim)}
    if not named:
        return []
    longest = max(named.values(), key=len)
    if len(claim.names - longest - _category_names(claim)) > OTHER_WORDS:
        return []
    return [row for row in load_amounts() if named.get(row.key) == longest]


def _meant(claim: Reading, measure: Measure, category: str) -> list[Amount]:
    """All rows of the one amount that depends on the household and has, for the category that is named, been the
    measure to the cent: nobody says such a sum of something else."""
    if not category or measure.value.denominator == 1 or len(claim.names - _category_names(claim)) > OTHER_WORDS:
        return []
    keys = {row.key for row in load_amounts() if row.category == category and Fraction(row.value) == measure.value}
    return [row for row in load_amounts() if keys == {row.key}]


def _words(label: str) -> frozenset[str]:
    return _words_of(read(label)) - _NO_INFORMATION


def _words_of(reading: Reading) -> frozenset[str]:
    articles = {f"art. {reference.article}" for reference in reading.references if reference.article}
    return reading.names | articles


def _category_names(claim: Reading) -> frozenset[str]:
    hits = [hit for group in claim.hits.categories for hit in group]
    return frozenset(t.name for t in claim.terms if any(h.start <= t.start < h.end for h in hits))


def _category(claim: Reading) -> str:
    found = {_CATEGORIES[hit.value] for group in claim.hits.categories for hit in group if hit.value in _CATEGORIES}
    return found.pop() if len(found) == 1 else ""


def _equal(value: Decimal, said: Fraction) -> bool:
    """To the cent, or to the euro where the statement gives no cents."""
    if Fraction(value) == said:
        return True
    return said.denominator == 1 and Fraction(value.quantize(Decimal(1), ROUND_HALF_UP)) == said


def _sentence(row: Amount, lower: bool = False) -> str:
    of = f" (catégorie {row.category})" if row.category else ""
    since = f" depuis le {french(row.validity.valid_from)}" if row.validity.valid_from else ""
    text = f"Le montant{of} est de {in_euros(row.value)} euros{since}"
    return text[0].lower() + text[1:] if lower else text


def _period(row: Amount) -> str:
    first, last = row.validity.valid_from, row.validity.valid_to
    if first and last:
        return f"exact du {french(first)} jusqu'au {french(last)}"
    return f"exact jusqu'au {french(last)}" if last else f"exact depuis le {french(first or date.min)}"


def _bounds(right: list[Amount]) -> tuple[date | None, date | None]:
    return (right[-1].validity.valid_from, right[-1].validity.valid_to) if right else (None, None)
