"""Numbers in words, and quantities with their units."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.numbers import Quantity, Unit, find_quantities, parse_number_words

WORDS = [
    ("trente", 30),
    ("quarante-cinq", 45),
    ("vingt et un", 21),
    ("soixante et onze", 71),
    ("septante-deux", 72),
    ("quatre-vingts", 80),
    ("quatre-vingt-dix-neuf", 99),
    ("nonante", 90),
    ("cent quatre-vingt-un", 181),
    ("quatre cent vingt", 420),
    ("mille deux cents", 1200),
    ("six cent mille", 600_000),
    ("Huit", 8),
    ("un dixième", Fraction(1, 10)),
    ("deux tiers", Fraction(2, 3)),
    ("trois quarts", Fraction(3, 4)),
    ("la moitié", Fraction(1, 2)),
    ("le centre", None),
    ("trente jours", None),
    ("", None),
]

QUANTITIES = [
    ("trente jours", [(30, Unit.DAY)]),
    ("dans les 30 jours", [(30, Unit.DAY)]),
    ("trente (30) jours", [(30, Unit.DAY)]),
    ("huit jours ouvrables", [(8, Unit.WORKING_DAY)]),
    ("5 jours calendrier", [(5, Unit.CALENDAR_DAY)]),
    ("1.314,20 EUR", [("1314.20", Unit.EUR)]),
    ("1 314,20 €", [("1314.20", Unit.EUR)]),
    ("1\u202f314,20\u00a0€", [("1314.20", Unit.EUR)]),
    ("4 400 EUR", [(4400, Unit.EUR)]),
    ("€ 4.858,43", [("4858.43", Unit.EUR)]),
    ("EUR 1.314,20", [("1314.20", Unit.EUR)]),
    ("1314.20 euros", [("1314.20", Unit.EUR)]),
    ("mille euros", [(1000, Unit.EUR)]),
    ("500000 EUR", [(500_000, Unit.EUR)]),
    ("5000000 EUR", [(5_000_000, Unit.EUR)]),
    ("en 2026 1 314,20 EUR", [("1314.20", Unit.EUR)]),
    ("55 %", [(55, Unit.PERCENT)]),
    ("12,5%", [("12.5", Unit.PERCENT)]),
    ("vingt pour cent", [(20, Unit.PERCENT)]),
    ("deux ans", [(2, Unit.YEAR)]),
    ("un an et demi", [("1.5", Unit.YEAR)]),
    ("un mois", [(1, Unit.MONTH)]),
    ("vingt-quatre mois", [(24, Unit.MONTH)]),
    ("vingt et un jours", [(21, Unit.DAY)]),
    ("3 à 6 mois", [(3, Unit.MONTH), (6, Unit.MONTH)]),
    ("deux ou trois semaines", [(2, Unit.WEEK), (3, Unit.WEEK)]),
    ("entre 4.444,00 et 6.666,00 EUR", [(4444, Unit.EUR), (6666, Unit.EUR)]),
    ("24h", [(24, Unit.HOUR)]),
    ("30 dagen, 3 months", [(30, Unit.DAY), (3, Unit.MONTH)]),
    ("un dixième du montant", [(Fraction(1, 10), Unit.PART)]),
    ("12 mois, puis deux ans", [(12, Unit.MONTH), (2, Unit.YEAR)]),
    ("art. 60, § 7", []),
    ("article 43/6", []),
    ("le 1er mois", []),
    ("500000", []),
    ("1 moisson", []),
    ("jours ouvrables", []),
]


@pytest.mark.parametrize(("text", "number"), WORDS)
def test_number_words(text: str, number: int | Fraction | None) -> None:
    assert parse_number_words(text) == number


@pytest.mark.parametrize(("text", "expected"), QUANTITIES)
def test_quantities(text: str, expected: list[tuple[int | str | Fraction, Unit]]) -> None:
    values = [(Decimal(value) if isinstance(value, str) else value, unit) for value, unit in expected]
    assert [(quantity.value, quantity.unit) for quantity in find_quantities(text)] == values


def test_spans_quote_the_words() -> None:
    text = "Il paie 1.314,20 EUR dans les trente jours."
    assert [text[quantity.start : quantity.end] for quantity in find_quantities(text)] == [
        "1.314,20 EUR",
        "trente jours",
    ]


@given(st.integers(min_value=0, max_value=9_999_999))
def test_an_amount_is_the_same_in_every_spelling(amount: int) -> None:
    dotted = f"{amount:,}".replace(",", ".")
    for text in (f"{amount} EUR", f"{dotted} EUR", f"{dotted.replace('.', ' ')},00 €", f"€ {dotted},00"):
        assert find_quantities(text) == [Quantity(Decimal(amount), Unit.EUR, 0, len(text))]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    past = 0
    for quantity in find_quantities(text):
        assert past <= quantity.start < quantity.end <= len(text)
        past = quantity.end


@pytest.mark.parametrize("filler", ["1 ", "1.", "un ", "cent ", "100 ", "deux-", "1 000 "])
def test_long_runs_do_not_blow_up(filler: str) -> None:
    find_quantities(filler * 4000)
