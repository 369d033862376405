"""The labelled statements, and how the verdicts on them compare: `python -m evals.claims --split report`.

`tune` and `train` are read to tune, `report` never is. How each was made: evals/golden/README.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.editions.edition import Edition
from evals.edition import edition_of
from evals.questions import Base
from kb_service.contract import Verdict
from kb_service.knowledge_base import KnowledgeBase
from kb_service.verification.statements import statements
from kb_service.verification.verifier import Checked, Verifier

DATA = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 25)
"""The day for which the labels were given."""
SPLITS = ("tune", "plain", "train", "report", "report2")
JUDGED = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
"""The verdicts over which the macro-F1 is taken."""
_WORST_FIRST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.SUPPORTED, Verdict.NOT_CHECKABLE)

Confusion = Counter[tuple[Verdict, Verdict]]
"""How often each (label, verdict) came."""


@dataclass(frozen=True)
class LabelledClaim:
    """`passage` are the exact words that decide, in the article `source`; `kind` what makes it right or wrong."""

    id: str
    claim: str
    verdict: Verdict
    kind: str
    day: date
    source: str | None
    passage: str | None


def load_claims(split: str) -> list[LabelledClaim]:
    rows = [json.loads(line) for line in (DATA / f"claims-{split}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        LabelledClaim(
            id=row["id"],
            claim=row["claim"],
            verdict=Verdict(row["verdict"]),
            kind=row["kind"],
            day=date.fromisoformat(row["as_of"]) if row["as_of"] else TODAY,
            source=row["source"],
            passage=row["passage"],
        )
        for row in rows
    ]


class Checker:
    """Checks labelled claims as `KnowledgeBase.verify` does, keeping what the verdict rests on."""

    def __init__(self, verifier: Verifier, edition: Edition) -> None:
        self._verifier = verifier
        self._edition = edition

    def outcomes(self, claim: LabelledClaim) -> list[Checked]:
        """One for each sentence that can be checked; none where nothing can."""
        checkable = [s for s in statements(claim.claim) if s.not_checkable is None]
        return [self._verifier.check(self._edition, s.body, claim.day) for s in checkable]


@contextmanager
def checker(read: bool = True) -> Iterator[Checker]:
    """Over the official texts and the shipped documents; without `read` the checkers alone decide. Raises
    `Unavailable` where the official texts are absent."""
    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    try:
        knowledge_base.warm()
        with knowledge_base.edition() as edition:
            verifier = knowledge_base.verifier
            yield Checker(verifier if read else verifier.reading_with(None), edition)
    finally:
        knowledge_base.close()


def verdict_on(outcomes: Sequence[Checked]) -> Verdict:
    """The verdict on a text of several sentences: its worst one."""
    return min((o.verdict for o in outcomes), key=_WORST_FIRST.index, default=Verdict.NOT_CHECKABLE)


def scores(confusion: Confusion) -> dict[str, float]:
    """`f1`, `precision` and `recall` of each verdict, `macro_f1` over `JUDGED`, and `missed`: the share of
    the contradicted claims that were called supported."""
    found: dict[str, float] = {}
    for verdict in JUDGED:
        hits = confusion[verdict, verdict]
        precision = hits / max(sum(n for (_, got), n in confusion.items() if got is verdict), 1)
        recall = hits / max(sum(n for (label, _), n in confusion.items() if label is verdict), 1)
        found[f"precision {verdict}"], found[f"recall {verdict}"] = precision, recall
        found[f"f1 {verdict}"] = 2 * precision * recall / max(precision + recall, 1e-9)
    found["macro_f1"] = sum(found[f"f1 {verdict}"] for verdict in JUDGED) / len(JUDGED)
    contradicted = sum(n for (label, _), n in confusion.items() if label is Verdict.CONTRADICTED)
    found["missed"] = confusion[Verdict.CONTRADICTED, Verdict.SUPPORTED] / max(contradicted, 1)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="tune", choices=SPLITS)
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    confusion: Confusion = Counter()
    claims = load_claims(arguments.split)
    with checker() as check:
        started = time.perf_counter()
        for claim in claims:
            outcomes = check.outcomes(claim)
            got = verdict_on(outcomes)
            confusion[claim.verdict, got] += 1
            if arguments.failures and got is not claim.verdict:
                _tell(claim, got, outcomes)
        milliseconds = 1000 * (time.perf_counter() - started) / len(claims)
    print(f"split {arguments.split}, {len(claims)} claims, {milliseconds:.0f} ms a claim")
    print(f"{'label / verdict':>16}", *(f"{verdict:>13}" for verdict in Verdict))
    for label in Verdict:
        print(f"{label:>16}", *(f"{confusion[label, got]:>13}" for got in Verdict))
    for name, value in scores(confusion).items():
        print(f"{name:24} {value:.3f}")
    return 0


def _tell(claim: LabelledClaim, got: Verdict, outcomes: Sequence[Checked]) -> None:
    print(
        f"--- {claim.id} {claim.verdict} {claim.kind} -> {got} | {claim.claim}\n"
        f"    wanted {claim.source} | {claim.passage}"
    )
    for outcome in outcomes:
        for named in outcome.named:
            print("    reference:", named.fault, named.reason)
        for amount in outcome.amounts:
            print("    amount:", amount.standing, amount.reason)
        if outcome.other_day and outcome.other_day.shown:
            print("    other day:", outcome.other_day.shown.piece.provision.provision_id)
        for span, judged in outcome.parts:
            shown = judged.shown
            if shown is not None:
                found = [(f.outcome.value, f.topic, f.stated, f.written) for f in shown.findings]
                signals = {name: round(value, 2) for name, value in vars(shown.alignment).items()}
                whole = "whole" if shown.piece.whole else ""
                print(f"    {span} {judged.verdict} {shown.piece.provision.provision_id} {whole}")
                print(f"      support {shown.likeness:.2f} denial {shown.denial:.2f} {found}")
                print(f"      {signals} | {' '.join(shown.piece.own.text.split())[:240]}")


if __name__ == "__main__":
    sys.exit(main())
