"""The official texts of the catalogue, brought up to date from Justel, one source after the other.

A run can be cut off at any moment: each source's record is written as soon as it is known, the sources that
were tried longest ago come first, and archived versions that are there are not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from corpus.errors import BadInput, KbError, Unavailable
from corpus.model import Source
from corpus.settings import Settings
from ingest.connectors.justel.client import JustelClient, Validators
from ingest.connectors.justel.pages import LawPage, archive_address, read_page, require_same_work, require_whole
from ingest.connectors.justel.records import Shelf

OnSource = Callable[[str, int, int], None]
"""(step in French, done, total)."""
LONGEST_SILENCE = 3
"""After so many sources in a row that the site did not answer for, the rest is left for another day."""


class SyncOutcome(StrEnum):
    """What became of one source. `FAILED` keeps what was there; `LEFT` was not asked for."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT = "left"


@dataclass(frozen=True)
class SourceSync:
    """One line of the report. `new_versions` were archived versions brought in; `missing` stay gaps."""

    source_id: str
    name: str
    outcome: SyncOutcome
    message: str = ""
    code: str | None = None
    new_versions: int = 0
    missing: tuple[int, ...] = ()


@dataclass
class SyncReport:
    sources: list[SourceSync] = field(default_factory=list)

    def count(self, *outcomes: SyncOutcome) -> int:
        return sum(source.outcome in outcomes for source in self.sources)


def official_sources(catalogue: Catalogue, wanted: Sequence[str] = ()) -> list[Source]:
    """The sources that Justel has, all or those of the given ids, in the order of the catalogue.

    Raises `BadInput` ("unknown_source", "not_official") naming the first id that cannot be brought in.
    """
    for source_id in wanted:
        source, _ = catalogue.resolve(source_id)
        if not _is_on_justel(source):
            message = f"« {source.name} » ({source_id}) n'a pas d'adresse sur Justel dans le catalogue."
            raise BadInput("not_official", message, "Donnez-lui « url » et « numac » dans corpus/catalogue.toml.")
    return [s for s in catalogue.sources if _is_on_justel(s) and (not wanted or s.source_id in wanted)]


def sync(
    sources: Sequence[Source],
    settings: Settings,
    client: JustelClient,
    *,
    history: bool = False,
    accept_shorter: bool = False,
    on_source: OnSource = lambda step, done, total: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> SyncReport:
    """Asks the site for every source, keeps what is new and good, and says what became of each.

    `history` brings the archived versions too; `accept_shorter` takes a text that lost half its articles.
    Nothing is ingested here: the new files are named by each record's `pending`.
    """
    shelves = {source.source_id: Shelf(settings.data_dir, source.source_id) for source in sources}
    never = datetime.min.replace(tzinfo=UTC)
    order = sorted(sources, key=lambda source: shelves[source.source_id].load().tried or never)
    told: dict[str, SourceSync] = {}
    silent = 0
    for number, source in enumerate(order):
        on_source("Textes officiels", number, len(order))
        if silent >= LONGEST_SILENCE:
            told[source.source_id] = _left(source)
            continue
        visit = _Visit(source, shelves[source.source_id], client, now, accept_shorter)
        line = visit.current()
        silent = silent + 1 if visit.unanswered else 0
        if history and not visit.unanswered:
            line = visit.with_history(line, on_source)
        told[source.source_id] = line
    on_source("Textes officiels", len(order), len(order))
    return SyncReport([told[source.source_id] for source in sources])


def pending_files(sources: Sequence[Source], settings: Settings) -> list[Path]:
    """The pages that were brought in and that no edition holds yet, also those of a run that was cut off."""
    shelves = [Shelf(settings.data_dir, source.source_id) for source in sources]
    return [path for shelf in shelves for name in shelf.load().pending if (path := shelf.folder / name).is_file()]


def mark_ingested(sources: Sequence[Source], settings: Settings, names: Sequence[Path]) -> None:
    """Pages that an edition holds now are pending no more."""
    done = set(names)
    for source in sources:
        shelf = Shelf(settings.data_dir, source.source_id)
        record = shelf.load()
        left = [name for name in record.pending if shelf.folder / name not in done]
        if left != record.pending:
            shelf.save(record.model_copy(update={"pending": left}))


class _Visit:
    """One source, asked for once. The record is saved after each thing that is learnt."""

    def __init__(
        self, source: Source, shelf: Shelf, client: JustelClient, now: Callable[[], datetime], accept_shorter: bool
    ) -> None:
        self.unanswered = False
        self._source, self._shelf, self._client, self._now = source, shelf, client, now
        self._accept_shorter = accept_shorter
        self._record = shelf.load()

    def current(self) -> SourceSync:
        """The text in force."""
        record = self._record
        record.tried = self._now()
        try:
            outcome = self._bring()
        except KbError as error:
            self.unanswered = isinstance(error, Unavailable)
            record.problem = str(error)
            self._shelf.save(record)
            return self._line(SyncOutcome.FAILED, str(error), error.code)
        record.fetched, record.problem = record.tried, None
        self._shelf.save(record)
        return self._line(outcome)

    def _bring(self) -> SyncOutcome:
        record, source = self._record, self._source
        has_page = record.fingerprint is not None and self._shelf.page().is_file()
        known = Validators(record.etag, record.last_modified) if has_page else Validators()
        fetched = self._client.get(_path_of(source), known)
        if fetched is None:
            return SyncOutcome.UNCHANGED
        page = self._judged(fetched.markup, source.name)
        if not self._accept_shorter:
            require_whole(page, record.articles, source.name)
        record.etag, record.last_modified = fetched.validators.etag, fetched.validators.last_modified
        record.archived, record.archive_link = page.archived, page.archive_link
        if has_page and page.fingerprint == record.fingerprint:
            return SyncOutcome.UNCHANGED
        path = self._shelf.keep(page.stored)
        first = record.fingerprint is None
        record.fingerprint, record.articles, record.changed = page.fingerprint, page.articles, record.tried
        self._expect(path)
        return SyncOutcome.ADDED if first else SyncOutcome.CHANGED

    def with_history(self, line: SourceSync, on_source: OnSource) -> SourceSync:
        """The archived versions that are not there yet; each that fails stays a gap that is told."""
        record = self._record
        new = 0
        for number in range(1, record.archived + 1):
            if number in record.versions and self._shelf.page(number).is_file():
                continue
            on_source(f"Versions de {self._source.name}", number - 1, record.archived)
            name = f"{self._source.name}, version archivée {number}"
            try:
                page = self._archived(number, name)
            except KbError as error:
                record.missing[number] = str(error)
                self._shelf.save(record)
                if isinstance(error, Unavailable):
                    self.unanswered = True
                    self._give_up_after(number, error)
                    break
                continue
            self._expect(self._shelf.keep(page.stored, number))
            record.versions[number] = page.fingerprint
            record.missing.pop(number, None)
            self._shelf.save(record)
            new += 1
        return replace(line, new_versions=new, missing=tuple(sorted(record.missing)))

    def _archived(self, number: int, name: str) -> LawPage:
        assert self._record.archive_link is not None  # there are archived versions, so there is a link to one
        fetched = self._client.get(archive_address(self._record.archive_link, number))
        assert fetched is not None  # nothing was said to be known
        page = self._judged(fetched.markup, name)
        if page.fingerprint == self._record.fingerprint:
            message = f"« {name} » : le site a répondu par le texte actuel."
            raise BadInput("justel_not_archived", message, "Recommencez plus tard : kb sync --history.")
        return page

    def _give_up_after(self, number: int, error: KbError) -> None:
        """The site is silent: the versions behind this one are gaps as well, and are told."""
        for rest in range(number + 1, self._record.archived + 1):
            if rest not in self._record.versions:
                self._record.missing[rest] = f"Pas demandée : {error.message}"
        self._shelf.save(self._record)

    def _judged(self, markup: str, name: str) -> LawPage:
        page = read_page(markup, name)
        assert self._source.numac is not None  # only such sources are official
        require_same_work(page, self._source.numac, name)
        return page

    def _expect(self, path: Path) -> None:
        if path.name not in self._record.pending:
            self._record.pending.append(path.name)

    def _line(self, outcome: SyncOutcome, message: str = "", code: str | None = None) -> SourceSync:
        missing = tuple(sorted(self._record.missing))
        return SourceSync(self._source.source_id, self._source.name, outcome, message, code, missing=missing)


def _left(source: Source) -> SourceSync:
    message = f"« {source.name} » n'a pas été demandé : le site ne répond plus."
    return SourceSync(source.source_id, source.name, SyncOutcome.LEFT, message, "justel_unreachable")


def _is_on_justel(source: Source) -> bool:
    return source.numac is not None and source.url is not None and source.url.endswith("/justel")


def _path_of(source: Source) -> str:
    assert source.url is not None
    return urlsplit(source.url).path
