"""One thing so and another otherwise: (statement, law)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, found, outcomes

from kb_service.verification.checkers.contrast import check

OTHER_WAY_ROUND = [
    (
        "L'exonération vaut pour l'emploi déjà occupé, mais pas pour la formation commencée.",
        "L'exonération ne vaut pas pour un emploi déjà occupé ; elle vaut pour une formation commencée.",
    ),
    (
        "Pas de coupure le week-end, mais le courant peut être coupé le soir.",
        "Le compteur ne coupe pas le courant le soir ni le week-end.",
    ),
    (
        "Les enfants doivent des aliments à leurs père et mère, mais à aucun autre ascendant.",
        "Les enfants doivent des aliments à leurs père et mère et autres ascendants.",
    ),
    (
        "Les journées de l'admission ne comptent pas, mais les tranches utilisées comptent.",
        "Les journées de l'admission et les tranches utilisées ne comptent pas.",
    ),
]
SAME_WAY = [
    (
        "L'exonération ne vaut pas pour l'emploi déjà occupé, mais bien pour la formation commencée.",
        "L'exonération ne vaut pas pour un emploi déjà occupé ; elle vaut pour une formation commencée.",
    ),
    (
        "Le conseil est compétent, mais pas pour l'aide urgente.",
        "Le conseil est compétent, sauf pour l'aide urgente.",
    ),
    (
        "Le montant ne se calcule pas sur le salaire, mais sur l'allocation de référence.",
        "Le montant est calculé sur l'allocation de référence.",
    ),
]
NO_CONTRAST = [
    # both affirm, both deny
    ("Le centre décide, mais le président signe.", "Le centre ne décide pas, le président ne signe pas."),
    ("Le centre ne décide pas, mais le président ne signe pas non plus.", "Le centre décide, le président signe."),
    # no "mais"; nothing of what it opposes is said
    ("Le centre décide sans délai.", "Le centre décide dans un délai."),
    ("Le centre aide la personne, mais pas son employeur.", "Le centre aide la personne."),
]


@pytest.mark.parametrize(("claim", "law"), OTHER_WAY_ROUND)
def test_what_is_said_the_other_way_round_is_told_with_its_words(claim: str, law: str) -> None:
    (finding,) = found(check, claim, law)
    assert finding.outcome is CONFLICTS
    assert claim == f"{claim.partition('mais ')[0]}mais {finding.stated}."


@pytest.mark.parametrize(("claim", "law"), SAME_WAY)
def test_what_is_said_the_same_way_agrees(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), NO_CONTRAST)
def test_without_a_contrast_nothing_is_found(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == []
