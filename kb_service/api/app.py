"""The web application: the API, the start page, and what guards them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from kb_service.api.errors import install_errors
from kb_service.api.guards import BodyLimit, PrivacyHeaders
from kb_service.api.routes import api_routes
from kb_service.api.turns import Turns
from kb_service.web.pages import pages, refusal_page
from kb_service.web.rendering import STATIC
from kb_service.web.verification import verification_pages

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

TITLE = "Base de connaissances CPAS"
DESCRIPTION = "La réglementation de l'aide sociale, citée mot pour mot, avec l'article et la version en vigueur."


def create_app(knowledge_base: KnowledgeBase) -> FastAPI:
    """The application that serves `knowledge_base`; its caller opens and closes it."""
    # FastAPI's own pages of documentation load their scripts from a CDN: /docs is ours.
    app = FastAPI(title=TITLE, description=DESCRIPTION, version="1", docs_url=None, redoc_url=None)
    turns = Turns()
    app.include_router(api_routes(knowledge_base, turns))
    app.include_router(pages(knowledge_base, turns))
    app.include_router(verification_pages(knowledge_base, turns))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(BodyLimit)
    install_errors(app, refusal_page)
    app.add_middleware(PrivacyHeaders)
    return app
