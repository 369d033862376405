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
from kb_service.verification.compared import Compared
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import read
from kb_service.verification.verdict import (
    AUTHORITY,
    CONTRADICTS,
    EASED,
    NEAR,
    RIVAL,
    SUPPORTS,
    compare,
    judge,
    may_support,
    supports,
)

DAY = date(2026, 7, 1)
IN_PART = Alignment(said=0.5, within=0.5, unsaid=0.5, told=0.5, meaning=0.8, place=1, close=0.5, agreed=1)
SENTENCE = "Le centre prend sa décision dans les trente jours."


def compared(
    support: float, denial: float = 0.0, piece: Piece | None = None, *outcomes: Outcome, figure: bool = False
) -> Compared:
    findings = tuple(Finding(outcome, "le délai", "30 jours", figure=figure) for outcome in outcomes)
    return Compared(piece or piece_of(SENTENCE), IN_PART, findings, support, denial, support, denial)


def in_article(number: str, kind: Kind = Kind.LAW) -> Piece:
    return piece_of(SENTENCE, article=number, kind=kind)


def against(claim: str, *pieces: Piece) -> list[Compared]:
    reading = read(claim)
    return compare(reading, concepts_of(reading, [], {}, {}), pieces, {}, DAY)


def test_a_piece_that_is_sure_enough_to_support_does() -> None:
    sure, unsure = compared(SUPPORTS + 0.01), compared(SUPPORTS - 0.01)
    assert (judge([unsure, sure]).verdict, judge([unsure, sure]).shown) == (Verdict.SUPPORTED, sure)
    assert (judge([unsure]).verdict, judge([unsure]).covered) == (Verdict.UNSUPPORTED, True)


def test_a_piece_that_leaves_nothing_unsaid_may_be_a_little_less_sure() -> None:
    part = compared(SUPPORTS - EASED / 2)
    whole = replace(part, alignment=replace(IN_PART, said=1, within=1, unsaid=0))
    assert (supports(part), supports(whole)) == (False, True)
    assert not supports(replace(whole, support=SUPPORTS - EASED - 0.01))
    assert not supports(replace(whole, alignment=replace(whole.alignment, place=1 / 3)))


def test_a_piece_that_is_sure_enough_to_differ_contradicts() -> None:
    sure, unsure = compared(0.0, CONTRADICTS + 0.01), compared(0.0, CONTRADICTS - 0.01)
    assert (judge([unsure, sure]).verdict, judge([unsure, sure]).shown) == (Verdict.CONTRADICTED, sure)
    assert judge([unsure]).verdict is Verdict.UNSUPPORTED


def test_the_surest_piece_decides() -> None:
    says, denies = compared(0.96, piece=in_article("1")), compared(0.0, 0.98, in_article("2"))
    assert judge([says, denies]).verdict is Verdict.CONTRADICTED
    assert judge([replace(says, support=0.99), denies]).verdict is Verdict.SUPPORTED


def test_what_is_rather_said_than_denied_is_left_open_where_neither_is_sure() -> None:
    says, denies = compared(SUPPORTS - 0.02, piece=in_article("1")), compared(0.0, SUPPORTS - 0.03, in_article("2"))
    assert judge([says, denies]).verdict is Verdict.UNSUPPORTED


def test_without_evidence_the_subject_is_not_covered() -> None:
    assert judge([]).verdict is Verdict.UNSUPPORTED
    assert (judge([]).shown, judge([]).covered) == (None, False)


def test_the_nearest_piece_is_shown_even_where_it_is_far() -> None:
    far = compared(NEAR / 2)
    assert (judge([far]).verdict, judge([far]).shown, judge([far]).covered) == (Verdict.UNSUPPORTED, far, False)


@pytest.mark.parametrize(
    ("supporting", "denying", "verdict"),
    [(Kind.LAW, Kind.FAQ, Verdict.SUPPORTED), (Kind.FAQ, Kind.LAW, Verdict.CONTRADICTED)],
)
def test_a_higher_text_counts_for_more_than_a_lower_one(supporting: Kind, denying: Kind, verdict: Verdict) -> None:
    says = compared(0.96, piece=in_article("1", supporting))
    denies = compared(
        0.0, 0.8 + (AUTHORITY / 2 if supporting is Kind.LAW else -AUTHORITY / 2), in_article("2", denying)
    )
    assert judge([denies, says]).verdict is verdict


def test_another_item_of_the_same_paragraph_that_gives_the_figure_is_the_one_meant() -> None:
    article = in_article("1")
    denies = compared(0.0, 1.0, article)
    sibling = compared(RIVAL + 0.01, 0.0, article, AGREES, figure=True)
    assert judge([denies, sibling]).verdict is Verdict.UNSUPPORTED
    stranger = replace(sibling, piece=in_article("2"))
    assert judge([denies, stranger]).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(("outcome", "may"), [(AGREES, True), (SILENT, False), (CONFLICTS, False)])
def test_what_differs_or_is_silent_may_not_support(outcome: Outcome, may: bool) -> None:
    assert may_support([Finding(AGREES, "l'auteur", "le CPAS"), Finding(outcome, "le délai", "30 jours")]) is may


def test_pieces_are_compared_the_likest_first() -> None:
    far = piece_of("Le fournisseur coupe le gaz en hiver.", article="1")
    near = piece_of(SENTENCE, article="2")
    found = against("Le CPAS décide dans les 30 jours.", far, near)
    assert [c.piece for c in found] == [near, far]
    assert found[0].having(AGREES)
    assert all(0 <= c.likeness <= 1 and 0 <= c.difference <= 1 for c in found)


def test_a_piece_that_agrees_denies_nothing_and_one_that_differs_may() -> None:
    (same,) = against("Le CPAS décide dans les 30 jours.", piece_of(SENTENCE))
    (other,) = against("Le CPAS décide dans les 45 jours.", piece_of(SENTENCE))
    assert same.difference == 0 < other.difference
    assert same.support == same.likeness
    assert other.support == 0


def test_a_whole_paragraph_never_contradicts() -> None:
    (found,) = against("Le CPAS décide dans les 45 jours.", replace(piece_of(SENTENCE), whole=True))
    assert found.having(CONFLICTS)
    assert found.difference == 0


def test_a_piece_that_is_silent_on_something_contradicts_by_its_figures_only() -> None:
    (silent,) = against("Le président décide dans les 30 jours.", piece_of("Le conseil décide."))
    (figures,) = against("Le CPAS décide toujours dans les 45 jours.", piece_of(SENTENCE))
    assert [bool(c.having(o)) for c in (silent, figures) for o in (CONFLICTS, SILENT)] == [True] * 4
    assert silent.difference == 0 < figures.difference


def test_a_piece_about_other_days_is_left_out_unless_the_statement_names_days() -> None:
    ended = piece_of("Jusqu'au 30 juin 2026, le centre décide dans les trente jours.")
    assert against("Le centre décide dans les 30 jours.", ended) == []
    assert len(against("Jusqu'au 30 juin 2026, le centre décide dans les 30 jours.", ended)) == 1
