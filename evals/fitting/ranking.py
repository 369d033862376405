"""Fits the weights of the ranking on the tuning questions: those on the official texts (sets "dev" and "fit") over
an edition of these, those on the shipped documents (set "documents") over an edition of theirs.

A pairwise logistic regression: the passage that answers should score above those that do not. Run it
after the signals change, and copy what it prints into kb_service/retrieval/signals.py:
`python -m evals.fitting.ranking`. Cross-validation over questions tells a gain from luck; the held-out set is
never read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from corpus.settings import Settings
from evals.edition import edition_of
from evals.questions import WHOLE, Base, Golden, load_golden, says_one
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.search import term_weights
from kb_service.retrieval.signals import WEIGHTS, Signals, look_closely

FOLDS = 7
PENALTY = 0.02
STEPS, RATE = 600, 0.3


@dataclass(frozen=True)
class Case:
    """The candidates of one question: their signals, which of them answer, and their provisions."""

    signals: NDArray[np.float32]
    answers: NDArray[np.bool_]
    provisions: tuple[str, ...]


def collect(knowledge_base: KnowledgeBase, golden: list[Golden]) -> list[Case]:
    cases = []
    with knowledge_base.edition() as edition:
        for item in golden:
            question, vector = knowledge_base.understand(item.question, item.as_of, edition)
            allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
            idf, _ = term_weights(edition, question)
            candidates = find_candidates(edition, question, vector, allowed)
            looked = look_closely(edition, question, vector, candidates, idf)
            numbers = {
                p.provision_id: (p.source_id, p.number)
                for p in edition.provisions_of_passages([r.ordinal for r in looked])
            }
            wanted = [_answers(item, *numbers[r.passage.provision_id], r.passage.text) for r in looked]
            cases.append(
                Case(
                    np.stack([r.signals.vector() for r in looked]),
                    np.array(wanted),
                    tuple(r.passage.provision_id for r in looked),
                )
            )
    return cases


def _answers(item: Golden, source_id: str, number: str, text: str) -> bool:
    """Whether a passage answers: it is of an article that does, or of a document that does and says a fact."""
    if (source_id, number) in item.provisions:
        return True
    return (source_id, WHOLE) in item.provisions and says_one(item, text)


def fit(cases: list[Case], start: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weights by gradient descent on log(1 + exp(-(best answer - other))), pulled towards `start`."""
    weights = start.astype(np.float64).copy()
    usable = [case for case in cases if case.answers.any() and not case.answers.all()]
    for _ in range(STEPS):
        gradient = PENALTY * (weights - start)
        for case in usable:
            scores = case.signals @ weights
            best = np.flatnonzero(case.answers)[np.argmax(scores[case.answers])]
            others = np.flatnonzero(~case.answers)
            slack = 1 / (1 + np.exp(np.clip(scores[best] - scores[others], -30, 30)))
            hard = slack * slack / max(slack.sum(), 1e-9)  # the ones that stand in its way count most
            gradient -= (hard[:, None] * (case.signals[best] - case.signals[others])).sum(axis=0) / len(usable)
        weights -= RATE * gradient
    return weights.astype(np.float32)


def quality(cases: list[Case], weights: NDArray[np.float32]) -> tuple[float, float, float]:
    """recall@1, recall@5 and MRR over provisions."""
    ranks = []
    for case in cases:
        order = np.argsort(-(case.signals @ weights), kind="stable")
        seen: list[str] = []
        rank = None
        for index in order:
            if case.provisions[index] not in seen:
                seen.append(case.provisions[index])
            if case.answers[index]:
                rank = seen.index(case.provisions[index]) + 1
                break
        ranks.append(rank)
    count = len(ranks)
    return (
        sum(r == 1 for r in ranks) / count,
        sum(r is not None and r <= 5 for r in ranks) / count,
        sum(1 / r for r in ranks if r) / count,
    )


def main() -> None:
    groups = {
        "official": _cases(edition_of(Base.OFFICIAL), "dev", "fit"),
        "documents": _cases(edition_of(Base.SHIPPED), "documents"),
    }
    cases = [case for group in groups.values() for case in group]
    reachable = sum(case.answers.any() for case in cases)
    print(f"{reachable} of {len(cases)} questions have an answer among the passages looked at")
    now = WEIGHTS.vector()
    _told("now", groups, now)
    for name, group in groups.items():
        held: list[tuple[float, float, float]] = []
        for fold in range(FOLDS):
            test = [case for i, case in enumerate(group) if i % FOLDS == fold]
            train = [case for case in cases if not any(case is other for other in test)]
            held.append(quality(test, fit(train, now)))
        print(f"{'cross-val':<10}{name:<11}", *(f"{value:.3f}" for value in np.mean(held, axis=0)))
    weights = fit(cases, now)
    _told("fitted", groups, weights)
    named = zip((field.name for field in fields(Signals)), weights, strict=True)
    print("WEIGHTS = Signals(" + ", ".join(f"{name}={weight:.2f}" for name, weight in named) + ")")


def _cases(settings: Settings, *names: str) -> list[Case]:
    knowledge_base = KnowledgeBase.open(settings)
    cases = collect(knowledge_base, [golden for name in names for golden in load_golden(name)])
    knowledge_base.close()
    return cases


def _told(what: str, groups: Mapping[str, list[Case]], weights: NDArray[np.float32]) -> None:
    for name, group in groups.items():
        print(f"{what:<10}{name:<11}", *(f"{value:.3f}" for value in quality(group, weights)))


if __name__ == "__main__":
    main()
