"""Of whom and of what a rule speaks: (statement, law, what is found)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, found, outcomes

from kb_service.verification.checkers.categories import check

SAME = [
    ("L'isolé reçoit cette somme.", "La personne isolée reçoit cette somme."),
    ("Un étudiant vivant seul reçoit cette somme.", "L'isolé reçoit cette somme."),
    ("Le parent isolé reçoit cette somme.", "La famille à charge reçoit cette somme."),
    ("La cat. 2 reçoit cette somme.", "La deuxième catégorie reçoit cette somme."),
    ("L'isolé reçoit cette somme.", "Le cohabitant et l'isolé reçoivent cette somme."),
    ("L'isolé et le cohabitant reçoivent cette somme.", "Le cohabitant reçoit cette somme."),
]

ANOTHER = [
    ("L'isolé reçoit cette somme.", "Le cohabitant reçoit cette somme."),
    ("Le cohabitant reçoit cette somme.", "La personne avec famille à charge reçoit cette somme."),
    ("Celui qui cohabite reçoit cette somme.", "L'isolé reçoit cette somme."),
    ("La catégorie 2 reçoit cette somme.", "La catégorie 3 reçoit cette somme."),
    ("Le mineur introduit la demande.", "Le majeur introduit la demande."),
    ("La facture de gaz est payée.", "La facture d'électricité est payée."),
    ("Le propriétaire paie.", "Le locataire paie."),
    ("Le réfugié reconnu est aidé.", "Le demandeur d'asile est aidé."),
    ("L'allocation de chômage est comptée.", "L'allocation d'insertion est comptée."),
    ("L'aide est octroyée.", "L'aide est refusée."),
    ("L'aide est à charge de l'État.", "L'aide est à charge du centre."),
]


@pytest.mark.parametrize(("claim", "law"), SAME)
def test_a_category_that_the_law_names_among_others_is_the_same(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), ANOTHER)
def test_another_category_differs(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]


def test_a_law_that_names_no_category_does_not_differ() -> None:
    assert outcomes(check, "L'isolé reçoit cette somme.", "La personne reçoit cette somme.") == []


def test_each_group_of_categories_is_compared_for_itself() -> None:
    claim = "Un isolé relève de la catégorie 1."
    assert outcomes(check, claim, "L'isolé relève de la catégorie 2.") == [AGREES, CONFLICTS]


def test_the_category_is_named_to_the_reader() -> None:
    (finding,) = found(check, "L'isolé reçoit cette somme.", "Le cohabitant reçoit cette somme.")
    assert (finding.topic, finding.stated, finding.written) == ("la catégorie (ménage)", "isolé", "cohabitant")
    assert finding.excused == {"=isole", "=cohabiter"}
