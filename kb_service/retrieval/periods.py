"""Periods that a text sets for itself: "entre le 1er janvier 2026 et le 30 juin 2026", "à partir du 1er juillet 2026".

Two articles may both be in force and yet only one be about the day of the case: art. 43/5 of the DIS law
is for requests of the first half of 2026, art. 43/6 for those after.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from corpus.legal_text.dates import find_dates
from corpus.legal_text.normalise import fold

_FROM = re.compile(r"(?:a partir du|a compter du|des le|depuis le|apres le|au plus tot le)\s*$")
_UNTIL = re.compile(r"(?:jusqu'au|au plus tard le|avant le)\s*$")
_BETWEEN = re.compile(r"(?:entre le|du)\s*$")
_AND = re.compile(r"^\s*(?:inclus\s*)?(?:,\s*)?(?:et|jusqu'au|au)\s+(?:le\s+)?$")


@lru_cache(maxsize=8192)
def periods(text: str) -> tuple[tuple[date, date], ...]:
    """The periods that a text names, both days included; an open side is `date.min` or `date.max`."""
    folded = fold(text)
    mentions = find_dates(text)
    found: list[tuple[date, date]] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        before = folded[max(0, mention.start - 24) : mention.start]
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following and _BETWEEN.search(before) and _AND.match(folded[mention.end : following.start]):
            found.append((mention.first, following.last))
            index += 2
            continue
        if _FROM.search(before):
            found.append((mention.first, date.max))
        elif _UNTIL.search(before):
            found.append((date.min, mention.last))
        index += 1
    return tuple(found)


def outside(text: str, day: date) -> float:
    """The share of the periods that a text names which do not hold the day; 0 where it names none."""
    named = periods(text)
    if not named:
        return 0.0
    return sum(not first <= day <= last for first, last in named) / len(named)
