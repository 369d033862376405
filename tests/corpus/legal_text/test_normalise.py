"""Folding moves no offset; `bare` meets every spelling of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.normalise import bare, fold, word_set


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’ARTICLE 3", "l'article 3"),
        ("Été — « çà »", 'ete - " ca "'),
        ("1\u00a0314,20\u202f€", "1 314,20 €"),
        ("Œuvre\nÀ", "œuvre\na"),
        ("n º 5", "n ° 5"),
        ("İstanbul", "istanbul"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "plain"), [("Œuvre", "oeuvre"), ("e\u0301nergie", "energie"), ("Straße", "strasse"), ("DÉLAI", "delai")]
)
def test_bare(word: str, plain: str) -> None:
    assert bare(word) == plain


@given(st.text())
def test_fold_keeps_every_offset_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert [i for i, char in enumerate(text) if char == "\n"] == [i for i, char in enumerate(folded) if char == "\n"]


def test_word_set_reads_several_lines() -> None:
    assert word_set("le la", "les") == {"le", "la", "les"}
