"""Outcomes to measure, made by hand."""

from __future__ import annotations

from typing import Any

from evals.outcome import Cited, Outcome
from evals.questions import Base


def outcome(name: str, **changed: Any) -> Outcome:
    """A question that went well: first, answered, all facts stated, quotes exact; unless changed."""
    fields: dict[str, Any] = {
        "id": name,
        "group": "dev",
        "base": Base.OFFICIAL,
        "must_refuse": False,
        "question": f"question {name} ?",
        "as_of": None,
        "style": "everyday",
        "subject": "recours",
        "difficulty": "easy",
        "expected": ["loi-2002-05-26 art. 21"],
        "rank": 1,
        "answered": True,
        "reason": None,
        "reason_expected": None,
        "confidence": 0.9,
        "first_is_right": True,
        "facts": 1,
        "missing": [],
        "cited_by_answer": 1,
        "cited_rightly": 1,
        "quotes": 2,
        "exact": 2,
        "wrong_wording": [],
        "came": [Cited(label="loi-2002-05-26 art. 21", quote="Le centre décide …", url=None)],
        "timings_ms": {"retrieval": 10.0, "total": 20.0},
    }
    fields |= changed
    return Outcome(**fields)


def refusal(name: str, answered: bool = False, **changed: Any) -> Outcome:
    """A question that must be refused."""
    told = {"confidence": 0.7 if answered else 0.2, "first_is_right": False, "rank": None, "facts": 0}
    return outcome(
        name,
        **{
            "must_refuse": True,
            "answered": answered,
            "reason": None if answered else "no_evidence",
            "reason_expected": "no_evidence",
            "style": "refusal",
            "expected": [],
            **told,
            **changed,
        },
    )
