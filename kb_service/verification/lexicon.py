"""The words of rules (`lexicon.toml`), compiled: which expressions say the same thing, which exclude each other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import BadInput
from corpus.legal_text.normalise import fold

SHIPPED = Path(__file__).with_name("lexicon.toml")
INDEXED = 3
"""Letters of an expression's first word by which it is found."""
_FIRST = re.compile(rf"\w{{1,{INDEXED}}}")
_WORD = re.compile(r"\w+")


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    values: dict[str, tuple[str, ...]]
    name: str = ""


class _Actor(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    within: str | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    same: dict[str, tuple[str, ...]]
    opposed: dict[str, tuple[str, ...]]
    category: tuple[_Group, ...]
    opposite: tuple[_Group, ...]
    actor: dict[str, _Actor]


@dataclass(frozen=True)
class Hit:
    """One expression that stands at `start:end` of a text, with the value that it says."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Hits:
    """Everything that the lexicon knows in one text, each list in the order of the text. `categories` and
    `opposites` have one entry for each group of the lexicon, in its order."""

    same: tuple[Hit, ...]
    opposed: tuple[Hit, ...]
    actors: tuple[Hit, ...]
    categories: tuple[tuple[Hit, ...], ...]
    opposites: tuple[tuple[Hit, ...], ...]


class Lexicon:
    """Finds expressions in a folded text: whole words, in each list the longest first and without overlap.

    `same` names one thing said in several ways, `opposed` what denies such a thing ("exonéré" denies
    "compter"), `actors` who acts, `categories` and `opposites` groups of which only one value can be meant.
    The text is read once for all lists: an index on the first letters of an expression's first word says
    which few to try at each word.
    """

    def __init__(self, file: _File) -> None:
        self.within: Mapping[str, str] = {name: actor.within for name, actor in file.actor.items() if actor.within}
        self.category_names = tuple(group.name for group in file.category)
        self._lists: list[Mapping[str, tuple[str, ...]]] = [
            file.same,
            file.opposed,
            {name: actor.words for name, actor in file.actor.items()},
            *(group.values for group in file.category),
            *(group.values for group in file.opposite),
        ]
        self._by_start: dict[str, list[_Expression]] = {}
        for number, values in enumerate(self._lists):
            for value, words in values.items():
                for word in words:
                    folded = fold(word)
                    start = _FIRST.match(folded)
                    expression = _Expression(number, value, re.compile(_pattern(folded)))
                    self._by_start.setdefault(start[0] if start else folded[0], []).append(expression)

    def scan(self, folded: str) -> Hits:
        found: list[list[Hit]] = [[] for _ in self._lists]
        for word in _WORD.finditer(folded):
            for number, hit in self._at(folded, word.start(), word[0]).items():
                if not found[number] or found[number][-1].end <= hit.start:
                    found[number].append(hit)
        lists = [tuple(hits) for hits in found]
        split = 3 + len(self.category_names)
        return Hits(lists[0], lists[1], lists[2], tuple(lists[3:split]), tuple(lists[split:]))

    def _at(self, folded: str, start: int, word: str) -> dict[int, Hit]:
        """The longest hit of each list that begins here."""
        best: dict[int, Hit] = {}
        for length in range(1, min(len(word), INDEXED) + 1):
            for expression in self._by_start.get(word[:length], ()):
                match = expression.pattern.match(folded, start)
                if match and (expression.list not in best or match.end() > best[expression.list].end):
                    best[expression.list] = Hit(expression.value, start, match.end())
        return best


@dataclass(frozen=True)
class _Expression:
    list: int
    value: str
    pattern: re.Pattern[str]


def load_lexicon(path: Path = SHIPPED) -> Lexicon:
    """Raises `BadInput` ("bad_lexicon") for a file that does not hold to the form."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        file = _File.model_validate(
            {
                "same": raw["same"],
                "opposed": raw["not"],
                "category": raw["category"],
                "opposite": raw["opposite"],
                "actor": raw["actor"],
            }
        )
    except (ValidationError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            "bad_lexicon", f"Le lexique « {path.name} » n'est pas valable : {error}", "Corrigez-le."
        ) from error
    return Lexicon(file)


@lru_cache
def shipped_lexicon() -> Lexicon:
    return load_lexicon()


def _pattern(word: str) -> str:
    """ "comité* spécia*" matches "comités spéciaux": "*" is any ending, a space any white space."""
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") + r"(?!\w)"
