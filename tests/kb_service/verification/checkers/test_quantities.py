"""A figure of a statement beside the figure that the law gives of the same thing: (statement, law, what is found)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pieces import AGREES, CONFLICTS, SILENT, found, outcomes, piece_of

from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.checkers.quantities import INDEXED, check
from kb_service.verification.reading import read

DECIDES = "Le centre prend sa décision dans les trente jours."
TWO_DELAYS = "Le centre décide dans les trente jours et notifie la décision dans les huit jours."

SAME = [
    ("Le CPAS décide dans les 30 jours.", DECIDES),
    ("Le centre décide dans les 30 jours calendrier.", DECIDES),
    ("La décision est notifiée dans les 8 jours.", "La décision est notifiée dans les huit jours."),
    ("La décision est notifiée dans une semaine.", "La décision est notifiée dans les sept jours."),
    ("Le délai est de 5 jours ouvrables.", "Le délai est de cinq jours ouvrables."),
    ("Le centre décide dans les huit jours.", "Le centre décide dans les 8 (huit) jours."),
    ("L'allocation est réduite de 10 %.", "L'allocation est réduite d'un dixième."),
    ("La moitié du loyer est prise en charge.", "50 % du loyer est pris en charge."),
    ("Le taux est de 70 %.", "Le taux est de septante pour cent."),
    ("Le taux est de 5,5 %.", "Le taux est de 5.5 %."),
    ("L'aide dure 12 mois.", "L'aide dure un an."),
    ("L'aide dure un an et demi.", "L'aide dure dix-huit mois."),
    ("La prime est de 1.314,20 euros.", "La prime est de 1 314,20 EUR."),
    ("Le conseil compte neuf membres.", "Le conseil compte 9 membres."),
    (
        "Le jeune de moins de 25 ans a droit à l'intégration.",
        "La personne de moins de vingt-cinq ans a droit à l'intégration.",
    ),
    ("Le centre évalue le projet au moins trois fois par an.", "Le centre évalue le projet trois fois par an."),
    ("La suspension dure un mois.", "La suspension dure au plus un mois."),
    ("La suspension ne peut excéder un mois.", "La suspension dure au maximum un mois."),
    ("Le centre verse 50 euros par mois.", "Le centre verse 50 euros."),
]

DIFFERENT = [
    ("Le CPAS décide dans les 45 jours.", DECIDES),
    ("Le CPAS décide dans les 300 jours.", DECIDES),
    ("Le CPAS décide immédiatement.", DECIDES),
    ("Le centre décide dans les trente jours ouvrables.", DECIDES),
    ("Le centre décide dans les 30 jours.", "Le centre décide dans les trente jours ouvrables."),
    ("Le recours est introduit dans les 90 jours.", "Le recours est introduit dans les trois mois."),
    ("Le recours est introduit dans les trois mois.", "Le recours est introduit dans les 90 jours."),
    ("Le centre décide dans le mois.", DECIDES),
    ("L'aide est de 6 %.", "L'aide est de 5 %."),
    ("L'aide est de 0,5 %.", "L'aide est de 5 %."),
    ("La prime est de 1.314,20 euros.", "La prime est de 1.314,02 EUR."),
    ("La subvention est de 500000 euros.", "La subvention est de 5000000 euros."),
    ("Le conseil compte neuf membres.", "Le conseil compte onze membres."),
    (
        "Le jeune de moins de 26 ans a droit à l'intégration.",
        "La personne de moins de vingt-cinq ans a droit à l'intégration.",
    ),
]

OTHER_WAY_ROUND = [
    ("La suspension dure au moins un mois.", "La suspension dure au plus un mois."),
    ("La suspension ne peut dépasser un mois.", "La suspension dure au moins un mois."),
    ("Il faut plus de trois mois de résidence.", "Il faut moins de trois mois de résidence."),
    ("Le jeune doit avoir moins de 25 ans.", "Le jeune doit avoir au moins 25 ans."),
    ("Le délai est de 30 jours au plus.", "Le délai est de plus de 30 jours."),
]

OF_ANOTHER_PERIOD = [
    ("Le centre verse 50 euros par mois.", "Le centre verse 50 euros par an."),
    ("Le centre évalue le projet trois fois par an.", "Le centre évalue le projet trois fois par mois."),
]


@pytest.mark.parametrize(("claim", "law"), SAME)
def test_one_figure_said_in_two_ways_is_the_same(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [AGREES]


@pytest.mark.parametrize(("claim", "law"), DIFFERENT + OTHER_WAY_ROUND + OF_ANOTHER_PERIOD)
def test_another_figure_unit_bound_or_period_differs(claim: str, law: str) -> None:
    assert outcomes(check, claim, law) == [CONFLICTS]


@pytest.mark.parametrize(
    ("claim", "found_there"),
    [
        ("La décision est notifiée dans les huit jours.", AGREES),
        ("La décision est notifiée dans les 30 jours.", CONFLICTS),
        ("Le centre décide dans les trente jours.", AGREES),
        ("Le centre décide dans les huit jours.", CONFLICTS),
    ],
)
def test_of_two_delays_the_one_of_the_same_thing_is_meant(claim: str, found_there: str) -> None:
    assert outcomes(check, claim, TWO_DELAYS) == [found_there]


def test_a_figure_of_which_the_law_says_nothing_is_told_as_missing() -> None:
    assert outcomes(check, "Le centre décide dans les 30 jours.", "Le centre prend sa décision.") == [SILENT]


def test_a_figure_that_only_the_law_gives_is_not_compared() -> None:
    assert outcomes(check, "Le centre prend sa décision.", DECIDES) == []


def test_the_words_of_both_sides_are_given() -> None:
    (finding,) = found(check, "Le CPAS décide dans les 45 jours.", DECIDES)
    assert (finding.topic, finding.stated, finding.written) == ("le délai", "45 jours", "trente jours")
    assert finding.figure


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Un cohabitant reçoit 876,13 euros.", SILENT),  # a month: twelve times it may have become of 4 400
        ("Un cohabitant reçoit 10 500 euros.", SILENT),
        ("Un cohabitant reçoit 300 euros.", CONFLICTS),
        ("Un cohabitant reçoit 20 000 euros.", CONFLICTS),
        ("Un cohabitant reçoit 4 400 euros.", AGREES),
        ("Le montant de base d'un cohabitant est de 4 400 euros.", AGREES),
        ("Le montant de base d'un cohabitant est de 5 400 euros.", CONFLICTS),
    ],
)
def test_what_is_paid_may_have_become_of_the_amount_from_which_its_index_is_counted(
    claim: str, outcome: Outcome
) -> None:
    indexed = replace(piece_of("Le revenu d'intégration d'un cohabitant s'élève à 4 400 EUR."), indexed=True)
    (finding,) = check(read(claim), indexed)
    assert (finding.outcome, finding.topic == INDEXED) == (outcome, outcome is SILENT)


def test_a_base_amount_confirms_nothing_where_what_is_paid_is_known() -> None:
    piece = piece_of("Le revenu d'intégration d'un cohabitant s'élève à 4 400 EUR.", article="14")
    provision = replace(piece.provision, source_id="loi-2002-05-26")
    (finding,) = check(read("Un cohabitant reçoit 4 400 euros."), replace(piece, provision=provision, indexed=True))
    assert (finding.outcome, finding.topic) == (SILENT, INDEXED)


@pytest.mark.parametrize(
    ("claim", "law", "outcome"),
    [
        (
            "Un étudiant de 22 ans peut conclure un PIIS.",
            "La personne de moins de 25 ans peut conclure un PIIS.",
            AGREES,
        ),
        ("Une dame seule de 26 ans peut conclure un PIIS.", "La personne de moins de 25 ans le peut.", CONFLICTS),
        ("Un jeune de 25 ans y a droit.", "La personne d'au moins 25 ans y a droit.", AGREES),
        ("Un jeune de 24 ans y a droit.", "La personne d'au moins 25 ans y a droit.", CONFLICTS),
        ("Un chômeur de 30 ans de carrière y a droit.", "Le chômeur de plus de 55 ans y a droit.", SILENT),
        (
            "Un fournisseur de 350 000 clients la propose.",
            "Chaque fournisseur de plus de 200 000 clients la propose.",
            SILENT,
        ),
        (
            "Un fournisseur de 150 000 clients la propose.",
            "Le fournisseur de plus de 200 000 clients la propose.",
            CONFLICTS,
        ),
        # a shorter delay is another one
        ("Le centre décide dans les 20 jours.", "Le centre décide dans les 30 jours au plus.", CONFLICTS),
    ],
)
def test_a_case_is_held_against_the_range_for_which_a_rule_is(claim: str, law: str, outcome: Outcome) -> None:
    assert outcomes(check, claim, law)[:1] == [outcome]
