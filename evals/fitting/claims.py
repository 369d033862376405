"""Fits the regressions of the checks on the tuning claims: `python -m evals.fitting.claims`.

First the two of `kb_service.verification.weights`, which weigh what the checkers found, then the one of
`kb_service.verification.inference`, which weighs that beside what the reader says. A statement is labelled, its pieces
are not, so each round takes for every statement the pieces that the current weights find likest (the labelled passage,
where it is among them) and fits on those: multiple-instance learning. Prints the numbers that stand there; where the
first two change, copy them and run again for the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from corpus.readers.inference import InferenceReader, load_inference_reader
from corpus.settings import settings
from evals.claims import LabelledClaim, checker, load_claims
from kb_service.contract import Verdict
from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.compared import Compared
from kb_service.verification.inference import READ, Weighed, rule_of, weighed
from kb_service.verification.statements import statements
from kb_service.verification.verdict import Judged
from kb_service.verification.weights import ConflictSignals, SupportSignals, conflict_signals, support_signals

SPLITS = ("tune", "plain", "train")
ROUNDS = 8
PENALTY = 1.0
AGAINST = ("whole", "silent")
"""Signals that can only speak against; the others that are shares or likenesses only for."""
FREE = ("against", "figure", "modality", "negation", "scope", "actor", "category", "opposite")
WORST = 3
"""How many pieces of a statement that they must not decide count as examples."""

Matrix = NDArray[np.float64]
Bag = tuple[bool, Matrix, NDArray[np.bool_]]
"""One statement: whether its pieces should decide, their signals, and which of them hold the labelled passage."""


def main() -> None:
    bags: dict[str, list[Bag]] = {"SUPPORT": [], "CONFLICT": [], "SUPPORT after the reader": []}
    reader = load_inference_reader(settings())
    with checker(read=False) as check:
        for claim in (claim for split in SPLITS for claim in load_claims(split)):
            if claim.verdict is Verdict.NOT_CHECKABLE or claim.kind.startswith("reference"):
                continue
            bodies = [s.body for s in statements(claim.claim) if s.not_checkable is None]
            for body, outcome in zip(bodies, check.outcomes(claim), strict=True):
                several = len(outcome.parts) > 1
                for span, judged in outcome.parts:
                    if not several or claim.verdict is not Verdict.CONTRADICTED:
                        _gather(bags, claim, judged, body[slice(*span)], reader)
    of_first = {"SUPPORT": SupportSignals, "CONFLICT": ConflictSignals}
    for name, known in bags.items():
        signals = of_first.get(name, Weighed)
        _report(name, [field.name for field in fields(signals)], known)


def _gather(
    bags: dict[str, list[Bag]], claim: LabelledClaim, judged: Judged, text: str, reader: InferenceReader
) -> None:
    compared = judged.compared
    _add(bags["SUPPORT"], claim, compared, _may_support, Verdict.SUPPORTED, _support)
    if judged.verdict is not Verdict.SUPPORTED:  # what differs is asked only then
        _add(bags["CONFLICT"], claim, compared, _may_deny, Verdict.CONTRADICTED, _conflict)
    first = compared[:READ]
    said = reader.probabilities([(c.piece.premise, rule_of(text)) for c in first])
    of = {id(c): read for c, read in zip(first, said, strict=True)}
    known = bags["SUPPORT after the reader"]
    _add(known, claim, first, _may_support, Verdict.SUPPORTED, lambda c: astuple(weighed(c.likeness, of[id(c)])))


def _support(c: Compared) -> tuple[float, ...]:
    return astuple(support_signals(c.alignment, c.findings, c.piece.whole))


def _conflict(c: Compared) -> tuple[float, ...]:
    return astuple(conflict_signals(c.alignment, c.findings, c.likeness))


def _may_support(c: Compared) -> bool:
    return all(f.outcome is Outcome.AGREES for f in c.findings)


def _may_deny(c: Compared) -> bool:
    return c.denial > 0


def _add(
    bags: list[Bag],
    claim: LabelledClaim,
    compared: Sequence[Compared],
    eligible: Callable[[Compared], bool],
    verdict: Verdict,
    signals: Callable[[Compared], tuple[float, ...]],
) -> None:
    pieces = [c for c in compared if eligible(c)]
    if pieces:
        holds = np.array([_holds(c, claim.passage) for c in pieces])
        bags.append((claim.verdict is verdict, np.array([signals(c) for c in pieces]), holds))


def _holds(compared: Compared, passage: str | None) -> bool:
    if passage is None:
        return False
    piece = compared.piece
    text = re.sub(r"\s+", " ", piece.provision.text[piece.start : piece.end])
    return re.sub(r"\s+", " ", passage) in text


def _report(name: str, names: list[str], bags: Sequence[Bag]) -> None:
    order = np.random.default_rng(7).permutation(len(bags))
    scores = np.zeros(len(bags))
    for fold in range(5):
        weights = fit([bags[i] for n, i in enumerate(order) if n % 5 != fold], names)
        for n, i in enumerate(order):
            if n % 5 == fold:
                scores[i] = _scored(bags[i][1], weights).max()
    labels = np.array([decides for decides, _, _ in bags])
    auc = (scores[labels][:, None] > scores[~labels][None, :]).mean()
    print(f"# {name}: {labels.sum()} of {len(bags)} statements, cross-validated AUC {auc:.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        given = 1 / (1 + np.exp(-scores)) >= threshold
        precision = labels[given].mean() if given.any() else float("nan")
        print(f"#   at {threshold}: precision {precision:.2f} recall {(given & labels).sum() / labels.sum():.2f}")
    weights = fit(bags, names)
    values = ", ".join(f"{n}={w:.2f}" for n, w in zip(names, weights[:-1], strict=True))
    print(f"{name} = ({values})\n{name}_INTERCEPT = {weights[-1]:.2f}")


def fit(bags: Sequence[Bag], names: Sequence[str]) -> Matrix:
    """Weights and, last, the intercept."""
    weights = np.r_[np.ones(bags[0][1].shape[1]) * 0.5, -2.0]
    for _ in range(ROUNDS):
        rows, labels = [], []
        for decides, signals, holds in bags:
            scores = _scored(signals, weights)
            if decides:
                chosen = [int(np.argmax(np.where(holds, scores, -np.inf)))] if holds.any() else [int(scores.argmax())]
            else:
                chosen = [int(i) for i in np.argsort(-scores)[:WORST]]
            rows += [signals[i] for i in chosen]
            labels += [decides] * len(chosen)
        weights = _signed(np.array(rows), np.array(labels, float), names)
    return np.asarray(weights)


def _scored(signals: Matrix, weights: Matrix) -> Matrix:
    return np.asarray(signals @ weights[:-1] + weights[-1])


def _signed(x: Matrix, y: Matrix, names: Sequence[str]) -> Matrix:
    """The regression without the signals that would come out with the wrong sign."""
    kept = np.ones(len(names), bool)
    while True:
        weights = np.zeros(len(names) + 1)
        weights[np.r_[kept, True]] = _newton(x[:, kept], y)
        wrong = [
            i for i, name in enumerate(names) if kept[i] and name not in FREE and (weights[i] > 0) == (name in AGAINST)
        ]
        if not wrong:
            return np.asarray(weights)
        kept[wrong] = False


def _newton(x: Matrix, y: Matrix) -> Matrix:
    """Logistic regression with a ridge on all but the intercept."""
    z = np.c_[x, np.ones(len(x))]
    ridge = PENALTY * np.diag(np.r_[np.ones(x.shape[1]), 0.0])
    weights = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(z @ weights, -30, 30)))
        gradient = z.T @ (p - y) + ridge @ weights
        weights -= np.linalg.solve((z.T * (p * (1 - p))) @ z + ridge + 1e-9 * np.eye(len(weights)), gradient)
    return weights


if __name__ == "__main__":
    main()
