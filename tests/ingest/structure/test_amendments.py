"""Justel's marks leave the text and stay as facts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.dates import UNDETERMINED
from corpus.model import Change
from ingest.structure.amendments import clean, is_repealed, parse_note

NOTES = [
    ("(1)<L 2013-06-28/04, art. 21, 014; En vigueur : 11-07-2013>", ("1", Change.REPLACED, "L 2013-06-28/04", "21", date(2013, 7, 11))),
    ("(2)<L 2016-07-21/08, art. 2, 021; En vigueur : 01-12-2016 (L 2016-10-03/03, art. 10, 1°>", ("2", Change.REPLACED, "L 2016-07-21/08", "2", date(2016, 12, 1))),
    ("(1)<Inséré par ORD 2015-07-09/17, art. 36, 020; En vigueur : 01-08-2016 (ARR 2016-06-09/15, art. 42, 1°)>", ("1", Change.INSERTED, "ORD 2015-07-09/17", "36", date(2016, 8, 1))),
    ("(5)<L 2025-11-17/02, art. 5,1°, 032; En vigueur : 01-01-2028>", ("5", Change.REPLACED, "L 2025-11-17/02", "5,1°", date(2028, 1, 1))),
    ("(1)<Inséré par AR 43 2020-06-26/15, art. 1, 026; En vigueur : 01-06-2020>", ("1", Change.INSERTED, "AR 43 2020-06-26/15", "1", date(2020, 6, 1))),
    ("Abrogé par L 2016-07-21/08, art. 9, 021; En vigueur : 01-11-2016, (L 2016-10-03/03, art. 10, 1°)", ("", Change.REPEALED, "L 2016-07-21/08", "9", date(2016, 11, 1))),
    ("<inséré par AR 2004-12-05/34, art. 1 ;  En vigueur :  01-01-2005>", ("", Change.INSERTED, "AR 2004-12-05/34", "1", date(2005, 1, 1))),
    ("<Rétabli par L 2003-12-22/42, art. 486, 073; En vigueur : 10-01-2004>", ("", Change.INSERTED, "L 2003-12-22/42", "486", date(2004, 1, 10))),
    ("(1)<Inséré par ORD 2015-07-09/17, art. 36; En vigueur : indéterminée >", ("1", Change.INSERTED, "ORD 2015-07-09/17", "36", UNDETERMINED)),
    ("(3)<L 2018-07-13/01, art. 2, 030; Inwerkingtreding : 01-08-2018>", ("3", Change.REPLACED, "L 2018-07-13/01", "2", date(2018, 8, 1))),
    ("<L 9-7-1971, art. 2>", ("", Change.REPLACED, "L 9-7-1971", "2", None)),
    ("<L. 9-7-1971, art. 18>", ("", Change.REPLACED, "L. 9-7-1971", "18", None)),
]  # fmt: skip


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_a_note_says_what_changed_by_which_act_and_since_when(note, expected):
    amendment = parse_note(note)
    assert amendment is not None
    assert (amendment.mark, amendment.change, amendment.act, amendment.article, amendment.in_force) == expected


def test_a_note_keeps_what_the_court_said():
    note = "(1)<Inséré par L 2016-07-21/08, art. 3, 021; En vigueur : 01-11-2016, (NOTE : par son arrêt n° 86/2018, la Cour constitutionnelle a annulé l'article 3)>"
    amendment = parse_note(note)
    assert amendment is not None
    assert amendment.remark == "par son arrêt n° 86/2018, la Cour constitutionnelle a annulé l'article 3"


@pytest.mark.parametrize("text", ["AR 2015-08-30/01, art. 1; En vigueur : 01-09-2015", "Le centre décide.", ""])
def test_what_is_not_an_amendment_note_is_none(text):
    assert parse_note(text) is None


TEXTS = [
    ("[1 § 5. Le bénéficiaire signale.]", "§ 5. Le bénéficiaire signale."),
    ("dans les trois mois de [1 la décision]1 remplit", "dans les trois mois de la décision remplit"),
    ("entre [4 le 1er juin 2020]4.]1", "entre le 1er juin 2020."),
    ("pas compétent [3 ou lorsqu'il met fin]3, il transmet", "pas compétent ou lorsqu'il met fin, il transmet"),
    ("premier centre [3 , ou à la date]3.", "premier centre, ou à la date."),
    ("une personne vivant [...] avec une famille", "une personne vivant avec une famille"),
    ("(titulaires) de l'intervention", "(titulaires) de l'intervention"),
    ("(Le Roi fixe le montant.) <L 2004-07-09/30, art. 105, 003;  En vigueur :  25-07-2004>", "Le Roi fixe le montant."),
    ("(o) du crédit d'impôt (code 1992).) <AR 2004-12-05/34, art. 3, 003;  En vigueur :  01-01-2005>", "o) du crédit d'impôt (code 1992)."),
    ("Il a (A défaut (voir § 1er, a)), le centre.) <L 2006-07-20/39, art. 190, 006>", "Il a A défaut (voir § 1er, a)), le centre."),
    ("(NOTE : par son arrêt n° 5/2004 (M.B. 27-02-2004), la Cour a annulé)\n§ 1er. Le revenu", "§ 1er. Le revenu"),
    ("(§ 1.) Sans préjudice", "§ 1. Sans préjudice"),
    ("à l'article [1 2277 du Code civil]1.", "à l'article 2277 du Code civil."),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "plain"), TEXTS)
def test_marks_leave_the_law_s_own_words(marked, plain):
    assert clean(marked).text == plain


def test_amounts_that_the_editor_prints_below_an_article_are_notes_not_law():
    text = (
        "§ 1er. 4 400 EUR.\n(NOTE : montants adaptés)\nMontants du revenu d'intégration au 1er février 2012\n| 523,74 |"
    )
    cleaned = clean(text)
    assert cleaned.text == "§ 1er. 4 400 EUR."
    assert any("523,74" in note for note in cleaned.notes)


@pytest.mark.parametrize(("text", "gone"), [("(Abrogé)", True), ("...", True), ("", True), ("(abrogé implicitement)", True), ("1° (abrogé)", False), ("Le centre.", False)])  # fmt: skip
def test_a_repealed_article_is_known_as_repealed(text, gone):
    assert is_repealed(text) is gone


WORDS = st.text(alphabet="abcdeéèàç ,;.°§1234567890\n", min_size=0, max_size=200)


@given(WORDS)
def test_text_without_marks_loses_nothing(text):
    assert "".join(clean(text).text.split()) == "".join(text.split())


@given(st.lists(st.tuples(st.sampled_from(["le centre", "trente jours", "§ 2."]), st.integers(1, 30)), min_size=1))
def test_nested_and_repeated_marks_never_eat_words(parts):
    marked = " ".join(f"[{mark} {words}]{mark}" for words, mark in parts)
    assert clean(marked).text == " ".join(words for words, _ in parts)
