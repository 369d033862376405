"""One guard for every test of the room: it is loaded once a process, as in the service."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb_service.privacy.guard import PrivacyGuard, load_guard

Found = list[tuple[str, str]]


@pytest.fixture(scope="session")
def guard() -> PrivacyGuard:
    return load_guard()


@pytest.fixture(scope="session")
def found(guard: PrivacyGuard) -> Callable[[str], Found]:
    """What the guard finds, as (kind, text)."""

    def find(text: str) -> Found:
        return [(span.kind.value, span.text) for span in guard.inspect(text).spans]

    return find
