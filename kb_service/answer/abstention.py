"""Whether to answer at all: a wrong answer costs a family a month of income, none costs a phone call.

The confidence is the probability that the best provision answers, by a logistic regression over a few
readable signals; `python -m evals.fitting.confidence` fits it on the development questions and refusals and
prints the numbers that stand here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from corpus.legal_text.tokens import tokens
from kb_service.answer.verbatim import MOST_PROVISIONS, SLACK
from kb_service.contract import Reason
from kb_service.odds import log_odds, probability, regression
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask
from kb_service.retrieval.citing import articles_cited
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found
from kb_service.retrieval.sentences import ConceptWeights, said_share

THRESHOLD = 0.45
"""Confidence below which no answer is given. On the tuning questions, after the second look and cross-validated, the
F1 of refusals is .85 to .86 from .3 to .5 and falls beyond (.84 at .55); their recall is .84 at .35, .87 at .45.
An answer that is missing harms less than a wrong one: hence the highest of these."""
OUT_OF_SCOPE = 0.1
"""Confidence below which the subject itself is not the base's."""
LOOKED_UP = 0.99
"""Confidence in an article that the question names with its act or very §, asking nothing else: nothing is guessed."""
NEUTRAL = 0.5
"""What coverage says of a question in another language of which the thesaurus translates nothing."""
OTHER_DAY_MARGIN = 0.25
"""How much better a provision of another day must score for the day to be the reason."""


@dataclass(frozen=True)
class Signals:
    """What the decision rests on, each about 0..1.

    `meaning`: the cosine of the best provision's passage. `said`: the share of the question's concepts that one
    sentence of it says; `spoken`: that the whole provision says. `unknown`: the share of which no passage of the
    edition says a word. `missing`: an amount or a delay is asked for and no best sentence of what may be quoted has
    one. `referred`: the question names the article. `concepts`: how many things the question speaks of, 6 being 1.
    `key_unsaid`: how much of what tells most in the question the provision does not say. `bridged`: what the concepts
    weigh that the thesaurus knows as words of the field, 12 being 1. `asked`: how near the questions come that the
    provision is known to answer; `unasked`: nobody wrote any, which only chooses between the two regressions.
    `nearest`, `tenth`, `middle`, `typical`, `tenth_typical`: as in `retrieval.nearness.Around`. `agreement`: the share
    of the first five that are of the best one's source; `peripheral`: as in `retrieval.signals`.
    """

    meaning: float
    said: float
    spoken: float
    unknown: float
    missing: float
    referred: float
    concepts: float
    key_unsaid: float
    bridged: float
    asked: float
    unasked: float
    nearest: float
    tenth: float
    middle: float
    typical: float
    tenth_typical: float
    agreement: float
    peripheral: float


@dataclass(frozen=True)
class Regression:
    """A logistic regression over the signals."""

    coefficients: Signals
    intercept: float

    def __call__(self, signals: Signals) -> float:
        return regression(self.coefficients, self.intercept, signals)


# Fitted by evals/fitting/confidence.py.
KNOWN = Regression(
    Signals(
        meaning=0.96,
        said=1.27,
        spoken=0.34,
        unknown=0.48,
        missing=-2.14,
        referred=1.73,
        concepts=1.48,
        key_unsaid=-0.90,
        bridged=0.48,
        asked=0.63,
        unasked=0.00,
        nearest=4.39,
        tenth=-4.56,
        middle=7.30,
        typical=5.21,
        tenth_typical=-4.35,
        agreement=1.23,
        peripheral=-2.08,
    ),
    -5.78,
)
"""Where it is known what the best provision is asked."""
UNKNOWN = Regression(
    Signals(
        meaning=2.25,
        said=2.11,
        spoken=-0.41,
        unknown=0.10,
        missing=-2.12,
        referred=2.95,
        concepts=1.13,
        key_unsaid=-0.56,
        bridged=0.85,
        asked=0.00,
        unasked=0.00,
        nearest=6.03,
        tenth=-5.50,
        middle=5.86,
        typical=0.00,
        tenth_typical=0.00,
        agreement=1.08,
        peripheral=-2.94,
    ),
    -5.45,
)
"""Where nobody wrote it: a centre's own texts, a new circular."""


@dataclass(frozen=True)
class Decision:
    """`reason` is `None` where an answer is given."""

    reason: Reason | None
    confidence: float


def decide(question: Question, found: Found) -> Decision:
    """Answer or abstain, with the reason that helps the reader most."""
    named = bool(found.ranked) and found.ranked[0].best.signals.referred >= 1
    if (found.named.repealed and not named) or _other_day(question, found):
        return Decision(Reason.NO_VERSION_AT_DATE, 0.0)
    if not found.ranked or (_names_absent_article(found) and not named):
        return Decision(Reason.NO_EVIDENCE, 0.0)
    if question.only_refers and named:
        return Decision(None, LOOKED_UP)
    return decision_at(confidence_of(signals(question, found)))


def in_the_light_of(part: Decision, whole: Decision) -> Decision:
    """The decision on one of several things that a message asks: by itself, and for a third by the whole message, in
    log-odds (a part alone names few things, and all signals fall with it). What a rule decided stays. On the tuning
    messages, after the second look: .92 of what is found rightly is answered and .26 of what is not; by itself alone,
    .62 and .21; for a half by the whole, .94 and .42."""
    if not (0 < part.confidence < LOOKED_UP and 0 < whole.confidence < LOOKED_UP):
        return part
    odds = (2 * log_odds(part.confidence) + log_odds(whole.confidence)) / 3
    return decision_at(round(probability(odds), 4))


def decision_at(confidence: float) -> Decision:
    if confidence >= THRESHOLD:
        return Decision(None, confidence)
    return Decision(Reason.OUT_OF_SCOPE if confidence < OUT_OF_SCOPE else Reason.NO_EVIDENCE, confidence)


def regression_of(signals: Signals) -> Regression:
    return UNKNOWN if signals.unasked else KNOWN


def confidence_of(signals: Signals) -> float:
    return round(regression_of(signals)(signals), 4)


def signals(question: Question, found: Found) -> Signals:
    """The signals of the best provision that was found."""
    best = found.ranked[0]
    passages = [passage.signals for passage in best.passages]
    concepts = ConceptWeights.of(question, found.idf)
    spoken = dict.fromkeys([*tokens(best.provision.text), *tokens(best.best.passage.context)], 1.0)
    covered = concepts.covered(spoken)
    asks_figure = bool(question.asks & {Ask.AMOUNT, Ask.DELAY})
    unasked = min(p.unasked for p in passages)
    return Signals(
        meaning=max(p.meaning for p in passages),
        said=max(p.covered for p in passages) if concepts.total else NEUTRAL,
        spoken=NEUTRAL if covered is None else covered,
        unknown=_unknown(concepts, found),
        missing=float(asks_figure and not any(r.best.signals.fit for r in _quotable(found.ranked))),
        referred=float(max(p.referred for p in passages) > 0),
        concepts=len(concepts.concepts) / 6,
        key_unsaid=_key_unsaid(concepts, spoken),
        bridged=sum(weight for ways, weight in concepts.concepts if len(ways) > 1) / 12,
        asked=max(p.asked for p in passages),
        unasked=unasked,
        **asdict(found.around_plain if unasked else found.around),
        agreement=sum(r.provision.source_id == best.provision.source_id for r in found.ranked[:5]) / 5,
        peripheral=passages[0].peripheral,
    )


def _quotable(ranked: Sequence[RankedProvision]) -> list[RankedProvision]:
    return [one for one in ranked[:MOST_PROVISIONS] if one.score >= ranked[0].score - SLACK]


def _key_unsaid(concepts: ConceptWeights, spoken: dict[str, float]) -> float:
    heaviest = max((weight for _, weight in concepts.concepts), default=0.0)
    unsaid = (weight * (1 - said_share(ways, spoken)) for ways, weight in concepts.concepts)
    return max(unsaid, default=0.0) / heaviest if heaviest else 0.0


def _unknown(concepts: ConceptWeights, found: Found) -> float:
    """What the base knows nothing of: concepts of which every way to say them has an unknown word."""
    unknown = sum(
        weight
        for alternatives, weight in concepts.concepts
        if all(any(term in found.unknown for term in terms) for terms in alternatives if terms)
    )
    return unknown / concepts.total if concepts.total else 0.0


def _names_absent_article(found: Found) -> bool:
    """Whether the question asks for an article that the base does not hold, and what was found does not
    speak of that very article either, as a fiche on it would."""
    absent = {(reference.act_key, reference.article) for reference in found.named.absent if reference.article}
    spoken = articles_cited(found.ranked[0].provision.text)
    return bool(absent) and not absent & spoken


def _other_day(question: Question, found: Found) -> bool:
    """Whether what answers best is a wording of another day, and nothing of this day comes near it."""
    if not found.any_day or not question.names_day:
        return False
    best = found.any_day[0]
    here = {(r.provision.source_id, r.provision.number) for r in found.ranked}
    if (best.provision.source_id, best.provision.number) in here:
        return False
    return not found.ranked or best.score > found.ranked[0].score + OTHER_DAY_MARGIN
