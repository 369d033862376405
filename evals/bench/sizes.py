"""What a question costs among so many passages: the same measurements at every size, so that their growth is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from evals.bench.crowd import Crowd
from evals.bench.service import Asks, ColdStarts
from evals.bench.starter_process import StarterProcesses
from evals.bench.statistics import Summary, percentile
from evals.bench.ways import Way


class Ratios(NamedTuple):
    """Of two series, percentile by percentile."""

    p50: float
    p95: float


@dataclass(frozen=True)
class AtSize:
    """Among `passages` passages: `asks` over HTTP; `searches` in one process, in milliseconds a question; `memory_mb`
    of the service after its asks; `ready_seconds` until its health is good; `cold_starts` of `kb ask`; and the
    starter's own process."""

    passages: int
    asks: Asks
    searches: dict[Way, Summary]
    memory_mb: float
    ready_seconds: float
    cold_starts: ColdStarts
    starter: StarterProcesses

    @property
    def starter_start(self) -> float:
        return percentile(self.starter.seconds, 50)

    def times_ours(self, way: Way) -> Ratios:
        """How many times as long as ours a way searches a question."""
        theirs, ours = self.searches[way], self.searches[Way.OURS]
        return Ratios(theirs.p50 / ours.p50, theirs.p95 / ours.p95)

    def all_times_ours(self) -> dict[str, dict[str, float]]:
        """`times_ours` of every way, for programs."""
        told = {way: self.times_ours(way) for way in self.searches}
        return {way.name.lower(): {"p50": round(one.p50, 4), "p95": round(one.p95, 4)} for way, one in told.items()}

    def numbers(self) -> dict[str, Any]:
        """The raw ones, for programs."""
        return {
            "passages": self.passages,
            "ask_ms": self.asks.latency.numbers(),
            "ask_first_ms": self.asks.first.numbers(),
            "ask_mean_stages_ms": self.asks.stages,
            "search_ms": {way.name.lower(): summary.numbers() for way, summary in self.searches.items()},
            "search_times_ours": self.all_times_ours(),
            "service_memory_mb": round(self.memory_mb, 1),
            "service_ready_s": round(self.ready_seconds, 3),
            "cold_start_s": [round(seconds, 3) for seconds in self.cold_starts.seconds],
            "starter_memory_mb": round(self.starter.memory_mb, 1),
            "starter_start_s": [round(seconds, 3) for seconds in self.starter.seconds],
        }


def numbers_of(crowd: Crowd) -> dict[str, Any]:
    """As `AtSize.numbers`, of clients at once."""
    return {
        "clients": crowd.clients,
        "seconds": round(crowd.seconds, 2),
        "answers": crowd.answers,
        "errors": len(crowd.errors),
        "per_second": round(crowd.per_second, 3),
        "latency_s": crowd.latency.numbers(),
    }
