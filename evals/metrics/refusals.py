"""Whether what must be refused is, and nothing else; and whether the confidence means what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.calibration import calibration_curve
from sklearn.metrics import precision_recall_curve

BINS = 10


def precision(must: NDArray[np.float64], did: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Of the refusals, the share that had to be; 1 where nothing was refused. Works along `axis`, for the bootstrap."""
    return _share((must * did).sum(axis=axis), did.sum(axis=axis))


def recall(must: NDArray[np.float64], did: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """Of what had to be refused, the share that was."""
    return _share((must * did).sum(axis=axis), must.sum(axis=axis))


def f1(must: NDArray[np.float64], did: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
    """The harmonic mean of both."""
    return _share(2 * (must * did).sum(axis=axis), (must.sum(axis=axis) + did.sum(axis=axis)))


def _share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(whole > 0, part / np.maximum(whole, 1), 1.0)


@dataclass(frozen=True)
class Reliability:
    """`said` and `was`: the mean confidence and the share of right answers of each bin, as many questions in each."""

    said: tuple[float, ...]
    was: tuple[float, ...]


def reliability(confidence: Sequence[float], right: Sequence[bool]) -> Reliability:
    was, said = calibration_curve(np.asarray(right), np.asarray(confidence), n_bins=BINS, strategy="quantile")
    return Reliability(tuple(map(float, said)), tuple(map(float, was)))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """The expected calibration error: |confidence - share of right answers|, over bins of equal count
    (Naeini, Cooper & Hauskrecht, 2015), weighed by their counts."""
    order = np.argsort(confidence, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    gaps = [len(part) * abs(confidence[part].mean() - right[part].mean()) for part in bins]
    return float(sum(gaps) / len(confidence))


def trade_off(confidence: Sequence[float], must: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Precision and recall of refusing at every threshold of confidence, for the curve."""
    precisions, recalls, _ = precision_recall_curve(np.asarray(must), 1 - np.asarray(confidence))
    return list(map(float, precisions)), list(map(float, recalls))
