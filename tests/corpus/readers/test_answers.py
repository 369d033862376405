"""The reader of answers, as it ships: what a text says beside what it leaves open."""

from __future__ import annotations

import pytest

from corpus.readers.answers import AnswerReader, load_answer_reader
from corpus.readers.pairs import premise
from corpus.settings import Settings

TEXT = premise(
    "Règlement du prêt de matériel — Prêt d'un fauteuil roulant",
    "Le service prête un fauteuil roulant pendant trois mois. La demande se fait par écrit. Une caution de vingt euros "
    "est demandée ; elle est rendue au retour du fauteuil.",
)


@pytest.fixture(scope="module")
def reader() -> AnswerReader:
    return load_answer_reader(Settings())


@pytest.mark.parametrize(
    ("answered", "left_open"),
    [
        ("combien de temps peut-on garder le fauteuil ?", "qui répare le fauteuil s'il est cassé ?"),
        ("faut-il payer une caution pour le fauteuil roulant ?", "que se passe-t-il si le fauteuil est rendu en retard ?"),
        ("prêt fauteuil : demande par téléphone ou écrite ?", "prêt fauteuil : dans quel délai répond-on à la demande ?"),
    ],
)  # fmt: skip
def test_what_a_text_says_is_told_from_what_it_leaves_open(reader: AnswerReader, answered: str, left_open: str) -> None:
    (says,), (leaves,) = reader.log_odds(answered, [TEXT]), reader.log_odds(left_open, [TEXT])
    assert says > leaves


def test_each_text_has_its_odds_in_order_whatever_is_read_beside(reader: AnswerReader) -> None:
    question = "faut-il payer une caution pour le fauteuil roulant ?"
    other = premise("Règlement — Cuisine", "Le repas de midi est servi à douze heures.")
    alone = [reader.log_odds(question, [text])[0] for text in (TEXT, other)]
    assert reader.log_odds(question, [TEXT, other]) == pytest.approx(alone)
    assert reader.log_odds(question, []) == []
    assert alone[0] > alone[1]
