"""`kb prepare`: the embedding model, ready before it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.embedding.embedder import Embedder
    from corpus.settings import Settings


def prepare() -> None:
    """Préparer le modèle de langue (une fois, quelques secondes)."""
    from corpus.settings import settings

    embedder = ready_embedder(settings())
    print(f"Le modèle {embedder.name} est prêt dans {settings().models_dir}.")


def ready_embedder(settings: Settings) -> Embedder:
    """The model that the settings name, with progress where it has to be converted first."""
    from corpus.embedding.embedder import load_embedder
    from kb_service.cli.progress import steps

    with steps() as shown:
        return load_embedder(settings, shown.say)
