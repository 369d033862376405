"""A message is taken apart where it asks several things, and left whole where anything else would be a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_service.question.message import read_message


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "mme a plus de chomage depuis mars 2026 elle a combien de temps pour demandé le ris et a partir de quand on"
            " paye",
            ("elle a combien de temps pour demandé le ris", "a partir de quand on paye"),
        ),
        (
            "mr sort de prison, il a droit au ris tout de suite et c'est quel cpas qui doit payer ?",
            ("il a droit au ris tout de suite", "c'est quel cpas qui doit payer"),
        ),
        (
            "dame sans papiers enceinte, qui paie l'hopital et quels documents il faut pour l'amu",
            ("qui paie l'hopital", "quels documents il faut pour l'amu"),
        ),
        (
            "Bonjour, une dame a perdu son emploi. Peut-elle avoir le RIS ? Quels documents doit-elle fournir ?",
            ("Peut-elle avoir le RIS", "Quels documents doit-elle fournir"),
        ),
        (
            "Qui décide de l'aide urgente et dans quel délai faut-il la faire ratifier ?",
            ("Qui décide de l'aide urgente", "dans quel délai faut-il la faire ratifier"),
        ),
        (
            "2 questions : tout son salaire est déduit, et on doit lui faire un piis ?",
            ("tout son salaire est déduit", "on doit lui faire un piis"),
        ),
        (
            "on lui paie son ris cb de semaines, et pdt ce temps on peut lui envoyer un mail ?",
            ("on lui paie son ris cb de semaines", "pdt ce temps on peut lui envoyer un mail"),
        ),
        (
            "elle a droit au bim ? et si on lui paie ses 200 euros de soins ça diminue son ris",
            ("elle a droit au bim", "si on lui paie ses 200 euros de soins ça diminue son ris"),
        ),
    ],
)
def test_each_thing_that_is_asked_is_told_apart(text: str, parts: tuple[str, ...]) -> None:
    message = read_message(text)
    assert message.parts == parts
    assert message.asks_several


@pytest.mark.parametrize(
    "text",
    [
        "dans quel délai le CPAS doit-il décider ?",
        "sa tante, qui paie son loyer, ne demande rien. On en tient compte ?",
        "le cpas doit répondre en combien de jours pour le ris",
        "une jeune femme de 19 ans qui vit chez sa tante et qui étudie a droit à quoi ?",
        "quelle exonération et pour combien de temps ?",
        "si elle refuse le piis on peut la sanctionner et combien de temps ?",
        "elle ne choisit pas de mutuelle, qui l'inscrit ? et si elle refuse ?",
        "combien et comment on paye ?",
        "que dit l'art. 60 § 7 de la loi organique ?",
        "Il a fait de la préventive puis il a été blanchi : est-ce qu'on lui doit ses mois de RI ?",
        "quel est le montant du RI pour un isolé et pour un cohabitant ?",
        "bonjour",
        "",
    ],
)
def test_one_thing_stays_one(text: str) -> None:
    assert not read_message(text).asks_several


def test_a_question_without_a_thing_of_its_own_keeps_what_stands_before_it() -> None:
    message = read_message(
        "elle demande copie de son dossier. on a combien de temps ? qui peut jeter les vieux dossiers ?"
    )
    assert message.parts == (
        "elle demande copie de son dossier. on a combien de temps",
        "qui peut jeter les vieux dossiers",
    )


def test_a_part_can_be_read_alone_with_the_case() -> None:
    message = read_message("mme vit seule. elle a droit au ris ? qui décide de l'aide urgente ? (elle a un enfant)")
    assert message.alone(0) == "mme vit seule. elle a droit au ris ? ? (elle a un enfant)"
    assert message.alone(1) == "mme vit seule. ? qui décide de l'aide urgente ? (elle a un enfant)"


PIECES = (
    "et ",
    ", ",
    "? ",
    ". ",
    "qui paie ",
    "on peut ",
    "elle a ",
    "combien ",
    "le ris ",
    "si elle refuse ",
    "2 questions : ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200))
def test_parts_stand_in_the_message_in_order_and_apart(text: str) -> None:
    asked = read_message(text).asked
    borders = [border for span in asked for border in span]
    assert borders == sorted(borders)
    assert 0 <= borders[0] <= borders[-1] <= len(text)
