"""Fixtures of the editions' tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from edition_samples import CountingEmbedder, settings_in

from corpus.editions.build import build_edition
from corpus.editions.content import SourceContent
from corpus.editions.edition import Edition
from corpus.editions.shelf import open_edition, publish
from corpus.settings import Settings

Publish = Callable[..., str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_in(tmp_path)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture
def published(settings: Settings, embedder: CountingEmbedder) -> Publish:
    """Builds and publishes an edition of the sources given; returns its id."""

    def build_and_publish(sources: Sequence[SourceContent], parent: Edition | None = None, **options: Any) -> str:
        edition_id = build_edition(settings, sources, embedder, parent, **options)
        publish(settings, edition_id)
        return edition_id

    return build_and_publish


@pytest.fixture
def opened(settings: Settings) -> Any:
    """Opens editions, and closes them after the test."""
    editions: list[Edition] = []

    def open_one(edition_id: str, one_shot: bool = False) -> Edition:
        editions.append(open_edition(settings, edition_id, one_shot))
        return editions[-1]

    yield open_one
    for edition in editions:
        edition.close()
