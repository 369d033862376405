"""What one side denies and the other affirms: (statement, law, what is found)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, found, outcomes

from kb_service.verification.checkers.negation import check

ON_ONE_SIDE = [
    ("Le recours n'est pas suspensif.", "Le recours est suspensif."),
    ("Le centre n'informe pas le demandeur.", "Le centre informe le demandeur."),
    ("Le centre ne paie plus la facture.", "Le centre paie la facture."),
    ("Le centre ne paie jamais la facture.", "Le centre paie la facture."),
    ("La prime est comptée.", "La prime est exonérée."),
    ("La demande est recevable.", "La demande est irrecevable."),
    ("Le transport est payé sans certificat.", "Le transport est payé avec un certificat."),
    ("Les allocations familiales ne sont pas prises en compte.", "Les allocations familiales comptent."),
    ("Les ressources des parents sont comptées.", "Sauf raison d'équité, les ressources des parents sont exonérées."),
    ("Il n'est pas tenu compte des allocations familiales.", "Les allocations familiales sont prises en compte."),
]

SAID_WITH_A_LIGHT_VERB = [
    ("L'évaluation ne tient pas compte des effets de l'aide.", "L'évaluation tient compte des effets de l'aide."),
    (
        "En gaz, la commission ne se prononce pas sur l'aide hivernale.",
        "En gaz, elle se prononce sur l'aide hivernale.",
    ),
]

BESIDE_ANOTHER_DENIAL = [
    (
        "Le centre n'octroie pas d'aide financière aux personnes endettées.",
        "Le centre octroie une aide financière aux personnes endettées qui ne peuvent plus payer le gaz.",
    ),
]

ON_BOTH_SIDES = [
    ("Le recours n'est pas suspensif.", "Le recours n'est pas suspensif."),
    ("La prime n'est pas prise en compte.", "La prime est exonérée."),
    ("La demande n'est pas recevable.", "La demande est irrecevable."),
    ("Le centre ne récupère pas l'aide.", "Le centre renonce à récupérer l'aide."),
    ("Le centre refuse si le demandeur ne collabore pas.", "Le centre refuse si le demandeur ne collabore pas."),
]

DENIED_CONDITIONS = [
    ("Le centre paie si le demandeur n'est pas assuré.", "Le centre paie si le demandeur est assuré."),
    (
        "L'aide est refusée lorsque le demandeur réside en Belgique.",
        "L'aide est refusée lorsque le demandeur ne réside pas en Belgique.",
    ),
]

NO_DENIAL = [
    ("L'allocation ne compte pas dans les ressources.", "Il n'est pas tenu compte de l'allocation."),
    ("Le recours est suspensif.", "Le recours est suspensif."),
    ("L'allocation n'est accordée qu'aux majeurs.", "L'allocation est accordée aux majeurs."),
    ("La prime n'est accordée qu'une fois.", "La prime est accordée une fois."),
    # two denials affirm
    ("Un logiciel s'achète avec l'avis écrit.", "Aucun service n'achète un logiciel sans l'avis écrit."),
    ("Le personnel reçoit des mesures.", "Le règlement ne laisse pas le personnel sans mesures."),
    ("La prime est comptée.", "Il est tenu compte de la prime non exonérée."),
    # of an exception alone
    (
        "Les prestations familiales sont prises en compte.",
        "Il est tenu compte des prestations familiales, sauf pour celui dont les prestations restent exonérées.",
    ),
    # the condition is denied, not the rule
    ("Le demandeur est assuré.", "Le centre paie si le demandeur n'est pas assuré."),
]


@pytest.mark.parametrize(("claim", "law"), ON_ONE_SIDE + DENIED_CONDITIONS)
def test_what_only_one_side_denies_differs(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]
    assert outcomes(check, law, claim) == [CONFLICTS]


@pytest.mark.parametrize(("claim", "law"), SAID_WITH_A_LIGHT_VERB + BESIDE_ANOTHER_DENIAL)
def test_the_very_verb_or_word_that_is_denied_is_looked_for(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]


@pytest.mark.parametrize(("claim", "law"), ON_BOTH_SIDES)
def test_what_both_deny_agrees_whatever_the_words(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), NO_DENIAL)
def test_a_restriction_or_a_condition_is_no_denial(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == []


def test_the_denial_is_quoted_on_the_side_that_makes_it() -> None:
    (mine,) = found(check, "Le recours n'est pas suspensif.", "Le recours est suspensif.")
    (theirs,) = found(check, "Le recours est suspensif.", "Le recours n'est pas suspensif.")
    assert (mine.stated, mine.written) == ("n'est pas suspensif", "")
    assert (theirs.stated, theirs.written) == ("", "n'est pas suspensif")
