"""The articles that a statement names: whether they exist, are in force, and can be looked into."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from corpus.editions.edition import Edition
from corpus.legal_text.dates import french
from corpus.legal_text.outline import outline
from corpus.legal_text.references import Reference
from corpus.model import Provision, Region
from kb_service.retrieval.named import sources_of

WHOLE = 0.9
"""The share of the numbers from 1 to the last that an act must have for a missing one not to exist."""


class Fault(StrEnum):
    """`FABRICATED`: no such article or §; `REPEALED` on the day; `ABSENT`: not in the base, so nothing can be said."""

    FABRICATED = "fabricated"
    REPEALED = "repealed"
    ABSENT = "absent"


@dataclass(frozen=True)
class Named:
    """A reference of a statement: the wordings of the day that it names, or what is wrong with it."""

    reference: Reference
    wordings: tuple[Provision, ...]
    fault: Fault | None = None
    reason: str = ""

    @property
    def contradicts(self) -> bool:
        return self.fault in (Fault.FABRICATED, Fault.REPEALED)


def named_articles(
    edition: Edition, references: Collection[Reference], day: date, regions: Collection[Region]
) -> list[Named]:
    """What each reference to an article of a named act comes to; others say nothing that could be checked."""
    return [_named(edition, r, day, regions) for r in references if r.act_key and r.article]


def _named(edition: Edition, reference: Reference, day: date, regions: Collection[Region]) -> Named:
    sources = sources_of(edition, reference.act_key or "")
    article = reference.article or ""
    if not sources:
        return Named(
            reference, (), Fault.ABSENT, "Le texte cité n'est pas dans la base : la référence n'a pas pu être vérifiée."
        )
    wordings = [w for source in sources for w in edition.find_provisions(source, article)]
    name = edition.source(sources[0]).name
    if not wordings:
        last = _last_article(edition, sources[0])
        if last is None:
            return Named(
                reference, (), Fault.ABSENT, f"{name}, {reference.label} : cet article n'est pas dans la base."
            )
        reason = f"Référence fabriquée : il n'y a pas d'art. {article} ({name}, {last})."
        return Named(reference, (), Fault.FABRICATED, reason)
    here = [w for w in wordings if w.validity.covers(day) and w.region in regions]
    if here and all(w.repealed for w in here):
        since = here[0].validity.valid_from
        when = f" depuis le {french(since)}" if since else ""
        return Named(reference, tuple(here), Fault.REPEALED, f"{name}, art. {article} : abrogé{when}.")
    standing = tuple(w for w in here if not w.repealed)
    if ends := _ends_before(reference, standing):
        reason = f"Référence fabriquée : l'art. {article} ({name}) s'arrête au § {ends}."
        return Named(reference, standing, Fault.FABRICATED, reason)
    return Named(reference, standing)


def _ends_before(reference: Reference, wordings: Sequence[Provision]) -> int | None:
    """The last § of an article that is cited at one further on; `None` unless all its wordings of the day count theirs
    from 1 without a gap (of 1,593 § that the texts of the base cite in each other, this holds against none)."""
    cited = reference.paragraph or ""
    if not wordings or not cited.isdigit():
        return None
    counted = [_paragraphs_of(wording) for wording in wordings]
    last = max(map(len, counted))
    whole = all(paragraphs == set(range(1, len(paragraphs) + 1)) for paragraphs in counted)
    return last if whole and int(cited) > last > 1 else None


def _paragraphs_of(provision: Provision) -> set[int]:
    """The numbers of its §, those with a letter ("§ 3bis") by their number."""
    labels = {label for unit in outline(provision.text) for label in unit.labels if label.startswith("§ ")}
    return {int(match[0]) for label in labels if (match := re.match(r"\d+", label[2:]))}


def _last_article(edition: Edition, source_id: str) -> str | None:
    """ "qui va jusqu'à l'art. 60" where the edition holds the whole act, `None` where it holds extracts."""
    numbers = _numbers(edition.edition_id, source_id, tuple(p.number for p in edition.provisions_of_source(source_id)))
    return f"qui va jusqu'à l'art. {max(numbers)}" if numbers and len(numbers) >= WHOLE * max(numbers) else None


@lru_cache(maxsize=64)
def _numbers(edition_id: str, source_id: str, numbers: tuple[str, ...]) -> frozenset[int]:
    return frozenset(int(match[0]) for number in numbers if (match := re.match(r"\d+", number)))
