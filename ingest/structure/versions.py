"""Several states of one law, read at different dates, become one line of wordings per article.

A state shows each article as it stood on one day. From two states we know when a wording ended only
where the newer one says so, in its notes. What lies between the end of the older wording and the
start of the newer one is a gap, and stays a gap: a question about a day in it finds no version.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher

from corpus.model import Region, Validity
from ingest.structure.articles import Article

SAME_WORDING = 0.985
"""Two copies of one wording differ by a dash or an accent; a changed percentage differs by less, but
then a note says so: the ratio is only asked where no note announces a change."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class State:
    """All articles of a law as they stood on `day`; `excerpt` where the file holds only some of them."""

    day: date
    articles: Sequence[Article]
    excerpt: bool = False


def consolidate(states: Sequence[State]) -> list[Article]:
    """The wordings of all states, each with the days on which it is known to hold, newest state first."""
    newest_first = sorted(states, key=lambda state: state.day, reverse=True)
    lines: dict[tuple[str, Region], list[Article]] = {}
    for index, state in enumerate(newest_first):
        newer = newest_first[index - 1] if index else None
        groups: dict[tuple[str, Region], list[Article]] = {}
        for article in state.articles:
            groups.setdefault((article.number, article.region), []).append(article)
        for key, wordings in groups.items():
            if key in lines:
                lines[key] = _joined(wordings, state.day, lines[key], newest_first[index - 1].day)
            else:
                lines[key] = [_ended(w, state.day, newer) for w in wordings]
    return [article for wordings in lines.values() for article in wordings]


def _ended(article: Article, day: date, newer: State | None) -> Article:
    """An article that the next newer state no longer has, or never meant to have."""
    if newer is None or newer.excerpt or article.validity.valid_to is not None:
        return article
    return replace(article, validity=Validity(article.validity.valid_from, day))


def _joined(older: Sequence[Article], day: date, known: list[Article], newer_day: date) -> list[Article]:
    """The wordings that held on `day`, put before those already known from newer states."""
    current = [w for w in older if w.validity.valid_from is None or w.validity.valid_from <= day]
    if not current:
        return known  # a future wording of an old state: the newer state shows what became of it
    old, next_known = current[-1], known[0]
    changes = next_known.changes_after(day)
    same = _letters(old.text) == _letters(next_known.text) and old.repealed == next_known.repealed
    if same or (not changes and _alike(old.text, next_known.text)):
        starts = (old.validity.valid_from, next_known.validity.valid_from)
        start = min((s for s in starts if s is not None), default=None)
        return [replace(next_known, validity=Validity(start, next_known.validity.valid_to)), *known[1:]]
    if changes:
        last_day = changes[0] - _DAY
        return [_until(old, last_day), *known]
    # The words differ and nothing says since when: each is known on the day of its own state only.
    newer = replace(next_known, validity=Validity(newer_day, next_known.validity.valid_to))
    return [_until(old, day), newer, *known[1:]]


def _until(article: Article, last_day: date) -> Article:
    return replace(article, validity=Validity(article.validity.valid_from, last_day))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _alike(a: str, b: str) -> bool:
    matcher = SequenceMatcher(None, a.split(), b.split(), autojunk=False)
    return matcher.quick_ratio() >= SAME_WORDING and matcher.ratio() >= SAME_WORDING
