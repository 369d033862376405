"""What is said of a series of measurements, and of the ranks at which answers were found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Summary:
    """A series in few numbers, all in the unit of the series."""

    count: int
    mean: float
    p50: float
    p95: float
    longest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Summary:
        """Raises `ValueError` for an empty series: nothing measured must never look like fast."""
        if not values:
            raise ValueError("nothing was measured")
        return cls(len(values), sum(values) / len(values), percentile(values, 50), percentile(values, 95), max(values))

    def numbers(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of the values do not exceed (nearest rank: always one that was seen)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def recall(ranks: Sequence[int | None], k: int) -> float:
    """The share of questions whose answer came among the first `k`; ranks count from 1, `None` is not found."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Sequence[int | None], k: int) -> float:
    """The mean of 1 / rank, ranks past `k` counting as not found: both sides are looked at equally far."""
    return sum(1 / rank for rank in ranks if rank is not None and rank <= k) / len(ranks)
