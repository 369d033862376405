"""What a model that read some thousand labelled texts holds for personal, where no rule sees a form or an announcement.

It has no last word: what check digits or a form of their own decide stays with the rules, what the lists know for the
law's own is left, and an illness must be somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_words import NameWords
from kb_service.privacy.reading import CONDITIONAL, LIKELY, Finding, Reading, Word
from kb_service.privacy.recognisers.phone import is_service

if TYPE_CHECKING:
    from corpus.readers.personal_data import Seen

BEGINS = 0.5
"""The probability from which a token belongs to a stretch."""
LEAST = 0.93
"""The least mean probability of a stretch."""
KINDS = tuple(
    kind
    for kind in PersonalKind
    if kind not in (PersonalKind.NISS, PersonalKind.IBAN, PersonalKind.EMAIL, PersonalKind.HEALTH)
)
"""The others are what they are by their check digits or their form; illnesses: `illnesses`."""
_SHORTEST = {
    PersonalKind.PHONE: 6,
    PersonalKind.EID_CARD: 6,
    PersonalKind.PASSPORT: 4,
    PersonalKind.LICENCE_PLATE: 4,
    PersonalKind.PERSON: 2,
}
"""Letters and digits below which a stretch is but a piece of one."""
_ACT = re.compile(r"\d{4}-\d\d-\d\d/\d+")


def finder(names: NameWords) -> Callable[[Reading], Iterator[Finding]]:
    """The recogniser, with the lists that it asks."""

    def find(reading: Reading) -> Iterator[Finding]:
        for kind, start, end in _stretches(reading):
            if kind is PersonalKind.PERSON and reading.raw[start:end].isupper():
                start, end = _without_common_words(reading, start, end, names)
            if kind in KINDS and not _is_the_laws(reading, kind, start, end, names):
                yield Finding(start, end, kind, LIKELY)

    return find


def illnesses(reading: Reading) -> Iterator[Finding]:
    """With a score that drops them unless `health.about_someone` raises it."""
    for kind, start, end in _stretches(reading):
        if kind is PersonalKind.HEALTH:
            yield Finding(start, end, kind, CONDITIONAL)


def _stretches(reading: Reading) -> Iterator[tuple[PersonalKind, int, int]]:
    for seen in reading.seen:
        kind = PersonalKind(seen.label)
        start, end = _whole(reading.raw, seen)
        told = sum(char.isalnum() for char in reading.raw[start:end])
        if seen.probability >= LEAST and told >= _SHORTEST.get(kind, 1):
            yield kind, start, end


def _whole(text: str, seen: Seen) -> tuple[int, int]:
    """To the edges of its words, without signs around: tokens are pieces of words."""
    start, end = seen.start, seen.end
    while start < end and not text[start].isalnum() and text[start] != "+":
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end and start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _without_common_words(reading: Reading, start: int, end: int, names: NameWords) -> tuple[int, int]:
    """In capitals, words around a name look like it: those of the dictionary are left at both ends."""
    words = [word for word in reading.words if start <= word.start < end]
    while words and names.is_french(words[-1]) and not names.is_given(words[-1]):
        words.pop()
    while words and names.is_french(words[0]) and not names.is_given(words[0]):
        words.pop(0)
    return (words[0].start, words[-1].end) if any(len(word.text) > 1 for word in words) else (start, start)


def _is_the_laws(reading: Reading, kind: PersonalKind, start: int, end: int, names: NameWords) -> bool:
    """A reference of the law (ECLI, NUMAC, "1976-07-08/34"), a service's number, a piece of a mail address, or a name
    of which every word is an institution's, a law's, a place's, or some other common word in small letters."""
    if not any(char.isalnum() for char in reading.figures[start:end]):
        return True
    if kind is PersonalKind.CASE_NUMBER and _ACT.fullmatch(reading.raw, start, end):
        return True
    if any(first < end and start < last for first, last in reading.mailboxes):
        return True
    if kind in (PersonalKind.PHONE, PersonalKind.CASE_NUMBER):
        return is_service(reading.raw[start:end])
    if kind is not PersonalKind.PERSON:
        return False
    words = [word for word in reading.words if start <= word.start < end]
    elided = reading.raw[end : end + 1] in ("'", "’")
    return elided or all(not names.is_given(w) and (names.is_nobodys(w) or _is_common(w, names)) for w in words)


def _is_common(word: Word, names: NameWords) -> bool:
    lower = word.text
    return lower.islower() and (not names.french.may_be_surname(lower) or names.french.nearly(lower))
