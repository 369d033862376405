"""Fits the regressions of the checks on the tuning claims: `python -m evals.fitting.claims`.

First the two of `kb_service.verification.weights`, which weigh what the checkers found, then the two of
`kb_service.verification.inference`, which weigh that beside what the reader says. A statement is labelled, its pieces
are not, so each round takes for every statement the pieces that the current weights find likest (the labelled passage,
where it is among them) and fits on those: multiple-instance learning. Prints the numbers that stand there; where the
first two change, copy them and run again for the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, fields

import numpy as np
from numpy.typing import NDArray

from corpus.readers.inference import InferenceReader, load_inference_reader
from corpus.settings import settings
from evals.claims import Checker, LabelledClaim, checker, load_claims
from kb_service.contract import Verdict
from kb_service.verification.compared import Compared
from kb_service.verification.elsewhere import Elsewhere
from kb_service.verification.inference import Weighed, rule_of, to_read, weighed
from kb_service.verification.statements import statements
from kb_service.verification.verdict import Judged
from kb_service.verification.weights import ConflictSignals, SupportSignals, conflict_signals, support_signals

SPLITS = ("tune", "plain", "train")
ROUNDS = 8
PENALTY = 1.0
LIKENESS, DIFFERENCE, SUPPORT, DENIAL = "weights.SUPPORT", "weights.CONFLICT", "inference.SUPPORT", "inference.DENIAL"
SIGNALS = {LIKENESS: SupportSignals, DIFFERENCE: ConflictSignals, SUPPORT: Weighed, DENIAL: Weighed}
AGAINST = ("whole", "silent")
"""Signals that can only speak against; the others that are shares or likenesses only for."""
FREE = (
    "against",
    "agreeing",
    "differing",
    "likeness",
    "difference",
    "figure",
    "modality",
    "negation",
    "scope",
    "actor",
    "category",
    "opposite",
)

Matrix = NDArray[np.float64]
Bag = tuple[bool, Matrix, NDArray[np.bool_]]
"""One statement: whether its pieces should decide, their signals, and which of them hold the labelled passage."""


def main() -> None:
    bags: dict[str, list[Bag]] = {name: [] for name in SIGNALS}
    reader = load_inference_reader(settings())
    with checker(read=False) as check:
        for claim in (claim for split in SPLITS for claim in load_claims(split)):
            for text, judged in _parts(check, claim):
                _gather(bags, claim, judged, text, reader)
    for name, known in bags.items():
        _report(name, [field.name for field in fields(SIGNALS[name])], known)


def _parts(check: Checker, claim: LabelledClaim) -> Iterator[tuple[str, Judged]]:
    """The rules that a text joins, each as it was judged; those of a contradicted text are not labelled one by one."""
    if claim.verdict is Verdict.NOT_CHECKABLE or claim.kind.startswith("reference"):
        return
    bodies = [s.body for s in statements(claim.claim) if s.not_checkable is None]
    for body, outcome in zip(bodies, check.outcomes(claim), strict=True):
        if len(outcome.parts) == 1 or claim.verdict is not Verdict.CONTRADICTED:
            yield from ((body[slice(*span)], judged) for span, judged in outcome.parts)


def _gather(
    bags: dict[str, list[Bag]], claim: LabelledClaim, judged: Judged, text: str, reader: InferenceReader
) -> None:
    compared = judged.compared
    supported, contradicted = Verdict.SUPPORTED, Verdict.CONTRADICTED
    _add(bags[LIKENESS], claim, compared, supported, lambda c: c.support > 0, _likeness)
    _add(bags[DIFFERENCE], claim, compared, contradicted, lambda c: c.difference > 0, _difference)
    first = [compared[number] for number in to_read(compared)]
    said = reader.probabilities([(c.piece.premise, rule_of(text)) for c in first])
    elsewhere = Elsewhere(compared)
    of = {id(c): astuple(weighed(c, read, elsewhere)) for c, read in zip(first, said, strict=True)}
    _add(bags[SUPPORT], claim, first, supported, lambda c: c.support > 0, lambda c: of[id(c)])
    _add(bags[DENIAL], claim, first, contradicted, lambda c: not c.piece.whole, lambda c: of[id(c)])


def _likeness(c: Compared) -> tuple[float, ...]:
    return astuple(support_signals(c.alignment, c.findings, c.piece.whole))


def _difference(c: Compared) -> tuple[float, ...]:
    return astuple(conflict_signals(c.alignment, c.findings, c.likeness))


def _add(
    bags: list[Bag],
    claim: LabelledClaim,
    compared: Sequence[Compared],
    verdict: Verdict,
    eligible: Callable[[Compared], bool],
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
                chosen = [int(scores.argmax())]
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
