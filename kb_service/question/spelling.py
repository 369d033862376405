"""Typing errors: "alocation", "resources". A term that the edition does not know is met by its nearest one.

Only terms that no passage contains are touched, and in the search for words the user's own term stays: a wrong guess
adds a word of little weight, it never replaces one. What a model reads has room for one word alone: there a misspelt
one is replaced, if it is no French word and lies next to one of the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from threading import Lock

from corpus.editions.edition import Edition
from corpus.legal_text.normalise import fold
from corpus.vocabulary import vocabulary
from kb_service.privacy.french_words import french_words

SHORTEST = 4
"""Letters below which everything is near to everything."""
LONG = 8
"""Letters from which two errors are forgiven instead of one."""
SHORTEST_MENDED = 5
INITIAL_KEPT = 6
"""Letters below which the first one is taken as meant: "notif" is a notification and no "motif"."""
_WORD = re.compile(r"[^\W\d_]+")


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


def mended(text: str) -> str:
    """`text` with its misspelt words as the field writes them: "alocation" is read as "allocation". Names and acronyms
    (what begins with a capital) stay, as does every French word, even a wrong one ("vente" for "vends")."""
    return _WORD.sub(lambda match: _mended(match[0]), text)


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    bare = fold(word)
    if len(word) < SHORTEST_MENDED or not word.islower() or bare in vocabulary() or french_words().knows(word):
        return word
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    errors = 2 if len(bare) >= LONG else 1
    near = extract(bare, tuple(vocabulary()), scorer=DamerauLevenshtein.distance, score_cutoff=errors, limit=None)
    near = [found for found in near if len(bare) >= INITIAL_KEPT or found[0][0] == bare[0]]
    best = min(near, key=lambda found: (found[1], found[0][0] != bare[0], found[2]), default=None)
    return vocabulary()[best[0]] if best else word
