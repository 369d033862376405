"""The words of the field, as the shipped documents write them: what a misspelt word of a question was meant for.

The table is made from the documents: `python -m corpus.vocabulary`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from corpus.accents import texts_of_documents
from corpus.legal_text.normalise import fold

TABLE = Path(__file__).with_name("vocabulary.txt")
"""A line a word, in small letters, the commonest first."""
SEEN = 3
"""How often a word must be written."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache
def vocabulary() -> dict[str, str]:
    """Each word by its letters without accents, the commonest first."""
    found: dict[str, str] = {}
    for word in TABLE.read_text(encoding="utf-8").split():
        found.setdefault(fold(word), word)
    return found


def common_words(texts: Iterable[str]) -> list[str]:
    """The words of `texts`, in small letters, the commonest first, then in the alphabet's order."""
    seen = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return sorted((word for word, count in seen.items() if count >= SEEN), key=lambda word: (-seen[word], word))


if __name__ == "__main__":
    TABLE.write_text("\n".join(common_words(texts_of_documents())) + "\n", encoding="utf-8")
