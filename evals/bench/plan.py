"""How much is measured, quickly and in full."""

from __future__ import annotations

from dataclasses import dataclass

from evals.bench.budgets import CROWD_SECONDS, MANY_PASSAGES, PASSAGES


@dataclass(frozen=True)
class Plan:
    """`rounds` of all questions for retrieval, `asks` a service, `embedded` passages for the rate of ingestion,
    `texts` checked."""

    mode: str
    sizes: tuple[int, ...]
    rounds: int
    asks: int
    embedded: int
    reingestions: int
    cold_starts: int
    crowd_seconds: float
    texts: int


QUICK = Plan(
    mode="rapide",
    sizes=(PASSAGES,),
    rounds=2,
    asks=300,
    embedded=80,
    reingestions=3,
    cold_starts=5,
    crowd_seconds=10.0,
    texts=5,
)
FULL = Plan(
    mode="complète",
    sizes=(PASSAGES, MANY_PASSAGES),
    rounds=5,
    asks=1000,
    embedded=320,
    reingestions=5,
    cold_starts=5,
    crowd_seconds=CROWD_SECONDS,
    texts=10,
)
