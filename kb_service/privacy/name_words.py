"""Which words can be part of a person's name, and how far a name goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.legal_text.normalise import fold, word_set
from kb_service.privacy.french_words import FrenchWords
from kb_service.privacy.not_personal import NotPersonal
from kb_service.privacy.reading import Reading, Word

PARTICLES = word_set(
    "van vande vanden vander von zu der den de ter ten te het op du des d' di da do dos del della dello dalla lo",
    "el al as es ben bent bin ibn ait ould oul abu abou abd abdel bou mc mac st ste saint sainte le la les l' o'",
)
# Also small words of French: inside a name only after a first name.
FRENCH_PARTICLES = word_set("de du des d' la le les lo l' do saint sainte as es te")
# Particles that may open a name; the others only stand inside one ("de", "la").
OPENING = word_set(
    "van vande vanden vander von el al ben bent bin ibn ait ould abu abou abd abdel bou mc mac de d' di da dos das do",
    "del della le la",
)
LONGEST = 6
"""Words in the longest name looked for, particles included."""
_SERVANT_OF = re.compile(r"ab(?:de[lrsn]|do?u[lr])[a-z]{3,}")


def is_particle(word: Word) -> bool:
    """ "van", "el", "d'": part of a name only beside a word of it."""
    return word.folded in PARTICLES or word.folded[-1] == "'"


@dataclass(frozen=True)
class NameWords:
    """The dictionary and the lists, asked together. Every word is judged as it is written and where it stands."""

    lists: NotPersonal
    french: FrenchWords

    def is_given(self, word: Word) -> bool:
        """A first name, also the ambiguous ones and the composed ("jean-luc", "abdelkrim")."""
        return (
            word.folded in self.lists.given
            or _SERVANT_OF.fullmatch(word.folded) is not None
            or ("-" in word.folded and all(part in self.lists.given for part in word.folded.split("-")))
        )

    def is_plain_given(self, word: Word) -> bool:
        """A first name that is nothing else: no common word, no month, no place."""
        lists = self.lists
        return self.is_given(word) and word.folded not in lists.ambiguous and word.folded not in lists.towns

    def is_nobodys(self, word: Word) -> bool:
        """A word of institutions, laws, months, places, or an acronym: no name contains it."""
        lists = self.lists
        first = word.folded.partition("-")[0]  # "SPF-DG"
        return first in lists.words or word.folded in lists.names or word.folded in lists.stops

    def is_french(self, word: Word) -> bool:
        """A word of the dictionary, or one put together of such ("a-t-il", "beau-père", "est-ce")."""
        lower = word.text.lower()
        return lower in self.french or (
            "-" in lower
            and all(len(part) < 2 or part in self.french or fold(part) in self.lists.stops for part in lower.split("-"))
        )

    def is_capitalised(self, word: Word) -> bool:
        return word.text[0].isupper()

    def may_follow_civility(self, word: Word, elided: bool = False) -> bool:
        """After "M." or "Madame": a name, in capitals or not, unless it is a verb, a role or a small word."""
        lists = self.lists
        if len(word.text) < 2:
            return False
        if self.is_given(word) or word.folded in lists.surnames:
            return True
        if self.is_capitalised(word):
            return not (word.folded in lists.words or word.folded in lists.stops)
        lower = word.text.lower()
        if self.is_nobodys(word) or "-" in lower:
            return False
        if lower in self.french:  # "madame d'origine marocaine" is no name
            return not elided and self.french.may_be_surname(lower)
        return not self.french.nearly(lower)

    def may_follow_tie(self, word: Word, elided: bool = False) -> bool:
        """After "son fils" or "ma cliente": in small letters only a first name or a word that is not French."""
        if word.folded in self.lists.given:
            return self.is_capitalised(word) or self.is_plain_given(word) or not self._is_verb(word)
        if len(word.text) < 3 or self.is_nobodys(word):
            return False
        if self.is_capitalised(word):
            return not (word.text.isupper() and len(word.text) < 4) or word.folded in self.lists.surnames
        return not self.is_french(word) and not self.french.nearly(word.text.lower())

    def may_stand_apart(self, word: Word, elided: bool = False) -> bool:
        """Set off by commas after a word of family: a capital makes a name even of a French word ("Divine")."""
        if not self.is_capitalised(word) or len(word.text) < 3:
            return False
        return self.is_given(word) or not (self.is_nobodys(word) or word.text.isupper())

    def may_precede_civility(self, word: Word) -> bool:
        """Right before "(M.)": a capitalised word that the dictionary does not know, or a name of the lists."""
        if not self.is_capitalised(word) or len(word.text) < 2:
            return False
        if self.is_given(word) or word.folded in self.lists.surnames:
            return True
        return not self.is_nobodys(word) and self.french.may_be_surname(word.text.lower())

    def may_be_double_surname(self, first: Word, second: Word) -> bool:
        """Two words in small letters that no pronoun follows but as a new sentence: "martinez ruiz il".

        The one may be French only as a form that no civility is the subject of ("martinez"), or as a plain noun.
        """
        pair = (first, second)
        if any(len(word.text) < 3 or (self.is_nobodys(word) and not self.is_given(word)) for word in pair):
            return False
        strange = [not self.is_french(word) or word.folded in self.lists.surnames for word in pair]
        plain = [self.french.may_be_surname(word.text.lower()) or word.folded.endswith("ez") for word in pair]
        return any(strange) and all(plain) and not self.french.nearly(second.text.lower())

    def is_unheard_of(self, word: Word, elided: bool = False) -> bool:
        """A first name, or a word that neither the dictionary nor the lists know."""
        return self.is_given(word) or not (self.is_nobodys(word) or self.is_french(word) or len(word.text) < 3)

    def may_continue(self, word: Word, name: Sequence[Word], elided: bool = False) -> bool:
        """Whether a word goes on with the name begun: "fatima benali", "Marie Fontaine", not "karim habite"."""
        if len(word.text) < 2:
            return False
        if self.is_plain_given(word) or (
            self.is_given(word) and (self.is_capitalised(word) or not self._is_verb(word))
        ):
            return True
        if self.is_nobodys(word):
            return False
        if self.is_capitalised(word):
            return True
        if self.is_capitalised(name[-1]) and not name[-1].text.isupper():
            return False  # "Karim benali" is rarer than "Karim travaile"
        if not self.is_french(word):
            return True
        first_names_only = all(self.is_given(each) for each in name)
        return first_names_only and not elided and (word.folded in self.lists.surnames or not self._is_verb(word))

    def _is_verb(self, word: Word) -> bool:
        return not self.french.may_be_surname(word.text.lower())


_GAP = re.compile(r" {1,2}|-| - ")
_AFTER_INITIAL = re.compile(r"\. ?|\.-")


def joined(reading: Reading, left: Word, right: Word) -> bool:
    """Whether two words stand side by side within one name: a space, a dash, the stop of an initial."""
    between = reading.raw[left.end : right.start]
    if left.text[-1] in "'’":
        return not between
    if len(left.text) == 1 or left.folded in ("st", "ste"):
        return _GAP.fullmatch(between) is not None or _AFTER_INITIAL.fullmatch(between) is not None
    return _GAP.fullmatch(between) is not None
