"""Every refusal, in one place: its HTTP status, its one shape (`ErrorBody`), and what the log may say of it.

A question may hold personal data, and so may the message of an unforeseen exception that quotes it:
the log names the code or the exception's class and where it was raised, never a message.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import BadInput, Defect, KbError, Unavailable
from kb_service.api.validation import refused
from kb_service.contract import ErrorBody

log = logging.getLogger("kb_service")

Page = Callable[[Request, int, ErrorBody], Response]
"""How a refusal is shown to someone who reads with a browser."""

_BY_KIND: tuple[tuple[type[KbError], int], ...] = ((BadInput, 422), (Unavailable, 503), (Defect, 500))
_BY_CODE = {"body_too_large": 413, "model_mismatch": 503}
"""`model_mismatch` is the settings' fault, not that of whoever asks."""

_DESCRIPTIONS = {
    404: "Ce qui est demandé n'existe pas.",
    413: "Le corps de la requête est trop grand.",
    422: "La requête n'est pas valable : un champ, ou la question elle-même.",
    500: "Un défaut du service.",
    503: "Le service ne peut pas répondre pour le moment, par exemple parce qu'aucune édition n'est publiée.",
}


def status_of(error: KbError) -> int:
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    if isinstance(error, BadInput) and error.code.startswith("unknown_"):
        return 404
    return next((status for kind, status in _BY_KIND if isinstance(error, kind)), 500)


def body_of(error: KbError) -> ErrorBody:
    return ErrorBody(code=error.code, message=error.message, remedy=error.remedy)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's documentation says of its refusals."""
    return {status: {"model": ErrorBody, "description": _DESCRIPTIONS[status]} for status in statuses}


def install_errors(app: FastAPI, page: Page) -> None:
    """Makes every refusal of `app` an `ErrorBody`, or a page outside `/api` for a browser."""

    def answer(request: Request, status: int, body: ErrorBody, headers: dict[str, str] | None = None) -> Response:
        if _reads_pages(request):
            return page(request, status, body)
        return JSONResponse(body.model_dump(), status, headers)

    def of_the_house(request: Request, error: Exception) -> Response:
        assert isinstance(error, KbError)
        status = status_of(error)
        if status >= 500:
            log.error("%s (%s) %s", error.code, type(error).__name__, where(error))
        return answer(request, status, body_of(error))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        # Their `loc` starts with the part of the request: "body", "path".
        findings = [finding | {"loc": finding["loc"][1:]} for finding in error.errors()]
        return answer(request, 422, body_of(refused(findings)))

    def of_the_framework(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers or {})
        return answer(request, error.status_code, _framework_body(request, error), headers)

    def unforeseen(request: Request, error: Exception) -> Response:
        log.error("internal_error (%s) %s", type(error).__name__, where(error))
        return answer(request, 500, body_of(internal_error()))

    app.add_exception_handler(KbError, of_the_house)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, of_the_framework)
    app.add_middleware(_LastResort, answer=unforeseen)


def internal_error() -> Defect:
    return Defect(
        "internal_error",
        "Le service a rencontré une erreur imprévue.",
        "Réessayez ; si cela se répète, prévenez l'administrateur, avec l'heure.",
    )


def where(error: BaseException) -> str:
    """ "ranking.py:120 rank < search.py:40 search": where it was raised, innermost first, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames[-8:]))


def _framework_body(request: Request, error: HTTPException) -> ErrorBody:
    known = {
        404: ("unknown_route", "Cette adresse n'existe pas.", "Les adresses sont décrites à la page /docs."),
        405: (
            "method_not_allowed",
            f"Cette adresse n'accepte pas {request.method[:10]}.",
            "Les méthodes sont décrites à la page /docs.",
        ),
        413: ("body_too_large", "La requête est trop grande.", "Envoyez moins de texte à la fois."),
    }
    unread = ("unreadable_request", "La requête n'a pas pu être lue.", "Vérifiez son contenu et son codage (UTF-8).")
    code, message, remedy = known.get(error.status_code, unread)
    return ErrorBody(code=code, message=message, remedy=remedy)


def _reads_pages(request: Request) -> bool:
    return not request.url.path.startswith("/api") and "text/html" in request.headers.get("accept", "")


class _LastResort:
    """Answers for an unforeseen exception.

    Not Starlette's own handler for `Exception`: that one raises it again, and the server then logs its message.
    """

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noting_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noting_send)
        except Exception as error:
            response = self._answer(Request(scope), error)
            if not started:
                await response(scope, receive, send)
