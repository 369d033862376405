"""Whose turn it is: as many questions at once as there are cores, the others in the order in which they came."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

P = ParamSpec("P")
T = TypeVar("T")


class Turns:
    """Runs what is slow in threads of its own number.

    FastAPI would run forty questions at once. On two cores that answers fewer of them (30 a second
    against 44, fifty clients asking without a pause) and lets the last ones wait longest; a thread
    that waits for its turn here takes none from the pages and from `/api/health`.
    """

    def __init__(self, at_once: int | None = None) -> None:
        self._limiter = CapacityLimiter(at_once or os.cpu_count() or 1)

    async def take(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=self._limiter)
