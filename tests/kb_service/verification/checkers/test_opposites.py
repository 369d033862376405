"""Words of which only one can be meant: (statement, law)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, found, outcomes

from kb_service.verification.checkers.opposites import check

SAME = [
    ("La demande est faite par écrit.", "La demande écrite est signée."),
    ("La demande est faite oralement.", "La demande est faite par écrit ou oralement."),
    ("L'aide est payée chaque mois.", "L'aide est payée mensuellement."),
    ("Le recours n'a pas d'effet suspensif.", "Le recours n'est pas suspensif."),
]

OPPOSED = [
    ("La demande est faite oralement.", "La demande est faite par écrit."),
    ("Le revenu brut est pris en compte.", "Le revenu net est pris en compte."),
    ("L'aide est payée par semaine.", "L'aide est payée par mois."),
    ("Le montant est annuel.", "Le montant est mensuel."),
    ("La décision est notifiée par lettre simple.", "La décision est notifiée par lettre recommandée."),
    ("Le contrat est à durée déterminée.", "Le contrat est à durée indéterminée."),
    ("Le recours est suspensif.", "Le recours n'est pas suspensif."),
    ("Le délai court avant la décision.", "Le délai court après la décision."),
    ("Le montant est augmenté.", "Le montant est réduit."),
    ("L'aide est accordée d'office.", "L'aide est accordée à la demande de la personne."),
    ("Le délai est de cinq jours ouvrables.", "Le délai est de cinq jours calendrier."),
    ("L'avance est remboursable.", "L'avance est non remboursable."),
    ("La prime est imposable.", "La prime n'est pas imposable."),
    ("L'aide est versée au demandeur.", "L'aide est versée à un tiers."),
    ("Le travail est à mi-temps.", "Le travail est à temps plein."),
]


@pytest.mark.parametrize(("claim", "law"), SAME)
def test_what_the_law_says_too_agrees(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), OPPOSED)
def test_the_opposite_differs_either_way_round(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]
    assert outcomes(check, law, claim) == [CONFLICTS]


def test_a_law_that_says_neither_does_not_differ() -> None:
    assert outcomes(check, "La demande est faite oralement.", "La demande est signée.") == []


def test_the_opposed_words_are_given() -> None:
    (finding,) = found(check, "Le revenu brut est déclaré.", "Le revenu net est déclaré.")
    assert (finding.stated, finding.written) == ("brut", "net")
