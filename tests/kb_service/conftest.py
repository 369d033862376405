"""Fixtures for what is around the knowledge base: the API, the pages, the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from outside_samples import StubKnowledgeBase, stub_in

from kb_service.api.app import create_app


@pytest.fixture
def stub(tmp_path: Path) -> StubKnowledgeBase:
    return stub_in(tmp_path)


@pytest.fixture
def client(stub: StubKnowledgeBase) -> TestClient:
    return TestClient(create_app(stub))  # type: ignore[arg-type]
