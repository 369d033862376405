"""The figures of a run, from its outcomes: pure functions, so that a kept report can be drawn and compared again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from evals.metrics import refusals
from evals.metrics.intervals import Interval, interval, mean_of
from evals.metrics.ranking import MEASURES, by_question
from evals.outcome import Kept, Outcome

PRODUCT = "la base"
"""The name of the product itself in the table of systems."""


class Figure(Kept):
    """One number with its interval, over `count` questions; `goal` is what the held-back questions should reach,
    `error` the standard error by bootstrap. For a calibration error, less is better."""

    name: str
    value: float
    low: float
    high: float
    error: float
    count: int
    goal: float | None = None
    less_is_better: bool = False

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value <= self.goal if self.less_is_better else self.value >= self.goal


GOALS = {
    "recall@5": 0.92,
    "MRR": 0.80,
    "faits énoncés": 0.85,
    "refus : F1": 0.90,
    "refus : rappel": 0.90,
    "citations exactes": 1.0,
    "mauvaise version": 0.0,
}
LESS_IS_BETTER = frozenset({"mauvaise version", "erreur de calibration"})


def figures_of(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Every figure that the outcomes allow; one without anything to count is left out, not 0."""
    asked = [o for o in outcomes if not o.must_refuse]
    answered = [o for o in asked if o.answered]
    with_facts = [o for o in asked if o.facts]
    quoting = [o for o in outcomes if o.quotes]
    found: list[Figure | None] = []
    if asked:
        values = by_question({o.id: o.rank for o in asked})
        found += [_mean(name, list(values[name].values())) for name in MEASURES]
    found += [
        _mean("réponses données", [float(o.answered) for o in asked]),
        _share("faits énoncés", [(o.facts - len(o.missing), o.facts) for o in with_facts]),
        _share("citations : précision", [(o.cited_rightly, o.cited_by_answer) for o in answered]),
        _mean("citations : rappel", [float(o.answered and o.cited_rightly > 0) for o in asked]),
        _share("citations exactes", [(o.exact, o.quotes) for o in quoting]),
        _mean("mauvaise version", [float(bool(o.wrong_wording)) for o in quoting]),
    ]
    if any(o.must_refuse for o in outcomes):
        must, did = [float(o.must_refuse) for o in outcomes], [float(not o.answered) for o in outcomes]
        found += [
            _figure("refus : précision", partial(interval, refusals.precision), must, did),
            _figure("refus : rappel", partial(interval, refusals.recall), must, did),
            _figure("refus : F1", partial(interval, refusals.f1), must, did),
        ]
        judged = calibrated(outcomes)
        said, right = [o.confidence for o in judged], [float(o.first_is_right) for o in judged]
        found.append(_figure("erreur de calibration", _without_interval, said, right))
    return [figure for figure in found if figure is not None]


def calibrated(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Those whose confidence was estimated: a typed refusal (greeting, no version on the day) has none."""
    return [o for o in outcomes if o.confidence > 0]


def by(key: Callable[[Outcome], str], outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes by group, sorted by its name."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in sorted(outcomes, key=key):
        groups.setdefault(key(outcome), []).append(outcome)
    return groups


def figures_of_systems(outcomes: Sequence[Outcome]) -> dict[str, list[Figure]]:
    """The ranking of every system that searched, the product among them: those of `outcomes` are questions."""
    asked = [o for o in outcomes if not o.must_refuse]
    names = list(dict.fromkeys(name for o in asked for name in o.ranks))
    table: dict[str, list[Figure]] = {}
    for name in names:
        values = by_question({o.id: o.ranks[name] for o in asked if name in o.ranks})
        found = [_mean(measure, list(values[measure].values())) for measure in MEASURES]
        table[name] = [figure for figure in found if figure]
    return table


def _mean(name: str, values: Sequence[float]) -> Figure | None:
    return _figure(name, mean_of, values)


def _share(name: str, parts: Sequence[tuple[int, int]]) -> Figure | None:
    """A share over things of which each question has several: facts, quotes."""

    def ratio(some: np.ndarray, whole: np.ndarray, axis: int = -1) -> np.ndarray:
        return np.asarray(some.sum(axis=axis) / np.maximum(whole.sum(axis=axis), 1))

    if not sum(whole for _, whole in parts):
        return None
    return _figure(name, partial(interval, ratio), [p for p, _ in parts], [w for _, w in parts])


def _without_interval(said: Sequence[float], right: Sequence[float]) -> Interval:
    """Resampling adds to a calibration error what chance adds to every gap: its interval would leave the value out."""
    value = refusals.calibration_error(np.asarray(said), np.asarray(right))
    return Interval(value, value, value, 0.0)


def _figure(name: str, measure: Callable[..., Interval], *samples: Sequence[float]) -> Figure | None:
    if not samples[0]:
        return None
    found = measure(*samples)
    return Figure(
        name=name,
        value=found.value,
        low=found.low,
        high=found.high,
        error=found.error,
        count=len(samples[0]),
        goal=GOALS.get(name),
        less_is_better=name in LESS_IS_BETTER,
    )
