"""Log-odds and regressions: one says back what the other was given, and nothing certain decides alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kb_service.odds import SUREST, log_odds, regression


@dataclass(frozen=True)
class Signals:
    one: float
    other: float


@pytest.mark.parametrize("probability", [0.05, 0.5, 0.9])
def test_a_regression_over_log_odds_gives_the_probability_back(probability: float) -> None:
    assert regression(Signals(1, 0), 0.0, Signals(log_odds(probability), 7)) == pytest.approx(probability)


def test_each_signal_counts_by_its_weight() -> None:
    assert regression(Signals(2, -1), -3.0, Signals(2, 1)) == 0.5


def test_what_is_certain_has_odds_too() -> None:
    assert (log_odds(0), log_odds(1)) == (-SUREST, SUREST)
    assert 0 < regression(Signals(1000, 0), 0.0, Signals(-1, 0)) < regression(Signals(1000, 0), 0.0, Signals(1, 0)) <= 1
