"""Who it is, where a statement insists on it: (statement, law)."""

from __future__ import annotations

import pytest
from pieces import AGREES, SILENT, found, outcomes

from kb_service.verification.checkers.emphasis import TOPIC, check

ANOTHER = [
    (
        "C'est la direction de l'énergie qui fournit les données au gestionnaire.",
        "Le gestionnaire fournit les données à la direction de l'énergie.",
    ),
    ("C'est au fournisseur d'appeler l'agent.", "L'agent qui reçoit un avis appelle le travailleur social."),
    (
        "C'est le centre finalement compétent qui doit l'aide.",
        "Le premier centre doit l'aide jusqu'à la transmission.",
    ),
]
THE_SAME = [
    ("C'est le gestionnaire qui fournit les données.", "Le gestionnaire fournit les données à la direction."),
    ("C'est au travailleur social de faire l'enquête.", "L'enquête est faite par un travailleur social."),
    ("C'est le CPAS qui décide.", "Le centre public d'action sociale décide."),
]
NOT_PUT_FORWARD = [
    ("C'est gratuit.", "La demande est gratuite."),
    ("C'est gratuit pour la personne qui demande.", "La demande est sans frais."),
    ("C'est une obligation de motiver la décision.", "La décision est motivée."),
    ("Le centre dit que c'est possible.", "Le centre peut le dire."),
    ("C'est dans les trente jours que le centre décide.", "Le centre décide dans les trente jours."),
]


@pytest.mark.parametrize(("claim", "law"), ANOTHER)
def test_who_is_not_the_one_of_the_text_is_not_confirmed(claim: str, law: str) -> None:
    (finding,) = found(check, claim, law)
    assert (finding.outcome, finding.topic) == (SILENT, TOPIC)
    assert finding.stated in claim


@pytest.mark.parametrize(("claim", "law"), THE_SAME)
def test_who_is_the_one_of_the_text_agrees(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), NOT_PUT_FORWARD)
def test_nobody_is_put_forward(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == []
