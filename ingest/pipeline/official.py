"""The official texts, from Justel into an edition: what `kb sync` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.editions.shelf import current_id
from corpus.embedding.embedder import Embedder
from corpus.settings import Settings
from ingest.connectors.justel.client import JustelClient
from ingest.connectors.justel.sync import (
    SyncReport,
    mark_ingested,
    official_sources,
    pending_files,
    sync,
)
from ingest.pipeline.report import IngestionReport, Outcome
from ingest.pipeline.run import OnProgress, ingest


@dataclass(frozen=True)
class OfficialRun:
    """`ingestion` is `None` where the site had nothing that the current edition does not hold already."""

    sync: SyncReport
    ingestion: IngestionReport | None


def open_client(settings: Settings) -> JustelClient:
    return JustelClient(settings.justel_url, settings.justel_timeout, settings.max_file_mb * 2**20)


def sync_and_ingest(
    wanted: Sequence[str],
    settings: Settings,
    catalogue: Catalogue,
    embedder: Callable[[], Embedder],
    client: JustelClient,
    *,
    history: bool = False,
    accept_shorter: bool = False,
    on_progress: OnProgress = lambda step, done, total: None,
) -> OfficialRun:
    """Brings the official texts up to date and ingests those that changed. `wanted` are source ids; all without.

    Where there is no edition yet, the shipped documents go into the first one as well: an edition that
    `kb sync` made must not keep `kb serve` from showing them. `embedder` is asked for only if there is
    something to embed.

    Raises what `official_sources` and `ingest` raise; a source that fails is a line of the report.
    """
    sources = official_sources(catalogue, wanted)
    report = sync(sources, settings, client, history=history, accept_shorter=accept_shorter, on_source=on_progress)
    pages = pending_files(sources, settings)
    if not pages:
        return OfficialRun(report, None)
    first = current_id(settings) is None
    shipped = [path for _, path in catalogue.shipped_files()] if first else []
    ingestion = ingest(
        [*shipped, *pages], settings, catalogue, embedder(), on_progress, catalogue.missing_files() if first else ()
    )
    held = [page for page in pages if ingestion.by_path[page.resolve()].outcome is not Outcome.FAILED]
    mark_ingested(sources, settings, held)
    return OfficialRun(report, ingestion)
