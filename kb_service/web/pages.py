"""The pages that people read: a question and its answer, the API's reference, a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from corpus.errors import KbError
from corpus.model import Kind
from kb_service.api.errors import body_of, status_of
from kb_service.api.turns import Turns
from kb_service.api.validation import ask_request
from kb_service.contract import ErrorBody
from kb_service.web import echo
from kb_service.web.presentation import view_of
from kb_service.web.reference import operations
from kb_service.web.rendering import page

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

EXAMPLES = (
    "Dans quel délai le CPAS doit-il décider après une demande de RIS ?",
    "Le PIIS est-il obligatoire pour un jeune de 20 ans ?",
    "Quelles ressources ne sont pas prises en compte ?",
    "Qui paie quand la personne exclue du chômage demande une aide ?",
)
FORM_NAMES = {"as_of": "La date", "kinds": "Les genres de textes", "question": "La question"}

Text = Annotated[str, Query()]


def pages(knowledge_base: KnowledgeBase, turns: Turns) -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def start(
        question: Text | None = None, as_of: Text = "", kinds: Annotated[list[str] | None, Query()] = None
    ) -> Response:
        """The question's form, with the answer below once there is a question."""
        return await turns.take(_start_page, knowledge_base, question, as_of, kinds or [])

    @routes.post("/")
    async def asked(
        question: Annotated[str, Form()] = "",
        as_of: Annotated[str, Form()] = "",
        kinds: Annotated[list[str] | None, Form()] = None,
    ) -> Response:
        """A question from the form: posted, so that it stands in no address, history or proxy's log."""
        return await turns.take(_start_page, knowledge_base, question, as_of, kinds or [])

    @routes.get("/docs")
    def reference(request: Request) -> Response:
        """The API, from the same OpenAPI description that programs read."""
        return page(
            "reference.html", operations=operations(request.app.openapi()), base=str(request.base_url).rstrip("/")
        )

    return routes


def refusal_page(request: Request, status: int, refusal: ErrorBody) -> Response:
    return page("refusal.html", status, refusal=refusal)


def _start_page(knowledge_base: KnowledgeBase, question: str | None, as_of: str, kinds: list[str]) -> Response:
    shown: dict[str, Any] = {
        "form": {"question": question or "", "as_of": as_of, "kinds": set(kinds)},
        "all_kinds": tuple(Kind),
        "examples": EXAMPLES,
        "edition": None,
        "answer": None,
        "refusal": None,
    }
    try:
        with knowledge_base.edition() as edition:
            shown["edition"] = edition.manifest
        if question is not None:
            fields = {"question": question, "as_of": as_of.strip() or None, "kinds": kinds or None}
            response = knowledge_base.ask(ask_request(fields, FORM_NAMES))
            shown["answer"] = view_of(response, knowledge_base)
            shown["form"]["question"] = echo.after_answer(question, response.warnings)
    except KbError as error:
        shown["form"]["question"] = echo.after_refusal(question or "", knowledge_base)
        return page("start.html", status_of(error), **shown | {"refusal": body_of(error)})
    return page("start.html", **shown)
