"""Names that the language model sees: of what the recogniser of entities calls a person, what reads as a name.

A small model also calls persons a law's nickname, an acronym, a village, the first word of a Dutch
sentence: the lists and the dictionary have the last word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from corpus.legal_text.language import detect_language
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_context import (
    first_initial,
    is_dwelt_in,
    is_known,
    is_nickname,
    is_of_the_name,
    mid_sentence,
    with_last_initial,
)
from kb_service.privacy.name_words import NameWords, is_particle, joined
from kb_service.privacy.reading import LIKELY, Finding, Reading

_CIVILITY = re.compile(r"m|mr|mme|mlle|monsieur|madame|mademoiselle|dr|docteur|mevrouw|meneer|dhr|mevr")
LONGEST_ACRONYM = 5


def finder(names: NameWords) -> Callable[[Reading], Iterator[Finding]]:
    """The recogniser, with the dictionary and the lists that it asks."""

    def find(reading: Reading) -> Iterator[Finding]:
        if not reading.entities or reading.shouted:
            return
        starts = [word.start for word in reading.words]
        french = detect_language(reading.raw[:2000]) == "fr"
        for entity_start, entity_end in reading.entities:
            start, end = _trimmed(reading, bisect_left(starts, entity_start), bisect_left(starts, entity_end), names)
            if start < end and _is_name(reading, start, end, names, french):
                start = first_initial(reading, start)
                last = with_last_initial(reading, reading.words[end - 1].end)
                yield Finding(reading.words[start].start, last, PersonalKind.PERSON, LIKELY)

    return find


def _trimmed(reading: Reading, start: int, end: int, names: NameWords) -> tuple[int, int]:
    """The entity without its civility, its small words and what another sentence adds ("Givet. L'article")."""
    words = reading.words
    for index in range(start + 1, end):
        if not joined(reading, words[index - 1], words[index]):
            end = index
            break
    while start < end and (
        _CIVILITY.fullmatch(words[start].folded)
        or not names.is_capitalised(words[start])
        or (names.is_nobodys(words[start]) and not names.is_given(words[start]))
    ):
        if is_of_the_name(reading, start, names):
            break
        start += 1
    while end > start and not names.is_capitalised(words[end - 1]):
        end -= 1
    return start, end


def _is_name(reading: Reading, start: int, end: int, names: NameWords, french: bool) -> bool:
    run = reading.words[start:end]
    core = [word for word in run if not is_particle(word) and len(word.text) > 1]
    if not core or is_known(run, names) or is_nickname(reading, start, names):
        return False
    if any(names.is_nobodys(word) and not names.is_given(word) for word in core):
        return False
    inside_sentence = mid_sentence(reading, core[0])
    common = [word for word in core if names.is_french(word) and not names.is_given(word)]
    if len(core) > 1:
        return len(common) < len(core) or inside_sentence
    (word,) = core
    if (
        common
        or is_dwelt_in(reading, start)
        or (word.text.isupper() and len(word.text) <= LONGEST_ACRONYM and not names.is_given(word))
    ):
        return False
    if inside_sentence:
        return True
    # One word that opens the sentence: a capital says nothing there, in another language than French least of all.
    return names.is_given(word) or french
