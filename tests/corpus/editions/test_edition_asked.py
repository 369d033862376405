"""The questions that passages answer, in an edition: each found by its own vector, and kept from build to build."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from edition_samples import CountingEmbedder, content, small_corpus

from corpus.editions.asked import NO_QUESTION
from corpus.editions.content import SourceContent
from corpus.embedding.question_adapter import NO_ADAPTER

QUESTIONS = (("délai pour répondre ?", "combien de jours"), ("combien de jours",))


def asked_content() -> SourceContent:
    """Two articles with questions, one of them shared, and one without."""
    plain = content("loi-q", ["Le centre décide.", "Le centre paie.", "Le centre archive."])
    passages = [replace(p, asked=q) for p, q in zip(plain.passages, (*QUESTIONS, ()), strict=True)]
    return replace(plain, passages=tuple(passages))


def test_the_nearest_question_of_each_passage_is_found(published: Any, opened: Any, embedder: CountingEmbedder) -> None:
    edition = opened(published([asked_content()]))
    nearest, place = edition.asked(embedder.embed_query("combien de jours"), NO_ADAPTER)
    assert nearest[:2] == pytest.approx([1, 1], abs=1e-3)
    assert list(place) == [1, 0, -1]
    assert nearest[2] == NO_QUESTION
    nearest, place = edition.asked(embedder.embed_query("délai pour répondre ?"), NO_ADAPTER)
    assert place[0] == 0
    assert nearest[0] == pytest.approx(1, abs=1e-3)


def test_an_edition_without_questions_has_no_file_and_no_nearness(published: Any, opened: Any) -> None:
    edition = opened(published(small_corpus()))
    assert not list(edition.folder.glob("asked*"))
    nearest, place = edition.asked(np.zeros(edition.manifest.dimensions, np.float32), NO_ADAPTER)
    assert set(nearest) == {NO_QUESTION}
    assert set(place) == {-1}


def test_a_source_that_is_carried_over_keeps_its_questions(
    published: Any, opened: Any, embedder: CountingEmbedder
) -> None:
    parent = opened(published([asked_content()]))
    child = opened(published(small_corpus(), parent, carry_over=["loi-q"]))
    assert [p.asked for p in child.passages(range(child.size)) if p.source_id == "loi-q"] == [*QUESTIONS, ()]
    nearest, _ = child.asked(embedder.embed_query("combien de jours"), NO_ADAPTER)
    assert np.count_nonzero(nearest > 0.99) == 2
