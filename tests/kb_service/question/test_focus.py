"""A part of a message is searched as itself, in the light of the whole."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from corpus.catalogue import shipped_catalogue
from corpus.thesaurus import shipped_thesaurus
from kb_service.question.analysis import Question, analyse
from kb_service.question.focus import WORDS_BESIDE, focused, focused_vector

TODAY = date(2026, 11, 26)
WHOLE = "en janvier 2026, dame exclue du chômage : qui décide de son ris, et l'article 60 § 7, c'est pour elle ?"


def understood(text: str) -> Question:
    return analyse(text, TODAY, shipped_thesaurus(), shipped_catalogue())


def test_its_own_words_weigh_most_and_the_others_stay_in_view() -> None:
    part, whole = understood("qui décide de son ris"), understood(WHOLE)
    found = focused(part, whole, whole)
    terms, own = dict(found.terms), dict(part.terms)
    assert {term: terms[term] for term in own} == own
    assert terms["chomag"] == WORDS_BESIDE * dict(whole.terms)["chomag"]
    assert found.concepts == part.concepts, "what an answer must say is what the part asks"


def test_day_and_articles_are_the_message_s_unless_it_names_its_own() -> None:
    whole = understood(WHOLE)
    found = focused(understood("qui décide de son ris"), whole, whole)
    assert (found.as_of, found.names_day) == (whole.as_of, True)
    assert [r.article for r in found.references] == ["60"]
    own = focused(understood("que disait l'article 21 au 1er mars 2020"), whole, whole)
    assert own.as_of == date(2020, 3, 1)
    assert [r.article for r in own.references] == ["21"]


def test_a_model_reads_the_case_with_this_question_alone() -> None:
    alone = understood("dame exclue du chômage : qui décide de son ris")
    assert focused(understood("qui décide de son ris"), understood(WHOLE), alone).read == alone.read


def test_the_vector_lies_between_both() -> None:
    part, whole = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
    vector = focused_vector(part, whole)
    assert np.linalg.norm(vector) == pytest.approx(1.0)
    assert vector @ part == pytest.approx(vector @ whole), "they weigh the same"
