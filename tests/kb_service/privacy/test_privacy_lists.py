"""The lists and the dictionary behind the names."""

from __future__ import annotations

import pytest

from corpus.errors import Defect, Unavailable
from kb_service.privacy import model, not_personal
from kb_service.privacy.french_words import FrenchWords


@pytest.fixture(scope="module")
def french(guard):
    return FrenchWords(model.model_folder() / model.DICTIONARY)


def test_every_line_of_the_lists_is_read():
    lists = not_personal.known()
    assert {"namur", "louvain-la-neuve", "la-louviere", "val-mosan", "belœil"} <= lists.towns
    assert {"onkelinx", "housing-first", "saint-vincent-de-paul", "namur"} <= lists.names
    assert {"ris", "cpas", "janvier", "tribunal"} <= lists.words
    assert {"loi", "ministre", "rue"} <= lists.before
    assert {"fatima", "jean-pierre", "pierre"} <= lists.given
    assert lists.everyday <= lists.given


def test_an_unreadable_list_is_an_error(monkeypatch):
    monkeypatch.setattr(not_personal.tomllib, "loads", lambda _: {})
    with pytest.raises(Defect, match="illisibles"):
        not_personal.known.__wrapped__()


def test_a_missing_model_is_an_error_with_a_remedy(monkeypatch):
    monkeypatch.setattr(model, "MODEL", "no_such_model")
    with pytest.raises(Unavailable) as failure:
        model.model_folder.__wrapped__()
    assert failure.value.code == "privacy_model"
    assert failure.value.remedy


@pytest.mark.parametrize("word", ["habite", "malade", "étudiante", "etudiante", "agee", "recoit", "admise", "fontaine"])
def test_french_words_are_known_without_their_accents_too(french, word):
    assert word in french


@pytest.mark.parametrize("word", ["benali", "karim", "nguyen", "diallo", "peeters", "e" * 400])
def test_names_are_not_french_words(french, word):
    assert word not in french
    assert not french.nearly(word)


@pytest.mark.parametrize("word", ["travaile", "abite", "cohabitte", "handicappé"])
def test_a_misspelt_word_is_nearly_french(french, word):
    assert word not in french
    assert french.nearly(word)


def test_a_noun_may_be_a_surname_and_a_verb_not(french):
    assert french.may_be_surname("fontaine")
    assert not french.may_be_surname("habite")
