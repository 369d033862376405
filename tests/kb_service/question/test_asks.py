"""What kind of thing a question asks for."""

from __future__ import annotations

import pytest

from kb_service.question.asks import Ask, asks_of, is_courtesy

QUESTIONS = [
    ("dans quel délai le CPAS doit-il décider ?", {Ask.DELAY, Ask.PERMISSION}),
    ("combien de jours pour notifier la décision", {Ask.DELAY}),
    ("combien touche un isolé ?", {Ask.AMOUNT}),
    ("quel est le taux de base de la subvention ?", {Ask.AMOUNT}),
    ("quelles sont les conditions d'octroi ?", {Ask.CONDITIONS, Ask.ENUMERATION}),
    ("un étudiant, il a droit au RIS ?", {Ask.CONDITIONS}),
    ("qui paie quand la personne exclue demande ?", {Ask.WHO}),
    ("la prime quand on quitte la rue", set()),
    ("elle dort dehors, elle a quand même une résidence ?", set()),
    ("comment la loi définit-elle la cohabitation ?", {Ask.HOW, Ask.DEFINITION}),
    ("hoeveel dagen heeft het OCMW om te beslissen?", {Ask.DELAY}),
    ("hoeveel bedraagt het leefloon?", {Ask.AMOUNT}),
    ("how long does the centre have?", {Ask.DELAY, Ask.PERMISSION}),
    ("delai decision ris", {Ask.DELAY}),
]


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_the_words_of_a_question_say_what_it_wants(question, expected):
    assert asks_of(question) == expected


@pytest.mark.parametrize(
    "text", ["bonjour", "Merci beaucoup !", "ok", "???", "dank u wel", "Bonjour madame, merci", "oui"]
)
def test_courtesy_is_no_question(text):
    assert is_courtesy(text)


@pytest.mark.parametrize("text", ["bonjour, quel délai ?", "merci de préciser le délai", "ris ?", "art. 21"])
def test_a_question_that_greets_is_a_question(text):
    assert not is_courtesy(text)
