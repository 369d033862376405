"""Statements made wrong by one word: only where that surely makes them wrong."""

from __future__ import annotations

import random

import pytest

from evals.fitting.altered import altered, respelt


def every(statement: str) -> set[str | None]:
    return {altered(statement, random.Random(seed)) for seed in range(30)}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("La décision n'est pas motivée.", "La décision est motivée."),
        ("Le centre peut refuser l'aide.", "Le centre ne peut pas refuser l'aide."),
        ("Il faut au moins un entretien de bilan.", "Il faut au plus un entretien de bilan."),
    ],
)
def test_the_word_that_decides_is_turned(right: str, wrong: str) -> None:
    assert every(right) == {wrong}


@pytest.mark.parametrize(
    "right",
    [
        "La décision tombe dans les trente jours.",
        "L'État rembourse 55 % du montant.",
        "Le plafond est de 1 100 euros l'an.",
    ],
)
def test_a_figure_becomes_another(right: str) -> None:
    made = every(right)
    assert None not in made
    assert right not in made
    assert len(made) > 1


@pytest.mark.parametrize(
    "statement",
    [
        "Le centre octroie une aide.",
        "On aide celui qui ne peut pas payer son loyer.",  # the condition is not the rule
        "On l'aide lorsque le propriétaire ne veut pas attendre.",
        "Six mois, puis trois mois de plus.",  # one of two figures
        "J'ai 18 ans depuis hier.",  # a case, not the rule
    ],
)
def test_what_could_stay_right_is_left(statement: str) -> None:
    assert every(statement) == {None}


@pytest.mark.parametrize(
    ("said", "respelled"),
    [
        ("La décision tombe dans les 30 jours.", "La décision tombe dans les trente jours."),
        ("Il reste huit jours, puis quinze.", "Il reste 8 jours, puis quinze."),
        ("À 75 ans, c'est fini.", None),  # seldom in words
        ("La base est de deux cent cinquante euros.", None),
        ("Le centre octroie une aide.", None),
    ],
)
def test_a_figure_may_be_spelt_otherwise(said: str, respelled: str | None) -> None:
    assert respelt(said) == respelled
