"""Dated amounts: each of its day, none carried over to a day for which it was not read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue, split_reference
from corpus.errors import BadInput
from corpus.montants import amount_on, load_amounts

D = Decimal


@pytest.mark.parametrize(
    ("key", "category", "day", "value"),
    [
        ("revenu_integration", "1", date(2025, 2, 1), "876.13"),
        ("revenu_integration", "2", date(2026, 2, 28), "1314.20"),
        ("revenu_integration", "3", date(2024, 6, 10), "1741.29"),
        ("revenu_integration", "2", date(2012, 5, 1), "785.61"),
        ("exoneration_isp", "", date(2025, 7, 1), "309.48"),
        ("subvention_dossier_reforme_2026", "", date(2026, 7, 1), "518"),
    ],
)
def test_an_amount_is_that_of_its_day(key: str, category: str, day: date, value: str) -> None:
    amount = amount_on(key, category, day)
    assert amount is not None
    assert amount.value == D(value)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 11, 24), date(2019, 1, 1)])
def test_no_amount_is_carried_over_to_a_day_for_which_none_is_confirmed(day: date) -> None:
    assert amount_on("revenu_integration", "2", day) is None


def test_a_base_and_the_indexed_amount_are_told_apart() -> None:
    base = amount_on("exoneration_isp", "", date(2025, 7, 1), indexed=False)
    assert base is not None
    assert base.value == D("177.76")


def test_an_amount_that_does_not_exist_is_an_error_and_not_an_absence() -> None:
    with pytest.raises(BadInput, match="revenu_minimum"):
        amount_on("revenu_minimum", "1", date(2025, 2, 1))
    with pytest.raises(BadInput):
        amount_on("revenu_integration", "4", date(2025, 2, 1))


def test_every_amount_rests_on_a_catalogued_work() -> None:
    catalogue = load_catalogue()
    for amount in load_amounts():
        assert catalogue.by_id(split_reference(amount.basis)[0]) is not None, amount


ROW = """[[amount]]
key = "ri"
value = "10"
period = "mois"
valid_from = 2025-01-01
source = "s"
basis = "loi/art_1"
certainty = "A"
"""


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        (ROW.replace('"A"', '"K"'), "certainty"),
        (ROW.replace('"10"', "10.5"), "value"),
        (ROW + ROW, "deux valeurs au même jour"),
        ("[[amount]\n", "illisible"),
    ],
)
def test_a_wrong_table_names_the_row(tmp_path: Path, toml: str, named: str) -> None:
    path = tmp_path / "montants.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(BadInput, match=named):
        load_amounts(path)
