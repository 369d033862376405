"""`kb ask`: one question, its cited answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from corpus.settings import Settings
    from kb_service.knowledge_base import KnowledgeBase

_NAMES = {"as_of": "--as-of", "kinds": "--kind", "limit": "--limit"}


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="La question, en langage courant.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="AAAA-MM-JJ", help="Le droit de ce jour-là ; sinon d'aujourd'hui.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="GENRE", help="law, decree, circular, procedure, reform, fiche ou faq ; répétable."
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option("--limit", metavar="N", show_default=False, help="Combien de dispositions citer (8 par défaut)."),
    ] = 8,
    as_json: Annotated[bool, typer.Option("--json", help="L'objet JSON de l'API, pour les programmes.")] = False,
) -> None:
    """Poser une question."""
    from corpus.settings import settings
    from kb_service.api.validation import ask_request

    request = ask_request({"question": question, "as_of": as_of, "kinds": kind or None, "limit": limit}, _NAMES)
    knowledge_base = open_knowledge_base(settings())
    try:
        response = knowledge_base.ask(request)
    finally:
        knowledge_base.close()
    if as_json:
        print(response.model_dump_json(indent=2))
    else:
        from kb_service.cli.answer_text import print_answer

        print_answer(response)


def open_knowledge_base(settings: Settings) -> KnowledgeBase:
    """As `KnowledgeBase.open`, with progress where the model has to be converted first."""
    from corpus.embedding.default_model import default_model_folder
    from corpus.embedding.embedder import DEFAULT_MODEL
    from kb_service.knowledge_base import KnowledgeBase

    if settings.embedding_model == DEFAULT_MODEL and not default_model_folder(settings).is_dir():
        from kb_service.cli.prepare import ready_embedder

        ready_embedder(settings)
    return KnowledgeBase.open(settings, one_shot=True)
