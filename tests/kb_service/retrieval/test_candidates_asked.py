"""What is typically asked brings a passage that shares no word, and never one that is not allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.build import build_edition
from corpus.editions.content import SourceContent, carried
from corpus.editions.follower import EditionFollower
from corpus.editions.shelf import open_current, publish
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.nearness import Known
from kb_service.retrieval.signals import look_closely

TEXT = """# Le minerval

## Frais

Le minerval est pris en charge pour un cycle.

## Autre

Le bureau est ouvert le matin.
"""
ASKED = "qui paie les études de ma fille"


def with_question(content: SourceContent) -> SourceContent:
    """The first section is known to answer a question that shares no word with it."""
    passages = [replace(p, asked=(ASKED,)) if "minerval est" in p.text else p for p in content.passages]
    return replace(content, passages=tuple(passages))


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    (tmp_path / "textes").mkdir()
    (tmp_path / "textes" / "minerval.md").write_text(TEXT, encoding="utf-8")
    settings = Settings(data_dir=tmp_path)
    ingest([tmp_path / "textes"], settings, Catalogue(()), HashEmbedder())
    with open_current(settings) as edition:
        contents = [with_question(carried(edition, source.source_id)) for source in edition.sources()]
        publish(settings, build_edition(settings, contents, HashEmbedder()))
    base = KnowledgeBase(settings, HashEmbedder(), EditionFollower(settings), today=lambda: date(2026, 11, 25))
    yield base
    base.close()


def test_the_question_of_a_passage_finds_it(base: KnowledgeBase) -> None:
    with base.edition() as edition:
        question, vector = base.understand(ASKED, None, edition)
        found = find_candidates(edition, question, vector, np.ones(edition.size, bool))
        looked = {r.passage.text.strip(): r.signals for r in look_closely(edition, question, found, {})}
    signals = next(s for text, s in looked.items() if "minerval est" in text)
    other = next(s for text, s in looked.items() if "bureau" in text)
    assert signals.asked > 1
    assert signals.unasked == 0
    assert (other.asked, other.unasked) == (0, 1)


def test_what_is_not_allowed_is_no_candidate_however_near_its_question(base: KnowledgeBase) -> None:
    with base.edition() as edition:
        question, vector = base.understand(ASKED, None, edition)
        allowed = np.array(["minerval est" not in p.text for p in edition.passages(range(edition.size))])
        found = find_candidates(edition, question, vector, allowed)
        assert not [o for o in found.ordinals if not allowed[o]]


def test_the_questions_can_be_left_out_to_measure_what_they_bring(base: KnowledgeBase) -> None:
    with base.edition() as edition:
        question, vector = base.understand(ASKED, None, edition)
        found = find_candidates(edition, question, vector, np.ones(edition.size, bool), known=Known.NOTHING)
        looked = look_closely(edition, question, found, {})
    assert {(r.signals.asked, r.signals.asked_said, r.signals.unasked) for r in looked} == {(0, 0, 1)}
