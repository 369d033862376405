"""A second look where the first leaves doubt: a model reads the question beside the likeliest texts.

The signals of `abstention` see that a text is about what is asked; they hardly see whether it *says* what is asked, and
a text that only comes near is the wrong answer that harms. Reading takes time (a pass of the model for each text), so
it is done only where it may change something.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.readers.answers import load_answer_reader
from corpus.readers.late import Late
from corpus.readers.pairs import premise
from corpus.settings import Settings
from kb_service.answer.abstention import Decision, decision_at
from kb_service.odds import log_odds, regression
from kb_service.question.analysis import Question
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found

READ = 6
"""How many of the best provisions are read at most: twice as many as an answer quotes. The answering one is then among
those quoted in .937 of the tuning questions; in .931 where four are read."""
AT_ONCE = 2
"""How many are read side by side, on two cores, before it is asked whether that is enough."""
SURE = 0.8
"""The confidence from which no more is read, and from which an answer is said to be sure: what comes last can only add
to the odds. A sixth fewer texts are read, at no loss (on the tuning questions, each way fitted anew, the F1 of refusals
is .877 beside .873)."""
DOUBT = (0.1, 0.9)
"""The confidences between which a second look is taken: three in five of the tuning questions and refusals. (.15 to .85
would be half of them, for .01 less of the F1 of refusals; all would be .003 more.) It also leaves alone what rules
decided (0, or an article that is looked up)."""
ORDER = 0.3
"""What a unit of log-odds is worth in the order of those that were read, beside their scores."""


class Answering(Protocol):
    """Of each text, the log-odds that it answers the question."""

    def log_odds(self, question: str, texts: Sequence[str]) -> Sequence[float]: ...


@dataclass(frozen=True)
class Looked:
    """Log-odds. `before`: of the first confidence; `any`: the odds of those that were read, summed: that one of them
    answers, were the reader always right and they apart. (Which of them it is says no more: the best, the second, the
    mean and each place apart were tried.)"""

    before: float
    any: float


WEIGHTS = Looked(before=0.76, any=1.16)
INTERCEPT = -1.10
"""A logistic regression; `python -m evals.fitting.confidence` fits it and prints the numbers that stand here. On the
tuning questions, cross-validated and at the threshold, it raises the F1 of refusals from .74 to .86 and what is
answered from .85 to .91; where nobody wrote what the texts are asked, from .74 to .85, and from .83 to .90."""


def look_again(
    question: Question, found: Found, decision: Decision, reader: Answering | None
) -> tuple[Found, Decision]:
    """What was found, those that were read in their new order, and the decision by what the reader says of them. The
    scores stay where they are, as the distance to those that were not read must. (Who only names an article wants that
    text, whatever it answers.)"""
    if reader is None or question.only_refers or not DOUBT[0] <= decision.confidence <= DOUBT[1]:
        return found, decision
    said = read(question, found, decision.confidence, reader)
    order = reordered(found.ranked, said)
    confidence = confidence_after(looked(decision.confidence, said))
    moved = [replace(found.ranked[place], score=found.ranked[to].score) for to, place in enumerate(order)]
    return replace(found, ranked=[*moved, *found.ranked[len(order) :]]), decision_at(confidence)


def read(question: Question, found: Found, before: float, reader: Answering) -> list[float]:
    """The log-odds that each of the best provisions answers, by its best passage; of fewer where the first say enough.
    `before` is the confidence of the first look."""
    passages = [ranked.best.passage for ranked in found.ranked[:READ]]
    said: list[float] = []
    while len(said) < len(passages) and not (said and confidence_after(looked(before, said)) >= SURE):
        some = passages[len(said) : len(said) + AT_ONCE]
        said += reader.log_odds(question.read, [premise(passage.context, passage.text) for passage in some])
    return said


def looked(before: float, said: Sequence[float]) -> Looked:
    """`before` is a probability, `said` log-odds of at least one text."""
    return Looked(log_odds(before), math.log(sum(math.exp(odds) for odds in said)))


def confidence_after(seen: Looked) -> float:
    return round(regression(WEIGHTS, INTERCEPT, seen), 4)


def reordered(ranked: Sequence[RankedProvision], said: Sequence[float]) -> list[int]:
    """The places of the provisions that were read, the best first by their scores and what the reader says of them. A
    document stays behind the article that it explains."""
    head = ranked[: len(said)]
    order = sorted(range(len(head)), key=lambda place: -(head[place].score + ORDER * said[place]))
    for document in list(order):
        law = next(
            (p for p in order[order.index(document) :] if p < document and _explains(head[document], head[p])), None
        )
        if law is not None:  # as `law_first` had put them
            order.remove(law)
            order.insert(order.index(document), law)
    return order


def _explains(document: RankedProvision, article: RankedProvision) -> bool:
    return (article.provision.source_id, article.provision.number) in document.explains


class LateAnswerReader:
    """The built-in reader, loaded when a question first leaves doubt."""

    def __init__(self, settings: Settings) -> None:
        self._reader = Late(lambda: load_answer_reader(settings))

    def log_odds(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Raises `Unavailable` where the reader cannot be prepared."""
        return self._reader().log_odds(question, texts)
