"""What BM25 counts: exact things stay exact, words meet across accents and endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.tokens import ACRONYMS, STOP_WORDS, token_spans, tokens

EXACT = [
    ("l'art. 43/6 de la loi", ["art_43/6", "43/6", "loi"]),
    ("L’ARTICLE 43/6", ["art_43/6", "43/6"]),
    ("art 60 §7", ["art_60", "60", "§7"]),
    ("art60", ["art_60", "60"]),
    ("article 60§7", ["art_60", "60", "§7"]),
    ("article 1er, § 1er", ["art_1", "1", "§1"]),
    ("paragraphe 7", ["§7"]),
    ("§§ 1er et 2", ["§1", "§2"]),
    ("art. 57ter/1", ["art_57ter/1", "57ter/1"]),
    ("art. 9 bis", ["art_9bis", "9bis"]),
    ("articles 3, 4 et 13, § 2", ["art_3", "3", "art_4", "4", "art_13", "13", "§2"]),
    ("articles 207 à 216", ["art_207", "207", "art_216", "216"]),
    ("article 3, 5° et 6°", ["art_3", "3", "5°", "6°"]),
    ("art. 60 et 2 enfants", ["art_60", "60", "2", "enfant"]),
    ("1.314,20 EUR", ["1314,20", "eur"]),
    ("1 314,20 €", ["1314,20", "eur"]),
    ("1\u202f314,20 euros", ["1314,20", "eur"]),
    ("1314,20", ["1314,20"]),
    ("1314.20 EUR", ["1314,20", "eur"]),
    ("500,00 EUR", ["500", "eur"]),
    ("4.400 EUR", ["4400", "eur"]),
    ("100EUR", ["100", "eur"]),
    ("55 %", ["55", "%"]),
    ("500000 5000000", ["500000", "5000000"]),
    ("le 01-07-2026", ["01-07-2026"]),
    ("point 2.1.", ["point", "2.1"]),
    ("1er mars 2026", ["1", "mar", "2026"]),
    ("C.P.A.S., cpas et CPAS", ["cpas", "cpas", "cpas"]),
    ("RIS PIIS BIM grapa", ["ris", "piis", "bim", "grapa"]),
    ("pas sans non sauf", ["pas", "san", "non", "sauf"]),
    ("Qu'est-ce que c'est ?", []),
    ("", []),
]

MEET = [
    ("nationalité", "nationalites"),
    ("demandée", "demander"),
    ("décisions", "decision"),
    ("première", "premier"),
    ("octroyé", "octroi"),
    ("payé", "paie"),
    ("œuvre", "oeuvres"),
    ("énergie", "energie"),
    ("e\u0301nergie", "énergie"),
    ("introduite", "introduit"),
    ("cohabitants", "cohabitant"),
    ("SECURITE", "sécurité"),
]

APART = [("article 60", "article 61"), ("dis", "dire"), ("43/6", "43"), ("§ 1", "art. 1")]


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(("one", "other"), MEET)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) != []


@pytest.mark.parametrize(("one", "other"), APART)
def test_things_that_stay_apart(one: str, other: str) -> None:
    assert not set(tokens(one)) & set(tokens(other))


def test_every_acronym_is_its_own_token_and_no_stop_word() -> None:
    assert not ACRONYMS & STOP_WORDS
    assert [tokens(acronym) for acronym in sorted(ACRONYMS)] == [[acronym] for acronym in sorted(ACRONYMS)]


@given(st.text())
def test_spans_give_the_same_tokens_in_order(text: str) -> None:
    spanned = list(token_spans(text))
    assert [term for term, _, _ in spanned] == tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in spanned)
    assert [start for _, start, _ in spanned] == sorted(start for _, start, _ in spanned)


@given(st.text(alphabet="aàâbcdeéèêiîlmnoôrstuùûç '-"))
def test_accents_never_matter(text: str) -> None:
    bare = text.translate(str.maketrans("àâéèêîôùûç", "aaeeeiouuc"))
    assert tokens(text) == tokens(bare)
