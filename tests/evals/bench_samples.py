"""Measurements, made by hand."""

from __future__ import annotations

from evals.bench.crowd import Crowd
from evals.bench.service import Asks, ColdStarts
from evals.bench.sizes import AtSize
from evals.bench.starter_process import StarterProcesses
from evals.bench.statistics import Summary
from evals.bench.ways import Way


def asks(ms: float) -> Asks:
    return Asks(Summary.of([ms]), Summary.of([ms]), {"total": ms})


def crowd(clients: int, answers: int, errors: int = 0, p95: float = 1.0) -> Crowd:
    return Crowd(clients, answers, ["ConnectionRefusedError"] * errors, 10.0, Summary.of([p95]))


def at_size(size: int, ours: float = 10.0, memory: float = 400.0, start: float = 2.0) -> AtSize:
    times = {Way.OURS: 1.0, Way.WORDS: 0.25, Way.VECTORS: 0.5, Way.STARTER: 4.0}
    searches = {way: Summary.of([ours * many]) for way, many in times.items()}
    return AtSize(
        size, asks(ours), searches, memory, 3.0, ColdStarts([start]), StarterProcesses([8.0, 10.0, 9.0], 800.0)
    )
