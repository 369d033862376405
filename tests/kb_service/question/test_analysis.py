"""What a question says before anything is searched."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.catalogue import load_catalogue
from corpus.errors import BadInput
from corpus.thesaurus import Entry, Thesaurus, shipped_thesaurus
from kb_service.question.analysis import Question, analyse, checked
from kb_service.question.spelling import mended

TODAY = date(2026, 11, 24)
CATALOGUE = load_catalogue()


def understand(text: str, as_of: date | None = None) -> Question:
    return analyse(text, TODAY, shipped_thesaurus(), CATALOGUE, as_of)


def test_an_everyday_word_brings_the_law_s_words_along():
    question = understand("il a touché un héritage, le RIS change ?")
    assert "revenu d'intégration" in question.expansions
    assert "vient à disposer de ressources" in question.expansions
    assert question.embedded.startswith("il a touché un héritage, le RIS change ?")


def test_the_user_s_own_words_weigh_most_and_stay():
    weights = dict(understand("caution d'un appartement").terms)
    assert weights["caution"] == 1.0
    assert 0 < weights["garant"] < 1.0


@pytest.mark.parametrize(
    ("text", "day", "named"),
    [
        ("quel délai pour décider ?", TODAY, False),
        ("en 2014, combien de subvention ?", date(2014, 12, 31), True),
        ("avant le 1er juillet 2026, qui payait ?", date(2026, 6, 30), True),
        ("que dit la loi du 26 mai 2002 ?", TODAY, False),
    ],
)
def test_the_day_that_a_question_names_is_the_day_of_the_law(text, day, named):
    question = understand(text)
    assert (question.as_of, question.names_day) == (day, named)


def test_a_day_asked_for_beside_the_question_wins():
    question = understand("en 2014, combien ?", as_of=date(2020, 1, 1))
    assert question.as_of == date(2020, 1, 1)


def test_the_day_filters_and_is_not_searched():
    question = understand("avant le 1er mars 2026, comment comptait-on les revenus des parents ?")
    assert "2026" not in question.embedded
    assert all("2026" not in term for term, _ in question.terms)


def test_a_named_act_is_one_of_the_works():
    question = understand("que dit l'art. 60 § 7 de la loi organique ?")
    assert question.works == ("loi-1976-07-08",)
    (reference,) = question.references
    assert (reference.article, reference.paragraph) == ("60", "7")


def test_a_term_that_no_text_knows_is_met_by_its_nearest_word():
    question = analyse("alocation", TODAY, Thesaurus([]), CATALOGUE, correct={"aloc": "alloc"}.get)
    assert dict(question.terms)["alloc"] < dict(question.terms)["aloc"]


def test_in_another_language_only_what_the_thesaurus_translates_is_a_concept():
    thesaurus = Thesaurus([Entry(nl=("leefloon",), law=("revenu d'intégration",))])
    question = analyse("hoeveel dagen voor het leefloon van mijn buurman?", TODAY, thesaurus, CATALOGUE)
    assert question.language == "nl"
    assert len(question.concepts) == 1


@pytest.mark.parametrize("text", ["bonjour", "???", "merci"])
def test_what_asks_nothing_is_no_question(text):
    assert not understand(text).is_question


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty_question"), ("  \n ", "empty_question"), ("a" * 20_000, "question_too_long"), ("délai\x00 ?", "control_characters"), ("\x1b[2J", "control_characters")],
)  # fmt: skip
def test_what_cannot_be_a_question_is_refused_with_what_to_do(text, code):
    with pytest.raises(BadInput) as refusal:
        checked(text, 2000)
    assert refusal.value.code == code
    assert refusal.value.remedy


def test_white_space_is_no_part_of_a_question():
    assert checked("  quel \t délai\n ? ", 2000) == "quel délai ?"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("que prévoit l'article 10 de la loi du 2 avril 1965 ?", True),
        ("montre-moi l'art. 21 de la loi du 26 mai 2002", True),
        ("art 60§7", True),
        ("que prévoit l'article 10 de la loi du 2 avril 1965 pour les étrangers ?", False),
        ("que prévoit la loi du 2 avril 1965 ?", False),
        ("que dit l'article 22 de l'AR du 11 juillet 2002 sur les dons ?", False),
        ("l'article 21 de la loi du 26 mai 2002 prévoit quelles mentions ?", False),
    ],
)
def test_a_question_that_only_asks_to_be_shown_an_article_is_known(text, only):
    assert understand(text).only_refers is only


def test_a_misspelt_question_is_understood_as_it_was_meant():
    question = understand("conbien de persones dans le dosier ?")
    assert question.embedded == "combien de personnes dans le dossier ?"
    assert question.asks == understand("combien de personnes dans le dossier ?").asks
    assert question.text == "conbien de persones dans le dosier ?", "what is shown is what was typed"


def test_no_term_of_the_thesaurus_is_taken_for_a_misspelt_word():
    thesaurus = shipped_thesaurus()
    for entry in thesaurus.entries:
        for form in (*entry.terms, *entry.nl, *entry.en):
            assert mended(form) == form


def test_of_a_long_message_what_is_asked_is_read_first() -> None:
    case = "La dame vit avec ses deux enfants chez sa mère, qui touche une pension, depuis sa séparation ; " * 3
    asked = "combien de temps a-t-elle pour demander le revenu d'intégration"
    assert understand(f"{case}. {asked} ?").read.startswith(asked)
    short = understand(f"elle vit seule. {asked} ?")
    assert short.read == short.embedded
