"""The list of what is no rule: a file that does not hold to its form is told, not half read."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import BadInput
from kb_service.verification.reading import read
from kb_service.verification.unchecked import SHIPPED, load_unchecked, shipped_unchecked


@pytest.mark.parametrize(
    ("kept", "put"),
    [
        ("[question]", "[questions]"),
        ("marked = [", "marked = [1, "),
        ('"bonsoir"', '"bonsoir("'),
        ("[lead]", "[lead"),
    ],
)
def test_a_file_of_another_form_is_refused(kept: str, put: str, tmp_path: Path) -> None:
    wrong = tmp_path / "unchecked.toml"
    wrong.write_text(SHIPPED.read_text(encoding="utf-8").replace(kept, put, 1), encoding="utf-8")
    with pytest.raises(BadInput) as told:
        load_unchecked(wrong)
    assert told.value.code == "bad_unchecked"
    assert "unchecked.toml" in told.value.message


def test_an_expression_ends_where_a_word_ends() -> None:
    unchecked = shipped_unchecked()
    assert unchecked.why_no_rule("voici la reponse.")
    assert unchecked.why_no_rule("voiciement la reponse.") is None


def test_what_follows_a_lead_begins_after_its_mark() -> None:
    text = "attention : le centre decide."
    assert text[shipped_unchecked().lead(text) :] == "le centre decide."
    assert shipped_unchecked().lead("le centre decide.") == 0


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Sources : articles 21 et 23 de la loi du 26 mai 2002.", True),
        ("[1] Loi du 26/05/2002 concernant le droit à l'intégration sociale, art. 14, § 1er", True),
        ("Base légale : art. 60, § 7, de la loi organique du 8 juillet 1976 des CPAS", True),
        ("Voir aussi l'article 47.", True),
        ("L'article 21 de la loi DIS fixe ce délai.", False),
        ("La loi du 26 mai 2002 concernant le droit à l'intégration sociale prévoit trente jours (art. 21).", False),
        ("Voir l'article 60 de la loi DIS : le recours est suspensif.", False),
        ("La loi organique, concernant les étrangers : le CPAS paie (art. 57).", False),
        ("Source : le SPP Intégration sociale.", False),
    ],
)
def test_what_only_names_articles_is_told_from_what_says_something_of_them(text: str, points: bool) -> None:
    reading = read(text)
    assert shipped_unchecked().only_points(reading.folded, reading.references) is points
