"""`kb verify`: each sentence of a text or a document, with what the base says of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import BadInput

if TYPE_CHECKING:
    from corpus.settings import Settings

_NAMES = {"as_of": "--as-of", "text": "Le texte"}


def verify(
    file: Annotated[str, typer.Argument(metavar="FICHIER|-", help="Un texte, un DOCX, un PDF … ; - lit l'entrée.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="AAAA-MM-JJ", help="Le droit de ce jour-là ; sinon d'aujourd'hui.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="L'objet JSON de l'API, pour les programmes.")] = False,
) -> None:
    """Vérifier un texte, phrase par phrase."""
    from corpus.settings import settings
    from kb_service.api.validation import verify_request
    from kb_service.cli.ask import open_knowledge_base

    configured = settings()
    request = verify_request({"text": _text(file, configured), "as_of": as_of}, _NAMES)
    knowledge_base = open_knowledge_base(configured)
    try:
        response = knowledge_base.verify(request)
    finally:
        knowledge_base.close()
    if as_json:
        print(response.model_dump_json(indent=2))
    else:
        from kb_service.cli.verdict_text import print_verdicts

        print_verdicts(response)


def _text(file: str, settings: Settings) -> str:
    from kb_service.verification.documents import text_of_file

    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    path = Path(file)
    if not path.is_file():
        raise BadInput("no_such_file", f"Le fichier « {file} » n'existe pas.", "Vérifiez le chemin.")
    return text_of_file(path, settings)
