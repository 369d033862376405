"""The systems of the table search what they say they search, in one small edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.settings import Settings
from evals.metrics.answers import judged
from evals.metrics.ranking import rank_in
from evals.questions import WHOLE, Base, Golden, QuestionSet, Refusal
from evals.systems.baselines import Baseline, Product, fused, other_model, vectors, words
from evals.why import why
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase

FICHE = """# Le recours

## Délai

Le recours est introduit dans les trois mois de la notification.

## Tribunal

Le tribunal du travail est saisi par requête.

## Paiement

Le revenu est payé chaque mois.
"""
DELAI = ("delai", "section « Délai »")
"""A section by its number, and as a citation names it."""
GROUP = QuestionSet("dev", Base.SHIPPED)


def golden(question: str, number: Sequence[str], *facts: str) -> Golden:
    return Golden(
        "q",
        question,
        "terms",
        "recours",
        "easy",
        None,
        tuple(("recours", n) for n in number),
        tuple((f,) for f in facts),
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("systems")
    (folder / "textes").mkdir()
    (folder / "textes" / "recours.md").write_text(FICHE, encoding="utf-8")
    settings = Settings(data_dir=folder)
    ingest([folder / "textes"], settings, Catalogue(()), HashEmbedder())
    follower = EditionFollower(settings)
    base = KnowledgeBase(settings, HashEmbedder(), follower, today=lambda: date(2026, 11, 25))
    yield base
    base.close()


@pytest.fixture(params=["words", "expanded", "vectors", "fused", "other model", "product"])
def system(request: pytest.FixtureRequest, base: KnowledgeBase) -> Baseline | Product:
    embedder = HashEmbedder()
    listings = {
        "words": lambda: words(base),
        "expanded": lambda: words(base, expanded=True),
        "vectors": lambda: vectors(base, embedder),
        "fused": lambda: fused(words(base), vectors(base, embedder)),
        "other model": lambda: other_model(base, HashEmbedder("autre", 64)),
    }
    return Product("p", base) if request.param == "product" else Baseline("b", base, listings[request.param]())


def test_each_finds_the_section_that_answers_first(system: Baseline | Product) -> None:
    wanted = golden("le recours est introduit dans quel délai après la notification ?", DELAI)
    places = system.search(wanted)
    assert len(places) == len({tuple(held) for held in places}), "a provision stands once"
    assert rank_in(places, wanted) == 1


def test_a_question_that_shares_no_word_finds_nothing_by_words(base: KnowledgeBase) -> None:
    assert Baseline("b", base, words(base)).search(golden("xyzzy ?", DELAI)) == []


def test_an_answer_is_judged_from_outside(base: KnowledgeBase) -> None:
    item = golden(
        "le recours est introduit dans quel délai après la notification ?", (WHOLE,), "trois mois", "quatre ans"
    )
    found = judged(base, item, GROUP)
    assert found.rank == 1
    assert found.quotes == found.exact > 0
    assert not found.wrong_wording
    assert found.missing == ["trois mois", "quatre ans"]  # nothing is said: the base abstains
    assert not found.answered
    told = why(base, item, found)
    assert told.startswith(("Abstention (rien qui réponde ; seuil", "Abstention (hors sujet ; seuil"))
    answered = found.model_copy(update={"answered": True, "missing": ["quatre ans"]})
    assert "pas la phrase qui énonce : quatre ans" in why(base, item, answered)


def test_a_refusal_that_is_kept_is_no_failure_and_needs_no_reason(base: KnowledgeBase) -> None:
    item = Refusal("r", "quelle est la recette de la carbonnade flamande ?", "out_of_scope", "far")
    found = judged(base, item, GROUP)
    assert found.must_refuse
    assert not found.answered
    assert why(base, item, found) == ""
