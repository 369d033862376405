"""A delay that a text states is one of the articles that its line cites, on the day asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.delais import Delay, load_delays
from corpus.errors import BadInput
from corpus.legal_text.numbers import Unit
from corpus.model import Kind, Provision, Source, Validity
from corpus.stated import delays
from corpus.stated.outdated import outdated_figures

TODAY = date(2026, 11, 25)


def delay(key: str, value: int, unit: Unit, basis: str, start: date | None = None, end: date | None = None) -> Delay:
    return Delay(key, f"délai {key}", value, unit, "", basis, Validity(start, end))


ROWS = (
    delay("decision", 30, Unit.DAY, "loi-2002-05-26/art_21"),
    delay("notification", 15, Unit.DAY, "loi-2002-05-26/art_21", end=date(2015, 12, 31)),
    delay("notification", 8, Unit.DAY, "loi-2002-05-26/art_21", start=date(2016, 1, 1)),
    delay("recours", 3, Unit.MONTH, "loi-2002-05-26/art_47"),
    delay("prescription", 5, Unit.YEAR, "loi-2002-05-26/art_29"),
    delay("secours", 5, Unit.DAY, "loi-1976-07-08-wallonie/art_58"),
    delay("envoi", 3, Unit.WORKING_DAY, "procedure-envoi"),
)


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delays, "load_delays", lambda: ROWS)


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("Le centre décide dans les trente jours (loi DIS, art. 21, § 1er).", ["current"]),
        ("Le centre décide dans les 30 jours (loi DIS, art. 21, § 1er).", ["current"]),
        ("Le centre décide dans les 45 jours (loi DIS, art. 21, § 1er).", ["unknown"]),
        ("Le centre décide dans le délai de 30 jours ouvrables (loi DIS, art. 21).", ["unknown"]),
        ("La décision part dans les quinze jours (loi DIS, art. 21, § 4).", ["outdated"]),
        ("En juin 2014, elle partait dans les quinze jours (loi DIS, art. 21, § 4).", ["dated"]),
        ("Elle part avant la séance, dans les quinze jours (loi DIS, art. 21, § 4).", ["outdated"]),
        ("L'ancien délai était de quinze jours (loi DIS, art. 21, § 4).", ["dated"]),
        ("Quinze jours (loi DIS, art. 21).\nHuit jours (loi DIS, art. 21).", ["dated", "current"]),
        ("| Acte | Avant | Après |\n| --- | --- | --- |\n| Envoi (loi DIS, art. 21) | 15 jours | |", ["dated"]),
        ("La séance a lieu à 10 heures, un jour ouvrable.", []),
        ("Trente jours, puis trois mois de recours (loi DIS, art. 21 et 47).", ["current", "current"]),
        ("Il transmet dans les cinq jours (loi organique, art. 58, § 3).", ["current"]),
        ("Le secrétariat envoie dans les trois jours ouvrables.", ["current"]),
        ("Une personne de 25 ans, ou de plus de 18 ans.", []),
        ("L'action se prescrit par cinq ans (loi DIS, art. 29).", ["current"]),
        ("Le travailleur social le visite trois fois.", []),
    ],
)
def test_how_a_delay_stands(text: str, standings: list[str]) -> None:
    assert [stated.standing for stated in delays.delays_stated(text, TODAY, {"procedure-envoi"})] == standings


def test_a_delay_of_another_article_does_not_excuse_a_wrong_one() -> None:
    (stated,) = delays.delays_stated("Le recours est ouvert trente jours (loi DIS, art. 47).", TODAY)
    assert stated.standing == "unknown"


PROCEDURE = Source("procedure-a", "Procédure", Kind.PROCEDURE)
POINT = Provision(
    "procedure-a/sec_1", "procedure-a", "1", "point 1", "La décision part dans les quinze jours (loi DIS, art. 21)."
)


def test_what_is_outdated_is_told_with_the_delay_that_holds_now() -> None:
    (old,) = outdated_figures(PROCEDURE, [POINT], TODAY)
    assert old.code == "outdated_delay"
    assert "« quinze jours » (délai notification) valait jusqu'au 31 décembre 2015" in old.clause
    assert old.clause.endswith("le 25 novembre 2026 : 8 jours")


ROW = 'delay = [{ key = "a", label = "b", value = 3, unit = "mois", basis = "loi-1/art_2" }]\n'


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        (ROW.replace("3", "0"), "value"),
        (ROW.replace('"mois"', '"EUR"'), "pas une durée"),
        (ROW.replace('"mois"', '"lunes"'), "unit"),
        (ROW.replace("loi-1/art_2", "loi 1"), "basis"),
        (ROW.replace(" }", ", valid_from = 2020-01-02, valid_to = 2020-01-01 }"), "valid_to précède"),
        (ROW.replace(" }", ", note = 1 }"), "note"),
        ("delay = [", "illisible"),
    ],
)
def test_a_wrong_table_names_what_is_wrong(tmp_path: Path, toml: str, named: str) -> None:
    path = tmp_path / "delais.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(BadInput, match=named) as caught:
        load_delays(path)
    assert caught.value.code == "bad_delays"
