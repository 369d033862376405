"""Figures with what they measure: (text, value, dimension, kind), bounds and periods."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_service.verification.measures import Bound, Dimension, Measure, find_measures
from kb_service.verification.reading import read

VALUES = [
    ("30 jours", 30, Dimension.DAYS, ""),
    ("trente jours", 30, Dimension.DAYS, ""),
    ("une semaine", 7, Dimension.DAYS, ""),
    ("trois jours ouvrables", 3, Dimension.DAYS, "ouvrables"),
    ("5 jours calendrier", 5, Dimension.DAYS, "calendrier"),
    ("un mois", 1, Dimension.MONTHS, ""),
    ("un an", 12, Dimension.MONTHS, ""),
    ("un mois et demi", Fraction(3, 2), Dimension.MONTHS, ""),
    ("48 heures", 48, Dimension.HOURS, ""),
    ("10 %", Fraction(1, 10), Dimension.SHARE, ""),
    ("un dixième", Fraction(1, 10), Dimension.SHARE, ""),
    ("la moitié", Fraction(1, 2), Dimension.SHARE, ""),
    ("deux tiers", Fraction(2, 3), Dimension.SHARE, ""),
    ("1.314,20 euros", Fraction("1314.20"), Dimension.MONEY, ""),
    ("500000 €", 500000, Dimension.MONEY, ""),
    ("deux enfants", 2, Dimension.COUNT, "=enfant"),
    ("trois fois", 3, Dimension.COUNT, "fois"),
    ("une fois par an", 1, Dimension.COUNT, "fois"),
    ("dans le mois", 1, Dimension.MONTHS, ""),
    ("dans l'année", 12, Dimension.MONTHS, ""),
    ("immédiatement", 0, Dimension.DAYS, ""),
    ("l'âge de 18 ans", 18, Dimension.AGE, ""),
    ("18 ans accomplis", 18, Dimension.AGE, ""),
    ("un jeune de 18 ans", 18, Dimension.AGE, ""),
    ("une personne âgée de 65 ans", 65, Dimension.AGE, ""),
    ("les personnes de moins de 25 ans", 25, Dimension.AGE, ""),
    ("pendant 18 ans", 216, Dimension.MONTHS, ""),
    ("un jeune aidé pendant 3 ans", 36, Dimension.MONTHS, ""),
]

BOUNDS = [
    ("au moins trois mois", Bound.AT_LEAST),
    ("trois mois au moins", Bound.AT_LEAST),
    ("au minimum trois mois", Bound.AT_LEAST),
    ("au plus trois mois", Bound.AT_MOST),
    ("trois mois maximum", Bound.AT_MOST),
    ("jusqu'à trois mois", Bound.AT_MOST),
    ("il ne peut excéder trois mois", Bound.AT_MOST),
    ("il ne dépasse pas trois mois", Bound.AT_MOST),
    ("sans pouvoir dépasser trois mois", Bound.AT_MOST),
    ("plus de trois mois", Bound.OVER),
    ("supérieur à trois mois", Bound.OVER),
    ("moins de trois mois", Bound.UNDER),
    ("inférieure à trois mois", Bound.UNDER),
    ("pendant trois mois", Bound.EXACT),
    # "plus" and "moins" of something else
    ("la prime n'est plus due après trois mois", Bound.EXACT),
]

PERIODS = [
    ("50 euros par mois", "mois"),
    ("50 €/mois", "mois"),
    ("50 euros bruts par mois", "mois"),
    ("50 euros l'an", "an"),
    ("50 euros par année", "an"),
    ("50 euros chaque semaine", "semaine"),
    ("trois fois par an", "an"),
    ("50 euros", ""),
]

NO_FIGURES = [
    "l'article 21",
    "la loi du 26 mai 2002",
    "le 3 mars 2026",
    "depuis 2026",
    "un enfant",
    "le premier enfant",
    "dans le mois de mars",
]


def measure_of(text: str) -> Measure:
    (measure,) = read(text).measures
    return measure


@pytest.mark.parametrize(("text", "value", "dimension", "kind"), VALUES)
def test_a_figure_is_read_in_a_unit_that_can_be_compared(
    text: str, value: Fraction, dimension: Dimension, kind: str
) -> None:
    measure = measure_of(text)
    assert (measure.value, measure.dimension, measure.kind) == (value, dimension, kind)


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_a_figure_is_a_minimum_a_maximum_or_exact(text: str, bound: Bound) -> None:
    assert measure_of(text).bound is bound


@pytest.mark.parametrize(("text", "per"), PERIODS)
def test_the_period_of_a_figure_is_kept(text: str, per: str) -> None:
    assert measure_of(text).per == per


@pytest.mark.parametrize("text", NO_FIGURES)
def test_articles_dates_and_indefinite_articles_are_no_figures(text: str) -> None:
    assert read(text).measures == ()


def test_each_figure_stands_where_it_is_said() -> None:
    text = "Il décide dans les trente jours et paie 50 euros par mois."
    assert [text[m.start : m.end] for m in read(text).measures] == ["trente jours", "50 euros"]


NUMBERS = st.sampled_from(["30", "1.314,20", "trois", "un", "une", "cent", "deux à", "½", "٣", "²"])
UNITS = st.sampled_from(["jours", "jours ouvrables", "mois", "ans", "fois", "%", "€", "enfants", "tiers", "et demi"])
BOUND_WORDS = st.sampled_from(["au moins", "plus de", "au plus", "par", "an", "dans le", "\n"])


@given(st.one_of(st.text(max_size=120), st.lists(NUMBERS | UNITS | BOUND_WORDS, max_size=20).map(" ".join)))
def test_any_text_is_read_and_figures_stand_inside_it(text: str) -> None:
    for measure in find_measures(text, read(text).terms):
        assert 0 <= measure.start < measure.end <= len(text)
        assert measure.value >= 0
