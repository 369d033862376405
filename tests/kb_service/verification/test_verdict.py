"""From what the checkers found to a verdict: which piece decides, and when none does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pieces import AGREES, CONFLICTS, SILENT, piece_of

from corpus.model import Kind
from kb_service.contract import Verdict
from kb_service.verification.alignment import Alignment, concepts_of
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import read
from kb_service.verification.verdict import (
    AUTHORITY,
    CONTRADICTS,
    EASED,
    ELSEWHERE,
    NEAR,
    RIVAL,
    SUPPORTS,
    Compared,
    compare,
    judge,
    supports,
)

DAY = date(2026, 7, 1)
IN_PART = Alignment(said=0.5, within=0.5, unsaid=0.5, told=0.5, meaning=0.8, place=1, close=0.5, agreed=1)
COMPLETE = replace(IN_PART, said=1, within=1, unsaid=0)
LIKELY, UNLIKELY = SUPPORTS + 0.05, NEAR / 2
SENTENCE = "Le centre prend sa décision dans les trente jours."


def compared(
    likeness: float, *outcomes: Outcome, denial: float = 0.0, piece: Piece | None = None, figure: bool = False
) -> Compared:
    findings = tuple(Finding(outcome, "le délai", "30 jours", figure=figure) for outcome in outcomes)
    return Compared(piece or piece_of(SENTENCE), IN_PART, findings, likeness, denial)


def in_article(number: str, kind: Kind = Kind.LAW) -> Piece:
    return piece_of(SENTENCE, article=number, kind=kind)


def against(claim: str, *pieces: Piece) -> list[Compared]:
    reading = read(claim)
    return compare(reading, concepts_of(reading, [], {}, {}), pieces, {}, DAY)


def test_a_piece_that_is_alike_and_differs_in_nothing_supports() -> None:
    one = compared(LIKELY, AGREES)
    judged = judge([one])
    assert (judged.verdict, judged.shown, judged.covered) == (Verdict.SUPPORTED, one, True)


@pytest.mark.parametrize("outcome", [SILENT, CONFLICTS])
def test_a_piece_that_is_silent_or_differs_does_not_support(outcome: Outcome) -> None:
    one = compared(LIKELY, AGREES, outcome)
    assert not supports(one)
    assert (judge([one]).verdict, judge([one]).covered) == (Verdict.UNSUPPORTED, True)


def test_a_piece_that_is_not_alike_enough_does_not_support() -> None:
    assert not supports(compared(SUPPORTS - 0.01, AGREES))
    assert supports(compared(SUPPORTS - 0.01, AGREES), least=NEAR)


def test_a_piece_that_leaves_nothing_unsaid_may_be_a_little_less_alike() -> None:
    part = compared(SUPPORTS - EASED / 2, AGREES)
    whole = replace(part, alignment=COMPLETE)
    assert (supports(part), supports(whole)) == (False, True)
    assert not supports(replace(whole, likeness=SUPPORTS - EASED - 0.01))
    assert not supports(replace(whole, alignment=replace(COMPLETE, place=1 / 3)))


def test_a_piece_that_differs_surely_enough_contradicts() -> None:
    sure, unsure = (compared(LIKELY, CONFLICTS, denial=CONTRADICTS + step) for step in (0.01, -0.01))
    assert (judge([sure]).verdict, judge([sure]).shown) == (Verdict.CONTRADICTED, sure)
    assert judge([unsure]).verdict is Verdict.UNSUPPORTED


def test_the_surest_of_two_denials_is_shown() -> None:
    less, more = (compared(LIKELY, CONFLICTS, denial=CONTRADICTS + step) for step in (0.1, 0.2))
    assert judge([less, more]).shown is more


def test_without_evidence_the_subject_is_not_covered() -> None:
    assert judge([]).verdict is Verdict.UNSUPPORTED
    assert (judge([]).shown, judge([]).covered) == (None, False)


def test_the_nearest_piece_is_shown_even_where_it_is_far() -> None:
    far = compared(UNLIKELY)
    assert (judge([far]).verdict, judge([far]).shown, judge([far]).covered) == (Verdict.UNSUPPORTED, far, False)


def test_a_rule_for_another_case_does_not_overturn_the_one_that_says_the_same() -> None:
    says = compared(LIKELY, AGREES, piece=in_article("1"))
    other = compared(LIKELY + ELSEWHERE / 2, CONFLICTS, denial=0.9, piece=in_article("2"))
    assert judge([other, says]).verdict is Verdict.SUPPORTED


def test_of_one_article_the_likelier_sentence_decides() -> None:
    says = compared(LIKELY, AGREES, piece=in_article("1"))
    other = compared(LIKELY + ELSEWHERE / 2, CONFLICTS, denial=0.9, piece=in_article("1"))
    assert judge([other, says]).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("supporting", "denying", "verdict"),
    [(Kind.LAW, Kind.FAQ, Verdict.SUPPORTED), (Kind.FAQ, Kind.LAW, Verdict.CONTRADICTED)],
)
def test_a_higher_text_counts_for_more_than_a_lower_one(supporting: Kind, denying: Kind, verdict: Verdict) -> None:
    says = compared(LIKELY, AGREES, piece=in_article("1", supporting))
    denies = compared(LIKELY + ELSEWHERE + AUTHORITY / 2, CONFLICTS, denial=0.9, piece=in_article("2", denying))
    assert judge([denies, says]).verdict is verdict


def test_another_item_of_the_same_paragraph_that_gives_the_figure_is_the_one_meant() -> None:
    article = in_article("1")
    denies = compared(1.0, CONFLICTS, denial=1.0, piece=article, figure=True)
    sibling = compared(RIVAL + 0.01, AGREES, piece=article, figure=True)
    assert judge([denies, sibling]).verdict is Verdict.UNSUPPORTED
    stranger = replace(sibling, piece=in_article("2"))
    assert judge([denies, stranger]).verdict is Verdict.CONTRADICTED


def test_a_piece_that_nearly_supports_keeps_another_from_contradicting() -> None:
    denies = compared(RIVAL, CONFLICTS, denial=1.0, piece=in_article("1"))
    nearly = compared(RIVAL + 0.01, AGREES, piece=in_article("2"))
    assert judge([nearly, denies]).verdict is Verdict.UNSUPPORTED
    hardly = replace(nearly, likeness=RIVAL - 0.01)
    assert judge([denies, hardly]).verdict is Verdict.CONTRADICTED


def test_pieces_are_compared_the_likest_first() -> None:
    far = piece_of("Le fournisseur coupe le gaz en hiver.", article="1")
    near = piece_of(SENTENCE, article="2")
    found = against("Le CPAS décide dans les 30 jours.", far, near)
    assert [c.piece for c in found] == [near, far]
    assert found[0].having(AGREES)
    assert all(0 <= c.likeness <= 1 and 0 <= c.denial <= 1 for c in found)


def test_a_piece_that_agrees_denies_nothing_and_one_that_differs_may() -> None:
    (same,) = against("Le CPAS décide dans les 30 jours.", piece_of(SENTENCE))
    (other,) = against("Le CPAS décide dans les 45 jours.", piece_of(SENTENCE))
    assert same.denial == 0 < other.denial


def test_a_whole_paragraph_never_contradicts() -> None:
    (found,) = against("Le CPAS décide dans les 45 jours.", replace(piece_of(SENTENCE), whole=True))
    assert found.having(CONFLICTS)
    assert found.denial == 0


def test_a_piece_that_is_silent_on_something_contradicts_by_its_figures_only() -> None:
    (silent,) = against("Le président décide dans les 30 jours.", piece_of("Le conseil décide."))
    (figures,) = against("Le CPAS décide toujours dans les 45 jours.", piece_of(SENTENCE))
    assert [bool(c.having(o)) for c in (silent, figures) for o in (CONFLICTS, SILENT)] == [True] * 4
    assert silent.denial == 0 < figures.denial


def test_a_piece_about_other_days_is_left_out_unless_the_statement_names_days() -> None:
    ended = piece_of("Jusqu'au 30 juin 2026, le centre décide dans les trente jours.")
    assert against("Le centre décide dans les 30 jours.", ended) == []
    assert len(against("Jusqu'au 30 juin 2026, le centre décide dans les 30 jours.", ended)) == 1


def test_a_sentence_on_the_others_denies_nothing_of_those_of_whom_was_spoken() -> None:
    others = piece_of("Les ressources des autres cohabitants ne comptent pas.")
    (parents,) = against("Les ressources des parents cohabitants comptent.", others)
    (same,) = against("Les ressources des autres cohabitants comptent.", others)
    assert parents.having(CONFLICTS)
    assert parents.denial == 0 < same.denial
