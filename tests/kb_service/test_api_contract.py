"""What `/api/ask` and the routes beside it answer: the objects of DESIGN.md, section 5, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from edition_on_disk import publish_editions
from fastapi.testclient import TestClient
from outside_samples import EDITION_ID, PROVISIONS, StubKnowledgeBase, abstained, answered, in_parts

from corpus.model import Kind
from kb_service.contract import Reason

NULL = type(None)
ASK = {
    "answer": dict, "citations": list, "warnings": list, "edition": str, "as_of": date, "timings_ms": dict,
}  # fmt: skip
ANSWER = {"abstained": bool, "reason": NULL, "confidence": float, "sentences": list, "parts": list}
PART = {"asked": str, "as_of": date, "abstained": bool, "reason": NULL, "confidence": float}
SENTENCE = {"text": str, "citations": list, "part": int, "key": bool}
CITATION = {
    "number": int, "source_id": str, "source_title": str, "kind": str, "provision": str, "quote": str, "span": list,
    "page": int, "status": str, "valid_from": date, "valid_to": NULL, "region": str, "url": str, "passage_id": str,
    "provision_id": str, "explains": list,
}  # fmt: skip
WARNING = {"code": str, "message": str}
HEALTH = {
    "status": str, "edition": str, "created_at": str, "model": str, "sources": int, "provisions": int,
    "passages": int, "problem": NULL,
}  # fmt: skip
PROVISION = {
    "provision_id": str, "provision": str, "source_id": str, "source_title": str, "kind": str, "path": list,
    "heading": str, "text": str, "region": str, "valid_from": date, "valid_to": NULL, "repealed": bool,
    "amendments": list, "notes": list, "pages": list, "consolidated_on": date, "url": str,
}  # fmt: skip


def check(found: dict[str, Any], expected: Mapping[str, type]) -> None:
    """The same keys, each with a value of its type; dates are ISO strings."""
    assert set(found) == set(expected)
    for key, kind in expected.items():
        if kind is date:
            assert date.fromisoformat(found[key]).isoformat() == found[key], key
        else:
            assert type(found[key]) is kind, key


def ask(client: TestClient, **fields: Any) -> Any:
    response = client.post("/api/ask", json={"question": "dans quel délai décider ?", **fields})
    assert response.status_code == 200, response.text
    return response.json()


def test_a_message_that_asks_several_things_has_a_part_for_each(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.response = in_parts()
    answer = ask(client)["answer"]
    unanswered, answered_part = answer["parts"]
    check(unanswered, {**PART, "reason": str})
    check(answered_part, PART)
    assert {sentence["part"] for sentence in answer["sentences"]} == {1}


def test_an_answer_has_the_keys_and_types_of_the_contract(client: TestClient) -> None:
    body = ask(client)
    check(body, ASK)
    check(body["answer"], ANSWER)
    for sentence in body["answer"]["sentences"]:
        check(sentence, SENTENCE)
    check(body["citations"][0], CITATION)
    check(body["warnings"][0], WARNING)
    assert all(isinstance(value, float) for value in body["timings_ms"].values())


def test_every_reason_to_abstain_is_said_in_the_same_object(client: TestClient, stub: StubKnowledgeBase) -> None:
    for reason in Reason:
        stub.response = abstained(reason)
        body = ask(client)
        check(body, ASK)
        check(body["answer"], ANSWER | {"reason": str})
        assert (body["answer"]["abstained"], body["answer"]["reason"]) == (True, reason.value)
        assert body["citations"], "what comes near is listed all the same"


def test_the_optional_fields_reach_the_knowledge_base(client: TestClient, stub: StubKnowledgeBase) -> None:
    ask(client, as_of="2014-07-01", kinds=["law", "decree"], mode="verbatim", limit=3)
    assert stub.asked is not None
    assert (stub.asked.as_of, stub.asked.kinds, stub.asked.limit) == (date(2014, 7, 1), (Kind.LAW, Kind.DECREE), 3)


def test_optional_fields_may_be_null(client: TestClient, stub: StubKnowledgeBase) -> None:
    ask(client, as_of=None, kinds=None)
    assert stub.asked is not None
    assert stub.asked.as_of is None


def test_a_quote_stands_in_the_provision_where_its_span_says(client: TestClient) -> None:
    for citation in ask(client)["citations"]:
        provision = client.get(f"/api/provisions/{citation['provision_id']}").json()
        start, end = citation["span"]
        assert provision["text"][start:end] == citation["quote"]


def test_a_provision_is_given_whole(client: TestClient) -> None:
    body = client.get("/api/provisions/loi-essai/art_21").json()
    check(body, PROVISION)
    assert body["text"] == PROVISIONS["loi-essai/art_21"].text
    assert body["amendments"] == [
        {"change": "replaced", "act": "L 2016-07-21/08", "article": "12", "in_force": "2016-11-01", "remark": None}
    ]


@pytest.mark.parametrize("provision_id", PROVISIONS)
def test_ids_with_slashes_and_days_are_addresses(client: TestClient, provision_id: str) -> None:
    assert client.get(f"/api/provisions/{provision_id}").json()["provision_id"] == provision_id


def test_health_says_what_answers(client: TestClient) -> None:
    body = client.get("/api/health").json()
    check(body, HEALTH)
    assert (body["status"], body["edition"]) == ("ok", EDITION_ID)
    assert (body["sources"], body["provisions"], body["passages"]) == (2, 5, 9)


def test_health_tells_a_model_that_did_not_make_the_edition(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.model = "un-autre"
    body = client.get("/api/health").json()
    assert (body["status"], body["problem"]["code"]) == ("degraded", "model_mismatch")


def test_health_tells_why_the_published_edition_does_not_answer(client: TestClient, stub: StubKnowledgeBase) -> None:
    (stub.settings.editions_dir / "2026-08-01T000000-000000").mkdir(parents=True)
    (stub.settings.editions_dir / "current").write_text("2026-08-01T000000-000000\n")
    body = client.get("/api/health").json()
    assert (body["status"], body["problem"]["code"]) == ("degraded", "damaged_edition")
    assert body["edition"] == EDITION_ID


def test_editions_are_listed_with_the_current_one_marked(client: TestClient, stub: StubKnowledgeBase) -> None:
    assert client.get("/api/editions").json() == []
    first, second = publish_editions(stub.settings)
    body = client.get("/api/editions").json()
    assert [(entry["edition"], entry["current"], entry["parent"]) for entry in body] == [
        (first, False, None),
        (second, True, first),
    ]


def test_the_answer_is_the_knowledge_bases_own_object(client: TestClient) -> None:
    assert ask(client) == answered().model_dump(mode="json")
