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
from corpus.thesaurus import shipped_thesaurus
from corpus.vocabulary import vocabulary
from kb_service.privacy.french_words import french_words
from kb_service.privacy.not_personal import known

SHORTEST = 4
"""Letters below which everything is near to everything."""
LONG = 8
"""Letters from which two errors are forgiven instead of one."""
SHORTEST_MENDED = 5
INITIAL_KEPT = 6
"""Letters below which the first one is taken as meant: "notif" is a notification and no "motif"."""
MUTE = "esdtxrz"
"""Letters that are not heard at the end of a word: "refu" is "refus", also where a word is too short to be mended
otherwise."""
_WORD = re.compile(r"[^\W\d_]+")
_SHORTENED = {
    "cb": "combien", "qd": "quand", "koi": "quoi", "pq": "pourquoi", "pcq": "parce que", "pr": "pour", "ds": "dans",
    "dps": "depuis", "pdt": "pendant", "tps": "temps", "bcp": "beaucoup", "tjs": "toujours", "jms": "jamais",
    "svt": "souvent", "mtn": "maintenant", "qqn": "quelqu'un", "qqch": "quelque chose", "qq": "quelques", "dc": "donc",
    "nvx": "nouveaux", "nvelle": "nouvelle", "rdv": "rendez-vous",
}  # fmt: skip
"""How notes are taken, in small letters; none of them is a word or an acronym of the field."""
_FRENCH_TOO = frozenset(
    (
        *("parce", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles", "lequel", "lesquels"),
        *("prester", "preste", "prestent", "prestés"),
    )
)
"""What the dictionary lacks: it knows "parce que" as one word, and no Belgian ones."""
_ELIDED = re.compile(r"(qu|[cdjlmnst])([aeiouyhéèêâîô]\w+)")


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


def respelt(text: str) -> dict[str, str]:
    """The words that `mended` replaces, each with what it is read as; not those that only lack an apostrophe, nor what
    everybody shortens so."""
    words = dict.fromkeys(_WORD.findall(text))
    read = {word: _mended(word) for word in words}
    return {word: as_ for word, as_ in read.items() if as_.replace("'", "") != word and word not in _SHORTENED}


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if not word.islower():
        return word
    if word in _SHORTENED:
        return _SHORTENED[word]
    if _is_known(word):
        return word
    return _with_mute_ending(word) or _nearest(word) or _elided(word) or word


def _is_known(word: str) -> bool:
    bare = fold(word)
    return bare in vocabulary() or bare in _named() or word in _FRENCH_TOO or french_words().knows(word)


@lru_cache
def _named() -> frozenset[str]:
    """The words of the thesaurus, in all its languages, and names of places and institutions, which people type in
    small letters too."""
    listed = known()
    forms = [form for entry in shipped_thesaurus().entries for form in entry.forms()]
    return frozenset(fold(word) for text in (*forms, *listed.names, *listed.words) for word in _WORD.findall(text))


def _elided(word: str) -> str | None:
    """ "cest" is "c'est", "quil" is "qu'il". Three letters may be anything: "min" is minutes, no "m'in"."""
    match = _ELIDED.fullmatch(word) if len(word) >= SHORTEST else None
    return f"{match[1]}'{match[2]}" if match and _is_known(match[2]) else None


def _with_mute_ending(word: str) -> str | None:
    if len(word) < SHORTEST:
        return None
    bare = fold(word)
    return next((vocabulary()[bare + letter] for letter in MUTE if bare + letter in vocabulary()), None)


def _nearest(word: str) -> str | None:
    """The word of the field that is fewest errors away, one with its first letter and a common one before others."""
    bare = fold(word)
    if len(bare) < SHORTEST_MENDED:
        return None
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    errors = 2 if len(bare) >= LONG else 1
    near = extract(bare, tuple(vocabulary()), scorer=DamerauLevenshtein.distance, score_cutoff=errors, limit=None)
    near = [found for found in near if len(bare) >= INITIAL_KEPT or found[0][0] == bare[0]]
    best = min(near, key=lambda found: (found[1], found[0][0] != bare[0], found[2]), default=None)
    return vocabulary()[best[0]] if best else None
