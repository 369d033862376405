"""Whether to answer at all: a wrong answer costs a family a month of income, none costs a phone call.

The confidence is the probability that the best provision answers, by a logistic regression over a few
readable signals; `python -m evals.calibrate` fits it on the development questions and refusals and
prints the numbers that stand here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from corpus.legal_text.tokens import tokens
from kb_service.contract import Reason
from kb_service.question.analysis import Question
from kb_service.retrieval.ranking import COSINE_FLOOR, COSINE_RANGE, RankedProvision
from kb_service.retrieval.search import Found

THRESHOLD = 0.5
"""Confidence below which no answer is given."""
OUT_OF_SCOPE = 0.12
"""Confidence below which the subject itself is not the base's."""
NEUTRAL = 0.5
"""What coverage says of a question in another language of which the thesaurus translates nothing."""
OTHER_DAY_MARGIN = 0.25
"""How much better a provision of another day must score for the day to be the reason."""


@dataclass(frozen=True)
class Signals:
    """What the decision rests on, each about 0..1.

    `meaning` and `sentence`: the cosines of the best passage and of its best sentence. `covered`: the
    share, by weight, of the question's own words that the best provision says, itself or through the
    thesaurus. `known`: the share of them that the edition knows at all. `lead`: how far the best
    provision stands above the fifth. `referred`: whether the question names the article.
    """

    meaning: float
    sentence: float
    covered: float
    known: float
    lead: float
    referred: float

    def vector(self) -> tuple[float, ...]:
        return (self.meaning, self.sentence, self.covered, self.known, self.lead, self.referred)


# Fitted by evals/calibrate.py; the order is that of `Signals.vector`.
COEFFICIENTS = (3.0, 3.0, 4.0, 2.0, 1.0, 3.0)
INTERCEPT = -6.5


@dataclass(frozen=True)
class Decision:
    """`reason` is `None` where an answer is given."""

    reason: Reason | None
    confidence: float


def decide(question: Question, found: Found) -> Decision:
    """Answer or abstain, with the reason that helps the reader most."""
    if _other_day(found):
        return Decision(Reason.NO_VERSION_AT_DATE, 0.0)
    if not found.ranked:
        return Decision(Reason.NO_EVIDENCE, 0.0)
    confidence = confidence_of(signals(question, found))
    if confidence >= THRESHOLD:
        return Decision(None, confidence)
    return Decision(Reason.OUT_OF_SCOPE if confidence < OUT_OF_SCOPE else Reason.NO_EVIDENCE, confidence)


def confidence_of(signals: Signals) -> float:
    z = INTERCEPT + sum(c * s for c, s in zip(COEFFICIENTS, signals.vector(), strict=True))
    return round(1 / (1 + math.exp(-z)), 4)


def signals(question: Question, found: Found) -> Signals:
    best = found.ranked[0]
    others = [r.score for r in found.ranked[1:5]]
    return Signals(
        meaning=_scaled(max(p.cosine for p in best.passages)),
        sentence=_scaled(max(p.best_sentence for p in best.passages)),
        covered=_covered(question, best, found),
        known=_known(question, found),
        lead=min(1.0, best.score - min(others)) if others else 0.0,
        referred=float(any(r.article == best.provision.number for r in question.references)),
    )


def _scaled(cosine: float) -> float:
    return (cosine - COSINE_FLOOR) / COSINE_RANGE


def _covered(question: Question, best: RankedProvision, found: Found) -> float:
    """The share of the question's concepts, by weight, that the best provision says."""
    said = set(tokens(best.provision.text)) | set(tokens(best.best.passage.context))
    total = covered = 0.0
    for concept in question.concepts:
        weight = max((found.weight(term) for terms in concept.alternatives for term in terms), default=0.0)
        total += weight
        covered += weight * max((_share(terms, said) for terms in concept.alternatives), default=0.0)
    return covered / total if total else NEUTRAL


def _known(question: Question, found: Found) -> float:
    """The share of the concepts, by weight, that any passage of the edition says: the rest is what the
    base knows nothing of."""
    weights = [(concept, max((found.weight(t) for ts in concept.alternatives for t in ts), default=0.0)) for concept in question.concepts]
    total = sum(weight for _, weight in weights)
    known = sum(weight for concept, weight in weights if any(all(t not in found.unknown for t in ts) for ts in concept.alternatives if ts))
    return known / total if total else NEUTRAL


def _share(terms: tuple[str, ...], said: set[str]) -> float:
    return sum(term in said for term in terms) / len(terms) if terms else 0.0


def _other_day(found: Found) -> bool:
    """Whether what answers best is a wording of another day, and nothing of this day comes near it."""
    if not found.any_day:
        return False
    best = found.any_day[0]
    here = {(r.provision.source_id, r.provision.number): r.score for r in found.ranked}
    same_article = here.get((best.provision.source_id, best.provision.number))
    if same_article is not None:
        return False
    return not found.ranked or best.score > found.ranked[0].score + OTHER_DAY_MARGIN
