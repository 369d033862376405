"""Amounts in euros against the dated amounts of the house (`corpus/montants.toml`): (statement, day, standing).

For a person who lives alone: 1 288,46 from 1 May 2024 to 31 January 2025, 1 314,20 until 28 February 2026,
and nothing confirmed since.
"""

from __future__ import annotations

from datetime import date

import pytest

from kb_service.contract import Verdict
from kb_service.verification.amounts import AmountChecked, Standing, check_amounts
from kb_service.verification.reading import read

RIGHT, OUTDATED, WRONG, UNCONFIRMED = Standing.RIGHT, Standing.OUTDATED, Standing.WRONG, Standing.UNCONFIRMED
MID_2024, MID_2025, MID_2026 = date(2024, 6, 1), date(2025, 6, 1), date(2026, 7, 1)
OLD = "Un isolé perçoit 1 288,46 euros de revenu d'intégration par mois."
NEW = "Un isolé perçoit 1 314,20 euros de revenu d'intégration par mois."
NEVER = "Un isolé perçoit 1 400 euros de revenu d'intégration par mois."

STANDINGS = [
    (OLD, MID_2024, RIGHT),
    (OLD, date(2024, 5, 1), RIGHT),
    (OLD, date(2025, 1, 31), RIGHT),
    (OLD, date(2025, 2, 1), OUTDATED),
    (OLD, MID_2026, OUTDATED),
    (NEW, date(2025, 2, 1), RIGHT),
    (NEW, date(2026, 2, 28), RIGHT),
    (NEW, date(2026, 3, 1), UNCONFIRMED),
    (NEVER, MID_2025, WRONG),
    (NEVER, MID_2026, UNCONFIRMED),
]

SAID_OTHERWISE = [
    ("Le RIS d'un isolé est de 1.314,20 €.", RIGHT),
    ("RIS isolé : 1.314,20 €", RIGHT),
    ("RIS catégorie 2 : 1.314,20 €", RIGHT),
    ("Le RIS d'un isolé s'élève à 1.314 euros.", RIGHT),
    ("Le RIS d'un isolé est de 1.314,21 €.", WRONG),
    ("Le RIS d'un isolé est de 1.315 €.", WRONG),
    ("Le RIS d'un cohabitant est de 876,13 €.", RIGHT),
    ("Le RIS d'un cohabitant est de 1.314,20 €.", WRONG),
    ("Le RIS d'une famille à charge est de 1.776,07 €.", RIGHT),
    ("La prime d'installation est de 1.776,07 €.", RIGHT),
]

MEANT = [
    ("Un isolé touche 1.314,20 € par mois.", RIGHT),
    ("Un isolé touche 1.288,46 €.", OUTDATED),
    ("Une famille à charge reçoit 1 776,07 euros.", RIGHT),
]
"""Nobody says such a sum of a household and means something else."""

THEIR_OWN_DAY = [
    ("Au 1er juin 2024, le RIS d'un isolé était de 1.288,46 €.", MID_2026, RIGHT),
    ("Au 1er juin 2025, le RIS d'un isolé était de 1.288,46 €.", MID_2024, OUTDATED),
    ("En mars 2025, le RIS d'un isolé était de 1.288,46 €.", MID_2024, OUTDATED),
    ("En mars 2025, un isolé recevait 1.776,07 € de RIS.", MID_2024, WRONG),
]

NOT_AN_AMOUNT_OF_THE_HOUSE = [
    "Le centre verse 1.314,20 € au propriétaire.",
    "Le RIS est de 1.314,20 €.",  # of which category is not said
    "Un isolé touche 1.314 €.",  # a round sum may be any
    "Un isolé touche 876,13 €.",  # of another category
    "Un isolé qui loue un appartement à Namur paie un loyer de 1.314,20 € à son propriétaire.",
    "En 2024, le RIS d'un isolé était de 1.288,46 €.",  # two amounts in that year
    "Le RIS d'un isolé est versé dans les 30 jours.",
    "L'isolé qui reçoit le RIS et gagne 300 euros doit déclarer ses revenus au centre chaque mois.",
]


def checked(text: str, day: date = MID_2025) -> AmountChecked:
    (found,) = check_amounts(read(text), day)
    return found


@pytest.mark.parametrize(("text", "day", "standing"), STANDINGS + THEIR_OWN_DAY)
def test_an_amount_is_right_on_its_days_only(text: str, day: date, standing: Standing) -> None:
    assert checked(text, day).standing is standing


@pytest.mark.parametrize(("text", "standing"), SAID_OTHERWISE + MEANT)
def test_an_amount_is_that_of_its_category_to_the_cent_or_to_the_euro(text: str, standing: Standing) -> None:
    assert checked(text).standing is standing


@pytest.mark.parametrize("text", NOT_AN_AMOUNT_OF_THE_HOUSE)
def test_of_other_sums_nothing_is_said(text: str) -> None:
    assert check_amounts(read(text), MID_2025) == []


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        (NEW, MID_2025, Verdict.SUPPORTED),
        (OLD, MID_2025, Verdict.CONTRADICTED),
        (NEVER, MID_2025, Verdict.CONTRADICTED),
        (NEW, MID_2026, Verdict.UNSUPPORTED),
    ],
)
def test_only_a_confirmed_amount_supports_or_contradicts(text: str, day: date, verdict: Verdict) -> None:
    assert checked(text, day).verdict is verdict


def test_an_outdated_amount_is_told_with_its_days_and_the_one_that_holds() -> None:
    found = checked(OLD, MID_2025)
    assert (found.exact_from, found.exact_to) == (date(2024, 5, 1), date(2025, 1, 31))
    assert found.basis == "loi-2002-05-26/art_14"
    for words in ("1\N{NO-BREAK SPACE}314,20 euros", "1er mai 2024", "31 janvier 2025"):
        assert words in found.reason


def test_an_amount_that_was_never_right_has_no_days() -> None:
    found = checked(NEVER, MID_2025)
    assert (found.exact_from, found.exact_to) == (None, None)
    assert "1 400 euros" in found.reason


def test_a_day_without_a_confirmed_amount_is_named() -> None:
    found = checked(NEW, MID_2026)
    assert (found.exact_from, found.exact_to) == (date(2025, 2, 1), date(2026, 2, 28))
    assert "1er juillet 2026 n'est pas confirmé" in found.reason
