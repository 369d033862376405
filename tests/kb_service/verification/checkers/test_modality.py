"""Must, may, may not, need not: (statement, law, what is found)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, SILENT, found, outcomes

from kb_service.verification.checkers.modality import check

HEARS = "Le centre doit entendre le demandeur."
MAY_RECOVER = "Le centre peut récupérer l'aide."
MAY_NOT_RECOVER = "Le centre ne peut récupérer l'aide."

SAME = [
    ("Le centre est tenu d'entendre le demandeur.", HEARS),
    ("Il faut entendre le demandeur.", HEARS),
    ("Il faut conclure un projet individualisé.", "Un projet individualisé est obligatoire."),
    ("Le CPAS a la faculté de récupérer l'aide.", MAY_RECOVER),
    ("Le centre n'est pas obligé de récupérer l'aide.", MAY_RECOVER),
    ("Le centre peut récupérer l'aide.", "Le centre n'est pas obligé de récupérer l'aide."),
    ("Le projet individualisé est facultatif.", "Le centre peut conclure un projet individualisé."),
    ("Le centre ne peut pas récupérer l'aide.", MAY_NOT_RECOVER),
    ("Il est interdit de récupérer l'aide.", MAY_NOT_RECOVER),
    ("La loi n'interdit pas au centre de récupérer l'aide.", MAY_RECOVER),
    ("Il n'est pas interdit de récupérer l'aide.", MAY_RECOVER),
]

DIFFERENT = [
    ("Le centre peut entendre le demandeur.", HEARS),
    ("Le centre doit récupérer l'aide.", MAY_RECOVER),
    ("Le centre peut récupérer l'aide.", MAY_NOT_RECOVER),
    ("Il est interdit de récupérer l'aide.", MAY_RECOVER),
    ("Il n'est pas interdit de récupérer l'aide.", MAY_NOT_RECOVER),
    ("Le Fonds de l'eau ne peut pas intervenir.", "Le Fonds de l'eau peut intervenir."),
    ("Le centre n'est pas tenu d'entendre le demandeur.", HEARS),
    ("Il n'est pas obligatoire d'entendre le demandeur.", HEARS),
    ("Le CPAS n'a aucune obligation d'entendre le demandeur.", HEARS),
    ("Le projet individualisé est obligatoire.", "Le projet individualisé est facultatif."),
    ("L'audition du demandeur n'est pas obligatoire.", "L'audition du demandeur est obligatoire."),
    ("Les demandeurs ne sont pas tenus de travailler.", "Les demandeurs doivent travailler."),
    ("Le demandeur est dispensé de travailler.", "Le demandeur doit travailler."),
]


@pytest.mark.parametrize(("claim", "law"), SAME)
def test_one_duty_or_freedom_said_in_two_ways_is_the_same(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), DIFFERENT)
def test_a_duty_a_choice_and_a_prohibition_exclude_each_other(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]


@pytest.mark.parametrize(
    ("claim", "law"),
    [
        ("Le centre doit entendre le demandeur.", "Le centre entend le demandeur."),
        ("Le centre entend le demandeur.", "Le centre doit entendre le demandeur."),
    ],
)
def test_the_plain_indicative_obliges_as_well(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == []


def test_what_is_said_of_other_words_is_not_compared() -> None:
    assert outcomes(check, "Le centre doit décider.", "Le demandeur peut consulter le dossier.") == []


def test_the_delay_of_a_right_is_a_duty_and_the_right_a_choice() -> None:
    claim, law = (f"Le recours {word} être introduit dans les trois mois." for word in ("doit", "peut"))
    assert outcomes(check, claim, law) == []


def test_a_condition_of_the_law_is_no_duty() -> None:
    assert outcomes(check, "La demande doit être écrite.", "Lorsque la demande est écrite, elle est signée.") == [
        SILENT
    ]


def test_the_words_of_both_sides_are_given() -> None:
    (finding,) = found(check, "Le CPAS doit récupérer l'aide.", MAY_RECOVER)
    assert (finding.stated, finding.written) == ("doit", "peut")
