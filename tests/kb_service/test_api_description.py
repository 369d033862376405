"""The OpenAPI description, and the page made from it: every route, in French, with its refusals."""

from __future__ import annotations

import re
from typing import Any

from fastapi.testclient import TestClient

ROUTES = {
    ("post", "/api/ask"): {"200", "413", "422", "500", "503"},
    ("post", "/api/verify"): {"200", "422", "500", "503"},
    ("post", "/api/verify/file"): {"200", "413", "422", "500", "503"},
    ("post", "/api/privacy"): {"200", "422", "500", "503"},
    ("get", "/api/health"): {"200", "500", "503"},
    ("get", "/api/provisions/{provision_id}"): {"200", "404", "422", "500", "503"},
    ("get", "/api/editions"): {"200", "500"},
}
FRENCH = re.compile(r"[éèêàçû]|\b(?:le|la|les|une?|des|pas)\b", re.IGNORECASE)


def operations(client: TestClient) -> dict[tuple[str, str], Any]:
    paths = client.get("/openapi.json").json()["paths"]
    return {(method, path): operation for path, methods in paths.items() for method, operation in methods.items()}


def test_every_route_is_described_with_its_refusals(client: TestClient) -> None:
    assert {route: set(operation["responses"]) for route, operation in operations(client).items()} == ROUTES


def test_every_route_is_described_in_french(client: TestClient) -> None:
    for operation in operations(client).values():
        assert FRENCH.search(operation["summary"])
        assert FRENCH.search(operation["description"])
        assert "`" not in operation["description"]


def test_every_refusal_has_the_shape_of_the_house(client: TestClient) -> None:
    for operation in operations(client).values():
        for status, response in operation["responses"].items():
            if status != "200":
                assert response["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")
                assert FRENCH.search(response["description"])


def test_the_page_shows_every_route_and_field(client: TestClient) -> None:
    page = client.get("/docs").text
    for _, path in ROUTES:
        assert path in page
    for field in ("as_of", "answer.sentences[].citations", "citations[].span", "problem.remedy", "[].edition"):
        assert f"<code>{field}</code>" in page
    assert "date (AAAA-MM-JJ) ou null" in page
    assert "curl http://testserver/api/ask" in page
