"""An amount that a text states is current, dated by the text itself, outdated, or unknown."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Kind, Provision, Source
from corpus.stated.amounts import amounts_standing, amounts_stated
from corpus.stated.outdated import outdated_figures
from corpus.stated.statement import Standing

SUMMER_2023, SUMMER_2025, AUTUMN_2026 = date(2023, 8, 15), date(2025, 7, 1), date(2026, 11, 25)
SERIES = (
    "| À partir du | Isolé |\n| --- | --- |\n| 1er mai 2024 | 1 288,46 euros |\n| 1er février 2025 | 1 314,20 euros |\n"
)


@pytest.mark.parametrize(
    ("text", "day", "standings"),
    [
        ("Un isolé reçoit 1 314,20 euros par mois.", SUMMER_2025, ["current"]),
        ("Un isolé reçoit 1.314,20 EUR par mois.", SUMMER_2025, ["current"]),
        ("Un isolé reçoit 1 288,46 euros par mois.", SUMMER_2025, ["outdated"]),
        ("Depuis le 1er mai 2024, un isolé reçoit 1 288,46 euros.", SUMMER_2025, ["outdated"]),
        ("Un isolé recevait 1 288,46 euros en juin 2024.", SUMMER_2025, ["dated"]),
        ("Du 1er mai 2024 au 31 janvier 2025 : 1 288,46 euros.", SUMMER_2025, ["dated"]),
        ("1 288,46 euros jusqu'au 31 janvier 2025. Plus loin :\n1 288,46 euros.", SUMMER_2025, ["dated", "dated"]),
        ("En juin 2012, un isolé reçoit 1 288,46 euros.", SUMMER_2025, ["outdated"]),
        (SERIES, SUMMER_2025, ["dated", "current"]),
        (SERIES, AUTUMN_2026, ["dated", "outdated"]),
        ("Un isolé reçoit 1 314,20 euros.", AUTUMN_2026, ["outdated"]),
        ("Un isolé reçoit 1 299,00 euros.", SUMMER_2025, ["unknown"]),
        ("Le dossier donne 518 euros.", AUTUMN_2026, ["current"]),
        ("Le centre décide dans les trente jours.", AUTUMN_2026, []),
    ],
)
def test_how_an_amount_stands(text: str, day: date, standings: list[str]) -> None:
    assert [stated.standing for stated in amounts_stated(text, day)] == [Standing(s) for s in standings]


PROCEDURE = Source("procedure-a", "Procédure", Kind.PROCEDURE)


def point(text: str, number: str = "1", heading: str = "1. Montants") -> Provision:
    return Provision(f"procedure-a/sec_{number}", "procedure-a", number, f"point {number}", text, heading=heading)


def test_what_is_outdated_is_told_with_its_last_day_and_what_holds_now() -> None:
    (old,) = outdated_figures(PROCEDURE, [point("Un isolé reçoit 1 288,46 euros par mois.")], SUMMER_2025)
    assert old.code == "outdated_amount"
    assert "« 1 288,46 euros » (revenu d'intégration, catégorie 2) valait jusqu'au 31 janvier 2025" in old.clause
    assert "le 1er juillet 2025 : 1\N{NO-BREAK SPACE}314,20 euros" in old.clause


def test_where_nothing_is_confirmed_for_the_day_no_amount_is_given() -> None:
    (old,) = outdated_figures(PROCEDURE, [point("Un isolé reçoit 1 314,20 euros par mois.")], AUTUMN_2026)
    assert old.clause.endswith("le 25 novembre 2026 : non confirmé ici")


def test_one_section_may_say_until_when_the_amount_of_another_was() -> None:
    said = [point("Un isolé reçoit 1 288,46 euros."), point("1 288,46 euros jusqu'au 31 janvier 2025.", "2")]
    assert outdated_figures(PROCEDURE, said, SUMMER_2025) == []


def test_a_figure_is_found_at_its_place_in_its_own_provision() -> None:
    text = "Un isolé reçoit 1 288,46 euros."
    (old,) = outdated_figures(PROCEDURE, [point("Rien."), point(text, "2")], SUMMER_2025)
    assert (old.provision.number, text[old.start : old.end]) == ("2", "1 288,46 euros")


def test_the_figures_of_a_worked_example_are_those_of_its_day() -> None:
    assert outdated_figures(PROCEDURE, [point("1 288,46 euros", heading="Exemple chiffré")], SUMMER_2025) == []


@pytest.mark.parametrize(
    ("text", "day", "standing"),
    [
        (SERIES, SUMMER_2025, Standing.CURRENT),
        ("Un isolé reçoit 1 288,46 euros par mois.", SUMMER_2025, Standing.OUTDATED),
        ("Un isolé recevait 1 288,46 euros en juin 2024.", SUMMER_2025, Standing.OUTDATED),
        # what is paid in the autumn of 2026 is not known: the last known amount is no wrong answer, it is told
        ("Un isolé reçoit 1 314,20 euros.", AUTUMN_2026, Standing.UNKNOWN),
        ("Un isolé reçoit 1 288,46 euros depuis le 1er mai 2024.", AUTUMN_2026, Standing.OUTDATED),
        # nor is what was paid in the summer of 2023, but not an amount that came later
        ("Un isolé reçoit 1 314,20 euros.", SUMMER_2023, Standing.OUTDATED),
        ("| du 1er janvier au 30 juin 2023 | 1 214,13 euros |", SUMMER_2023, Standing.OUTDATED),
        ("Un isolé reçoit 1 299,00 euros.", SUMMER_2025, Standing.UNKNOWN),
        ("Le centre décide dans les trente jours.", SUMMER_2025, Standing.UNKNOWN),
    ],
)
def test_how_the_amounts_of_a_text_stand_together(text: str, day: date, standing: Standing) -> None:
    assert amounts_standing(text, day) is standing
