"""A day that only the case tells is a fact of it; the law of then is asked for where the question itself says so."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.legal_text.as_of import AsOfKind
from kb_service.question.day import day_asked
from kb_service.question.message import read_message

TODAY = date(2026, 11, 26)


def asked(text: str) -> tuple[AsOfKind, str] | None:
    found = day_asked(read_message(text), TODAY)
    return (found.kind, str(found.day)) if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("un fils revient vivre chez ses parents en avril 2026, faut-il compter leurs pensions ?", "2026-04-30"),
        ("mr a été opéré à l'hôpital le 1er octobre. On peut encore décider ?", "2026-10-01"),
        ("famille avec la carte jusque fin janvier. on doit leur couper l'accès ?", "2026-01-31"),
    ],
)
def test_a_recent_day_of_the_case_is_a_fact(text: str, day: str) -> None:
    assert asked(text) == (AsOfKind.FACT, day)


@pytest.mark.parametrize(
    "text",
    [
        "mr a vendu sa maison en 2021, plus rien sur le compte. Cette vente joue encore pour le ris ?",
        "les vieux dossiers papier de 2010 de la cave, on peut les jeter ?",
        "mr né en février 1970 et jamais marié, qui décide de son aide ?",
    ],
)
def test_an_old_one_says_nothing_of_the_law(text: str) -> None:
    assert asked(text) is None


def test_what_has_been_so_since_a_day_is_so_today() -> None:
    assert asked("lui 58 ans, au chômage depuis 2019 sans interruption. Il garde son chômage ?") == (
        AsOfKind.FACT,
        str(TODAY),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("en septembre 2014, combien touchait un isolé ?", "2014-09-30"),
        ("en 2014, combien de subvention en plus pour un étudiant ?", "2014-12-31"),
        ("au 1er mars 2028, quel taux PIIS si un bénéficiaire sur dix en a un ?", "2028-03-01"),
        ("un étudiant seul avec ses parents en 2014, fallait-il compter leurs revenus ?", "2014-12-31"),
        ("qui payait en 2015 l'aide urgente ?", "2015-12-31"),
    ],
)
def test_the_law_of_then_where_it_is_asked_for(text: str, day: str) -> None:
    found = asked(text)
    assert found is not None
    assert found[1] == day
    assert found[0] is not AsOfKind.FACT
