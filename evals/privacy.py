"""The labelled cases of the personal-data guard, and how it does on them: `python -m evals.privacy --split report`.

A case is a text and the spans that must be masked; every person and number in the cases is fictional. The spans of
a case stand in reading order, one for each occurrence, so each is looked for after the end of the one before it.

A label is found when the predictions, whatever their types, cover at least 80 % of its characters, white space
aside: what matters is that it is masked. Whether the type agrees is counted apart. A prediction is right when a
label, of any type, overlaps at least half of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from corpus.readers.personal_data import LABELS
from kb_service.privacy.guard import load_guard

DATA = Path(__file__).parent / "golden"
SPLITS = ("train", "tune", "tune2", "tune3", "report", "report2", "report3", "report4")
"""Those that are tuned on, and those that only measure; how each was made: evals/golden/README.md."""
STRUCTURED = tuple(label for label in LABELS[1:] if label not in ("PERSON", "HEALTH"))
NAMES = ("PERSON",)
TYPES = (*STRUCTURED, *NAMES, "HEALTH")
GROUPS = {"structured": STRUCTURED, "names": NAMES}
COVERED = 0.8
OVERLAP = 0.5

Prediction: TypeAlias = tuple[str, int, int]
"""The type of a finding, where it starts and where it ends in the text."""


@dataclass(frozen=True)
class LabelledSpan:
    """A piece of personal data in the text of a case, from `start` to `end` (excluded)."""

    type: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A text that someone could type, and what is personal in it."""

    id: str
    text: str
    spans: tuple[LabelledSpan, ...]
    style: str
    note: str


@dataclass(frozen=True)
class Tally:
    """Labels by their own type, predictions by theirs; a rate without anything to count is None."""

    labelled: int = 0
    found: int = 0
    """labels masked by predictions of any type"""
    typed: int = 0
    """labels masked by predictions of their own type alone"""
    predicted: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.labelled + other.labelled,
            self.found + other.found,
            self.typed + other.typed,
            self.predicted + other.predicted,
            self.right + other.right,
        )

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.labelled)

    @property
    def typed_recall(self) -> float | None:
        return _share(self.typed, self.labelled)

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.predicted)


@dataclass(frozen=True)
class Scores:
    """The tallies by type (those of the labels and of the predictions), by group and overall, and the clean cases."""

    types: dict[str, Tally]
    groups: dict[str, Tally]
    overall: Tally
    clean: int
    """cases that hold nothing personal"""
    untouched: int
    """clean cases without any finding"""

    @property
    def clean_precision(self) -> float | None:
        return _share(self.untouched, self.clean)


def load_cases(split: str) -> list[Case]:
    """The cases of one of `SPLITS`."""
    lines = (DATA / f"privacy-{split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return [
        Case(
            id=row["id"],
            text=row["text"],
            spans=_locate(row["text"], [(span["type"], span["text"]) for span in row["spans"]]),
            style=row["style"],
            note=row["note"],
        )
        for row in rows
    ]


def score(cases: Sequence[Case], found: Sequence[Sequence[Prediction]]) -> Scores:
    """Scores the predictions of a detector, in the order of the cases."""
    types = {name: Tally() for name in TYPES}
    clean = untouched = 0
    for case, predictions in zip(cases, found, strict=True):
        for label in case.spans:
            masked = _covers(predictions, label)
            typed = _covers([prediction for prediction in predictions if prediction[0] == label.type], label)
            types[label.type] += Tally(labelled=1, found=int(masked), typed=int(typed))
        for name, start, end in predictions:
            right = _is_right(start, end, case.spans)
            types[name] = types.get(name, Tally()) + Tally(predicted=1, right=int(right))
        if not case.spans:
            clean += 1
            untouched += not predictions
    groups = {group: _total(types[name] for name in names) for group, names in GROUPS.items()}
    return Scores(types, groups, _total(types.values()), clean, untouched)


def _locate(text: str, labels: Iterable[tuple[str, str]]) -> tuple[LabelledSpan, ...]:
    spans: list[LabelledSpan] = []
    position = 0
    for name, value in labels:
        if name not in TYPES:
            raise ValueError(f"unknown type {name!r}")
        start = text.index(value, position)
        position = start + len(value)
        spans.append(LabelledSpan(name, value, start, position))
    return tuple(spans)


def _covers(predictions: Iterable[Prediction], label: LabelledSpan) -> bool:
    wanted = {label.start + offset for offset, character in enumerate(label.text) if not character.isspace()}
    covered = {place for _, start, end in predictions for place in range(start, end)}
    return len(wanted & covered) >= COVERED * len(wanted)


def _is_right(start: int, end: int, labels: Iterable[LabelledSpan]) -> bool:
    overlap = max((min(end, label.end) - max(start, label.start) for label in labels), default=0)
    return overlap > 0 and overlap >= OVERLAP * (end - start)


def _total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def main() -> int:
    parser = argparse.ArgumentParser(description="How much of the labelled personal data the guard finds.")
    parser.add_argument("--split", default="tune", choices=SPLITS)
    parser.add_argument("--failures", action="store_true", help="list what was missed, and what was found for nothing")
    arguments = parser.parse_args()
    guard = load_guard()
    cases = load_cases(arguments.split)
    guard.inspect("délai")
    times: list[float] = []
    found: list[list[Prediction]] = []
    for case in cases:
        started = time.perf_counter()
        inspection = guard.inspect(case.text)
        times.append(1000 * (time.perf_counter() - started))
        found.append([(span.kind.value, span.start, span.end) for span in inspection.spans])
        if arguments.failures and {(s.start, s.end) for s in case.spans} != {(s, e) for _, s, e in found[-1]}:
            print(case.id, case.text, [(s.type, s.text) for s in case.spans], "->", inspection.masked, sep="\n    ")
    result = score(cases, found)
    print(f"split {arguments.split}, {len(cases)} cases")
    for name, tally in (*result.types.items(), *result.groups.items(), ("overall", result.overall)):
        print(f"{name:14} recall {_said(tally.recall)}  precision {_said(tally.precision)}  of {tally.labelled}")
    print(f"cases without personal data left untouched: {result.untouched}/{result.clean}")
    print(f"milliseconds a text: p50 {statistics.median(times):.1f}, p95 {sorted(times)[int(0.95 * len(times))]:.1f}")
    return 0


def _said(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
