"""A message that asks several things is answered part by part: its own quotes, its own confidence, its own silence."""

from __future__ import annotations

import math

import pytest
from umbrellas import Small

from kb_service.answer.abstention import LOOKED_UP, THRESHOLD, Decision, decision_at, in_the_light_of
from kb_service.answer.response import FEWEST_CITED, Sought, respond
from kb_service.contract import AskRequest, AskResponse, Reason
from kb_service.knowledge_base import MOST_ASKED, KnowledgeBase
from kb_service.odds import log_odds
from kb_service.retrieval.search import search

LENT, LOST = "combien de temps le parapluie est-il prêté", "qui paie le parapluie perdu"
BOTH = f"dame sans manteau : {LENT} et {LOST} ?"


def sought(small: Small, asked: str, decision: Decision) -> Sought:
    with small.knowledge_base.edition() as edition:
        question, vector = small.knowledge_base.understand(asked, None, edition)
        found = search(edition, question, vector, small.knowledge_base.regions, None)
    return Sought(asked, question, vector, found, decision)


def response(small: Small, *decisions: Decision, limit: int = 1) -> AskResponse:
    parts = [sought(small, asked, decision) for asked, decision in zip((LENT, LOST), decisions, strict=True)]
    with small.knowledge_base.edition() as edition:
        return respond(edition, parts, limit, small.knowledge_base.regions)


def said(found: AskResponse, part: int) -> str:
    return " ".join(sentence.text for sentence in found.answer.sentences if sentence.part == part)


def test_each_part_has_its_quotes_and_its_confidence(small: Small) -> None:
    found = response(small, decision_at(0.9), decision_at(0.6))
    assert [part.asked for part in found.answer.parts] == [LENT, LOST]
    assert [part.confidence for part in found.answer.parts] == [0.9, 0.6]
    assert "quinze jours" in said(found, 0)
    assert "payé par la caution" in said(found, 1)
    assert (found.answer.abstained, found.answer.confidence) == (False, 0.9)


def test_a_part_that_nothing_answers_says_so_beside_one_that_is_answered(small: Small) -> None:
    found = response(small, decision_at(0.2), decision_at(0.6))
    first, second = found.answer.parts
    assert (first.abstained, first.reason) == (True, Reason.NO_EVIDENCE)
    assert not second.abstained
    assert not said(found, 0)
    assert (found.answer.abstained, found.answer.confidence) == (False, 0.6), "of the first part that is answered"


def test_the_whole_abstains_where_every_part_does(small: Small) -> None:
    found = response(small, decision_at(0.05), decision_at(0.2))
    assert (found.answer.abstained, found.answer.reason) == (True, Reason.OUT_OF_SCOPE)
    assert not found.answer.sentences


def test_citations_are_numbered_once_through_and_no_provision_comes_near_twice(small: Small) -> None:
    found = response(small, decision_at(0.9), decision_at(0.6), limit=50)
    assert [citation.number for citation in found.citations] == list(range(1, len(found.citations) + 1))
    cited = {number for sentence in found.answer.sentences for number in sentence.citations}
    assert cited == set(range(1, len(cited) + 1)), "those that the answer cites stand first"
    quoted = {citation.provision_id for citation in found.citations if citation.number in cited}
    near = [citation.provision_id for citation in found.citations if citation.number not in cited]
    assert len(near) == len(set(near))
    assert not quoted & set(near)


def test_as_much_is_shown_for_each_part(small: Small) -> None:
    found = response(small, decision_at(0.2), decision_at(0.2))
    assert len(found.citations) == len({c.provision_id for c in found.citations}) > FEWEST_CITED


def test_each_part_has_the_day_whose_law_it_asks_for(small: Small) -> None:
    base = small.knowledge_base
    answer = base.ask(AskRequest(question=f"{LENT} en 2020 ? {LOST} au 1er mars 2026 ?")).answer
    assert [str(part.as_of) for part in answer.parts] == ["2020-12-31", "2026-03-01"]


def test_one_thing_has_no_parts(small: Small) -> None:
    with small.knowledge_base.edition() as edition:
        found = respond(edition, [sought(small, LENT, decision_at(0.9))], 8, small.knowledge_base.regions)
    assert found.answer.parts == ()
    assert {sentence.part for sentence in found.answer.sentences} == {0}


def test_the_base_takes_a_message_apart(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb_service.knowledge_base.decide", lambda question, found: decision_at(0.7))
    answer = small.knowledge_base.ask(AskRequest(question=BOTH)).answer
    assert [part.asked for part in answer.parts] == [LENT, LOST]
    assert {sentence.part for sentence in answer.sentences} == {0, 1}
    assert small.knowledge_base.ask(AskRequest(question=LENT)).answer.parts == ()


def test_what_is_left_of_many_questions_is_told(small: Small) -> None:
    many = " ".join(f"qui paie le parapluie numéro {word} ?" for word in ("bleu", "vert", "rouge", "noir", "blanc"))
    response = small.knowledge_base.ask(AskRequest(question=many))
    assert len(response.answer.parts) == MOST_ASKED
    (left,) = [warning for warning in response.warnings if warning.code == "questions_left"]
    assert "pose 5 questions" in left.message


def test_an_article_that_is_only_named_is_not_taken_apart(small: Small) -> None:
    base: KnowledgeBase = small.knowledge_base
    answer = base.ask(AskRequest(question="que dit l'article 21 et que dit l'article 22 ?")).answer
    assert answer.parts == ()


def test_a_part_is_trusted_by_itself_and_for_a_third_by_the_message() -> None:
    part, whole = decision_at(0.3), decision_at(0.9)
    both = in_the_light_of(part, whole)
    assert log_odds(both.confidence) == pytest.approx((2 * log_odds(0.3) + log_odds(0.9)) / 3, abs=1e-3)
    assert (both.reason is None) is (both.confidence >= THRESHOLD)
    assert in_the_light_of(decision_at(0.5), decision_at(0.5)).confidence == pytest.approx(0.5)


@pytest.mark.parametrize("decided", [Decision(Reason.NO_VERSION_AT_DATE, 0.0), Decision(None, LOOKED_UP)])
def test_what_a_rule_decided_stays(decided: Decision) -> None:
    assert in_the_light_of(decided, decision_at(0.5)) == decided
    assert math.isclose(in_the_light_of(decision_at(0.5), decided).confidence, 0.5)
