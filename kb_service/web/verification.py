"""The page where a pasted text or a document is checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from corpus.errors import KbError
from kb_service.api.errors import body_of, status_of
from kb_service.api.turns import Turns
from kb_service.api.validation import verify_request
from kb_service.verification.documents import text_of_document
from kb_service.web import echo
from kb_service.web.rendering import page
from kb_service.web.verdicts import view_of

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

FORM_NAMES = {"as_of": "La date", "text": "Le texte"}


@dataclass(frozen=True)
class Document:
    """An uploaded file. It has lost its name: "Dupont Jean 1985.docx" says whose file it is."""

    extension: str
    content: bytes

    @property
    def name(self) -> str:
        return f"document{self.extension}"


def verification_pages(knowledge_base: KnowledgeBase, turns: Turns) -> APIRouter:
    routes = APIRouter(include_in_schema=False)

    @routes.get("/verifier")
    def form() -> Response:
        """The form, empty."""
        return page("verify.html", **_shown())

    @routes.post("/verifier")
    async def verify(
        text: Annotated[str, Form()] = "",
        as_of: Annotated[str, Form()] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        """The text checked, below the form; the document instead, where one was chosen."""
        document = None
        if file is not None and file.filename:
            document = Document(_extension(file.filename), await file.read())
        return await turns.take(_checked, knowledge_base, text, as_of, document)

    return routes


def _checked(knowledge_base: KnowledgeBase, text: str, as_of: str, document: Document | None) -> Response:
    """A text that was not checked, because a document was, is not shown again: no guard has looked at it."""
    typed = "" if document else text
    try:
        body = text_of_document(document.name, document.content, knowledge_base.settings) if document else text
        response = knowledge_base.verify(verify_request({"text": body, "as_of": as_of.strip() or None}, FORM_NAMES))
    except KbError as error:
        shown = _shown(echo.after_refusal(typed, knowledge_base), as_of)
        return page("verify.html", status_of(error), **shown | {"refusal": body_of(error)})
    shown = _shown(echo.after_answer(typed, response.warnings), as_of)
    checked = view_of(response, knowledge_base)
    return page("verify.html", **shown | {"checked": checked, "of_document": document is not None})


def _shown(text: str = "", as_of: str = "") -> dict[str, Any]:
    form = {"text": text, "as_of": as_of}
    return {"form": form, "checked": None, "of_document": False, "refusal": None}


def _extension(name: str) -> str:
    """ ".docx", or nothing where it looks like no extension."""
    suffix = PurePath(name).suffix
    return suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
