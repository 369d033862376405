"""How much is measured, quickly and in full."""

from __future__ import annotations

from dataclasses import dataclass

from evals.bench.budgets import CLIENTS, CROWD_SECONDS, MANY_PASSAGES, PASSAGES

FEW_PASSAGES = 1_000


@dataclass(frozen=True)
class Plan:
    """`rounds` of all questions for retrieval among the files that both sides read, `sized_rounds` at each of `sizes`;
    `asks` a service, `embedded` passages for the rate of ingestion, `texts` checked. `sizes` and `clients` go up.

    `crowd_seconds` are those of `budgets.CLIENTS` clients, `few_seconds` those of fewer. `starts` are processes of the
    starter a size, each of which loads torch.
    """

    mode: str
    sizes: tuple[int, ...]
    rounds: int
    sized_rounds: int
    asks: int
    embedded: int
    reingestions: int
    cold_starts: int
    starts: int
    clients: tuple[int, ...]
    crowd_seconds: float
    few_seconds: float
    texts: int

    def seconds_of(self, clients: int) -> float:
        """For how long that many clients ask at once."""
        return self.crowd_seconds if clients == CLIENTS else self.few_seconds


QUICK = Plan(
    mode="rapide",
    sizes=(FEW_PASSAGES, PASSAGES),
    rounds=2,
    sized_rounds=2,
    asks=300,
    embedded=80,
    reingestions=3,
    cold_starts=5,
    starts=1,
    clients=(1, 10, CLIENTS),
    crowd_seconds=10.0,
    few_seconds=5.0,
    texts=5,
)
FULL = Plan(
    mode="complète",
    sizes=(FEW_PASSAGES, PASSAGES, MANY_PASSAGES),
    rounds=5,
    sized_rounds=3,
    asks=1000,
    embedded=320,
    reingestions=5,
    cold_starts=5,
    starts=3,
    clients=(1, 10, CLIENTS),
    crowd_seconds=CROWD_SECONDS,
    few_seconds=20.0,
    texts=10,
)
