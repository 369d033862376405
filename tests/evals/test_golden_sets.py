"""The golden sets hold to their form, are as large as promised, and what is held back stays apart."""

from __future__ import annotations

import json

import pytest

from corpus.asked import SHIPPED as ASKED
from corpus.asked import asked_of
from corpus.legal_text.normalise import fold
from corpus.legal_text.tokens import tokens
from evals.briefings import load_subjects
from evals.fitting.confidence import TOLD
from evals.fitting.rules import LABELS_OF
from evals.questions import GOLDEN, SETS, Golden, load_golden, load_refusals

STYLES = {
    "terms", "everyday", "acronym", "typo", "telegraphic", "other_language", "case", "reference", "as_of", "compound", "basic",
}  # fmt: skip
SAME = 0.75
"""The share of words in common (Jaccard) from which two questions say the same."""
HELD_OUT = [one.name for one in SETS if one.held_out]
TUNING = [one.name for one in SETS if not one.held_out]


@pytest.mark.parametrize("name", [one.name for one in SETS])
def test_every_row_has_its_fields(name: str) -> None:
    for item in load_golden(name):
        assert item.provisions, item.id
        assert item.style in STYLES, item.id
        assert item.difficulty in {"easy", "medium", "hard"}, item.id
        assert item.subject, item.id
    for refusal in load_refusals(name):
        assert refusal.distance in {"near", "far"}, refusal.id
        assert refusal.reason in {"out_of_scope", "no_evidence", "no_version_at_date", "not_a_question"}, refusal.id


def test_ids_are_unique() -> None:
    ids = [item.id for one in SETS for item in (*load_golden(one.name), *load_refusals(one.name))]
    assert len(ids) == len(set(ids))


def test_no_question_stands_in_two_sets() -> None:
    """A message that asks several things is a row for each of them."""
    items = [item for one in SETS for item in (*load_golden(one.name), *load_refusals(one.name))]
    asked = [(fold(item.question), item.asked if isinstance(item, Golden) else "") for item in items]
    assert len(asked) == len(set(asked))
    assert all(item.asked in item.question for item in items if isinstance(item, Golden))


def test_no_question_that_helps_to_find_says_what_a_golden_one_does() -> None:
    golden = [(item.id, frozenset(tokens(item.question))) for one in SETS for item in load_golden(one.name)]
    for path in ASKED.glob("*.toml"):
        for question in (question for asked in asked_of(path.stem) for question in asked.questions):
            own = frozenset(tokens(question))
            near = [name for name, said in golden if len(own & said) >= SAME * len(own | said)]
            assert not near, (path.stem, question)


def test_no_question_that_the_reader_of_answers_learns_from_says_what_a_golden_one_does() -> None:
    golden = [
        frozenset(tokens(item.question)) for one in SETS for item in (*load_golden(one.name), *load_refusals(one.name))
    ]
    rows = [json.loads(line) for line in (GOLDEN / "questions-pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    for hands in (rows[:1124], rows[1124:]):  # some passages were given to two authors
        assert len({row["passage"] for row in hands}) == len(hands)
    questions = [question for row in rows for question in (*row["leaves_open"], *row["answers"])]
    unanswered = (GOLDEN / "refusals-pairs.jsonl").read_text(encoding="utf-8").splitlines()
    for question in (*questions, *(json.loads(line)["question"] for line in unanswered)):
        own = frozenset(tokens(question))
        assert not [said for said in golden if len(own & said) >= SAME * len(own | said)], question


def test_cases_that_are_told_stand_in_no_measured_set() -> None:
    measured = [
        frozenset(tokens(item.question)) for one in SETS for item in (*load_golden(one.name), *load_refusals(one.name))
    ]
    cases = [*load_golden(TOLD), *load_refusals(TOLD)]
    assert len({case.id for case in cases}) == len(cases) == 400
    for case in cases:
        own = frozenset(tokens(case.question))
        assert not [said for said in measured if len(own & said) >= SAME * len(own | said)], case.id


def test_no_tuning_row_says_what_a_held_back_one_does() -> None:
    def said(names: list[str]) -> list[tuple[str, frozenset[str]]]:
        items = [item for name in names for item in (*load_golden(name), *load_refusals(name))]
        return [(item.id, frozenset(tokens(item.question))) for item in items]

    held_back = said(HELD_OUT)
    for name, own in said(TUNING):
        assert not [other for other, words in held_back if words and len(own & words) >= SAME * len(own | words)], name


def test_the_sets_are_as_large_as_promised_and_nearly_a_third_is_held_back() -> None:
    counts = {
        kind: [sum(len(load(name)) for name in names) for names in (TUNING, HELD_OUT)]
        for kind, load in (("questions", load_golden), ("refusals", load_refusals))
    }
    for kind, least in (("questions", 200), ("refusals", 60)):
        tuning, held_out = counts[kind]
        assert tuning + held_out >= least
        assert held_out >= 0.29 * (tuning + held_out), (kind, counts)
    assert len(load_subjects(False)) + len(load_subjects(True)) >= 30


def test_every_file_is_told_of() -> None:
    told = (GOLDEN / "README.md").read_text(encoding="utf-8")
    for path in GOLDEN.glob("*.jsonl"):
        kind, _, name = path.stem.partition("-")
        assert f"`{name}`" in told or f"`{path.stem}`" in told, (kind, name)


def test_what_a_search_found_is_judged_text_by_text() -> None:
    for line in (GOLDEN / "questions-judged.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = [passage for kind in ("answered_by", "left_open_by", "unsure") for passage in row[kind]]
        assert 1 <= len(found) == len(set(found)) <= 4, row["question"]
    for line in (GOLDEN / "claims-judged.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = {(text["provision"], text["start"], text["end"]) for text in row["texts"]}
        assert 1 <= len(places) == len(row["texts"]), row["statement"]
        for text in row["texts"]:
            assert text["says"] in {*LABELS_OF, "unsure"}
            assert text["opens"]
            assert 0 <= text["start"] < text["end"]


def test_each_statement_that_was_judged_is_one_of_the_pairs() -> None:
    pairs = [json.loads(line) for line in (GOLDEN / "claims-pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    written = {
        (row["source"], said)
        for row in pairs
        for said in (*row["supported"], *row["unsupported"], *(said for _, said in row["contradicted"]))
    }
    rows = [json.loads(line) for line in (GOLDEN / "claims-judged.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all((row["source"], row["statement"]) in written for row in rows)
