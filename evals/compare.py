"""Two runs side by side: which figures moved, by more than chance or not, and which questions flipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from evals.figures import LESS_IS_BETTER, Figure, figures_of
from evals.metrics.intervals import mean_of
from evals.outcome import Outcome
from evals.report.kept import Report
from evals.report.wording import word


@dataclass(frozen=True)
class Moved:
    """A figure before and after. `sure` tells whether the bootstrap of the paired differences leaves 0 out; None for
    a figure that is no mean over questions. Better or worse is told by `gain`, the sign of the figure apart."""

    name: str
    before: float
    after: float
    sure: bool | None

    @property
    def gain(self) -> float:
        change = self.after - self.before
        return -change if self.name in LESS_IS_BETTER else change


@dataclass(frozen=True)
class Flip:
    """A question that one run got right and the other wrong, in one respect."""

    id: str
    question: str
    respect: str
    better: bool
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Over the questions that both runs asked; `only` counts those of one alone."""

    moved: list[Moved]
    flips: list[Flip]
    common: int
    only: tuple[int, int]


Value = Callable[[Outcome], float | None]
"""What one question brings to a figure; None where it has no part in it."""

PAIRED: dict[str, Value] = {
    "recall@1": lambda o: None if o.must_refuse else float(o.rank == 1),
    "recall@5": lambda o: None if o.must_refuse else float(o.rank is not None and o.rank <= 5),
    "recall@10": lambda o: None if o.must_refuse else float(o.rank is not None),
    "MRR": lambda o: None if o.must_refuse else 1 / o.rank if o.rank else 0.0,
    "réponses données": lambda o: None if o.must_refuse else float(o.answered),
    "faits énoncés": lambda o: (o.facts - len(o.missing)) / o.facts if o.facts else None,
    "citations : rappel": lambda o: None if o.must_refuse else float(o.answered and o.cited_rightly > 0),
    "refus : rappel": lambda o: float(not o.answered) if o.must_refuse else None,
}


def compare(before: Report, after: Report) -> Comparison:
    """Figures are taken over the common questions alone, so that a new question moves none of them."""
    old, new = ({o.id: o for o in report.outcomes} for report in (before, after))
    common = [name for name in old if name in new]
    pairs = [(old[name], new[name]) for name in common]
    figures = [_by_name(figures_of([pair[i] for pair in pairs])) for i in (0, 1)]
    moved = [
        Moved(name, figures[0][name].value, figures[1][name].value, _sure(name, pairs))
        for name in figures[0]
        if name in figures[1]
    ]
    flips = [flip for pair in pairs for flip in _flips(*pair)]
    return Comparison(moved, flips, len(common), (len(old) - len(common), len(new) - len(common)))


def _by_name(figures: Sequence[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


def _sure(name: str, pairs: Sequence[tuple[Outcome, Outcome]]) -> bool | None:
    if name not in PAIRED:
        return None
    value = PAIRED[name]
    both = [(value(before), value(after)) for before, after in pairs]
    change = [after - before for before, after in both if before is not None and after is not None]
    if not change or not np.any(change):
        return False
    found = mean_of(change)
    return found.low > 0 or found.high < 0


def _flips(before: Outcome, after: Outcome) -> list[Flip]:
    def flip(respect: str, was: bool, now: bool, shown: Callable[[Outcome], str]) -> list[Flip]:
        if was == now:
            return []
        return [Flip(after.id, after.question, respect, now, shown(before), shown(after))]

    if after.must_refuse:
        return flip("refus", not before.answered, not after.answered, _decision)
    return [
        *flip("parmi les cinq premières", _within(before), _within(after), _rank),
        *flip("réponse donnée", before.answered, after.answered, _decision),
        *flip("faits", not before.missing, not after.missing, lambda o: " ; ".join(o.missing) or "énoncés"),
    ]


def _within(outcome: Outcome) -> bool:
    return outcome.rank is not None and outcome.rank <= 5


def _rank(outcome: Outcome) -> str:
    return f"rang {outcome.rank}" if outcome.rank else "pas trouvée"


def _decision(outcome: Outcome) -> str:
    return "répondue" if outcome.answered else f"abstention ({word(outcome.reason or '')})"
