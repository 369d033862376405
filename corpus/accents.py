"""Accents that people leave out when they type, put back before a question is embedded.

To a model "delai" is another word than "délai". Of 234 tuning questions stripped of theirs, .77 are answered with the
table, .73 without. Only a word that French never writes without its accent is changed: "refuse" may be "refusé" or
not, and stays, as does every word whose only accent is a participle's. The table is made from how the shipped
documents write: `python -m corpus.accents`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from corpus.legal_text.normalise import fold

TABLE = Path(__file__).with_name("accents.txt")
"""A line a word, as it is written with its accents."""
SEEN = 2
"""How often a word must be written so."""
UNACCENTED = 0.02
"""The share of its occurrences without accents up to which these count as slips."""
ONE_WAY = 0.9
"""The share of its occurrences that have these very accents ("où" is not "ou", "pêche" not "péché")."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PARTICIPLE = re.compile(r"[a-z]+ée?s?")


def restored(text: str) -> str:
    """`text` with the accents that its words cannot be without; capitals stay as they are."""
    return _WORD.sub(lambda match: _accented(match[0]), text)


def _accented(word: str) -> str:
    found = _table().get(word.lower())
    if found is None or word.isupper():
        return word
    return found.capitalize() if word[0].isupper() else found


@lru_cache
def _table() -> dict[str, str]:
    return {fold(word): word for word in TABLE.read_text(encoding="utf-8").split()}


def accented_words(texts: Iterable[str]) -> list[str]:
    """The words of `texts` that are never written without their accents, in the alphabet's order."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _WORD.findall(text):
            if not word.isupper():
                written[fold(word)][word.lower()] += 1
    found = []
    for bare, forms in written.items():
        form, count = forms.most_common(1)[0]
        if form == bare or _PARTICIPLE.fullmatch(form):
            continue
        if count >= SEEN and forms[bare] <= UNACCENTED * forms.total() and count > ONE_WAY * forms.total():
            found.append(form)
    return sorted(found)


def texts_of_documents() -> Iterator[str]:
    """The documents that are shipped as text."""
    folder = Path(__file__).parent
    for part in ("documents", "office_texts"):
        for path in sorted((folder / part).rglob("*.md")):
            yield path.read_text(encoding="utf-8")


if __name__ == "__main__":
    TABLE.write_text("\n".join(accented_words(texts_of_documents())) + "\n", encoding="utf-8")
