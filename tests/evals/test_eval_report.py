"""The page and the command: what a reader sees, what a program gets, which exit code CI gets."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html
from outcome_samples import outcome, refusal

from corpus.errors import Unavailable
from evals import experiment, gate
from evals.experiment import Plan
from evals.guards import Privacy, Verdicts
from evals.report.kept import Report
from evals.report.page import write_page
from kb_service.cli.main import app
from kb_service.cli.outcome import run

RANKS = {"mots seuls": 3, "la base": 1}
HOSTILE = "<script>alert('x')</script> & « délai » ?"


def report(**changed: object) -> Report:
    fields: dict[str, object] = {
        "made_at": datetime(2026, 11, 25, tzinfo=UTC),
        "commit": "abc1234",
        "split": "tuning",
        "model": "modele-essai",
        "editions": {"official": "e"},
        "seconds": 12.3,
        "outcomes": [
            *(outcome(f"q{i}", ranks=RANKS, confidence=0.5 + i / 50) for i in range(20)),
            outcome("q-lost", question=HOSTILE, rank=4, why="La disposition attendue est au rang 4.", ranks=RANKS),
            *(refusal(f"r{i}", confidence=0.05 + i / 100) for i in range(10)),
            refusal("r-lost", answered=True, question="quel est le prix du pain ?"),
        ],
        "verdicts": Verdicts(
            splits=["report"],
            count=2,
            confusion={"supported": {"supported": 1, "contradicted": 1}},
            scores={"macro_f1": 0.5, "missed": 0.0, "recall supported": 0.5, "precision supported": 1.0},
        ),
        "privacy": Privacy(
            splits=["report2"], count=3, recall={"names": 0.9, "HEALTH": None}, precision=1, untouched=1
        ),
    }
    return Report.model_validate(fields | changed)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    path = tmp_path_factory.mktemp("page") / "mesure.html"
    write_page(report(), path, "http://127.0.0.1:9/")
    return html.fromstring(path.read_text(encoding="utf-8"))


def test_the_page_needs_nothing_from_elsewhere(page: html.HtmlElement) -> None:
    assert not page.xpath("//script | //link | //img | //iframe")
    assert not page.xpath("//@src")
    assert "@import" not in page.xpath("string(//style)")


def test_the_table_comes_first_then_the_curves_then_the_failures(page: html.HtmlElement) -> None:
    titles = [title.text_content() for title in page.xpath("//h2")]
    assert titles.index("Les chiffres") < titles.index("Courbes") < len(titles) - 1
    assert titles[-1].startswith("Ce qui n'a pas été (2 sur 32)")
    assert len(page.xpath("//figure/*[name()='svg']")) == 5


def test_a_failure_says_what_was_asked_expected_and_came_and_why_and_can_be_opened(page: html.HtmlElement) -> None:
    (lost,) = page.xpath("//details[@id='q-lost']")
    text = " ".join(lost.text_content().split())
    assert HOSTILE in text
    for said in ("loi-2002-05-26 art. 21", "Le centre décide", "au rang 4"):
        assert said in text
    (form,) = lost.xpath(".//form")
    assert (form.get("method"), form.get("action")) == ("post", "http://127.0.0.1:9/")
    assert form.xpath("string(.//input[@name='question']/@value)") == HOSTILE


def test_what_went_well_is_not_listed(page: html.HtmlElement) -> None:
    assert [d.get("id") for d in page.xpath("//details")] == ["q-lost", "r-lost"]


def test_every_system_and_every_goal_stands_in_the_tables(page: html.HtmlElement) -> None:
    text = page.text_content()
    for said in ("mots seuls", "la base", "atteint", "Confirmé", "langage courant", "macro-F1", "citations exactes"):
        assert said in text


def test_a_fast_run_has_a_page_too(tmp_path: Path) -> None:
    fast = report(outcomes=[outcome("q", ranks={"la base": 1}), refusal("r")], verdicts=None, privacy=None)
    write_page(fast, tmp_path / "a.html")
    titles = [title.text_content() for title in html.parse(tmp_path / "a.html").xpath("//h2")]
    assert "À côté d'autres façons de chercher" not in titles


# The command


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Plan]:
    """`kb eval` without a model: the run is given, the record is that of the same run."""
    plans: list[Plan] = []

    def given(plan: Plan, on_step: object = None) -> Report:
        plans.append(plan)
        return report()

    monkeypatch.setattr(experiment, "run", given)
    monkeypatch.setattr(gate.check, "__defaults__", (tmp_path / "gate.json",))
    monkeypatch.setattr(gate.record, "__defaults__", (tmp_path / "gate.json",))
    gate.record(report(), tmp_path / "gate.json")
    return plans


def test_kb_eval_is_found_by_its_entry_point_and_writes_both_files(measured, tmp_path, capsys) -> None:
    assert run(app, ["eval", "--held-out", "--model", "un", "--model", "deux", "-o", str(tmp_path / "m")]) == 0
    assert measured == [Plan(held_out=True, fast=False, models=("un", "deux"))]
    assert json.loads((tmp_path / "m.json").read_text())["model"] == "modele-essai"
    assert (tmp_path / "m.html").is_file()
    assert "recall@5" in capsys.readouterr().out


def test_the_gate_is_fast_and_its_exit_code_tells(measured, tmp_path, capsys) -> None:
    arguments = ["eval", "--gate", "-o", str(tmp_path / "m")]
    assert run(app, arguments) == 0
    assert measured[0].fast
    kept = gate.recorded(tmp_path / "gate.json")
    higher = kept.model_copy(update={"figures": {**kept.figures, "recall@5": 2.0}})
    (tmp_path / "gate.json").write_text(higher.model_dump_json())
    assert run(app, arguments) == 1
    assert "en dessous" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["--held-out", "--gate"], ["--held-out", "--record"], ["--fast", "--model", "un"]]
)
def test_options_that_contradict_each_other_are_refused(measured, arguments) -> None:
    assert run(app, ["eval", *arguments]) == 2
    assert not measured


def test_a_name_keeps_its_dots(measured, tmp_path) -> None:
    assert run(app, ["eval", "-o", str(tmp_path / "mesure-1.5")]) == 0
    assert {path.name for path in tmp_path.glob("mesure*")} == {"mesure-1.5.html", "mesure-1.5.json"}


def test_two_reports_are_compared_and_flips_are_named(tmp_path, capsys) -> None:
    better = [o if o.id != "q-lost" else o.model_copy(update={"answered": False}) for o in report().outcomes]
    report().write(tmp_path / "a.json")
    report(outcomes=better).write(tmp_path / "b.json")
    assert run(app, ["eval", "--compare", str(tmp_path / "a.json"), str(tmp_path / "b.json")]) == 0
    out = capsys.readouterr().out
    assert "Perdu : 1" in out
    assert "q-lost réponse donnée : répondue → abstention" in out


def test_a_report_that_is_none_is_refused_in_french(tmp_path, capsys) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert run(app, ["eval", "--compare", str(tmp_path / "a.json"), str(tmp_path / "a.json")]) == 2
    assert "n'est pas le rapport" in capsys.readouterr().err


def test_missing_tools_are_named(monkeypatch, capsys) -> None:
    monkeypatch.setattr("evals.command.TOOLS", ("paquet_qui_manque",))
    assert run(app, ["eval"]) == 3
    assert "paquet_qui_manque" in capsys.readouterr().err


def test_without_the_official_texts_it_says_so(monkeypatch, tmp_path) -> None:
    from evals import edition
    from evals.questions import Base

    monkeypatch.setattr(edition, "OFFICIAL_TEXTS", tmp_path / "nowhere")
    with pytest.raises(Unavailable) as told:
        edition.files_of(Base.OFFICIAL)
    assert told.value.code == "no_official_texts"
