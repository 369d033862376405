"""A text as the recognisers read it: folded, cut into words and sentences, with the names that the model saw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.legal_text.normalise import fold
from corpus.legal_text.sentences import sentence_spans
from kb_service.privacy.kinds import PLACEHOLDERS, PersonalKind

if TYPE_CHECKING:
    from corpus.readers.personal_data import Seen

CERTAIN = 1.0
"""A number whose check digits agree, an e-mail address: nothing else looks like it."""
STRONG = 0.9
"""A form that only this kind has, or a word before it that says what it is."""
LIKELY = 0.7
"""Words that read as a name where names stand."""
CONDITIONAL = 0.1
"""Personal only when something else in the sentence makes it so; dropped unless raised."""
THRESHOLD = 0.5

_PLACEHOLDER = re.compile("|".join(re.escape(placeholder) for placeholder in PLACEHOLDERS))
# References of the law that are full of digits: ECLI and ELI identifiers, addresses of pages, NUMAC numbers.
_REFERENCE = re.compile(
    r"\becli:[a-z0-9:.]{1,80}|\beli/[\w/.-]{1,120}|\b(?:https?://|www\.)[^\s<>\"]{1,300}"
    r"|\b(?:numac|cn_search|moniteur)\b[\s:=n°.]{0,6}\d{4}[\d/-]{2,9}"
    r"|(?<![\d+/.-])(?:19|20)\d\d[0-9a-f]\d{5}(?![\d/]|[ .-]\d)"
)
# Typed as an IBAN, whatever its check digits: no house number, no postcode, no plate.
_ACCOUNT = re.compile(
    r"(?<![a-z0-9])[a-z]{2}\d\d[ .-]{0,2}(?:[a-z]{4}|\d{4})(?:[ .-]{0,2}\d{4}){2,7}(?:[ .-]?\d{1,3}\b)?"
)
_MAILBOX = re.compile(r"(?<!\S)\S*@\S*")
_SHOUTED_SHARE = 0.8
# An elided word ("l'", "qu'", the "N'" of "N'Diaye") is one of its own.
_WORD = re.compile(r"[^\W\d_]{1,2}['’](?=[^\W\d_])|[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Finding:
    """A stretch of the text that one recogniser holds for personal. `start` and `end` in characters."""

    start: int
    end: int
    kind: PersonalKind
    score: float


@dataclass(frozen=True)
class Word:
    """A word, or an elided one with its apostrophe ("d'"), and where it stands."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """One text and what the recognisers share of it; it lives no longer than one inspection.

    `entities` are the names of persons that the language model saw, as (start, end); `seen` what the reader of
    personal data did.
    """

    text: str
    entities: tuple[tuple[int, int], ...] = ()
    seen: tuple[Seen, ...] = ()

    @cached_property
    def folded(self) -> str:
        """Small letters without accents, same offsets; placeholders are blanked, so that nothing is read in them."""
        return fold(self.raw)

    @cached_property
    def figures(self) -> str:
        """`folded` without the references of the law: what the recognisers of numbers read."""
        return _REFERENCE.sub(_blank, self.folded)

    @cached_property
    def outside_accounts(self) -> str:
        """`figures` without bank accounts, mistyped ones included: read for addresses and plates."""
        return _ACCOUNT.sub(_blank, self.figures)

    @cached_property
    def raw(self) -> str:
        """The text as written, with its placeholders blanked."""
        return _PLACEHOLDER.sub(_blank, self.text)

    @cached_property
    def mailboxes(self) -> tuple[tuple[int, int], ...]:
        """Where something with an @ stands."""
        return tuple(match.span() for match in _MAILBOX.finditer(self.raw))

    @cached_property
    def placeholders(self) -> tuple[tuple[int, int], ...]:
        """Where something is masked already."""
        return tuple(match.span() for match in _PLACEHOLDER.finditer(self.text))

    @cached_property
    def masked_persons(self) -> tuple[tuple[int, int], ...]:
        """Where a name is masked already: somebody is spoken of there."""
        return tuple(each for each in self.placeholders if self.text[slice(*each)] == PersonalKind.PERSON.placeholder)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        folded = self.folded
        written = self.raw.lower() if self.shouted and len(self.raw.lower()) == len(self.raw) else self.raw
        return tuple(
            Word(written[match.start() : match.end()], folded[match.start() : match.end()], *match.span())
            for match in _WORD.finditer(self.raw)
        )

    @cached_property
    def shouted(self) -> bool:
        """Whether the whole text is in capitals, which then say nothing: its words are given in small letters."""
        letters = [char for char in self.raw[:2000] if char.isalpha()]
        return len(letters) > 12 and sum(char.isupper() for char in letters) > _SHOUTED_SHARE * len(letters)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(sentence_spans(self.text))


Finder = Callable[[Reading], Iterable[Finding]]


def _blank(match: re.Match[str]) -> str:
    return "\x1f" * len(match.group())
