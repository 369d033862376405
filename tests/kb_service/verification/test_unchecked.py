"""The list of what is no rule: a file that does not hold to its form is told, not half read."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import BadInput
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
