"""What is seen of a document below the law: whom its headings name, which works its rules come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.model import Kind, Source
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.signals import Signals, look_closely

FICHE = """# Salaires

## Étudiants

Le salaire de l'étudiant est compté après une déduction (AR DIS, art. 35).

## Autres personnes

Le salaire est compté après une déduction (AR DIS, art. 35).

## Chômage

L'allocation est gardée à côté du salaire (loi-programme du 18 juillet 2025, art. 172).

## Montants

Du 1er mai 2024 au 31 janvier 2025, un isolé reçoit 1 288,46 euros. Depuis le 1er février 2025, il reçoit 1 314,20 euros.

## Montant de mai 2024

Un isolé reçoit 1 288,46 euros.

## Remarque

Le salaire se prouve par une fiche de paie.
"""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    (tmp_path / "fiche.md").write_text(FICHE, encoding="utf-8")
    source = Source("fiche", "Salaires", Kind.FICHE, legal_basis=("loi-1976-07-08/art_60",), files=("fiche.md",))
    settings = Settings(data_dir=tmp_path / "data")
    ingest([tmp_path / "fiche.md"], settings, Catalogue((source,), tmp_path), HashEmbedder())
    base = KnowledgeBase(settings, HashEmbedder(), EditionFollower(settings), today=lambda: date(2026, 11, 25))
    yield base
    base.close()


def signals_of(base: KnowledgeBase, asked: str) -> dict[str, Signals]:
    """By the heading of each section."""
    with base.edition() as edition:
        question, vector = base.understand(asked, None, edition)
        found = find_candidates(edition, question, vector, np.ones(edition.size, bool))
        looked = look_closely(edition, question, found, {})
        headings = {p.provision_id: p.heading for p in edition.provisions_of_passages([r.ordinal for r in looked])}
    return {headings[r.passage.provision_id] or "": r.signals for r in looked}


def test_a_section_for_students_is_for_others_where_the_question_gives_no_sign_of_them(base: KnowledgeBase) -> None:
    signals = signals_of(base, "on déduit tout le salaire du RIS ?")
    assert signals["Étudiants"].others == 1
    assert signals["Autres personnes"].others == 0


@pytest.mark.parametrize("asked", ["le salaire d'un étudiant compte ?", "elle va à l'école, son salaire compte ?"])
def test_it_is_for_them_where_the_question_means_them(base: KnowledgeBase, asked: str) -> None:
    assert signals_of(base, asked)["Étudiants"].others == 0


def test_in_another_language_anybody_may_be_meant(base: KnowledgeBase) -> None:
    assert signals_of(base, "Wordt het loon van het leefloon afgetrokken?")["Étudiants"].others == 0


def test_a_section_regulates_the_subject_of_the_works_that_it_cites(base: KnowledgeBase) -> None:
    signals = signals_of(base, "on déduit tout le salaire du RIS ?")
    assert signals["Autres personnes"].subject == 1
    assert signals["Chômage"].subject == 0


def test_where_it_cites_none_the_works_that_the_document_rests_on_count(base: KnowledgeBase) -> None:
    assert signals_of(base, "le salaire et l'aide sociale générale")["Remarque"].subject == 1
    assert signals_of(base, "le salaire et le RIS")["Remarque"].subject == 0


@pytest.mark.parametrize(("asked", "right", "wrong"), [
    ("combien reçoit un isolé en juin 2024 ?", ["Montants", "Montant de mai 2024"], []),
    ("combien reçoit un isolé en mars 2025 ?", ["Montants"], ["Montant de mai 2024"]),
])  # fmt: skip
def test_a_text_with_the_amount_of_the_day_is_of_that_day(
    base: KnowledgeBase, asked: str, right: list[str], wrong: list[str]
) -> None:
    signals = signals_of(base, asked)
    assert [signals[heading].period for heading in (*right, *wrong)] == [0.0] * len(right) + [1.0] * len(wrong)
