"""Whether the service answers, from what, and what stands in the way of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.editions.manifest import Manifest
from corpus.editions.shelf import current_id, open_edition
from corpus.errors import BadInput, KbError
from corpus.settings import Settings
from kb_service.api.errors import body_of
from kb_service.api.schemas import Health

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase


def health_of(knowledge_base: KnowledgeBase) -> Health:
    """Raises `Unavailable` ("no_edition") where nothing answers."""
    with knowledge_base.edition() as edition:
        manifest = edition.manifest
    problem = _other_model(manifest, knowledge_base.model) or _not_followed(manifest, knowledge_base.settings)
    return Health(
        status="degraded" if problem else "ok",
        edition=manifest.edition_id,
        created_at=manifest.created_at,
        model=knowledge_base.model,
        sources=len(manifest.sources),
        provisions=manifest.provisions,
        passages=manifest.passages,
        problem=body_of(problem) if problem else None,
    )


def _other_model(manifest: Manifest, model: str) -> KbError | None:
    if manifest.model == model:
        return None
    return BadInput(
        "model_mismatch",
        f"L'édition {manifest.edition_id} a été faite avec le modèle « {manifest.model} », "
        f"or le modèle réglé est « {model} ».",
        "Relancez « kb ingest » avec ce modèle, ou remettez KB_EMBEDDING_MODEL à sa valeur d'avant.",
    )


def _not_followed(manifest: Manifest, settings: Settings) -> KbError | None:
    """Why the edition that was published last is not the one that answers."""
    published = current_id(settings)
    if published is None or published == manifest.edition_id:
        return None
    try:
        open_edition(settings, published, one_shot=True).close()
    except KbError as error:
        return error
    return None  # published a moment ago: the next question moves to it
