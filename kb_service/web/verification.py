"""The page where a pasted text is checked: each sentence beside what the base says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import Response

from corpus.errors import KbError
from kb_service import wording
from kb_service.api.errors import body_of, status_of
from kb_service.api.turns import Turns
from kb_service.api.validation import verify_request
from kb_service.contract import Claim, Verdict, VerifyResponse
from kb_service.verification.documents import text_of_document
from kb_service.web.presentation import Card, card_of
from kb_service.web.rendering import page

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

FORM_NAMES = {"as_of": "La date", "text": "Le texte"}
MASKED = "personal_data_masked"
"""The warning after which what was typed is not shown again: the page must not repeat personal data."""
_MARKS = {Verdict.CONTRADICTED: "✗", Verdict.UNSUPPORTED: "?", Verdict.SUPPORTED: "✓", Verdict.NOT_CHECKABLE: "–"}
_COUNTED = {
    Verdict.CONTRADICTED: ("phrase contredite", "phrases contredites"),
    Verdict.UNSUPPORTED: ("non confirmée", "non confirmées"),
    Verdict.SUPPORTED: ("confirmée", "confirmées"),
    Verdict.NOT_CHECKABLE: ("non vérifiable", "non vérifiables"),
}


@dataclass(frozen=True)
class ClaimRow:
    """One sentence with its verdict in a word and a mark, and its citations as cards."""

    number: int
    claim: Claim
    word: str
    mark: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class VerificationView:
    """`summary` counts in words, the worst first; `to_read` are the rows that a reader must look at."""

    response: VerifyResponse
    summary: str
    rows: tuple[ClaimRow, ...]

    @property
    def to_read(self) -> tuple[ClaimRow, ...]:
        return tuple(r for r in self.rows if r.claim.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED))


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
        """The text or the document checked, below the form."""
        content = await file.read() if file is not None and file.filename else None
        name = file.filename if file is not None and file.filename else ""
        return await turns.take(_checked, knowledge_base, text, as_of, name, content)

    return routes


def view_of(response: VerifyResponse, knowledge_base: KnowledgeBase) -> VerificationView:
    rows = tuple(
        ClaimRow(
            number=number,
            claim=claim,
            word=wording.VERDICTS[claim.verdict],
            mark=_MARKS[claim.verdict],
            cards=tuple(card_of(citation, knowledge_base) for citation in claim.citations),
        )
        for number, claim in enumerate(response.claims, start=1)
    )
    counted = [
        f"{response.summary[verdict]} {words[response.summary[verdict] > 1]}"
        for verdict, words in _COUNTED.items()
        if response.summary.get(verdict)
    ]
    return VerificationView(response, ", ".join(counted), rows)


def _checked(knowledge_base: KnowledgeBase, text: str, as_of: str, name: str, content: bytes | None) -> Response:
    try:
        body = text if content is None else text_of_document(name, content, knowledge_base.settings)
        response = knowledge_base.verify(verify_request({"text": body, "as_of": as_of.strip() or None}, FORM_NAMES))
    except KbError as error:
        shown = _shown(as_of=as_of) | {"refusal": body_of(error)}
        return page("verify.html", status_of(error), **shown)
    masked = any(warning.code == MASKED for warning in response.warnings)
    typed = "" if masked or content is not None else text
    return page("verify.html", **_shown(typed, as_of) | {"checked": view_of(response, knowledge_base)})


def _shown(text: str = "", as_of: str = "") -> dict[str, Any]:
    return {"form": {"text": text, "as_of": as_of}, "checked": None, "refusal": None}
