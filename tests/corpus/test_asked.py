"""The questions that texts answer are read in form, and go to the passages that answer them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import asked
from corpus.asked import SHIPPED, asked_of, digest_of, questions_to
from corpus.catalogue import shipped_catalogue
from corpus.errors import BadInput

LAW = """
[[asked]]
provision = "21"
questions = ["combien de temps pour répondre", "délai décision ?"]

[[asked]]
provision = "21"
part = "§ 4"
questions = ["qui est prévenu de la décision"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "loi.toml").write_text(LAW, encoding="utf-8")
    monkeypatch.setattr(asked, "asked_of", lambda source_id: asked_of(source_id, tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("number", "labels", "expected"),
    [
        (
            "21",
            ("§ 4", "al. 2"),
            ["combien de temps pour répondre", "délai décision ?", "qui est prévenu de la décision"],
        ),
        ("21", ("§ 1er",), ["combien de temps pour répondre", "délai décision ?"]),
        ("21", (), ["combien de temps pour répondre", "délai décision ?", "qui est prévenu de la décision"]),
        ("22", (), []),
    ],
)
def test_a_question_goes_to_the_part_that_answers_it(folder, number, labels, expected) -> None:
    assert list(questions_to("loi", number, labels)) == expected


def test_a_source_of_which_nobody_wrote_any_has_none(folder) -> None:
    assert questions_to("fiche-inconnue", "1", ()) == ()
    assert digest_of("fiche-inconnue") == ""


def test_the_digest_changes_with_the_questions(folder) -> None:
    before = digest_of("loi")
    (folder / "loi.toml").write_text(LAW.replace("délai décision ?", "délai de décision ?"), encoding="utf-8")
    asked_of.cache_clear()
    assert digest_of("loi") not in ("", before)


@pytest.mark.parametrize("text", ["[[asked]]\nprovision = '1'\nquestions = []", "x = 1", "[[asked]"])
def test_a_file_that_does_not_hold_to_the_form_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "loi.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as told:
        asked_of("loi", tmp_path)
    assert told.value.code == "bad_asked"


def test_every_shipped_file_is_of_a_work_of_the_catalogue_and_holds_questions() -> None:
    known = {source.source_id for source in shipped_catalogue().sources}
    names = {path.stem for path in SHIPPED.glob("*.toml")}
    assert names
    assert names <= known
    for name in names:
        for one in asked_of(name):
            assert all(8 <= len(question) <= 200 for question in one.questions), (name, one)
