"""Dates as written by laws and by people, and numbers that are no dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.dates import Precision, find_dates

DAYS = [
    ("le 1er juillet 2026", ["2026-07-01"]),
    ("01-07-2026", ["2026-07-01"]),
    ("1/7/2026", ["2026-07-01"]),
    ("01.07.2026", ["2026-07-01"]),
    ("01/07/26 et 03/05/98", ["2026-07-01", "1998-05-03"]),
    ("2026-07-01", ["2026-07-01"]),
    ("L 2016-07-21/08, art. 2", ["2016-07-21"]),
    ("1er janv. 2026", ["2026-01-01"]),
    ("3 sept. 2026", ["2026-09-03"]),
    ("26 MAI 2002. - Loi", ["2002-05-26"]),
    ("1er  août\u00a02026", ["2026-08-01"]),
    ("op 1 maart 2026", ["2026-03-01"]),
    ("July 1st, 2026", ["2026-07-01"]),
    ("the 1st of July 2026", ["2026-07-01"]),
    ("am 3. März 2026", ["2026-03-03"]),
    ("du 1er janvier 2026 au 30 juin 2026", ["2026-01-01", "2026-06-30"]),
    ("M.B.29-07-2025", ["2025-07-29"]),
]

PERIODS = [
    ("en juillet 2026", Precision.MONTH, "2026-07-01", "2026-07-31"),
    ("février 2028", Precision.MONTH, "2028-02-01", "2028-02-29"),
    ("07/2026", Precision.MONTH, "2026-07-01", "2026-07-31"),
    ("2026-07", Precision.MONTH, "2026-07-01", "2026-07-31"),
    ("en 2014", Precision.YEAR, "2014-01-01", "2014-12-31"),
    ("montant RIS 2026 ?", Precision.YEAR, "2026-01-01", "2026-12-31"),
]

NO_DATES = [
    "31/02/2026",
    "2000 euros",
    "plus de 2000",
    "de 2000 à 3000 euros",
    "art. 2026",
    "articles 1915 à 1954quater",
    "n° 2002022559",
    "article 43/6",
    "1.314,20 EUR",
    "1 314,20",
    "22 ans",
    "12 mois",
    "point 1.7.26",
    "le 1er juillet",
    "il a mai 3",
    "20260701",
    "2 026",
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_days(text: str, expected: list[str]) -> None:
    found = find_dates(text)
    assert [mention.first.isoformat() for mention in found] == expected
    assert all(mention.precision is Precision.DAY and mention.last == mention.first for mention in found)


@pytest.mark.parametrize(("text", "precision", "first", "last"), PERIODS)
def test_months_and_years(text: str, precision: Precision, first: str, last: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.precision, mention.first.isoformat(), mention.last.isoformat()) == (precision, first, last)


def test_school_years_are_two_years() -> None:
    assert [mention.first.year for mention in find_dates("année 2025-2026")] == [2025, 2026]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le 1er juillet", ["2026-07-01"]),
        ("et en mars ?", ["2026-03-01"]),
        ("il mars", []),
        ("article 3 may apply", []),
        ("le 3 mars 2024", ["2024-03-03"]),
    ],
)
def test_a_default_year_completes_days_and_months(text: str, expected: list[str]) -> None:
    assert [mention.first.isoformat() for mention in find_dates(text, default_year=2026)] == expected


def test_spans_quote_the_words() -> None:
    text = "Dès le 1er juillet 2026, puis en 2028."
    assert [text[mention.start : mention.end] for mention in find_dates(text)] == ["1er juillet 2026", "2028"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)), st.text(max_size=20))
def test_every_day_is_found_again_in_each_form(day: date, around: str) -> None:
    for form in (f"{day:%d-%m-%Y}", f"{day:%d/%m/%y}", f"{day.day}/{day.month}/{day.year}", day.isoformat()):
        assert [mention.first for mention in find_dates(f"le {form} .")] == [day]
    find_dates(around)
