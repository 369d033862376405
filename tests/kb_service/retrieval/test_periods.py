"""Periods that a text sets for itself."""

from __future__ import annotations

from datetime import date

import pytest

from kb_service.retrieval.periods import outside, periods

FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))
TEXTS = [
    ("dont la demande a été introduite entre le 1er janvier 2026 jusqu'au 30 juin 2026", [FIRST_HALF]),
    ("exclu entre le 1er janvier 2026 et le 30 juin 2026", [FIRST_HALF]),
    ("du 1er janvier 2026 au 30 juin 2026 inclus", [FIRST_HALF]),
    ("introduite à partir du 1er juillet 2026", [(date(2026, 7, 1), date.max)]),
    ("jusqu'au 30 juin 2026", [(date.min, date(2026, 6, 30))]),
    ("la loi du 26 mai 2002 concernant le droit", []),
    ("dans les trente jours", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_periods_are_read_with_both_their_days(text, expected):
    assert periods(text) == tuple(expected)


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 3, 1), 0.0), (date(2026, 6, 30), 0.0), (date(2026, 9, 1), 1.0)]
)
def test_a_text_about_another_period_is_outside_of_the_day(day, expected):
    assert outside("introduite entre le 1er janvier 2026 et le 30 juin 2026", day) == expected


def test_of_several_periods_the_share_counts():
    text = "exclu entre le 1er janvier 2026 et le 30 juin 2026, payé du 1er mars 2026 au 31 mars 2028"
    assert outside(text, date(2026, 9, 1)) == 0.5


def test_a_text_without_period_is_outside_of_no_day():
    assert outside("Le centre décide.", date(2026, 1, 1)) == 0.0
