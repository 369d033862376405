"""How much of the machine others used while the benchmark ran: what tells whether its numbers are to be trusted."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Occupation:
    """Seconds of the clock, of all cores at work, and of ours, that of our finished processes included."""

    clock: float
    busy: float
    ours: float

    @classmethod
    def now(cls) -> Occupation:
        cpu, own = psutil.cpu_times(), os.times()
        idle = cpu.idle + getattr(cpu, "iowait", 0.0)
        guests = getattr(cpu, "guest", 0.0) + getattr(cpu, "guest_nice", 0.0)  # counted in `user` too
        ours = own.user + own.system + own.children_user + own.children_system
        return cls(time.perf_counter(), sum(cpu) - idle - guests, ours)

    def by_others(self, since: Occupation) -> float:
        """How many cores others kept busy, on average, `since` then."""
        others = (self.busy - since.busy) - (self.ours - since.ours)
        return max(0.0, others / (self.clock - since.clock))
