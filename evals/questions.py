"""The question sets, and how an answer is judged against them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kb_service.contract import AskResponse, Citation

WHOLE = "*"
SETS = Path(__file__).resolve().parents[1] / "tests" / "data"


@dataclass(frozen=True)
class Golden:
    """A question with the articles any of which answers, and the strings that an answer must say. Of a shipped
    document any section answers: its number is `WHOLE`."""

    id: str
    question: str
    style: str
    as_of: date | None
    provisions: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A question that must be refused."""

    id: str
    question: str
    reason: str
    distance: str


def load_golden(name: str) -> list[Golden]:
    return [
        Golden(
            id=row["id"],
            question=row["question"],
            style=row["style"],
            as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            provisions=(
                *((source, number) for source, number in row.get("provisions", ())),
                *((source, WHOLE) for source in row.get("sources", ())),
            ),
            facts=tuple(row["facts"]),
        )
        for row in _rows(name)
    ]


def load_refusals(name: str) -> list[Refusal]:
    return [Refusal(row["id"], row["question"], row["reason"], row["distance"]) for row in _rows(name)]


def _rows(name: str) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def rank_of(golden: Golden, citations: Sequence[Citation]) -> int | None:
    """The rank, from 1, of the first cited provision that answers; each provision counts once."""
    seen: list[tuple[str, str]] = []
    for citation in citations:
        number = article_of(citation.provision)
        key = (citation.source_id, number)
        if key not in seen:
            seen.append(key)
    ranks = [
        rank
        for rank, (source, number) in enumerate(seen, start=1)
        if (source, number) in golden.provisions or (source, WHOLE) in golden.provisions
    ]
    return min(ranks, default=None)


def article_of(label: str) -> str:
    """The number in "art. 21, § 1er" ("1" for "art. 1er")."""
    match = re.match(r"art\. ([^\s,]+)", label)
    return match[1].replace("1er", "1") if match else label


def facts_stated(golden: Golden, response: AskResponse) -> int:
    """How many of the facts the answer says, white space and apostrophes aside."""
    said = _plain(" ".join(sentence.text for sentence in response.answer.sentences))
    return sum(_plain(fact) in said for fact in golden.facts)


def says_one(golden: Golden, text: str) -> bool:
    """Whether a text says one of the facts; any text does where there are none."""
    said = _plain(text)
    return not golden.facts or any(_plain(fact) in said for fact in golden.facts)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().lower()
