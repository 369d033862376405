"""What other articles say: each counts once, and no article for itself."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, piece_of

from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding
from kb_service.verification.compared import Compared
from kb_service.verification.elsewhere import ALIKE, ALIKE_AND_AGREEING, MANY, Elsewhere

ALIGNED = Alignment(said=1, within=1, unsaid=0, told=1, meaning=1, place=1, close=1, agreed=1)


def compared(article: str, written: str = "", likeness: float = 0.9) -> Compared:
    """An article that differs by what it has `written`, or agrees."""
    finding = Finding(CONFLICTS if written else AGREES, "le délai", "45 jours", written)
    piece = piece_of("Le centre décide.", article=article)
    return Compared(piece, ALIGNED, (finding,), likeness, 0.0, 0.0 if written else likeness, 0.0)


def test_an_article_that_differs_in_the_same_words_is_echoed_by_the_others() -> None:
    one, same, other = compared("1", "Trente jours"), compared("2", "trente jours"), compared("3", "dix jours")
    elsewhere = Elsewhere([one, same, other])
    assert [elsewhere.differing(c) for c in (one, same, other)] == [1 / MANY, 1 / MANY, 0.0]


def test_no_article_echoes_itself_and_each_counts_once() -> None:
    one = compared("1", "trente jours")
    assert Elsewhere([one, compared("1", "trente jours")]).differing(one) == 0.0
    assert Elsewhere([one, *[compared("2", "trente jours")] * 2]).differing(one) == 1 / MANY
    assert Elsewhere([one, *(compared(str(n), "trente jours") for n in range(9))]).differing(one) == 1.0


def test_articles_that_agree_count_for_those_that_agree_and_those_that_differ() -> None:
    says, denies = compared("1"), compared("2", "trente jours")
    elsewhere = Elsewhere([says, denies])
    assert (elsewhere.agreeing(says), elsewhere.agreeing(denies)) == (0.0, 1 / MANY)


def test_another_sentence_of_an_article_that_agrees_counts_against_one_that_differs() -> None:
    says, denies = compared("1"), compared("1", "trente jours")
    elsewhere = Elsewhere([says, denies])
    assert (elsewhere.agreeing(says), elsewhere.agreeing(denies)) == (0.0, 1 / MANY)


@pytest.mark.parametrize(("written", "least"), [("trente jours", ALIKE), ("", ALIKE_AND_AGREEING)])
def test_an_article_about_something_else_does_not_count(written: str, least: float) -> None:
    one, far = compared("1", written), compared("2", written, likeness=least - 0.01)
    elsewhere = Elsewhere([one, far])
    assert (elsewhere.agreeing(one), elsewhere.differing(one)) == (0.0, 0.0)
