"""Cases that are told with a question at their end: half of them teach the reader of answers, half fit the confidence.

What teaches the reader must not fit the confidence as well: it knows those better than it will know a new one.
"""

from __future__ import annotations

from typing import Any

from evals.questions import rows

TOLD = "told"
"""The name of the set, as `evals.questions` loads it."""
TEACHES, FITS = 0, 1
"""The two halves, by whether the number that an id ends with is even."""


def told(half: int) -> list[dict[str, Any]]:
    """The rows of a half; only a question that is answered has "answered_by"."""
    both = (*rows(f"questions-{TOLD}"), *rows(f"refusals-{TOLD}"))
    return [row for row in both if int(row["id"].rsplit("-", 1)[1]) % 2 == half]


def ids_of(half: int) -> frozenset[str]:
    return frozenset(row["id"] for row in told(half))
