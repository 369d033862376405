"""How far a figure may be chance: bootstrap over questions (Efron & Tibshirani, 1993), by scipy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

RESAMPLES = 1000
CONFIDENCE = 0.95
_SEED = 20261125

Statistic = Callable[..., Any]
"""Of one array a sample, along `axis`: the bootstrap hands it all resamples at once."""


@dataclass(frozen=True)
class Interval:
    """A figure with its percentile interval at `CONFIDENCE` and its standard error."""

    value: float
    low: float
    high: float
    error: float


def mean_of(values: Sequence[float]) -> Interval:
    """The mean of a value a question. Raises `ValueError` for no value: nothing measured is not 0."""
    return interval(lambda x, axis=-1: np.mean(x, axis=axis), values)


def interval(statistic: Statistic, *samples: Sequence[float]) -> Interval:
    """A statistic of samples that are paired by question: what is drawn is always a question with all its values."""
    if not samples or not len(samples[0]):
        raise ValueError("nothing was measured")
    data: tuple[NDArray[np.float64], ...] = tuple(np.asarray(sample, dtype=float) for sample in samples)
    value = float(statistic(*data))
    if len(data[0]) < 2 or all(np.all(sample == sample[0]) for sample in data):
        return Interval(value, value, value, 0.0)
    found: Any = bootstrap(
        data,
        statistic,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        paired=len(data) > 1,
        rng=np.random.default_rng(_SEED),
    )
    span = found.confidence_interval
    return Interval(value, float(span.low), float(span.high), float(found.standard_error))
