"""`kb ingest`: files in, a new edition out, and what became of each file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb_service.cli.outcome import NOTHING_READ


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN...", help="Fichiers ou dossiers à lire.")],
) -> None:
    """Lire des textes et publier une nouvelle édition."""
    from corpus.catalogue import load_catalogue
    from corpus.settings import settings
    from ingest.pipeline.run import ingest as run_ingestion
    from kb_service.cli.ingest_report import everything_failed, print_report
    from kb_service.cli.prepare import ready_embedder
    from kb_service.cli.progress import steps

    embedder = ready_embedder(settings())
    with steps() as shown:
        report = run_ingestion(paths, settings(), load_catalogue(), embedder, shown.count)
    print_report(report, settings())
    if everything_failed(report):
        raise typer.Exit(NOTHING_READ)
