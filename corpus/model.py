"""The vocabulary of the house, as frozen values (DESIGN.md, section 2; terms of ELI and Akoma Ntoso).

A *source* is a work of the catalogue. A *provision* is its smallest citable unit, in one wording,
with the days on which that wording holds. A *passage* is what is indexed: a provision or a part of
a long one. Dates are inclusive on both ends; an open end is `None`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a source is. `authority` orders them by the hierarchy of norms, 0 being the highest."""

    LAW = "law"
    DECREE = "decree"
    CIRCULAR = "circular"
    PROCEDURE = "procedure"
    REFORM = "reform"
    FICHE = "fiche"
    FAQ = "faq"

    @property
    def authority(self) -> int:
        return _AUTHORITY[self]

    @property
    def is_official(self) -> bool:
        """Whether it makes the rule (a law, a decree), which everything below can only explain or apply."""
        return self in (Kind.LAW, Kind.DECREE)


_AUTHORITY = {
    Kind.LAW: 0,
    Kind.DECREE: 1,
    Kind.CIRCULAR: 2,
    Kind.PROCEDURE: 3,
    Kind.REFORM: 4,
    Kind.FICHE: 4,
    Kind.FAQ: 5,
}


class Region(StrEnum):
    """Where a wording applies; the French adjectives are those of the contract."""

    FEDERAL = "fédéral"
    WALLOON = "wallonne"
    BRUSSELS = "bruxelloise"
    FLEMISH = "flamande"
    GERMAN_SPEAKING = "germanophone"


class Status(StrEnum):
    """Where a wording stands on a given day."""

    IN_FORCE = "in_force"
    UPCOMING = "upcoming"
    REPEALED = "repealed"


@dataclass(frozen=True)
class Validity:
    """The days on which a wording holds, both ends included; `None` is an open (or unknown) end."""

    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        return self.status_on(day) is Status.IN_FORCE

    def status_on(self, day: date) -> Status:
        if self.valid_from is not None and day < self.valid_from:
            return Status.UPCOMING
        if self.valid_to is not None and day > self.valid_to:
            return Status.REPEALED
        return Status.IN_FORCE


@dataclass(frozen=True)
class Commencement:
    """Articles of an act that enter into force on a day of their own, where the act says so itself."""

    first: str
    last: str
    day: date

    def covers(self, number: str) -> bool:
        """By the leading number: "169" lies between "88" and "206", "57ter" does with "57"."""
        value = _leading(number)
        return value is not None and (_leading(self.first) or 0) <= value <= (_leading(self.last) or 0)


def _leading(number: str) -> int | None:
    match = re.match(r"\d+", number)
    return int(match[0]) if match else None


@dataclass(frozen=True)
class Source:
    """A work of the catalogue: a law, a decree, a circular, a procedure, a reform text, a fiche.

    `source_id` is what references resolve to (`loi-2002-05-26` in `loi-2002-05-26/art_21`).
    `numac` is the Moniteur belge's number, by which official texts are recognised. `consolidated_on`
    is the day of the most recent state that was read: what changed later is not known here. A
    `peripheral` work is consulted now and then (the electricity market law), not applied every day.
    `form_of` is the federal work of which this one is a region's own form: there it takes its place.
    """

    source_id: str
    title: str
    kind: Kind
    region: Region = Region.FEDERAL
    url: str | None = None
    numac: str | None = None
    published: date | None = None
    validity: Validity = Validity()
    short_title: str | None = None
    authority: str | None = None
    owner: str | None = None
    verified_on: date | None = None
    replaces: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    consolidated_on: date | None = None
    peripheral: bool = False
    form_of: str | None = None
    commencement: tuple[Commencement, ...] = ()

    def commences(self, number: str) -> date | None:
        """The day of its own on which an article entered into force; the first rule that names it."""
        return next((rule.day for rule in self.commencement if rule.covers(number)), None)

    @property
    def name(self) -> str:
        """What colleagues call it."""
        return self.short_title or self.title


class Change(StrEnum):
    """What an amending text did."""

    INSERTED = "inserted"
    REPLACED = "replaced"
    REPEALED = "repealed"


@dataclass(frozen=True)
class Amendment:
    """One editor's note of Justel, such as `(2)<L 2016-07-21/08, art. 2, 021; En vigueur : 01-12-2016>`.

    `mark` is the number that ties it to `[2 ... ]2` in the text ("" for a note about the whole
    article or of the old parenthesis style), `act` the amending text with its dossier number,
    `in_force` its first day where the note gives one, `remark` what else the note says, such as an
    annulment by the Constitutional Court.
    """

    mark: str
    change: Change
    act: str
    article: str | None
    in_force: date | None
    remark: str | None = None


_ANNULMENT = re.compile(r"\bannul", re.IGNORECASE)


@dataclass(frozen=True)
class PageBreak:
    """`text[offset:]` of a provision stands on `page` (1-based) of the original, until the next break."""

    offset: int
    page: int


@dataclass(frozen=True)
class Provision:
    """The smallest citable unit, in one wording.

    `provision_id` is `<source_id>/art_21` or `<source_id>/sec_3.2`, followed by `@<valid_from>` and
    the region where several wordings of one number stand side by side. `number` is "21", "43/5",
    "9bis", "3.2"; `label` is how it is cited: "art. 21", "point 3.2". `text` has no amendment marks:
    they are facts, in `amendments`. A repealed provision has an empty `text` and `repealed` set.
    """

    provision_id: str
    source_id: str
    number: str
    label: str
    text: str
    path: tuple[str, ...] = ()
    heading: str | None = None
    validity: Validity = Validity()
    region: Region = Region.FEDERAL
    repealed: bool = False
    amendments: tuple[Amendment, ...] = ()
    pages: tuple[PageBreak, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def annulment(self) -> str | None:
        """The note that says that a court annulled part of this wording: the text may still print it."""
        return next((note for note in self.notes if _ANNULMENT.search(note)), None)

    def page_at(self, offset: int) -> int | None:
        """The page of the original on which the character at `offset` stands, if pages are known."""
        page = None
        for page_break in self.pages:
            if page_break.offset > offset:
                break
            page = page_break.page
        return page


@dataclass(frozen=True)
class Passage:
    """A part of a provision that is indexed: never cut inside a sentence.

    `text == provision.text[start:end]`, always. `label` points into the provision ("art. 21, § 1er,
    al. 2"); `context` is the line that says where it comes from, for embedding and for words, never
    for quoting; `sentences` are spans in the *provision's* text, in order, without overlap; `asked` are
    questions that it answers (`corpus.asked`).
    """

    passage_id: str
    provision_id: str
    source_id: str
    label: str
    context: str
    text: str
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...] = field(default=())
    asked: tuple[str, ...] = ()

    @property
    def indexed_text(self) -> str:
        """What is embedded and what words are counted in."""
        return f"{self.context}\n{self.text}"
