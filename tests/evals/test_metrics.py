"""Each figure against a case worked out by hand, and against what it must never hide."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outcome_samples import outcome, refusal

from evals.figures import Figure, figures_of, figures_of_systems
from evals.metrics import refusals
from evals.metrics.answers import days_of
from evals.metrics.intervals import interval, mean_of
from evals.metrics.parts import response_to
from evals.metrics.ranking import by_question, rank_in
from evals.questions import WHOLE, Golden
from kb_service.contract import Answer, AskResponse, Citation, Part, Reason, Sentence

DAY = date(2026, 3, 1)


def golden(*provisions: tuple[str, str]) -> Golden:
    return Golden("q", "?", "terms", "recours", "easy", None, provisions, ())


def found(outcomes, name: str) -> Figure:
    return {figure.name: figure for figure in figures_of(outcomes)}[name]


def test_a_rank_is_that_of_the_first_place_that_holds_a_provision_that_answers() -> None:
    places = [[("loi", "1")], [("loi", "2"), ("loi", "3")], [("loi", "4")]]
    assert rank_in(places, golden(("loi", "3"), ("loi", "4"))) == 2
    assert rank_in(places, golden(("loi", "9"))) is None
    assert rank_in([[("fiche", "exceptions")]], golden(("fiche", WHOLE))) == 1


def test_a_place_past_the_tenth_is_not_found() -> None:
    places = [[("loi", str(n))] for n in range(1, 13)]
    assert rank_in(places, golden(("loi", "10"))) == 10
    assert rank_in(places, golden(("loi", "11"))) is None


def test_the_ranking_measures_are_those_of_the_books() -> None:
    values = by_question({"first": 1, "third": 3, "none": None})
    assert values["recall@1"] == {"first": 1.0, "third": 0.0, "none": 0.0}
    assert values["recall@5"] == {"first": 1.0, "third": 1.0, "none": 0.0}
    assert values["MRR"]["third"] == pytest.approx(1 / 3)
    assert values["nDCG@10"]["third"] == pytest.approx(1 / math.log2(4))
    assert values["MRR"]["none"] == 0


@given(st.lists(st.sampled_from([None, *range(1, 11)]), min_size=1, max_size=30))
def test_the_ranking_measures_hold_for_any_ranks(ranks: list[int | None]) -> None:
    values = by_question({f"q{i}": rank for i, rank in enumerate(ranks)})
    for i, rank in enumerate(ranks):
        for k in (1, 5, 10):
            assert values[f"recall@{k}"][f"q{i}"] == float(rank is not None and rank <= k)
        assert values["MRR"][f"q{i}"] == pytest.approx(1 / rank if rank else 0)


def test_an_interval_holds_its_value_and_narrows_with_more_questions() -> None:
    few, many = mean_of([0, 1] * 5), mean_of([0, 1] * 200)
    assert few.low < few.value == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_what_is_always_the_same_has_no_width_and_nothing_is_no_measure() -> None:
    assert mean_of([1.0, 1.0, 1.0]).error == 0
    with pytest.raises(ValueError, match="nothing was measured"):
        mean_of([])


def test_paired_samples_are_drawn_together() -> None:
    must = [1.0, 0.0] * 30
    measured = interval(refusals.f1, must, must)
    assert (measured.value, measured.low, measured.high) == (1.0, 1.0, 1.0)


def test_refusals_are_counted_as_the_positive_class() -> None:
    outcomes = [refusal("r1"), refusal("r2", answered=True), outcome("q1"), outcome("q2", answered=False)]
    assert found(outcomes, "refus : précision").value == 0.5
    assert found(outcomes, "refus : rappel").value == 0.5
    assert found(outcomes, "refus : F1").value == 0.5


def test_a_base_that_refuses_everything_has_recall_and_no_precision() -> None:
    outcomes = [refusal("r1"), *(outcome(f"q{i}", answered=False) for i in range(9))]
    assert found(outcomes, "refus : rappel").value == 1
    assert found(outcomes, "refus : précision").value == pytest.approx(0.1)


def test_the_calibration_error_is_0_where_the_confidence_is_true_and_large_where_it_boasts() -> None:
    right = np.array([1.0] * 8 + [0.0] * 2)
    assert refusals.calibration_error(np.full(1000, 0.8), np.tile(right, 100)) == pytest.approx(0, abs=0.05)
    assert refusals.calibration_error(np.full(100, 1.0), np.zeros(100)) == 1


def test_one_quote_that_is_not_exact_and_one_wrong_wording_show() -> None:
    outcomes = [outcome("a"), outcome("b", exact=1), outcome("c", wrong_wording=["loi art. 1 : ne vaut pas"])]
    assert found(outcomes, "citations exactes").value == pytest.approx(5 / 6)
    assert found(outcomes, "mauvaise version").value == pytest.approx(1 / 3)
    assert found(outcomes, "citations exactes").reached is False
    assert found(outcomes, "mauvaise version").reached is False


def test_facts_count_as_facts_not_as_questions() -> None:
    outcomes = [outcome("a", facts=3, missing=["trente jours"]), outcome("b", facts=1), outcome("c", facts=0)]
    assert found(outcomes, "faits énoncés").value == pytest.approx(3 / 4)


def test_an_abstention_states_and_cites_nothing() -> None:
    silent = outcome("a", answered=False, missing=["trente jours"], cited_by_answer=0, cited_rightly=0)
    figures = {figure.name: figure.value for figure in figures_of([silent, outcome("b")])}
    assert figures["réponses données"] == figures["citations : rappel"] == figures["faits énoncés"] == 0.5
    assert figures["citations : précision"] == 1


def test_what_was_not_measured_is_left_out() -> None:
    names = {figure.name for figure in figures_of([refusal("r1")])}
    assert "recall@5" not in names
    assert "faits énoncés" not in names


def test_every_system_has_its_line() -> None:
    outcomes = [
        outcome("a", ranks={"mots seuls": None, "la base": 1}),
        outcome("b", ranks={"mots seuls": 2, "la base": 1}),
    ]
    table = {name: {f.name: f.value for f in figures} for name, figures in figures_of_systems(outcomes).items()}
    assert table["mots seuls"]["recall@5"] == 0.5
    assert table["la base"]["MRR"] == 1


def test_each_thing_that_a_message_asks_is_judged_by_its_own_part() -> None:
    parts = (
        Part(asked="qui paie la caution", as_of=DAY, abstained=True, reason=Reason.NO_EVIDENCE, confidence=0.2),
        Part(asked="dans quel délai décide-t-on", as_of=DAY, abstained=False, reason=None, confidence=0.8),
        Part(asked="à qui s'adresser", as_of=DAY, abstained=False, reason=None, confidence=0.6),
    )
    said = tuple(Sentence(text=text, citations=(n,), part=n) for n, text in ((1, "Trente jours."), (2, "Au centre.")))
    response = AskResponse.model_construct(
        answer=Answer(abstained=False, reason=None, confidence=0.8, sentences=said, parts=parts),
        citations=tuple(Citation.model_construct(number=number) for number in (1, 2, 3, 4)),
    )
    unanswered = response_to(response, "la caution")
    assert unanswered.answer.abstained
    assert not unanswered.answer.sentences
    assert [citation.number for citation in unanswered.citations] == [3, 4, 1, 2]
    answered = response_to(response, "et à qui on doit s'adresser ?")
    assert (answered.answer.abstained, answered.answer.confidence, answered.as_of) == (False, 0.6, DAY)
    assert [sentence.text for sentence in answered.answer.sentences] == ["Au centre."]
    assert [citation.number for citation in answered.citations] == [2, 3, 4, 1]
    assert response_to(unanswered, "autre chose") is unanswered, "a message that was not taken apart"


def test_a_citation_is_judged_by_the_day_of_the_part_that_says_it_and_a_near_one_by_any() -> None:
    other = DAY.replace(year=DAY.year - 1)
    first = Part(asked="a", as_of=other, abstained=False, reason=None, confidence=0.8)
    parts = (first, first.model_copy(update={"asked": "b", "as_of": DAY}))
    said = (Sentence(text="Trente jours.", citations=(1,), part=1),)
    cited = tuple(Citation.model_construct(number=number) for number in (1, 2))
    whole = Answer(abstained=False, reason=None, confidence=0.8, sentences=said, parts=parts)
    response = AskResponse.model_construct(answer=whole, citations=cited, as_of=other)
    assert [days_of(response, citation) for citation in cited] == [[DAY], [other, DAY]]
    alone = response.model_copy(update={"answer": whole.model_copy(update={"parts": ()})})
    assert [days_of(alone, citation) for citation in cited] == [[other], [other]]
