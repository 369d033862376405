"""Fits the confidence on the tuning questions and refusals: `python -m evals.fitting.confidence`.

The label is whether one of the first three provisions answers (an answer quotes no more), in the order of each look; a
question that must be refused has none. Prints the numbers that stand in kb_service/answer/abstention.py and
second_look.py, and how they do under cross-validation; then how those that stand there do on the cases of `TOLD`, which
nothing is fitted on. The second look learns beside first confidences that were predicted for questions left out, as
those of new questions are. Held-back sets are never read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_score, recall_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from corpus.readers.answers import load_answer_reader
from evals.edition import edition_of
from evals.questions import SETS, Base, Golden, Refusal, answers, asked_once, load_golden, load_refusals
from kb_service.answer.abstention import Signals, confidence_of, signals
from kb_service.answer.second_look import DOUBT, Answering, Looked, confidence_after, looked, read, reordered
from kb_service.answer.verbatim import MOST_PROVISIONS
from kb_service.knowledge_base import KnowledgeBase
from kb_service.question.analysis import Question
from kb_service.retrieval.nearness import Known
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found, search

TOLD = "told"
"""The set of cases that only what is asked tells apart."""
FOLDS = 10
PENALTY = 1.0
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
REFUSED_BY_SIGNALS = ("out_of_scope", "no_evidence")
"""The other reasons (a greeting, no version on the day) are decided by rules."""


@dataclass(frozen=True)
class Row:
    """One question: its signals, what the reader says of what came first, whether what comes first answers, in the
    order before and after, and whether the question had to be refused."""

    id: str
    signals: Signals
    said: tuple[float, ...]
    answers: bool
    answers_after: bool
    must_refuse: bool


def collect(base: Base, known: Known, reader: Answering) -> list[Row]:
    """Of the tuning sets. With nothing `known`, as in an edition of texts of which nobody wrote what they are asked: a
    centre's own."""
    return collect_sets([one.name for one in SETS if one.base is base and not one.held_out], base, known, reader)


def collect_sets(names: Sequence[str], base: Base, known: Known, reader: Answering) -> list[Row]:
    items: list[Golden | Refusal] = [item for name in names for item in asked_once(load_golden(name))]
    items += [r for name in names for r in asked_once(load_refusals(name)) if r.reason in REFUSED_BY_SIGNALS]
    rows = []
    knowledge_base = KnowledgeBase.open(edition_of(base))
    with knowledge_base.edition() as edition:
        for item in items:
            as_of = item.as_of if isinstance(item, Golden) else None
            question, vector = knowledge_base.understand(item.question, as_of, edition)
            found = search(edition, question, vector, knowledge_base.regions, None, known=known)
            if found.ranked:
                golden = item if isinstance(item, Golden) else None
                rows.append(_row(item.id, golden, question, found, reader))
    knowledge_base.close()
    return rows


def _row(id: str, golden: Golden | None, question: Question, found: Found, reader: Answering) -> Row:
    first = signals(question, found)
    said = read(question, found, confidence_of(first), reader)
    order = reordered(found.ranked, said)
    return Row(
        id,
        first,
        tuple(said),
        _answered(golden, found.ranked),
        _answered(golden, [found.ranked[place] for place in order]),
        golden is None,
    )


def _answered(golden: Golden | None, ranked: Sequence[RankedProvision]) -> bool:
    first = [(r.provision.source_id, r.provision.number) for r in ranked[:MOST_PROVISIONS]]
    return golden is not None and any(answers(golden, key) for key in first)


def model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=1000))


def main() -> None:
    reader = load_answer_reader(edition_of(Base.WHOLE))
    rows, first = [], []
    for name, known in (("KNOWN", Known.ADAPTED), ("UNKNOWN", Known.NOTHING)):
        some = [row for base in Base for row in collect(base, known, reader)]
        some = [row for row in some if bool(row.signals.unasked) == (name == "UNKNOWN")]
        rows.append(some)
        first.append(_fit_first(name, some))
    _fit_second(rows, first)
    _tell_told(reader)


def _tell_told(reader: Answering) -> None:
    rows = collect_sets([TOLD], Base.WHOLE, Known.ADAPTED, reader)
    before = np.array([confidence_of(row.signals) for row in rows])
    after = np.array([confidence_after(looked(c, row.said)) for c, row in zip(before.tolist(), rows, strict=True)])
    doubted = (before >= DOUBT[0]) & (before <= DOUBT[1])
    print(f"{TOLD}, {len(rows)} cases, after the second look")
    _tell("now,", np.where(doubted, after, before), np.array([row.must_refuse for row in rows]))


def _fit_first(name: str, rows: list[Row]) -> NDArray[np.float64]:
    """The cross-validated confidence of each."""
    x = np.array([astuple(row.signals) for row in rows])
    y = np.array([row.answers for row in rows])
    must = np.array([row.must_refuse for row in rows])
    print(f"{name}: {len(rows)} questions, {y.sum()} answered by what came first, {must.sum()} to refuse")
    predicted = _predicted(x, y)
    _tell("now,", np.array([confidence_of(row.signals) for row in rows]), must)
    _tell("cross-validated,", predicted, must)
    told, intercept = _weights(x, y, Signals)
    print(f"{name} = Regression(Signals({told}), {intercept})")
    return predicted


def _fit_second(rows: list[list[Row]], first: list[NDArray[np.float64]]) -> None:
    """One regression for both groups, told of each apart."""
    every = [row for some in rows for row in some]
    before = np.concatenate(first)
    seen = [looked(float(confidence), row.said) for confidence, row in zip(before, every, strict=True)]
    x, y = np.array([astuple(one) for one in seen]), np.array([row.answers_after for row in every])
    must = np.array([row.must_refuse for row in every])
    doubted = (before >= DOUBT[0]) & (before <= DOUBT[1])
    predicted = _predicted(x, y, [row.id for row in every])
    now = np.array([confidence_after(one) for one in seen])
    for name, some in (("KNOWN", slice(len(rows[0]))), ("UNKNOWN", slice(len(rows[0]), None))):
        print(f"{name}, second look at {doubted[some].mean():.2f}")
        _tell("now,", np.where(doubted, now, before)[some], must[some])
        _tell("cross-validated,", np.where(doubted, predicted, before)[some], must[some])
    told, intercept = _weights(x, y, Looked)
    print(f"WEIGHTS = Looked({told})\nINTERCEPT = {intercept}")


def _predicted(x: NDArray[np.float64], y: NDArray[np.bool_], groups: list[str] | None = None) -> NDArray[np.float64]:
    """By a model that saw no row of the same group; each row is a group of its own where none are given."""
    folds = GroupKFold(FOLDS, shuffle=True, random_state=7)
    of: list[Any] = groups or list(range(len(y)))
    predicted: NDArray[np.float64] = cross_val_predict(model(), x, y, groups=of, cv=folds, method="predict_proba")[:, 1]
    return predicted


def _weights(x: NDArray[np.float64], y: NDArray[np.bool_], kind: Any) -> tuple[str, float]:
    """The numbers as they stand in the product: of signals that are not scaled."""
    fitted = model().fit(x, y)
    scale, regression = fitted[0], fitted[1]
    weights = regression.coef_[0] / scale.scale_
    intercept = round(float(regression.intercept_[0] - weights @ scale.mean_), 2)
    return ", ".join(f"{field.name}={value:.2f}" for field, value in zip(fields(kind), weights, strict=True)), intercept


def _tell(what: str, confidence: NDArray[np.float64], must: NDArray[np.bool_]) -> None:
    for threshold in THRESHOLDS:
        refused = confidence < threshold
        figures = (score(must, refused) for score in (precision_score, recall_score, f1_score))
        told = " ".join(f"{figure:.3f}" for figure in figures)
        print(f"{what} at {threshold}: refusal precision, recall, F1 {told}; answered {1 - refused[~must].mean():.3f}")


if __name__ == "__main__":
    main()
