"""Probabilities and their log-odds: what every regression of the house speaks in."""

from __future__ import annotations

import math
from dataclasses import astuple
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
SUREST = 5.0


def log_odds(probability: float) -> float:
    """Within -5..5, so that nothing that is all but certain decides alone."""
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return min(max(math.log(kept / (1 - kept)), -SUREST), SUREST)


def probability(odds: float) -> float:
    """Of log-odds, 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def regression(weights: T, intercept: float, signals: T) -> float:
    """The probability, 0 to 1, that a logistic regression gives for signals: both are one dataclass of numbers."""
    return probability(
        intercept + sum(weight * signal for weight, signal in zip(astuple(weights), astuple(signals), strict=True))
    )
