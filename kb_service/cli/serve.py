"""`kb serve`: the API and the pages, from what the data directory holds."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import Unavailable

if TYPE_CHECKING:
    from corpus.embedding.embedder import Embedder
    from corpus.settings import Settings

_PENDING = 256
"""How many connections may wait while every thread is answering."""


def serve(
    host: Annotated[
        str | None, typer.Option(metavar="ADRESSE", help="L'adresse d'écoute ; sinon KB_HOST, ou 127.0.0.1.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", min=0, max=65535, help="Le port d'écoute ; sinon KB_PORT, ou 8000.")
    ] = None,
) -> None:
    """Servir les pages et l'API ; construit d'abord une édition s'il n'y en a aucune."""
    from corpus.settings import settings
    from kb_service.cli.prepare import ready_embedder
    from kb_service.process import share_arenas

    share_arenas()
    configured = settings()
    with _listening(host or configured.host, configured.port if port is None else port) as listener:
        embedder = ready_embedder(configured)
        _ensure_edition(configured, embedder)
        _serve(configured, embedder, listener)


def _ensure_edition(settings: Settings, embedder: Embedder) -> None:
    """The first edition, from the documents that the project ships; nothing where there is one already."""
    from corpus.catalogue import load_catalogue
    from corpus.editions.shelf import current_id
    from ingest.pipeline.run import ingest
    from kb_service.cli.ingest_report import print_report
    from kb_service.cli.progress import steps

    if current_id(settings) is not None:
        return
    catalogue = load_catalogue()
    paths = [path for _, path in catalogue.shipped_files()]
    with steps() as shown:
        report = ingest(paths, settings, catalogue, embedder, shown.count, catalogue.missing_files())
    print_report(report, settings)


def _serve(settings: Settings, embedder: Embedder, listener: socket.socket) -> None:
    import uvicorn

    from corpus.editions.follower import EditionFollower
    from kb_service.api.app import create_app
    from kb_service.knowledge_base import KnowledgeBase

    knowledge_base = KnowledgeBase.over(settings, embedder, EditionFollower(settings))
    try:
        with knowledge_base.edition() as edition:
            edition.require_model(embedder)
        knowledge_base.warm()
        # A question stands in the address of a page: no address is logged.
        config = uvicorn.Config(create_app(knowledge_base), log_level="warning", access_log=False, server_header=False)
        print(f"La base répond sur {_address(listener)} (Ctrl-C pour arrêter).", flush=True)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        knowledge_base.close()


def _listening(host: str, port: int) -> socket.socket:
    """Taken before anything slow is done: a port in use is told at once. Raises `Unavailable` ("port_unavailable")."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=_PENDING
        )
    except OSError as error:
        raise Unavailable(
            "port_unavailable",
            f"Le service ne peut pas écouter sur {host}, port {port} ({error.strerror or error}).",
            "Arrêtez ce qui l'occupe, ou choisissez un autre port avec --port.",
        ) from error


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
