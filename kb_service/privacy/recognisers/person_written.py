"""Names that look like names: two capitalised words or more ("Marie Dupont", "DUPONT Marie"), and first names.

A first name of the list is enough for one capitalised word; without one, a word must be unknown to the
French dictionary, and none may be of the lists of institutions, places and acronyms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.legal_text.language import detect_language
from corpus.legal_text.normalise import word_set
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_context import (
    first_initial,
    is_known,
    is_nickname,
    is_of_the_name,
    mid_sentence,
    with_last_initial,
)
from kb_service.privacy.name_words import FRENCH_PARTICLES, NameWords, is_particle, joined
from kb_service.privacy.reading import LIKELY, Finding, Reading, Word

LONGEST_RUN = 8
# "M'Bemba", "N'Diaye": before a capital no pronoun is elided.
_ELIDED = re.compile(r"(?<![\w'’])[MN]['’](?P<rest>[A-ZÀ-Þ][a-zà-ÿ]+)(?:[ -][A-ZÀ-Þ][a-zà-ÿ]+)?")
# A plain noun has its article: "Prudence a quitté" begins with a name.
_VERBS_OF_SOMEBODY = word_set(
    "a est n' ne etait avait vit habite loge touche percoit demande peut veut travaille doit s' va sera aura recoit",
    "refuse cohabite suit vient perd gagne souhaite introduit conteste",
)


def finder(names: NameWords) -> Callable[[Reading], Iterator[Finding]]:
    """The recogniser, with the dictionary and the lists that it asks."""

    def find(reading: Reading) -> Iterator[Finding]:
        for start, end in _runs(reading, names):
            start, end = _trimmed(reading, start, end, names)
            if start < end and _is_name(reading, start, end, names):
                start = _first(reading, start, names)
                last = with_last_initial(reading, reading.words[end - 1].end)
                yield Finding(reading.words[start].start, last, PersonalKind.PERSON, LIKELY)
        for match in _ELIDED.finditer(reading.raw):
            if not names.is_french(_word_at(reading, match.start("rest"))):
                yield Finding(*match.span(), PersonalKind.PERSON, LIKELY)

    return find


def _runs(reading: Reading, names: NameWords) -> Iterator[tuple[int, int]]:
    """Words side by side that may be a name together, as indices: capitalised ones, first names, particles between."""
    words = reading.words
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and end - start < LONGEST_RUN:
            if end > start and not joined(reading, words[end - 1], words[end]):
                break
            if not _goes_on(words[start:end], words[end], names):
                break
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)


def _goes_on(run: Sequence[Word], word: Word, names: NameWords) -> bool:
    if names.is_capitalised(word) or names.is_plain_given(word):
        return True
    if not run:
        return word.folded in names.lists.everyday  # dropped below unless a surname follows
    if is_particle(word):
        return word.folded not in FRENCH_PARTICLES or names.is_given(run[0])
    last = run[0] if is_particle(run[-1]) else run[-1]
    return names.is_given(last) and not names.is_capitalised(last) and names.may_continue(word, [last])


def _trimmed(reading: Reading, start: int, end: int, names: NameWords) -> tuple[int, int]:
    """The run without the sentence's first word and nobody's words around the name ("Est-ce que", "CPAS")."""
    words = reading.words

    def opens_sentence(word: Word) -> bool:
        return names.is_french(word) and not mid_sentence(reading, word) and not word.text.isupper()

    while start < end and not names.is_given(words[start]):
        word = words[start]
        small = is_particle(word) and not names.is_capitalised(word)
        if not (names.is_nobodys(word) or small or opens_sentence(word)) or is_of_the_name(reading, start, names):
            break
        start += 1
    if (
        end - start > 2
        and names.is_given(words[start + 1])
        and not (
            names.is_given(words[start])
            or mid_sentence(reading, words[start])
            or detect_language(reading.raw[:400]) == "fr"
        )
    ):
        start += 1  # "Kan Jan Peeters een leefloon krijgen?"
    while end > start and not names.is_given(words[end - 1]):
        if not (names.is_nobodys(words[end - 1]) or is_particle(words[end - 1])):
            break
        end -= 1
    return start, end


def _stands_out(reading: Reading, word: Word, names: NameWords) -> bool:
    """Whether the capital of an ambiguous first name means something: "Le RIS de Pierre", not "le Trésor"."""
    usual = word.folded in names.lists.everyday or not names.is_french(word)
    return usual and mid_sentence(reading, word) and not names.is_nobodys(word) and not word.text.isupper()


def _is_subject(reading: Reading, start: int, end: int, names: NameWords) -> bool:
    """Whether an ambiguous first name begins the sentence and a verb of somebody's follows."""
    word = reading.words[start]
    if mid_sentence(reading, word) or word.folded in names.lists.towns or end >= len(reading.words):
        return False
    return reading.words[end].folded in _VERBS_OF_SOMEBODY and joined(
        reading, reading.words[end - 1], reading.words[end]
    )


def _word_at(reading: Reading, at: int) -> Word:
    return next(word for word in reading.words if word.end > at)


def _first(reading: Reading, start: int, names: NameWords) -> int:
    """Where the name begins: its initials, or in small letters the surname before the first name ("benali karim")."""
    words = reading.words
    if start and not names.is_capitalised(words[start]) and joined(reading, words[start - 1], words[start]):
        before = words[start - 1]
        unheard_of = names.is_unheard_of(before) or before.folded in names.lists.surnames
        if unheard_of and not names.is_capitalised(before):
            return start - 1
    return first_initial(reading, start)


def _is_name(reading: Reading, start: int, end: int, names: NameWords) -> bool:
    run = reading.words[start:end]
    core = [word for word in run if not is_particle(word) and len(word.text) > 1]
    if not core or is_nickname(reading, start, names) or is_known(run, names):
        return False
    if any(names.is_nobodys(word) and not names.is_given(word) for word in core):
        return False
    if any(names.is_plain_given(word) for word in core):
        return True
    if len(core) < 2:
        word = core[0]
        capitalised = names.is_given(word) and names.is_capitalised(word)
        if word.folded in names.lists.everyday and _is_subject(reading, start, end, names):
            return True  # "jean est parti"
        return capitalised and (_stands_out(reading, word, names) or _is_subject(reading, start, end, names))
    given = [word for word in core if names.is_given(word)]
    unknown = [word for word in core if not names.is_french(word) and not names.is_given(word)]
    if given:
        shouting = {word.text.isupper() for word in core}
        surname = any(word.folded in names.lists.surnames for word in core[1:])
        return bool(unknown) or surname or len(shouting) == 2 or (core[0] in given and mid_sentence(reading, run[0]))
    sure = len(unknown) == len(core) or (bool(unknown) and mid_sentence(reading, run[0]))
    return sure and all(len(word.text) > 2 for word in core)
