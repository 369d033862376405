"""`POST /api/verify`, `/api/verify/file`, `/api/privacy`: their shapes, and a typed French 422 for what cannot be checked."""

from __future__ import annotations

import io

import docx
import pytest
from fastapi.testclient import TestClient
from outside_samples import StubKnowledgeBase

TEXT = "Le CPAS décide dans les 45 jours."

REFUSED = [
    ("", "empty_text"),
    (" \n ", "empty_text"),
    ("????", "not_text"),
    ("a " * 20_000, "text_too_long"),
    ("Le centre décide. " * 120_000, "text_too_long"),
    ("%PDF-1.7 \x00\x01\x02\x03 binaire", "not_text"),
    ("\ufffd" * 400, "not_text"),
    ("Het OCMW beslist binnen de dertig dagen na ontvangst van de aanvraag van de student.", "not_french"),
    ("The centre must decide within thirty days of the application of the student.", "not_french"),
    ("يجب على المركز أن يقرر خلال ثلاثين يوما من تاريخ الطلب", "not_french"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=lambda value: str(value)[:16])
def test_what_cannot_be_checked_is_refused_in_french(client: TestClient, text: str, code: str) -> None:
    response = client.post("/api/verify", json={"text": text})
    body = response.json()
    assert (response.status_code, body["code"]) == (422, code)
    assert body["message"]
    assert body["remedy"]


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"%PDF-1.7", b'{"text": 3}', b'{"texte": "a"}'])
def test_a_body_that_is_no_request_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/verify", content=body, headers={"content-type": "application/json"})
    assert response.status_code in (400, 422)
    assert set(response.json()) == {"code", "message", "remedy"}


def test_each_claim_has_the_shape_of_the_contract(client: TestClient) -> None:
    body = client.post("/api/verify", json={"text": TEXT, "as_of": "2026-07-01"}).json()
    assert {claim["verdict"] for claim in body["claims"]} == set(body["summary"])
    contradicted = next(claim for claim in body["claims"] if claim["verdict"] == "contradicted")
    assert {"text", "span", "verdict", "reason", "citations", "differences"} <= set(contradicted)
    assert contradicted["differences"] == [{"topic": "le délai", "stated": "45 jours", "written": "trente jours"}]
    assert {"quote", "span", "provision", "source_id", "valid_from"} <= set(contradicted["citations"][0])


def test_a_document_is_checked_by_its_text(client: TestClient, stub: StubKnowledgeBase) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    written = io.BytesIO()
    document.save(written)
    response = client.post(
        "/api/verify/file", files={"file": ("note.docx", written.getvalue())}, data={"as_of": "2026-07-01"}
    )
    assert response.status_code == 200
    assert stub.verified is not None
    assert TEXT in stub.verified.text
    assert str(stub.verified.as_of) == "2026-07-01"


@pytest.mark.parametrize(
    ("name", "content"),
    [("vide.docx", b""), ("photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64), ("x.bin", bytes(range(256)) * 40)],
)
def test_a_document_that_is_none_is_refused(client: TestClient, name: str, content: bytes) -> None:
    response = client.post("/api/verify/file", files={"file": (name, content)})
    assert response.status_code == 422
    assert set(response.json()) == {"code", "message", "remedy"}


def test_personal_data_come_with_their_type_and_span(client: TestClient) -> None:
    text = "Le NISS 85.07.30-033.28 et le compte BE68 5390 0754 7034."
    body = client.post("/api/privacy", json={"text": text}).json()
    assert body["personal"] is True
    assert [span["type"] for span in body["spans"]] == ["NISS", "IBAN"]
    for span in body["spans"]:
        assert text[span["start"] : span["end"]] == span["text"]
        assert span["text"] not in body["masked"]


def test_a_text_about_law_is_not_personal(client: TestClient) -> None:
    text = "La loi du 26 mai 2002, art. 21, § 1er, donne trente jours au CPAS de Namur."
    body = client.post("/api/privacy", json={"text": text}).json()
    assert body == {"personal": False, "spans": [], "masked": text}
