"""Two runs compared, and the gate: what falls is seen, what did not move is not called a gain."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from outcome_samples import outcome, refusal

from corpus.errors import BadInput, Defect
from evals import gate
from evals.compare import compare
from evals.outcome import Outcome
from evals.report.kept import Report, read_report


def report(*outcomes: Outcome) -> Report:
    return Report(
        made_at=datetime(2026, 11, 25, tzinfo=UTC),
        commit="abc",
        split="tuning",
        model="m",
        editions={},
        seconds=1,
        outcomes=list(outcomes),
    )


def good(count: int = 20) -> list[Outcome]:
    return [*(outcome(f"q{i}") for i in range(count)), *(refusal(f"r{i}") for i in range(count))]


def test_flips_are_named_both_ways() -> None:
    before = report(outcome("a"), outcome("b", rank=None, first_is_right=False), refusal("r"))
    after = report(outcome("a", rank=7, answered=False), outcome("b"), refusal("r", answered=True))
    flips = {(flip.id, flip.respect): flip.better for flip in compare(before, after).flips}
    assert flips == {
        ("a", "parmi les cinq premières"): False,
        ("a", "réponse donnée"): False,
        ("b", "parmi les cinq premières"): True,
        ("r", "refus"): False,
    }


def test_a_run_compared_with_itself_has_not_moved() -> None:
    comparison = compare(report(*good()), report(*good()))
    assert not comparison.flips
    assert all(moved.gain == 0 and not moved.sure for moved in comparison.moved)


def test_one_question_of_forty_is_chance_and_fifteen_are_not() -> None:
    def moved(lost: int) -> bool | None:
        after = [outcome(f"q{i}", rank=None) if i < lost else outcome(f"q{i}") for i in range(40)]
        comparison = compare(report(*(outcome(f"q{i}") for i in range(40))), report(*after))
        return next(m.sure for m in comparison.moved if m.name == "recall@5")

    assert moved(1) is False
    assert moved(15) is True


def test_only_common_questions_are_compared() -> None:
    comparison = compare(report(outcome("a")), report(outcome("a"), outcome("new", rank=None)))
    assert comparison.common == 1
    assert comparison.only == (0, 1)
    assert next(m for m in comparison.moved if m.name == "recall@5").gain == 0


def test_more_wrong_wordings_are_a_loss() -> None:
    after = report(outcome("a", wrong_wording=["x"]), refusal("r"))
    comparison = compare(report(outcome("a"), refusal("r")), after)
    assert next(m for m in comparison.moved if m.name == "mauvaise version").gain < 0


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "gate.json"
    gate.record(report(*good()), path)
    return path


def test_the_gate_opens_for_what_was_recorded(record: Path) -> None:
    assert gate.all_passed(gate.check(report(*good()), record))


def test_figures_of_other_questions_are_no_measure_and_the_record_is_begun_anew(record: Path) -> None:
    other = report(*good(), outcome("new", rank=None))
    with pytest.raises(Defect) as told:
        gate.check(other, record)
    assert told.value.code == "other_questions"
    assert gate.record(other, record).figures["recall@5"] < 1
    assert gate.all_passed(gate.check(other, record))


@pytest.mark.parametrize(
    "worse",
    [
        {"rank": None, "first_is_right": False},
        {"missing": ["trente jours"]},
        {"answered": False, "missing": ["trente jours"]},
    ],
)
def test_the_gate_shuts_where_a_figure_falls(record: Path, worse: dict[str, object]) -> None:
    fallen = [outcome(f"q{i}", **worse) if i < 8 else outcome(f"q{i}") for i in range(20)]
    checks = gate.check(report(*fallen, *(refusal(f"r{i}") for i in range(20))), record)
    assert not gate.all_passed(checks)


def test_the_gate_shuts_for_one_quote_and_for_one_wrong_wording(record: Path) -> None:
    for worse in ({"exact": 1}, {"wrong_wording": ["x"]}):
        outcomes = [outcome("q0", **worse), *good()[1:]]
        assert not gate.all_passed(gate.check(report(*outcomes), record))


def test_a_fall_within_the_noise_passes_and_leaves_the_record(tmp_path: Path) -> None:
    def run(found: int) -> Report:
        questions = (outcome(f"q{i}", rank=1 if i < found else None) for i in range(200))
        return report(*questions, *(refusal(f"r{i}") for i in range(100)))

    path = tmp_path / "gate.json"
    gate.record(run(190), path)
    kept = json.loads(path.read_text())
    assert gate.all_passed(gate.check(run(188), path))
    assert not gate.all_passed(gate.check(run(180), path))
    gate.record(run(188), path)
    assert json.loads(path.read_text()) == kept


def test_a_gate_without_a_record_is_no_gate(tmp_path: Path) -> None:
    with pytest.raises(Defect) as told:
        gate.check(report(*good()), tmp_path / "none.json")
    assert told.value.code == "no_record"


def test_a_run_that_measured_nothing_does_not_pass(record: Path) -> None:
    with pytest.raises(Defect) as told:
        gate.check(report(*(o.model_copy(update={"must_refuse": True}) for o in good())), record)
    assert told.value.code == "not_measured"


def test_the_recorded_figures_of_the_project_are_there() -> None:
    assert set(gate.recorded().figures) == set(gate.GUARDED)


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = report(*good())
    written.write(tmp_path / "a.json")
    assert read_report(tmp_path / "a.json") == written


@pytest.mark.parametrize(
    ("content", "code"), [("{}", "not_a_report"), ("\x00", "not_a_report"), (None, "no_such_file")]
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "a.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BadInput) as told:
        read_report(path)
    assert told.value.code == code
