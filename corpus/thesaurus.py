"""The vocabulary bridge: from the words that people type to the words that the texts use.

`thesaurus.toml` says how entries are written. An entry that is met only ever adds the law's words to
a question; nothing of the question is removed or replaced.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import BadInput
from corpus.legal_text.normalise import bare

SHIPPED = Path(__file__).with_name("thesaurus.toml")

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u065f]+[^\W_]*)*")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_PARTICLES = re.compile(r"^(?:[وف]?(?:بال|كال|لل|ال)|[وفبلك])")


class Entry(BaseModel):
    """What people type (`terms` in French, `nl`, `en`, `ar`), what the texts say (`law`), the works that
    the term names (`sources`) and those that regulate its subject (`about`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    law: tuple[str, ...]
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    def forms(self) -> Iterable[str]:
        return (*self.terms, *self.nl, *self.en, *self.ar)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    entry: tuple[Entry, ...]


@dataclass(frozen=True)
class Match:
    """One term that was found: the words `text[start:end]` of the question stand for `entry`."""

    start: int
    end: int
    entry: Entry


class Thesaurus:
    """Finds the terms of a list of entries in a question, whole words, longest first."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_words: dict[tuple[str, ...], Entry] = {}
        for entry in entries:
            for form in entry.forms():
                self._by_words.setdefault(tuple(word for word, _, _ in _words(form)), entry)
        self._longest = max((len(words) for words in self._by_words), default=0)

    def find(self, text: str) -> list[Match]:
        """The terms in `text`, in order, without overlap."""
        words = _words(text)
        matches: list[Match] = []
        index = 0
        while index < len(words):
            for length in range(min(self._longest, len(words) - index), 0, -1):
                entry = self._by_words.get(tuple(word for word, _, _ in words[index : index + length]))
                if entry:
                    matches.append(Match(words[index][1], words[index + length - 1][2], entry))
                    index += length
                    break
            else:
                index += 1
        return matches


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(_form(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]


def _form(word: str) -> str:
    if _ARABIC.search(word):
        stripped = _ARABIC_PARTICLES.sub("", word)
        return stripped if len(stripped) > 2 else word
    word = bare(word)
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def load_thesaurus(path: Path = SHIPPED) -> Thesaurus:
    """Raises `BadInput` ("bad_thesaurus") for a file that does not hold to the form."""
    try:
        return Thesaurus(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).entry)
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            "bad_thesaurus", f"Le thésaurus « {path.name} » n'est pas valable : {error}", "Corrigez l'entrée nommée."
        ) from error


@lru_cache
def shipped_thesaurus() -> Thesaurus:
    return load_thesaurus()
