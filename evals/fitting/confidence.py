"""Fits the confidence on the development questions and refusals: `python -m evals.fitting.confidence`.

The label is whether the first provision answers; a question that must be refused has none. Prints the
numbers that stand in kb_service/answer/abstention.py, and how they do under cross-validation.
"""

from __future__ import annotations

from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from evals.edition import edition_of
from evals.questions import Base, load_golden, load_refusals
from kb_service.answer.abstention import Signals, signals
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.search import search

SPLITS = ("dev", "fit")
FOLDS = 8
PENALTY = 0.02
STEPS, RATE = 4000, 0.5


def main() -> None:
    knowledge_base = KnowledgeBase.open(edition_of(Base.OFFICIAL))
    rows: list[tuple[float, ...]] = []
    labels: list[bool] = []
    with knowledge_base.edition() as edition:
        asked = [(g.question, g.as_of, g.provisions) for split in SPLITS for g in load_golden(split)]
        asked += [
            (r.question, None, ())
            for split in SPLITS
            for r in load_refusals(split)
            if r.reason in ("out_of_scope", "no_evidence")
        ]
        for text, as_of, wanted in asked:
            question, vector = knowledge_base.understand(text, as_of, edition)
            found = search(edition, question, vector, knowledge_base.regions, None)
            if found.ranked:
                rows.append(astuple(signals(question, found)))
                labels.append(_among(found, wanted))
    x, y = np.array(rows), np.array(labels, dtype=float)
    order = np.random.default_rng(7).permutation(len(y))
    x, y = x[order], y[order]
    probabilities = np.zeros(len(y))
    for fold in range(FOLDS):
        test = np.arange(len(y)) % FOLDS == fold
        coefficients, intercept = _fit(x[~test], y[~test])
        probabilities[test] = _sigmoid(x[test] @ coefficients + intercept)
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        given = probabilities >= threshold
        refused = ~given
        precision = (refused & (y == 0)).sum() / max(refused.sum(), 1)
        recall = (refused & (y == 0)).sum() / max((y == 0).sum(), 1)
        print(f"cross-validated at {threshold}: refusal precision {precision:.3f} recall {recall:.3f}")
    coefficients, intercept = _fit(x, y)
    named = zip((field.name for field in fields(Signals)), coefficients, strict=True)
    print("COEFFICIENTS = Signals(" + ", ".join(f"{name}={value:.2f}" for name, value in named) + ")")
    print("INTERCEPT =", round(float(intercept), 2))
    knowledge_base.close()


def _among(found, wanted) -> bool:  # type: ignore[no-untyped-def]
    return any((r.provision.source_id, r.provision.number) in wanted for r in found.ranked[:3])


def _fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Logistic regression with a small ridge, by gradient descent on standardised signals."""
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / deviation
    weights, intercept = np.zeros(x.shape[1]), 0.0
    balance = np.where(y == 1, 0.5 / max(y.mean(), 1e-6), 0.5 / max(1 - y.mean(), 1e-6))
    for _ in range(STEPS):
        error = (_sigmoid(z @ weights + intercept) - y) * balance
        weights -= RATE * (z.T @ error / len(y) + PENALTY * weights)
        intercept -= RATE * error.mean()
    coefficients = weights / deviation
    return coefficients, float(intercept - mean @ coefficients)


def _sigmoid(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))))


if __name__ == "__main__":
    main()
