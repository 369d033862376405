"""Dated amounts, and the euros that the shipped texts state: each confirmed, statutory, or worked out in an example."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from corpus.catalogue import CORPUS, load_catalogue, split_reference
from corpus.errors import BadInput
from corpus.model import Kind
from corpus.montants import amount_on, load_amounts

D = Decimal
EUROS = re.compile(r"(?<![\d,])(\d{1,3}(?: \d{3})+|\d+)(,\d\d)? euros")

STATUTORY = {
    D("6"): "AR DIS, art. 22, § 1er, d",
    D("280"): "AR DIS, art. 22, § 2 (ancienne catégorie)",
    D("310"): "AR DIS, art. 22, § 2 (ancienne catégorie)",
    D("750"): "AR DIS, art. 25, § 1er",
    D("125"): "AR DIS, art. 25, § 1er",
    D("30"): "AR DIS, art. 25, § 1er",
    D("6200"): "AR DIS, art. 27",
    D("12500"): "AR DIS, art. 27",
    D("37200"): "AR DIS, art. 29",
}
"""Figures written in the law that no index moves, with their article."""

QUOTED_AS_WRONG = {D("1036"): "the press release of July 2025, which the text corrects"}

SUPPLEMENT = D("155") / 12
EARNED = D("500") - D("309.48")

EXAMPLES: dict[str, dict[str, Decimal]] = {
    "piis": {
        "500,00": D("500"),
        "190,52": EARNED,
        "12,92": SUPPLEMENT,
        "177,60": EARNED - SUPPLEMENT,
        "698,53": D("876.13") - (EARNED - SUPPLEMENT),
    },
    "calcul-ressources": {
        "15 000,00": D("15000"),
        "6 300,00": D("12500") - D("6200"),
        "378,00": D("6300") * D("0.06"),
        "2 500,00": D("15000") - D("12500"),
        "250,00": D("2500") * D("0.10"),
        "628,00": D("378") + D("250"),
        "1 500,00": D("1500"),
        "900,00": D("900"),
        "600,00": D("1500") - D("900"),
        "300,00": D("900") - D("600"),
    },
    "sanctions-recuperation": {"200,00": D("200"), "1 200,00": 6 * D("200"), "50,00": D("1200") / 24},
    "montants-ri": {"300,00": D("300"), "988,46": D("1288.46") - D("300")},
    "compensation-cpas": {
        "1 000,00": D("1000"),
        "900,00": D("1000") * D("0.90"),
        "150,00": D("1000") * D("0.15"),
    },
}
"""The figures of the worked examples, as what gives them: a given stands for itself."""

STATED = [path for source, path in load_catalogue().shipped_files() if source.kind in (Kind.FICHE, Kind.REFORM)]
TEXTS = STATED + sorted((CORPUS / "documents/sources").glob("*.md"))


def euros(text: str) -> list[str]:
    return [whole + cents for whole, cents in EUROS.findall(text)]


def number(written: str) -> Decimal:
    return D(written.replace(" ", "").replace(",", "."))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_amount_of_a_text_is_confirmed_statutory_or_worked_out(path: Path) -> None:
    confirmed = {amount.value for amount in load_amounts()}
    allowed = confirmed | set(STATUTORY) | set(QUOTED_AS_WRONG)
    example = EXAMPLES.get(path.stem, {})
    stated = euros(path.read_text(encoding="utf-8"))
    assert [figure for figure in stated if number(figure) not in allowed and figure not in example] == []


@pytest.mark.parametrize("stem", EXAMPLES)
def test_the_worked_examples_are_rightly_worked_out_and_used(stem: str) -> None:
    (path,) = [path for path in STATED if path.stem == stem]
    written = euros(path.read_text(encoding="utf-8"))
    for figure, value in EXAMPLES[stem].items():
        assert number(figure) == value.quantize(D("0.01"), ROUND_HALF_UP), figure
        assert figure in written, f"{figure} is no longer in {path.name}"


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
