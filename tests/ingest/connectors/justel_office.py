"""An office that asks a site for official texts, with a clock that only moves when somebody waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from justel_site import ELI, Site
from kit import HashEmbedder

from corpus.catalogue import CORPUS, Catalogue
from corpus.model import Kind, Source
from corpus.settings import Settings
from ingest.connectors.justel.client import JustelClient
from ingest.connectors.justel.records import Shelf, SourceRecord
from ingest.connectors.justel.sync import SyncReport, sync
from ingest.pipeline.official import OfficialRun, sync_and_ingest


def umbrella_law(source_id: str = "loi-2003-04-01", numac: str = "2003099999") -> Source:
    url = "https://www.ejustice.just.fgov.be" + ELI.format(numac=numac)
    return Source(source_id, "Loi relative aux parapluies", Kind.LAW, numac=numac, url=url)


@dataclass
class Office:
    """`waits` are the seconds that the client let pass, `now` the moment that records are dated with."""

    site: Site
    data_dir: Path
    sources: tuple[Source, ...] = field(default_factory=lambda: (umbrella_law(),))
    waits: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    now: datetime = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    root: Path = CORPUS
    timeout: float = 5.0
    max_bytes: int = 3 * 2**20

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.data_dir, justel_url=self.site.url)

    def client(self) -> JustelClient:
        return JustelClient(self.site.url, self.timeout, self.max_bytes, self._sleep, lambda: self.elapsed)

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.elapsed += seconds

    def sync(self, history: bool = False, accept_shorter: bool = False) -> SyncReport:
        self.now += timedelta(hours=1)
        with self.client() as client:
            return sync(
                self.sources, self.settings, client,
                history=history, accept_shorter=accept_shorter, now=lambda: self.now,
            )  # fmt: skip

    def sync_and_ingest(self, history: bool = False) -> OfficialRun:
        with self.client() as client:
            return sync_and_ingest(
                [], self.settings, Catalogue(self.sources, self.root), HashEmbedder, client, history=history
            )

    def record(self, source_id: str = "loi-2003-04-01") -> SourceRecord:
        return Shelf(self.data_dir, source_id).load()

    def page(self, number: int | None = None, source_id: str = "loi-2003-04-01") -> str:
        return Shelf(self.data_dir, source_id).page(number).read_bytes().decode("cp1252")
