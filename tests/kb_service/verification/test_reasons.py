"""What a reader is told is one clean French sentence."""

from __future__ import annotations

import pytest
from pieces import CONFLICTS, SILENT

from kb_service.verification.checkers.finding import Finding
from kb_service.verification.reasons import _difference, _sentence, _silence

PLACE = "Loi DIS, art. 21, § 1er"


@pytest.mark.parametrize(
    ("topic", "stated", "written", "told"),
    [
        ("le délai", "45 jours", "trente jours", f"Le texte dit « 45 jours » ; {PLACE}, dit « trente jours »."),
        ("la négation", "", "ne suspend pas", f"{PLACE}, dit le contraire : « ne suspend pas »."),
        ("la négation", "n'est pas dû", "", f"Le texte dit « n'est pas dû » ; {PLACE}, dit le contraire."),
        ("la portée", "toujours", "sauf", f"Le texte dit « toujours » ; {PLACE}, prévoit autre chose (« sauf »)."),
    ],
)
def test_the_very_difference_is_told(topic: str, stated: str, written: str, told: str) -> None:
    assert _sentence(_difference(Finding(CONFLICTS, topic, stated, written), PLACE), "") == told


def test_what_was_right_before_is_told_in_the_same_sentence() -> None:
    told = _sentence("Le texte en vigueur ne le dit pas", "exact jusqu'au 28 février 2026")
    assert told == "Le texte en vigueur ne le dit pas ; exact jusqu'au 28 février 2026."


@pytest.mark.parametrize(
    ("finding", "told"),
    [
        (None, "parle du sujet sans le dire"),
        (Finding(SILENT, "le délai", "45 jours"), "ne confirme pas le délai (« 45 jours »)"),
        (
            Finding(SILENT, "le montant indexé", "876,13 euros"),
            "ne donne que le montant avant indexation, et ne confirme pas « 876,13 euros »",
        ),
    ],
)
def test_what_the_nearest_text_leaves_open_is_told(finding: Finding | None, told: str) -> None:
    assert _silence(finding) == told
