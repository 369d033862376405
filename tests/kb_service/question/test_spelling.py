"""What a model reads is spelt as the field writes it; what is French, a name or an acronym stays."""

from __future__ import annotations

import pytest

from corpus.accents import texts_of_documents
from corpus.vocabulary import TABLE, common_words
from kb_service.question.spelling import mended, respelt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le demandeur doit til etre entandu avant la decison ?", "le demandeur doit til etre entendu avant la décision ?"),
        ("alocation, persone, ancieneté, conbien", "allocation, personne, ancienneté, combien"),
        ("le BIM otomatique", "le BIM automatique"),
        ("demande d'azile un samdi", "demande d'asile un samedi"),
        ("cest quoi le delai pour contester un refu de ris", "c'est quoi le delai pour contester un refus de ris"),
        ("faut quil demande lallocation ou son dosier", "faut qu'il demande allocation ou son dossier"),
    ],
)  # fmt: skip
def test_what_is_misspelt_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "peut-on vendre la maison ou faire taire la dette, que doit contenir la décision, il va mourir",
        "la notif de la décision",
        "Madame Alocation habite à Persone",
        "le PIIS, la GRAPA, l'OCMW, art. 60 § 7",
        "on refuse, il est refusé, une poire, parce que, prester, auxquels, 5 min",
        "cpas ris dis ile adi",
        "on habite à verviers puis anvers",
        "urgent medical care",
        "",
    ],
)
def test_what_is_a_word_a_name_or_an_acronym_stays(text: str) -> None:
    assert mended(text) == text


def test_what_was_read_as_another_word_is_told() -> None:
    assert respelt("cest un refu d'alocation, la persone fait un recours") == {
        "refu": "refus",
        "alocation": "allocation",
        "persone": "personne",
    }
    assert respelt("quel recours contre un refus d'allocation") == {}


def test_the_commonest_word_comes_first_and_a_rare_one_not_at_all() -> None:
    assert common_words(["délai délai délai délai droit droit droit", "rare rare", "de la la la"]) == ["délai", "droit"]


def test_the_table_is_the_one_that_the_documents_make() -> None:
    made = common_words(texts_of_documents())
    assert TABLE.read_text(encoding="utf-8").split() == made, "run python -m corpus.vocabulary"
