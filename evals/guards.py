"""The two guards in the report: verdicts on labelled statements, personal data in labelled texts."""

from __future__ import annotations

from collections import Counter

from evals.claims import Confusion, checker, load_claims, scores, verdict_on
from evals.outcome import Kept
from evals.privacy import load_cases, score
from kb_service.contract import Verdict
from kb_service.privacy.guard import load_guard

CLAIMS = {False: ("tune", "train"), True: ("report", "report2")}
PRIVACY = {False: ("tune", "tune2", "tune3"), True: ("report2", "report3", "report4")}
"""The splits for tuning, and those held back."""


class Verdicts(Kept):
    """`confusion[label][verdict]` counts statements; `scores` as `evals.claims.scores`."""

    splits: list[str]
    count: int
    confusion: dict[str, dict[str, int]]
    scores: dict[str, float]


class Privacy(Kept):
    """Recall and precision of the guard by group of data; None where there was nothing to count."""

    splits: list[str]
    count: int
    recall: dict[str, float | None]
    precision: float | None
    untouched: float | None


def verdicts(held_out: bool) -> Verdicts:
    """Over the whole base."""
    confusion: Confusion = Counter()
    claims = [claim for split in CLAIMS[held_out] for claim in load_claims(split)]
    with checker() as check:
        for claim in claims:
            confusion[claim.verdict, verdict_on(check.outcomes(claim))] += 1
    return Verdicts(
        splits=list(CLAIMS[held_out]),
        count=len(claims),
        confusion={label: {got: confusion[label, got] for got in Verdict} for label in Verdict},
        scores=scores(confusion),
    )


def privacy(held_out: bool) -> Privacy:
    guard = load_guard()
    cases = [case for split in PRIVACY[held_out] for case in load_cases(split)]
    found = [[(s.kind.value, s.start, s.end) for s in guard.inspect(case.text).spans] for case in cases]
    result = score(cases, found)
    return Privacy(
        splits=list(PRIVACY[held_out]),
        count=len(cases),
        recall={name: tally.recall for name, tally in (*result.groups.items(), *result.types.items())},
        precision=result.overall.precision,
        untouched=result.clean_precision,
    )
