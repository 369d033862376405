"""From the blocks of one consolidated text to its articles: one state of a law, read whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from corpus.legal_text.dates import UNDETERMINED
from corpus.model import Amendment, Change, Region, Validity
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.structure.amendments import CleanText, clean, is_repealed, parse_note
from ingest.structure.regions import region_of_acts, region_of_label

_NUMBER = re.compile(r"^(?P<number>\d+(?=er\b)|[^\s.]\S*?)(?:(?<=\d)er)?\.?(?:\s+(?P<label>.+))?$")
_HEADING_MARKS = re.compile(r"\[\d* ?|\]\d*|\s*<[A-Z][^<>]*>")
_FUTURE = re.compile(r"droit futur", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """One wording of one article in one state of its law. `text` is empty when it is repealed."""

    number: str
    text: str
    path: tuple[str, ...]
    region: Region
    repealed: bool
    amendments: tuple[Amendment, ...]
    notes: tuple[str, ...]
    validity: Validity

    def changes_after(self, day: date) -> list[date]:
        """The days after `day` on which this wording was amended, earliest first."""
        return sorted({a.in_force for a in self.amendments if a.in_force is not None and a.in_force > day})


def articles_of(
    document: ParsedDocument,
    entry_into_force: date | None,
    commences: Callable[[str], date | None] = lambda number: None,
) -> list[Article]:
    """The articles of one state, in order, with the wordings of one number told apart.

    `commences` gives the first day of an article that has one of its own, other than the act's.

    A wording holds from its last amendment; where several wordings of one number and region stand
    side by side, each holds until the day before the next (art. 43/5 of the DIS law changes again on
    1 January 2028).
    """
    return _chain([_article(*parts, commences(parts[0]) or entry_into_force) for parts in _split(document)])


def _split(document: ParsedDocument) -> Iterator[tuple[str, str, list[Block], tuple[str, ...]]]:
    path: list[tuple[int, str]] = []
    current: tuple[str, str, list[Block], tuple[str, ...]] | None = None
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            path = [(level, text) for level, text in path if level < block.level]
            path.append((block.level, _HEADING_MARKS.sub("", block.text).strip(" .")))
            if current:
                yield current
                current = None
        elif block.kind is BlockKind.ARTICLE:
            if current:
                yield current
            match = _NUMBER.match(block.text)
            number, label = (match["number"], match["label"] or "") if match else (block.text, "")
            current = (number, label, [], tuple(text for _, text in path))
        elif current:
            current[2].append(block)
    if current:
        yield current


def _article(
    number: str, label: str, blocks: list[Block], path: tuple[str, ...], entry_into_force: date | None
) -> Article:
    body = [block.text for block in blocks if block.kind is not BlockKind.NOTE]
    stated = [(block.text, parse_note(block.text)) for block in blocks if block.kind is BlockKind.NOTE]
    cleaned: CleanText = clean("\n".join(body))
    amendments = tuple([a for _, a in stated if a is not None]) + cleaned.amendments
    notes = cleaned.notes + tuple(text for text, a in stated if a is None)
    repealed = is_repealed(cleaned.text)
    if repealed and amendments:
        last = amendments[-1]
        amendments = (*amendments[:-1], replace(last, change=Change.REPEALED))
    return Article(
        number=number,
        text="" if repealed else cleaned.text,
        path=path,
        region=region_of_label(label) or region_of_acts(amendments) or Region.FEDERAL,
        repealed=repealed,
        amendments=amendments,
        notes=notes,
        validity=Validity(_first_day(amendments, entry_into_force, future=_FUTURE.search(label) is not None), None),
    )


def _first_day(amendments: tuple[Amendment, ...], entry_into_force: date | None, future: bool) -> date | None:
    """The day from which a wording holds; of one that Justel labels "droit futur", never one already past."""
    days = [a.in_force for a in amendments if a.in_force is not None]
    if future:
        return max(days, default=UNDETERMINED)
    if any(a.in_force != UNDETERMINED for a in amendments):
        # One sentence that waits for its day does not suspend the rest of the article.
        days = [day for day in days if day != UNDETERMINED]
    return max(days, default=entry_into_force)


def _chain(articles: list[Article]) -> list[Article]:
    wordings: dict[tuple[str, Region], list[int]] = {}
    for index, article in enumerate(articles):
        wordings.setdefault((article.number, article.region), []).append(index)
    chained = list(articles)
    for indexes in wordings.values():
        ordered = sorted(indexes, key=lambda i: (articles[i].validity.valid_from or date.min, i))
        for earlier, later in pairwise(ordered):
            start = articles[later].validity.valid_from
            if start is not None and start != articles[earlier].validity.valid_from:
                chained[earlier] = replace(
                    articles[earlier],
                    validity=Validity(articles[earlier].validity.valid_from, start - timedelta(days=1)),
                )
    return chained
