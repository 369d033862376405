"""How well one sentence answers: by its meaning, by what it says of the question's concepts, and by
whether it holds the kind of thing that is asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.legal_text.numbers import Unit as QuantityUnit
from corpus.legal_text.numbers import find_quantities
from corpus.legal_text.outline import Unit, heads_of
from corpus.legal_text.tokens import tokens
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask

KEPT = 16384
"""How many texts' terms and quantities are remembered: questions come back to the same articles."""
HEAD_SHARE = 0.6
"""What a word counts for in a sentence when only the head of its list says it."""

_MONEY = {QuantityUnit.EUR, QuantityUnit.PERCENT, QuantityUnit.PART}
_TIME = {
    QuantityUnit.DAY, QuantityUnit.WORKING_DAY, QuantityUnit.CALENDAR_DAY, QuantityUnit.WEEK,
    QuantityUnit.MONTH, QuantityUnit.YEAR, QuantityUnit.HOUR,
}  # fmt: skip

_FREQUENCY = re.compile(
    r"\bfois (?:par|l['’])|\b(?:annuellement|mensuellement|trimestriel\w*|chaque (?:année|mois|semaine))\b"
    r"|\bune seule fois\b"
)
_DELEGATION = re.compile(
    r"(?:§ ?\S+\.? )?(?:\d+° )?(?:Toutefois, )?L[ea] (?:Roi|Gouvernement|ministre)(?: flamand| wallon)?(?:,[^,]*,)? "
    r"(?:peut (?:également |aussi )?)?(?:détermine|fixe|précise|règle|définit|arrête|préciser|déterminer|fixer)\b"
)
_LIST_HEAD = re.compile(r":\s*\n\s*(?:\d+°|[a-z]\)|[-–—•])")


@dataclass(frozen=True)
class ConceptWeights:
    """What each concept of a question tells in an edition, made once a question.

    A concept weighs as its rarest word does, in the commonest way to say it that the edition knows:
    "RIS" as "revenu d'intégration" does. One that the edition has no word for weighs most.
    """

    concepts: tuple[tuple[tuple[tuple[str, ...], ...], float], ...]
    total: float
    terms: frozenset[str]

    @classmethod
    def of(cls, question: Question, idf: Mapping[str, float]) -> ConceptWeights:
        weighed = tuple(
            (
                concept.alternatives,
                min(
                    (max(idf.get(term, 0.0) for term in terms) for terms in concept.alternatives if terms), default=0.0
                ),
            )
            for concept in question.concepts
        )
        terms = frozenset(term for ways, _ in weighed for way in ways for term in way)
        return cls(weighed, sum(weight for _, weight in weighed), terms)

    def covered(self, said: Mapping[str, float]) -> float | None:
        """The share of the concepts, by weight, that a text says; `said` maps its terms to what they count
        for (1 where the text itself says them). `None` for a question without any concept."""
        if not self.total:
            return None
        if self.terms.isdisjoint(said):  # as of most sentences
            return 0.0
        return sum(weight * said_share(ways, said) for ways, weight in self.concepts) / self.total


def said_share(ways: tuple[tuple[str, ...], ...], said: Mapping[str, float]) -> float:
    """How much of a concept a text says, in the best of the ways to say it; `said` as in `covered`."""
    best = 0.0
    for terms in ways:  # some thousand times a question: hence no generators
        if terms:
            best = max(best, sum([said.get(term, 0.0) for term in terms]) / len(terms))
    return best


def terms_said(sentence: str, *leads: str) -> dict[str, float]:
    """The terms of a sentence (1 each) and of what announces it: heads, context (`HEAD_SHARE` each)."""
    said: dict[str, float] = {}
    for lead in leads:
        said.update(dict.fromkeys(_terms(lead), HEAD_SHARE))
    said.update(dict.fromkeys(_terms(sentence), 1.0))
    return said


@lru_cache(maxsize=KEPT)
def _terms(text: str) -> frozenset[str]:
    return frozenset(tokens(text))


@lru_cache(maxsize=KEPT)
def _units(sentence: str) -> frozenset[QuantityUnit]:
    return frozenset(quantity.unit for quantity in find_quantities(sentence))


def lead_of(text: str, units: tuple[Unit, ...], index: int) -> str:
    """The heads of an item: their words are the item's too."""
    return " ".join(text[units[h].start : units[h].end] for h in heads_of(units, index))


def unit_at(units: tuple[Unit, ...], position: int) -> int:
    """The index of the unit in which a position of the text lies."""
    return max(0, bisect_right(units, position, key=lambda unit: unit.start) - 1)


def delegates(sentence: str) -> bool:
    """Whether a sentence only says who makes the rule: "Le Roi peut déterminer les modalités …"."""
    return _DELEGATION.match(sentence) is not None


def announces_list(text: str) -> bool:
    """Whether a text is, or holds, an enumeration with its head ("… les mentions suivantes :")."""
    return _LIST_HEAD.search(text) is not None


def fit(sentence: str, question: Question) -> float:
    """1 where a question asks for an amount or a delay and the sentence holds one, else 0."""
    asked = set[QuantityUnit]()
    if Ask.AMOUNT in question.asks:
        asked |= _MONEY
    if Ask.DELAY in question.asks:
        asked |= _TIME
    if not asked:
        return 0.0
    if Ask.DELAY in question.asks and _FREQUENCY.search(sentence):
        return 1.0
    return float(bool(_units(sentence) & asked))
