"""The whole line on real law: official texts in, cited answers out (needs ../shared and the default model)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.editions.follower import EditionFollower
from corpus.embedding.embedder import load_embedder
from evals.edition import edition_of
from evals.metrics.ranking import rank_in
from evals.questions import Base, Golden, facts_stated, keys_of, load_golden
from kb_service.contract import AskRequest, AskResponse, Reason
from kb_service.knowledge_base import KnowledgeBase

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def knowledge_base(official_texts: Path) -> Iterator[KnowledgeBase]:
    """The laws of ../shared with all their archived states: the edition that `kb eval` asks too."""
    settings = edition_of(Base.OFFICIAL)
    base = KnowledgeBase(settings, load_embedder(settings), EditionFollower(settings), today=lambda: TODAY)
    with base.edition() as edition:
        assert edition.manifest.problems == ()
    yield base
    base.close()


def ask(base: KnowledgeBase, question: str, as_of: date | None = None) -> AskResponse:
    return base.ask(AskRequest(question=question, as_of=as_of, limit=10))


FIRST = [
    ("dans quel délai le CPAS doit-il décider après une demande de RIS ?", "loi-2002-05-26", "art. 21"),
    ("le PIIS est-il obligatoire pour un jeune de 20 ans ?", "loi-2002-05-26", "art. 11"),
    ("quelles ressources ne sont pas prises en compte ?", "ar-2002-07-11", "art. 22"),
    ("qui paie quand la personne exclue du chômage demande en septembre 2026 ?", "loi-2002-05-26", "art. 43/6"),
    ("hoeveel dagen heeft het OCMW om te beslissen?", "loi-2002-05-26", "art. 21"),
]


@pytest.mark.parametrize(("question", "source", "article"), FIRST)
def test_the_right_article_is_cited_first(knowledge_base, question, source, article):
    response = ask(knowledge_base, question)
    assert not response.answer.abstained
    first = response.citations[0]
    assert first.source_id == source
    assert first.provision.split(", ")[0] == article


@pytest.mark.parametrize("written", ["art. 60, § 1er,", "art 60 § 1"])
def test_no_other_paragraph_than_the_one_that_a_question_names_is_quoted(knowledge_base, written):
    """Labels call the first § of an article "§ 1er", whichever way a question writes it."""
    response = ask(knowledge_base, f"{written} loi organique : enquete sociale obligatoire ?")
    quoted = [c.provision.split(", ") for c in response.citations if c.source_id == "loi-1976-07-08"]
    assert [place[1] for place in quoted if place[0] == "art. 60"] == ["§ 1er"]


def test_every_quote_is_the_provision_s_own_text(knowledge_base):
    for golden in load_golden("dev")[:30]:
        response = ask(knowledge_base, golden.question, golden.as_of)
        numbers = [citation.number for citation in response.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        for citation in response.citations:
            provision, _ = knowledge_base.provision(citation.provision_id)
            assert provision.text[citation.span[0] : citation.span[1]] == citation.quote
        quoted = {citation.number: citation.quote for citation in response.citations}
        for sentence in response.answer.sentences:
            assert sentence.citations
            assert all(sentence.text in quoted[number] for number in sentence.citations)


def test_no_wording_of_another_day_is_ever_cited(knowledge_base):
    for day in (date(2012, 1, 1), date(2014, 9, 1), date(2020, 6, 1), TODAY, date(2028, 6, 1)):
        for question in ("quelle sanction si le PIIS n'est pas respecté ?", "quel taux de subvention pour le RIS ?"):
            response = ask(knowledge_base, question, day)
            assert response.as_of == day
            for citation in response.citations:
                assert citation.status == "in_force"
                assert citation.valid_from is None or citation.valid_from <= day
                assert citation.valid_to is None or citation.valid_to >= day


def test_the_same_question_on_two_days_quotes_two_wordings(knowledge_base):
    question = "quelle subvention pour un exclu du chômage qui revient après une reprise du travail, art. 43/5 ?"
    now, later = (ask(knowledge_base, question, day) for day in (TODAY, date(2028, 2, 1)))
    wordings = [
        next(c.provision_id for c in response.citations if c.provision.startswith("art. 43/5"))
        for response in (now, later)
    ]
    assert wordings == ["loi-2002-05-26/art_43/5@2026-01-01", "loi-2002-05-26/art_43/5@2028-01-01"]
    assert any(warning.code == "upcoming_change" for warning in now.warnings)


def test_an_article_that_did_not_exist_yet_is_no_version_at_that_date(knowledge_base):
    response = ask(knowledge_base, "que prévoyait l'art. 43/6 en 2015 ?")
    assert response.answer.reason is Reason.NO_VERSION_AT_DATE
    assert response.answer.sentences == ()


def test_in_wallonia_the_walloon_wording_takes_the_place_of_the_federal_one(knowledge_base):
    response = ask(knowledge_base, "quel montant de subvention pour un contrat article 60 à temps plein ?")
    articles = [(c.provision.split(",")[0], c.region) for c in response.citations if c.source_id == "loi-2002-05-26"]
    assert ("art. 36", "wallonne") in articles
    assert ("art. 36", "fédéral") not in articles
    assert not any(region in ("bruxelloise", "flamande", "germanophone") for _, region in articles)


@pytest.mark.parametrize("text", ["quel temps fera-t-il demain à Namur ?", "donne-moi une recette de carbonnades", "how do I reset my Outlook password?"])  # fmt: skip
def test_what_is_not_the_base_s_subject_is_not_answered(knowledge_base, text):
    response = ask(knowledge_base, text)
    assert response.answer.abstained
    assert response.answer.reason in (Reason.OUT_OF_SCOPE, Reason.NO_EVIDENCE)


def test_a_greeting_is_not_a_question(knowledge_base):
    assert ask(knowledge_base, "bonjour").answer.reason is Reason.NOT_A_QUESTION


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 6, 1), "catégorie 2 : 1\N{NO-BREAK SPACE}314,20 euros par mois"),
        (TODAY, "n'est pas confirmé"),
    ],
)
def test_the_base_amount_of_the_law_comes_with_the_amount_that_is_paid(knowledge_base, day, said):
    response = ask(knowledge_base, "combien reçoit une personne isolée, quel montant de RIS ?", day)
    assert said in next(warning.message for warning in response.warnings if warning.code == "base_amount")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("que dit l'art. 60 § 7 de la loi organique ?", "old_consolidation"),
        ("art. 14 de la loi DIS", "annulment"),
        ("que dit l'article 5bis de la loi du 2 avril 1965 ?", "repealed"),
        ("que dit l'article 23 de la Constitution ?", "absent_text"),
        ("quel recours contre un refu du revenu d'integration ?", "read_as"),
    ],
)
def test_what_a_reader_must_know_is_said(knowledge_base, question, code):
    assert code in {warning.code for warning in ask(knowledge_base, question).warnings}


def test_a_decree_made_for_other_requests_is_not_the_answer_for_this_one(knowledge_base):
    """Art. 43/5 is for requests of the first half of 2026, art. 43/6 for those after."""
    response = ask(knowledge_base, "taux de remboursement du RIS, exclu du chômage, demande du 3 octobre 2026 ?")
    quoted = {n for sentence in response.answer.sentences for n in sentence.citations}
    articles = [c.provision.split(",")[0] for c in response.citations if c.number in quoted]
    assert articles[0] == "art. 43/6"
    assert "entre le 1er janvier 2026 et le 30 juin 2026" not in " ".join(s.text for s in response.answer.sentences)


def _quality(base: KnowledgeBase, golden: list[Golden]) -> tuple[float, float, float]:
    responses = [ask(base, item.question, item.as_of) for item in golden]
    cited = [[[key] for key in keys_of(response.citations)] for response in responses]
    ranks = [rank_in(places, item) for item, places in zip(golden, cited, strict=True)]
    stated = sum(facts_stated(item, response) for item, response in zip(golden, responses, strict=True))
    return (
        sum(rank is not None and rank <= 5 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank) / len(ranks),
        stated / sum(len(item.facts) for item in golden),
    )


def test_the_development_questions_keep_their_quality(knowledge_base):
    recall, reciprocal_rank, facts = _quality(knowledge_base, load_golden("dev"))
    assert recall >= 0.9
    assert reciprocal_rank >= 0.78
    assert facts >= 0.75
