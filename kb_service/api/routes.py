"""The routes of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Body, File, Form, UploadFile

from corpus.editions.shelf import current_id, list_editions
from kb_service.api.errors import refusals
from kb_service.api.health import health_of
from kb_service.api.schemas import EditionBody, Health, ProvisionBody
from kb_service.api.turns import Turns
from kb_service.api.validation import verify_request
from kb_service.contract import (
    AskRequest,
    AskResponse,
    PersonalSpanBody,
    PrivacyRequest,
    PrivacyResponse,
    VerifyRequest,
    VerifyResponse,
)
from kb_service.verification.documents import text_of_document

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

VERIFY_EXAMPLE = {"text": "Le CPAS décide dans les 45 jours. Le recours n'est pas suspensif.", "as_of": "2026-07-01"}
PRIVACY_EXAMPLE = {"text": "Une question sur le NISS 85.07.30-033.28, qui est inventé."}
EXAMPLE = {"question": "Dans quel délai le CPAS doit-il décider ?", "as_of": "2026-07-01"}


def api_routes(knowledge_base: KnowledgeBase, turns: Turns) -> APIRouter:
    """Questions take their turn; FastAPI runs the other routes, plain functions, in its own threads."""
    routes = APIRouter(prefix="/api")

    @routes.post("/ask", summary="Poser une question", responses=refusals(413, 422, 500, 503))
    async def ask(request: Annotated[AskRequest, Body(examples=[EXAMPLE])]) -> AskResponse:
        """Répond par des phrases des textes, citées mot pour mot, chacune avec sa source. Quand les textes ne
        répondent pas, « abstained » est vrai, « reason » dit pourquoi, « citations » montre ce qui s'en approche."""
        return await turns.take(knowledge_base.ask, request)

    @routes.post("/verify", summary="Vérifier un texte", responses=refusals(422, 500, 503))
    async def verify(request: Annotated[VerifyRequest, Body(examples=[VERIFY_EXAMPLE])]) -> VerifyResponse:
        """Dit de chaque phrase si la base la confirme (supported), la contredit (contradicted), n'en dit rien
        (unsupported), ou si elle ne se vérifie pas (not_checkable), avec la raison et les citations qui le montrent."""
        return await turns.take(knowledge_base.verify, request)

    @routes.post("/verify/file", summary="Vérifier un document", responses=refusals(413, 422, 500, 503))
    async def verify_file(
        file: Annotated[UploadFile, File(description="un DOCX, un PDF, un ODT ou un texte")],
        as_of: Annotated[str, Form(description="le jour dont on prend le droit (AAAA-MM-JJ)")] = "",
    ) -> VerifyResponse:
        """La même chose pour un document, qui n'est gardé nulle part."""
        content = await file.read()
        text = await turns.take(text_of_document, file.filename or "", content, knowledge_base.settings)
        return await turns.take(knowledge_base.verify, verify_request({"text": text, "as_of": as_of.strip() or None}))

    @routes.post("/privacy", summary="Trouver des données personnelles", responses=refusals(422, 500, 503))
    async def privacy(request: Annotated[PrivacyRequest, Body(examples=[PRIVACY_EXAMPLE])]) -> PrivacyResponse:
        """Les données personnelles d'un texte, avec leur genre et leur place, et le texte masqué. Rien n'est gardé."""
        inspection = await turns.take(knowledge_base.inspect, request.text)
        return PrivacyResponse(
            personal=inspection.personal,
            spans=tuple(PersonalSpanBody(start=s.start, end=s.end, type=s.kind, text=s.text) for s in inspection.spans),
            masked=inspection.masked,
        )

    @routes.get("/health", summary="Voir l'état du service", responses=refusals(500, 503))
    def health() -> Health:
        """L'édition qui répond, son modèle, ce qu'elle contient, et ce qui ne va pas s'il y a lieu."""
        return health_of(knowledge_base)

    @routes.get(
        "/provisions/{provision_id:path}",
        summary="Lire une disposition entière",
        responses=refusals(404, 422, 500, 503),
    )
    def provision(provision_id: str) -> ProvisionBody:
        """Le texte entier d'un article, d'un point ou d'une section, pour y vérifier une citation."""
        return ProvisionBody.of(*knowledge_base.provision(provision_id))

    @routes.get("/editions", summary="Lister les éditions", responses=refusals(500))
    def editions() -> tuple[EditionBody, ...]:
        """Tous les états publiés de la base, du plus ancien au plus récent."""
        current = current_id(knowledge_base.settings)
        manifests = list_editions(knowledge_base.settings)
        return tuple(EditionBody.of(manifest, manifest.edition_id == current) for manifest in manifests)

    return routes
