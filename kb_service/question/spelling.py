"""Typing errors: "alocation", "resources". A term that the edition does not know is met by its nearest one.

Only terms that no passage contains are touched, and the user's own term stays: a wrong guess adds a
word of little weight, it never replaces one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock

from corpus.editions.edition import Edition

SHORTEST = 4
"""Letters below which everything is near to everything."""
LONG = 8
"""Letters from which two errors are forgiven instead of one."""


class Spelling:
    """Remembers the words of the edition that it was last asked about."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition_id = ""
        self._by_initial: dict[str, list[str]] = {}
        self._frequencies: Mapping[str, int] = {}

    def corrector(self, edition: Edition) -> Callable[[str], str | None]:
        """A function from a term to the edition's nearest one, or `None` where it is known or nothing is near."""
        with self._lock:
            if self._edition_id != edition.edition_id:
                self._frequencies = edition.document_frequencies()
                self._by_initial = {}
                for term in self._frequencies:
                    if len(term) >= SHORTEST and term.isalpha():
                        self._by_initial.setdefault(term[0], []).append(term)
                self._edition_id = edition.edition_id
            by_initial, frequencies = self._by_initial, self._frequencies

        def correct(term: str) -> str | None:
            if term in frequencies or len(term) < SHORTEST or not term.isalpha():
                return None
            from rapidfuzz.distance import DamerauLevenshtein
            from rapidfuzz.process import extract

            errors = 2 if len(term) >= LONG else 1
            near = extract(
                term, by_initial.get(term[0], ()), scorer=DamerauLevenshtein.distance, score_cutoff=errors, limit=5
            )
            best = min(near, key=lambda found: (found[1], -frequencies[found[0]]), default=None)
            return best[0] if best else None

        return correct
