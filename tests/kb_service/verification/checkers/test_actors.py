"""Who acts: an organ may stand for its centre, and for nobody else."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, found, outcomes

from kb_service.verification.checkers.actors import check

COUNCIL = "Le conseil de l'action sociale décide de l'aide."
COURT = "Le recours est porté devant le tribunal du travail."

SAME = [
    ("Le conseil de l'action sociale décide de l'aide.", COUNCIL),
    ("Le conseil décide de l'aide.", COUNCIL),
    ("Le CPAS décide de l'aide.", "Le centre public d'action sociale décide de l'aide."),
    ("Le comité spécial du service social décide.", "Le comité spécial décide."),
    ("L'assistante sociale mène l'enquête.", "Le travailleur social mène l'enquête."),
    ("Le président décide.", "Le président ou le conseil décide."),
]

ANOTHER = [
    ("Le bourgmestre décide de l'aide.", "Le centre décide de l'aide."),
    ("Le CPAS décide de l'aide.", "Le bourgmestre décide de l'aide."),
    ("Le conseil communal décide de l'aide.", COUNCIL),
    ("Le conseil d'administration décide de l'aide.", COUNCIL),
    ("Le centre d'accueil décide de l'aide.", "Le centre décide de l'aide."),
    ("Le ministre décide.", "Le Roi décide."),
    ("Le recours est porté devant le juge de paix.", COURT),
    ("Le recours est porté devant la cour du travail.", COURT),
]

ORGANS = [
    ("Le président décide de l'aide.", COUNCIL),
    ("Le comité spécial décide de l'aide.", COUNCIL),
    ("Le travailleur social décide de l'aide.", COUNCIL),
    ("Le directeur général signe.", "Le directeur financier signe."),
]


@pytest.mark.parametrize(("claim", "law"), SAME)
def test_one_actor_under_two_names_is_the_same(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), ANOTHER + ORGANS)
def test_another_actor_or_organ_differs(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]


def test_an_organ_stands_for_its_centre_but_the_centre_not_for_its_organ() -> None:
    assert outcomes(check, "Le CPAS décide de l'aide.", COUNCIL) == [AGREES]
    assert outcomes(check, COUNCIL, "Le CPAS décide de l'aide.") == [CONFLICTS]


def test_a_law_that_names_nobody_does_not_differ() -> None:
    assert outcomes(check, "Le président décide de l'aide.", "L'aide est décidée.") == []


def test_an_actor_that_both_name_is_no_rival() -> None:
    claim = "Le travailleur social propose une aide au conseil."
    assert outcomes(check, claim, "Le conseil décide de l'aide.") == [AGREES]


def test_what_is_compared_here_does_not_also_count_as_unlike() -> None:
    (finding,) = found(check, "Le bourgmestre décide.", "Le ministre décide.")
    assert (finding.stated, finding.written) == ("bourgmestre", "ministre")
    assert finding.excused == {"=bourgmestre", "=ministre"}
