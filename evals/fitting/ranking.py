"""Fits the weights of the ranking on the tuning questions, each set over the edition that it is about.

A listwise logistic regression: the passage that answers should score above those that do not. Run it
after the signals change, and copy what it prints into kb_service/retrieval/signals.py:
`python -m evals.fitting.ranking`. Cross-validation over questions tells a gain from luck; the held-out set is
never read here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax

from corpus.editions.edition import Edition
from evals.edition import edition_of
from evals.questions import SETS, WHOLE, Base, Golden, asked_once, load_golden, says_one
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.nearness import Known
from kb_service.retrieval.search import term_weights
from kb_service.retrieval.signals import WEIGHTS, Signals, look_closely

FOLDS = 5
PENALTY = 0.02
NAMES = [field.name for field in fields(Signals)]


Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Case:
    """The candidates of one question: their signals, which of them answer, and their provisions."""

    signals: NDArray[np.float32]
    answers: NDArray[np.bool_]
    provisions: tuple[str, ...]

    def of(self, chosen: Callable[[str], bool]) -> Case:
        """The passages of some sources alone."""
        rows = [row for row, provision in enumerate(self.provisions) if chosen(provision.split("/")[0])]
        return Case(self.signals[rows], self.answers[rows], tuple(self.provisions[row] for row in rows))


@dataclass(frozen=True)
class Pair:
    """One question where all is known that texts are asked, and where nobody wrote any of it."""

    written: Case
    unwritten: Case

    def partly(self, seed: int) -> Case:
        """Where half of the sources were written about, the others not: new circulars must be found too."""
        return _joined(self.written.of(lambda s: not _drawn(s, seed)), self.unwritten.of(lambda s: _drawn(s, seed)))


def _joined(*cases: Case) -> Case:
    return Case(
        np.concatenate([case.signals for case in cases]),
        np.concatenate([case.answers for case in cases]),
        tuple(provision for case in cases for provision in case.provisions),
    )


def _drawn(source_id: str, seed: int) -> bool:
    return zlib.crc32(f"{source_id} {seed}".encode()) % 2 == 1


def collect(knowledge_base: KnowledgeBase, golden: list[Golden]) -> list[Pair]:
    with knowledge_base.edition() as edition:
        return [
            Pair(*(_case(knowledge_base, edition, item, known) for known in (Known.ADAPTED, Known.NOTHING)))
            for item in golden
        ]


def _case(knowledge_base: KnowledgeBase, edition: Edition, item: Golden, known: Known) -> Case:
    question, vector = knowledge_base.understand(item.question, item.as_of, edition)
    allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
    idf, _ = term_weights(edition, question)
    candidates = find_candidates(edition, question, vector, allowed, known)
    looked = look_closely(edition, question, candidates, idf)
    numbers = {
        p.provision_id: (p.source_id, p.number) for p in edition.provisions_of_passages([r.ordinal for r in looked])
    }
    return Case(
        np.stack([r.signals.vector() for r in looked]),
        np.array([_answers(item, *numbers[r.passage.provision_id], r.passage.text) for r in looked]),
        tuple(r.passage.provision_id for r in looked),
    )


def _answers(item: Golden, source_id: str, number: str, text: str) -> bool:
    """Whether a passage answers: it is of an article that does, or of a document that does and says a fact."""
    if (source_id, number) in item.provisions:
        return True
    return (source_id, WHOLE) in item.provisions and says_one(item, text)


def fit(pairs: Sequence[Pair], start: Weights) -> Weights:
    """The weights that make the answers likeliest among all that was looked at (a softmax over each question's
    passages), pulled towards `start`, and scaled so that their length stays what it was: thresholds of scores lie
    elsewhere."""
    seen = [case for pair in pairs for case in (pair.written, pair.partly(1), pair.partly(2))]
    usable = [case for case in seen if case.answers.any() and not case.answers.all()]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value = PENALTY / 2 * float(((weights - start) ** 2).sum())
        gradient = PENALTY * (weights - start)
        for case in usable:
            scores = case.signals @ weights
            everything, right = softmax(scores), np.where(case.answers, scores, -np.inf)
            value += float(logsumexp(scores) - logsumexp(right)) / len(usable)
            gradient += (everything - softmax(right)) @ case.signals / len(usable)
        return value, gradient

    found = minimize(loss, start.astype(np.float64), jac=True, method="L-BFGS-B").x
    return np.asarray(found * (np.linalg.norm(start) / np.linalg.norm(found)), np.float32)


def quality(cases: Sequence[Case], weights: NDArray[np.float32]) -> tuple[float, float, float]:
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
    groups = {base.value: pairs for base in Base if (pairs := _pairs(base))}
    pairs = [pair for group in groups.values() for pair in group]
    reachable = sum(pair.written.answers.any() for pair in pairs)
    print(f"{reachable} of {len(pairs)} questions have an answer among the passages looked at")
    now = WEIGHTS.vector()
    _told("now", groups, now, lambda pair: pair.written)
    held: dict[str, list[tuple[float, float, float]]] = {name: [] for name in groups}
    for fold in range(FOLDS):
        weights = fit([pair for i, pair in enumerate(pairs) if i % FOLDS != fold], now)
        tested = {id(pair) for i, pair in enumerate(pairs) if i % FOLDS == fold}
        for name, group in groups.items():
            held[name].append(quality([pair.written for pair in group if id(pair) in tested], weights))
    for name, figures in held.items():
        print(f"{'cross-val':<10}{name:<11}", *(f"{value:.3f}" for value in np.mean(figures, axis=0)))
    weights = fit(pairs, now)
    _told("fitted", groups, weights, lambda pair: pair.written)
    _told("partly", groups, weights, lambda pair: pair.partly(3))
    _told("unwritten", groups, weights, lambda pair: pair.unwritten)
    named = zip(NAMES, weights, strict=True)
    print("WEIGHTS = Signals(" + ", ".join(f"{name}={weight:.2f}" for name, weight in named) + ")")


def _pairs(base: Base) -> list[Pair]:
    names = [one.name for one in SETS if one.base is base and not one.held_out]
    knowledge_base = KnowledgeBase.open(edition_of(base))
    pairs = collect(knowledge_base, [golden for name in names for golden in asked_once(load_golden(name))])
    knowledge_base.close()
    return pairs


def _told(
    what: str, groups: Mapping[str, list[Pair]], weights: NDArray[np.float32], case_of: Callable[[Pair], Case]
) -> None:
    for name, group in groups.items():
        print(
            f"{what:<10}{name:<11}", *(f"{value:.3f}" for value in quality([case_of(pair) for pair in group], weights))
        )


if __name__ == "__main__":
    main()
