"""The gate: a fast run over the tuning questions must not fall below the figures recorded here by more than noise.

Noise is one standard error of the figure, by bootstrap over its questions. The recorded figures are the best that the
base has had, so small falls add up until they fail. Raising them (`kb eval --record`) is part of improving; what
must be exact (quotes, wordings) has no noise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Defect
from evals.figures import Figure, figures_of
from evals.outcome import Kept
from evals.report.kept import Report

RECORDED = Path(__file__).with_name("gate.json")
GUARDED = ("recall@5", "MRR", "faits énoncés", "refus : F1")
REMEDY = "Retenez les chiffres d'aujourd'hui avec « kb eval --record », après les avoir lus."
EXACT = {"citations exactes": 1.0, "mauvaise version": 0.0}


@dataclass(frozen=True)
class Check:
    """A figure held to its record: `least` is the record less the noise (the most, where less is better)."""

    name: str
    recorded: float
    least: float
    value: float
    passed: bool


class Record(Kept):
    """The best figures so far, and the questions over which they were measured: other questions give other figures."""

    questions: str
    figures: dict[str, float]


def questions_of(report: Report) -> str:
    """A fingerprint of what was asked."""
    asked = sorted(f"{outcome.id} {outcome.question}" for outcome in report.outcomes)
    return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16]


def recorded(path: Path = RECORDED) -> Record:
    """Raises `Defect` ("no_record") where nothing, or not every guarded figure, was recorded: a gate that compares
    with nothing is open."""
    record = _read(path)
    if record is None or (missing := [name for name in GUARDED if name not in record.figures]):
        what = ", ".join(missing if record else GUARDED)
        raise Defect("no_record", f"Aucun chiffre retenu pour {what} dans {path.name}.", REMEDY)
    return record


def check(report: Report, path: Path = RECORDED) -> list[Check]:
    """Every guarded figure. Raises `Defect` ("no_record", "other_questions", "not_measured")."""
    kept = recorded(path)
    if kept.questions != questions_of(report):
        raise Defect("other_questions", f"Les chiffres de {path.name} viennent d'autres questions.", REMEDY)
    found = {figure.name: figure for figure in figures_of(report.outcomes)}
    if missing := [name for name in (*GUARDED, *EXACT) if name not in found]:
        raise Defect("not_measured", f"La mesure n'a pas donné {', '.join(missing)}.")
    return [*(_held(found[name], kept.figures[name]) for name in GUARDED), *(_exact(found[name]) for name in EXACT)]


def _held(figure: Figure, record: float) -> Check:
    least = record - figure.error
    return Check(figure.name, record, least, figure.value, figure.value >= least)


def _exact(figure: Figure) -> Check:
    wanted = EXACT[figure.name]
    return Check(figure.name, wanted, wanted, figure.value, figure.value == wanted)


def record(report: Report, path: Path = RECORDED) -> Record:
    """Keep the better of what was recorded and what this run gave; begun anew where the questions are others."""
    old = _read(path)
    asked = questions_of(report)
    best = old.figures if old and old.questions == asked else {}
    new = {figure.name: round(figure.value, 4) for figure in figures_of(report.outcomes) if figure.name in GUARDED}
    kept = Record(questions=asked, figures={name: max(best.get(name, 0.0), new[name]) for name in GUARDED})
    path.write_text(kept.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return kept


def _read(path: Path) -> Record | None:
    return Record.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None


def all_passed(checks: Sequence[Check]) -> bool:
    return all(one.passed for one in checks)
