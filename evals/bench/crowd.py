"""Many clients at once: what each of them waits, and what the service answers in all."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from evals.bench.service import ANSWER_SECONDS, Service, ask
from evals.bench.statistics import Summary


@dataclass(frozen=True)
class Crowd:
    """What `clients` at once were told in `seconds`; `latency` in seconds: where nothing was answered, the whole time
    that they waited."""

    clients: int
    answers: int
    errors: list[str]
    seconds: float
    latency: Summary

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


def ask_at_once(service: Service, questions: Sequence[str], clients: int, seconds: float) -> Crowd:
    """Every client asks its next question as soon as it has its answer, until `seconds` have passed."""
    taken: list[list[float]] = [[] for _ in range(clients)]
    errors: list[str] = []
    together = threading.Barrier(clients + 1)

    def one(number: int) -> None:
        client = service.client()
        together.wait()
        end = time.perf_counter() + seconds
        turn = number
        while time.perf_counter() < end:
            try:
                taken[number].append(ask(client, questions[turn % len(questions)]).ms / 1000)
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
                client.close()  # the next request opens it anew
                if len(errors) > 10 * clients:
                    break
            turn += 1
        client.close()

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in range(clients)]
    for thread in threads:
        thread.start()
    together.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join(seconds + 2 * ANSWER_SECONDS)
    lasted = time.perf_counter() - started
    seen = [latency for client in taken for latency in client]
    return Crowd(clients, len(seen), errors, lasted, Summary.of(seen or [lasted]))
