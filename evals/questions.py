"""The question sets, and how an answer is judged against them. How each was made: evals/golden/README.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from kb_service.contract import AskResponse, Citation
from kb_service.question.message import read_message

GOLDEN = Path(__file__).parent / "golden"
WHOLE = "*"
"""In the place of an article's number: any section of the document answers."""

Key = tuple[str, str]
"""The source and the article's number: ("loi-2002-05-26", "21"); a document's sections count together, as `WHOLE`."""


class Base(StrEnum):
    """What a set is asked of: labels hold for the texts that their author read."""

    OFFICIAL = "official"
    SHIPPED = "shipped"
    WHOLE = "whole"


@dataclass(frozen=True)
class QuestionSet:
    """The files "questions-<name>" and "refusals-<name>". Nothing is tuned on a set that is `held_out`."""

    name: str
    base: Base
    held_out: bool = False


SETS = (
    QuestionSet("dev", Base.OFFICIAL),
    QuestionSet("fit", Base.OFFICIAL),
    QuestionSet("documents", Base.SHIPPED),
    QuestionSet("whole", Base.WHOLE),
    QuestionSet("second", Base.WHOLE),
    QuestionSet("cases", Base.WHOLE),
    QuestionSet("held-out", Base.OFFICIAL, held_out=True),
    QuestionSet("documents-held-out", Base.SHIPPED, held_out=True),
    QuestionSet("whole-held-out", Base.WHOLE, held_out=True),
    QuestionSet("second-held-out", Base.WHOLE, held_out=True),
    QuestionSet("cases-held-out", Base.WHOLE, held_out=True),
)


@dataclass(frozen=True)
class Golden:
    """A question with the provisions any of which answers, and the facts that an answer must state, each in any
    of the ways given. `difficulty` is easy (the text's own words), medium (paraphrase) or hard. `asked` are the words
    of a message that ask this one thing beside others; empty where it asks nothing else."""

    id: str
    question: str
    style: str
    subject: str
    difficulty: str
    as_of: date | None
    provisions: tuple[Key, ...]
    facts: tuple[tuple[str, ...], ...]
    asked: str = ""


@dataclass(frozen=True)
class Refusal:
    """A question that must be refused. `distance` is far (another world) or near (the same subject)."""

    id: str
    question: str
    reason: str
    distance: str


Asked = TypeVar("Asked", Golden, Refusal)


def load_golden(name: str) -> list[Golden]:
    return [
        Golden(
            id=row["id"],
            question=row["question"],
            style=row["style"],
            subject=row["subject"],
            difficulty=row["difficulty"],
            as_of=date.fromisoformat(row["as_of"]) if row["as_of"] else None,
            provisions=(
                *((source, number) for source, number in row.get("provisions", ())),
                *((source, WHOLE) for source in row.get("sources", ())),
            ),
            facts=tuple((fact,) if isinstance(fact, str) else tuple(fact) for fact in row["facts"]),
            asked=row.get("asked", ""),
        )
        for row in rows(f"questions-{name}")
    ]


def load_refusals(name: str) -> list[Refusal]:
    return [Refusal(row["id"], row["question"], row["reason"], row["distance"]) for row in rows(f"refusals-{name}")]


def asked_once(items: Iterable[Asked]) -> list[Asked]:
    """Without the messages that the base takes apart: what is fitted sees one question a row."""
    return [item for item in items if not read_message(item.question).asks_several]


def rows(file: str) -> list[dict[str, Any]]:
    """The lines of a golden file."""
    return [json.loads(line) for line in (GOLDEN / f"{file}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def answers(golden: Golden, key: Key) -> bool:
    """Whether a provision is one of those that answer."""
    return key in golden.provisions or (key[0], WHOLE) in golden.provisions


def keys_of(citations: Sequence[Citation]) -> list[Key]:
    """The provisions that are cited, in order, each once."""
    return list(dict.fromkeys((citation.source_id, article_of(citation.provision)) for citation in citations))


def article_of(label: str) -> str:
    """The number in "art. 21, § 1er" ("1" for "art. 1er")."""
    match = re.match(r"art\. ([^\s,]+)", label)
    return match[1].replace("1er", "1") if match else label


def facts_stated(golden: Golden, response: AskResponse) -> int:
    """How many of the facts the answer says."""
    return len(golden.facts) - len(facts_missing(golden, response))


def facts_missing(golden: Golden, response: AskResponse) -> list[str]:
    """The facts that the answer does not say, white space and apostrophes aside."""
    said = _plain(" ".join(sentence.text for sentence in response.answer.sentences))
    return [fact[0] for fact in golden.facts if not any(_plain(way) in said for way in fact)]


def says_one(golden: Golden, text: str) -> bool:
    """Whether a text says one of the facts; any text does where there are none."""
    said = _plain(text)
    return not golden.facts or any(_plain(way) in said for fact in golden.facts for way in fact)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().lower()
