"""What stands around a possible name: the sentence's start, the word of a law or a street, a text in capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.legal_text.normalise import word_set
from kb_service.privacy.name_words import NameWords, is_particle, joined
from kb_service.privacy.reading import Reading, Word

_ARTICLES = word_set(
    "de du des d' la le l' les ancien ancienne dite dit nouvelle",
    "royal provincial communal libre technique hospitalier",
)
_DWELLS = re.compile(
    r"""\b(?: habit\w+ | vit | vivent | reside\w* | loge\w* | dort | heberge\w* | domicilie\w* | install\w+ | demenag\w+
      | prison | detenue? | hopital | gare | station\w* | inscrite? | scolarise\w* | nee? | arrivee? | part(?:i|ie|ir)
      | revien\w+ | revenue? )
    [ ](?:a|en|dans|vers|de)[ ]$""",
    re.VERBOSE,
)
# "Karim Z., elle" and "Haydar K. réclame", not "Karim M. Dupont", "Fatima A reçu".
_LAST_INITIAL = re.compile(r"(?: [A-LN-ZÀ-Þ]|(?<= [A-LN-ZÀ-Þ]))\.(?! ?[A-ZÀ-Þ][a-zà-ÿ])| [B-LN-XZ](?=[ ,;:)?!»]|$)")
_OPENING_MARKS = re.compile(r"[ \t\"«“(•*–-]*$")


def is_nickname(reading: Reading, index: int, names: NameWords) -> bool:
    """Whether what precedes the word at `index` makes it the name of a law, a street or a school ("loi Onkelinx")."""
    words = reading.words
    for before in range(index - 1, max(index - 4, -1), -1):
        if not joined(reading, words[before], words[before + 1]):
            return False
        if words[before].folded in names.lists.before:
            return True
        if words[before].folded not in _ARTICLES:
            return False
    return False


def is_known(name: Sequence[Word], names: NameWords) -> bool:
    """Whether the words are together the name of an institution, a place or a text."""
    return "-".join(word.folded for word in name) in names.lists.names


def mid_sentence(reading: Reading, word: Word) -> bool:
    """Whether something of the sentence precedes the word, so that its capital means something."""
    before = _OPENING_MARKS.sub("", reading.raw[max(0, word.start - 40) : word.start])
    return bool(before) and before[-1] not in ".!?…\n\r:;"


def is_dwelt_in(reading: Reading, index: int) -> bool:
    """Whether the words before say that the name is a place ("en prison à …", "habite à …", "née à …")."""
    return (
        _DWELLS.search(reading.folded, max(0, reading.words[index].start - 40), reading.words[index].start) is not None
    )


def is_of_the_name(reading: Reading, index: int, names: NameWords) -> bool:
    """Whether the capitalised particle at `index` belongs to what follows: "De Smet", "Le Clercq", not "Le Forem"."""
    words = reading.words
    word = words[index]
    if index + 1 >= len(words) or not (is_particle(word) and names.is_capitalised(word)):
        return False
    following = words[index + 1]
    surname = not (names.is_given(following) or names.is_nobodys(following) or names.is_french(following))
    said = mid_sentence(reading, word) or word.folded in ("de", "d'")
    return surname and said and names.is_capitalised(following) and joined(reading, word, following)


def with_last_initial(reading: Reading, end: int) -> int:
    """The offset where a name that ends at `end` does so with the initial that stands for a surname: "Haydar K."."""
    initial = _LAST_INITIAL.match(reading.raw, end)
    return initial.end() if initial else end


def first_initial(reading: Reading, start: int) -> int:
    """The index where a name begins, the initials before it included ("J. Dupuis")."""
    words = reading.words
    while start and len(words[start - 1].text) == 1 and words[start - 1].text.isupper():
        between = reading.raw[words[start - 1].end : words[start].start]
        if between not in (". ", ".", " ", ".-") or words[start - 1].text in ("M" if between[0] == "." else "AÀMYO"):
            break
        start -= 1
    return start
