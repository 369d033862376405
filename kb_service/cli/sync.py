"""`kb sync`: the official texts from Justel, and what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb_service.cli.outcome import NOTHING_READ

if TYPE_CHECKING:
    from ingest.connectors.justel.sync import SyncReport


def sync(
    source_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Les identifiants du catalogue ; tous sinon.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Apporter aussi les versions archivées.")] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accepter un texte qui a perdu la moitié de ses articles.")
    ] = False,
    status: Annotated[
        bool, typer.Option("--status", help="Montrer l'état de chaque texte, sans rien demander.")
    ] = False,
) -> None:
    """Apporter les textes officiels de Justel et publier ce qui a changé."""
    from corpus.catalogue import load_catalogue
    from corpus.errors import BadInput
    from corpus.settings import settings
    from ingest.pipeline.official import open_client, sync_and_ingest
    from kb_service.cli.ingest_report import print_report
    from kb_service.cli.prepare import ready_embedder
    from kb_service.cli.progress import steps
    from kb_service.cli.sync_report import print_status, print_sync

    wanted = source_ids or []
    if status:
        print_status(settings(), load_catalogue(), wanted)
        return
    if accept and not wanted:
        raise BadInput(
            "accept_needs_source",
            "--accept vaut pour les textes que vous nommez.",
            "Donnez leur identifiant : kb sync loi-2002-05-26 --accept.",
        )
    with steps() as shown, open_client(settings()) as client:
        run = sync_and_ingest(
            wanted,
            settings(),
            load_catalogue(),
            lambda: ready_embedder(settings()),
            client,
            history=history,
            accept_shorter=accept,
            on_progress=shown.count,
        )
    print_sync(run.sync)
    if run.ingestion is not None:
        print_report(run.ingestion, settings())
    if _nothing_came(run.sync):
        raise typer.Exit(NOTHING_READ)


def _nothing_came(report: SyncReport) -> bool:
    from ingest.connectors.justel.sync import SyncOutcome

    return report.count(SyncOutcome.FAILED, SyncOutcome.LEFT) == len(report.sources)
