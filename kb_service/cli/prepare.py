"""`kb prepare`: the embedding model and what it was taught beside, ready before they are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.embedding.embedder import Embedder
    from corpus.settings import Settings


def prepare() -> None:
    """Préparer les modèles de langue (une fois, quelques secondes)."""
    from corpus.embedding.default_model import prepare_default_model
    from corpus.readers.lessons import Lesson, prepare_lesson
    from corpus.settings import settings
    from kb_service.cli.progress import steps

    embedder = ready_embedder(settings())
    with steps() as shown:
        prepare_default_model(settings(), shown.say)  # whose tokenizer the readers use beside another model
        for lesson in Lesson:
            prepare_lesson(lesson, settings(), shown.say)
    print(f"Le modèle {embedder.name} est prêt dans {settings().models_dir}.")


def ready_embedder(settings: Settings) -> Embedder:
    """The model that the settings name, with progress where it has to be converted first."""
    from corpus.embedding.embedder import load_embedder
    from kb_service.cli.progress import steps

    with steps() as shown:
        return load_embedder(settings, shown.say)
