"""A question that names an article: that text is quoted, or it is said why not; another act's is no answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.model import Status
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.contract import AskRequest, AskResponse, Reason
from kb_service.knowledge_base import KnowledgeBase

NUMAC = "2003099999"
HEAD = (
    f'---\ntitle: "Loi relative aux parapluies"\nidentifier: "{NUMAC}"\nlast_updated: "2026-01-01"\n'
    'publication_date: "2003-04-10"\n'
    f'source: "https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/{NUMAC}/justel"\n---\n\n'
)
LAW = (
    f"{HEAD}##### Article 1. § 1er. Le centre prête un parapluie.\n\n§ 2. Le prêt dure quinze jours.\n\n"
    "##### Article 23. Le centre répare les parapluies.\n\n"
    "##### Article 24.\n\nAbrogé par L 2010-05-06/01, art. 2, 003; En vigueur : 01-07-2010\n"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder: Path = tmp_path_factory.mktemp("named")
    settings = Settings(data_dir=folder / "data")
    (folder / "loi.md").write_text(LAW, encoding="utf-8")
    fiche = "# Contrats\n\n## 1. Préavis\n\nVoir l'article 37 de la loi du 3 juillet 1978 : le préavis est écrit.\n"
    (folder / "contrats.md").write_text(fiche, encoding="utf-8")
    report = ingest([folder / "loi.md", folder / "contrats.md"], settings, Catalogue(()), HashEmbedder())
    assert report.problems == ()
    return KnowledgeBase(
        settings, HashEmbedder(), EditionFollower(settings, True), Catalogue(()), today=lambda: date(2026, 11, 24)
    )


def ask(base: KnowledgeBase, question: str) -> AskResponse:
    return base.ask(AskRequest(question=question))


@pytest.mark.parametrize(
    "question", ["art. 1 § 2 de la loi du 1er avril 2003", "que dit l'art 1er §2 loi du 1/4/2003 ?"]
)
def test_the_paragraph_that_is_named_is_quoted_and_nothing_else(base: KnowledgeBase, question: str) -> None:
    assert [sentence.text for sentence in ask(base, question).answer.sentences] == ["§ 2. Le prêt dure quinze jours."]


def test_an_article_that_is_named_alone_is_quoted_from_its_head(base: KnowledgeBase) -> None:
    response = ask(base, "que dit l'article 1er de la loi du 1er avril 2003 ?")
    assert response.answer.sentences[0].text == "§ 1er. Le centre prête un parapluie."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("que dit l'article 23 de la Constitution ?", "« Constitution »"),
        ("que dit l'article 23 de la loi du 3 juillet 1978 ?", "« loi du 3 juillet 1978 »"),
        ("art. 99 de la loi du 1er avril 2003", "art. 99"),
    ],
)
def test_an_article_that_the_base_does_not_hold_is_not_replaced_by_another(
    base: KnowledgeBase, question: str, said: str
) -> None:
    response = ask(base, question)
    assert response.answer.reason is Reason.NO_EVIDENCE
    assert [(w.code, said in w.message) for w in response.warnings] == [("absent_text", True)]


def test_two_articles_that_are_named_are_both_quoted(base: KnowledgeBase) -> None:
    said = [s.text for s in ask(base, "articles 1, § 2, et 23 de la loi du 1er avril 2003").answer.sentences]
    assert said == ["§ 2. Le prêt dure quinze jours.", "Le centre répare les parapluies."]


@pytest.mark.parametrize("other", ["l'article 23 de la Constitution", "l'article 24 de la loi du 1er avril 2003"])
def test_of_two_named_articles_the_one_that_holds_is_quoted_and_the_other_told(base: KnowledgeBase, other: str) -> None:
    response = ask(base, f"que dit l'article 23 de la loi du 1er avril 2003 et {other} ?")
    assert [sentence.text for sentence in response.answer.sentences] == ["Le centre répare les parapluies."]
    assert {warning.code for warning in response.warnings} & {"absent_text", "repealed"}


def test_a_fiche_on_an_article_that_the_base_does_not_hold_may_answer(base: KnowledgeBase) -> None:
    response = ask(base, "quel préavis écrit selon l'article 37 de la loi du 3 juillet 1978 ?")
    assert response.citations[0].source_id == "contrats"
    assert "absent_text" in {warning.code for warning in response.warnings}


def test_a_repealed_article_is_said_to_be_gone_and_cited(base: KnowledgeBase) -> None:
    response = ask(base, "que dit l'article 24 de la loi du 1er avril 2003 ?")
    assert response.answer.reason is Reason.NO_VERSION_AT_DATE
    assert (response.citations[0].provision, response.citations[0].status) == ("art. 24", Status.REPEALED)
    assert "abrogé depuis le 1er juillet 2010" in next(w.message for w in response.warnings if w.code == "repealed")
