"""Every refusal has one shape, a stable code and a French sentence; none puts a question in the log."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient
from outside_samples import StubKnowledgeBase

from corpus.errors import BadInput, Defect, KbError, Unavailable
from kb_service.api.guards import LARGEST_BODY

QUESTION = "dans quel délai décider ?"
SECRET = "madame Exemple, 85.07.30-033.28"

FIELDS: list[tuple[Any, str, str]] = [
    ({}, "missing_field", "question"),
    ({"question": None}, "bad_type", "question"),
    ({"question": 12}, "bad_type", "question"),
    ({"question": ["a"]}, "bad_type", "question"),
    ({"question": QUESTION, "as_of": "demain"}, "bad_date", "as_of"),
    ({"question": QUESTION, "as_of": "2026-02-30"}, "bad_date", "as_of"),
    ({"question": QUESTION, "as_of": "01/07/2026"}, "bad_date", "as_of"),
    ({"question": QUESTION, "as_of": []}, "bad_date", "as_of"),
    ({"question": QUESTION, "kinds": ["loi"]}, "bad_choice", "kinds"),
    ({"question": QUESTION, "kinds": "law"}, "bad_type", "kinds"),
    ({"question": QUESTION, "kinds": []}, "bad_value", "kinds"),
    ({"question": QUESTION, "mode": "poetic"}, "bad_choice", "mode"),
    ({"question": QUESTION, "limit": 0}, "out_of_range", "limit"),
    ({"question": QUESTION, "limit": 51}, "out_of_range", "limit"),
    ({"question": QUESTION, "limit": "beaucoup"}, "bad_type", "limit"),
    ({"question": QUESTION, "limit": 1.5}, "bad_type", "limit"),
    ({"question": QUESTION, "langue": "fr"}, "extra_field", "langue"),
    ({"question": QUESTION, "x" * 500: 1}, "extra_field", "xxx…"),
    ({"question": QUESTION, "a\x1b[31m": 1}, "extra_field", "a??31m"),
    ([], "bad_body", "objet JSON"),
    ("une question", "bad_body", "objet JSON"),
    (None, "bad_body", "corps"),
]  # fmt: skip

QUESTIONS = [
    ("", "empty_question"),
    (" \n\t ", "empty_question"),
    ("a" * 20_000, "question_too_long"),
    ("délai\x00 ?", "control_characters"),
    ("délai\x1b[31m ?", "control_characters"),
    ("délai\x85 ?", "control_characters"),
    ("délai \u202e?", "control_characters"),
]

ERRORS: list[tuple[KbError, int]] = [
    (BadInput("bad_thing", "Cette chose ne va pas.", "Changez-la."), 422),
    (BadInput("unknown_provision", "Elle n'existe pas.", "Cherchez-la."), 404),
    (BadInput("model_mismatch", "Le modèle est un autre.", "Remettez-le."), 503),
    (Unavailable("no_edition", "Aucune édition n'est publiée.", "Faites-en une avec « kb ingest »."), 503),
    (Defect("damaged_edition", "L'édition est abîmée.", "Revenez à la précédente."), 500),
]


def check(response: Any, status: int, code: str) -> dict[str, str]:
    """The one shape; returns it."""
    assert response.headers["content-type"] == "application/json"
    body: dict[str, str] = response.json()
    assert set(body) == {"code", "message", "remedy"}
    assert (response.status_code, body["code"]) == (status, code)
    assert body["message"]
    assert body["remedy"]
    return body


@pytest.mark.parametrize(("fields", "code", "named"), FIELDS, ids=lambda value: str(value)[:40])
def test_a_field_that_is_wrong_is_named(client: TestClient, fields: Any, code: str, named: str) -> None:
    assert named in check(client.post("/api/ask", json=fields), 422, code)["message"]


@pytest.mark.parametrize(("question", "code"), QUESTIONS, ids=lambda value: str(value)[:20])
def test_a_question_that_cannot_be_asked_is_refused(client: TestClient, question: str, code: str) -> None:
    check(client.post("/api/ask", json={"question": question}), 422, code)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"question=a", b'{"question": "a\x00b"}'])
def test_a_body_that_is_not_json_is_refused(client: TestClient, body: bytes) -> None:
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert check(response, 422 if body != b"\xff\xfe" else response.status_code, response.json()["code"])["code"] in {
        "bad_json",
        "bad_body",
        "unreadable_request",
    }


def test_the_generative_mode_without_a_model_is_refused(client: TestClient) -> None:
    check(client.post("/api/ask", json={"question": QUESTION, "mode": "generative"}), 422, "no_llm")


@pytest.mark.parametrize(("error", "status"), ERRORS, ids=lambda value: getattr(value, "code", value))
def test_an_error_of_the_house_keeps_its_code_and_its_words(
    client: TestClient, stub: StubKnowledgeBase, error: KbError, status: int
) -> None:
    stub.error = error
    body = check(client.post("/api/ask", json={"question": QUESTION}), status, error.code)
    assert (body["message"], body["remedy"]) == (error.message, error.remedy)


def test_what_is_not_there_is_refused_in_the_same_shape(client: TestClient) -> None:
    check(client.get("/api/nulle-part"), 404, "unknown_route")
    check(client.get("/nulle-part"), 404, "unknown_route")
    check(client.get("/static/nulle-part.css"), 404, "unknown_route")
    check(client.get("/api/provisions/loi-essai/art_99"), 404, "unknown_provision")


def test_a_method_that_is_not_accepted_is_refused_with_those_that_are(client: TestClient) -> None:
    response = client.get("/api/ask")
    check(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_too_large_is_refused(client: TestClient, announced: bool) -> None:
    body = b'{"question": "' + b"a" * LARGEST_BODY + b'"}'
    content = body if announced else iter([body[:1000], body[1000:]])
    response = client.post("/api/ask", content=content, headers={"content-type": "application/json"})
    check(response, 413, "body_too_large")


def test_health_without_an_edition_is_unavailable(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.no_edition = Unavailable("no_edition", "Aucune édition n'est publiée.", "Faites-en une.")
    check(client.get("/api/health"), 503, "no_edition")


@pytest.mark.parametrize("path", ["/api/ask", "/"])
def test_an_unforeseen_error_tells_nothing_of_the_question(
    client: TestClient, stub: StubKnowledgeBase, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    stub.error = RuntimeError(f"cannot tokenise {SECRET}")
    with caplog.at_level(logging.DEBUG):
        if path == "/":
            response = client.get(path, params={"question": SECRET})
        else:
            response = client.post(path, json={"question": SECRET})
    check(response, 500, "internal_error")
    assert "Traceback" not in response.text
    ours = [record for record in caplog.records if record.name not in {"httpx", "httpx2", "asyncio"}]
    assert any("RuntimeError" in record.getMessage() and "outside_samples.py" in record.getMessage() for record in ours)
    assert not any("Exemple" in record.getMessage() or record.exc_info for record in ours)


def test_a_defect_is_logged_by_its_code_alone(
    client: TestClient, stub: StubKnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    stub.error = Defect("bad_span", f"La phrase « {SECRET} » sort du texte.")
    client.post("/api/ask", json={"question": SECRET})
    messages = [record.getMessage() for record in caplog.records if record.name == "kb_service"]
    assert len(messages) == 1
    assert "bad_span" in messages[0]
    assert "Exemple" not in messages[0]
