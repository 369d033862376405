"""The gate: a fast run over the tuning questions must not fall below the figures recorded here by more than noise.

Noise is one standard error of the figure, by bootstrap over its questions. The recorded figures are the best that the
base has had, so small falls add up until they fail. Raising them (`kb eval --record`) is part of improving; what
must be exact (quotes, wordings) has no noise.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Defect
from evals.figures import Figure, figures_of
from evals.report.kept import Report

RECORDED = Path(__file__).with_name("gate.json")
GUARDED = ("recall@5", "MRR", "faits énoncés", "refus : F1")
EXACT = {"citations exactes": 1.0, "mauvaise version": 0.0}


@dataclass(frozen=True)
class Check:
    """A figure held to its record: `least` is the record less the noise (the most, where less is better)."""

    name: str
    recorded: float
    least: float
    value: float
    passed: bool


def recorded(path: Path = RECORDED) -> dict[str, float]:
    """Raises `Defect` ("no_record") where nothing, or not every guarded figure, was recorded: a gate that compares
    with nothing is open."""
    figures: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if missing := [name for name in GUARDED if name not in figures]:
        raise Defect("no_record", f"Aucun chiffre retenu pour {', '.join(missing)} dans {path.name}.")
    return figures


def check(report: Report, path: Path = RECORDED) -> list[Check]:
    """Every guarded figure. Raises `Defect` ("no_record", "not_measured")."""
    kept = recorded(path)
    found = {figure.name: figure for figure in figures_of(report.outcomes)}
    if missing := [name for name in (*GUARDED, *EXACT) if name not in found]:
        raise Defect("not_measured", f"La mesure n'a pas donné {', '.join(missing)}.")
    return [*(_held(found[name], kept[name]) for name in GUARDED), *(_exact(found[name]) for name in EXACT)]


def _held(figure: Figure, record: float) -> Check:
    least = record - figure.error
    return Check(figure.name, record, least, figure.value, figure.value >= least)


def _exact(figure: Figure) -> Check:
    wanted = EXACT[figure.name]
    return Check(figure.name, wanted, wanted, figure.value, figure.value == wanted)


def record(report: Report, path: Path = RECORDED) -> dict[str, float]:
    """Keep the better of what was recorded and what this run gave, and return it."""
    old: dict[str, float] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    new = {figure.name: round(figure.value, 4) for figure in figures_of(report.outcomes) if figure.name in GUARDED}
    kept = {name: max(old.get(name, 0.0), new[name]) for name in GUARDED}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return kept


def all_passed(checks: Sequence[Check]) -> bool:
    return all(one.passed for one in checks)
