"""The mean of two readers that began at the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evals.fitting.low_rank import mean_of


def test_each_weight_is_half_of_one_and_half_of_the_other(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", up=np.array([3.0, -1.0], np.float16))
    mean = mean_of({"up": np.array([1.0, 1.0], np.float16)}, tmp_path / "other.npz")
    assert mean["up"].tolist() == [2.0, 0.0]
    assert mean["up"].dtype == np.float16
