"""Subjects of which a trainer prepares a briefing, and whether the base finds what such a document must rest on."""

from __future__ import annotations

from dataclasses import dataclass

from evals.outcome import Kept
from evals.questions import WHOLE, Key, keys_of, rows
from kb_service.contract import AskRequest
from kb_service.knowledge_base import KnowledgeBase

LISTED = 20
"""How many provisions are looked at: a briefing of two pages rests on more than an answer does."""


@dataclass(frozen=True)
class Subject:
    """`must` are the provisions and documents that a briefing on `subject` cannot do without."""

    id: str
    subject: str
    must: tuple[Key, ...]


class BriefingOutcome(Kept):
    """Which of the pieces that a briefing needs were found, of all."""

    id: str
    subject: str
    needed: int
    missing: list[str]


def load_subjects(held_out: bool) -> list[Subject]:
    name = "briefings-held-out" if held_out else "briefings"
    return [Subject(row["id"], row["subject"], tuple((s, n) for s, n in row["must"])) for row in rows(name)]


def found_for(knowledge_base: KnowledgeBase, subject: Subject) -> BriefingOutcome:
    """Ask for a subject as a trainer would type it, and look among the first `LISTED` provisions."""
    response = knowledge_base.ask(AskRequest(question=subject.subject, limit=LISTED))
    keys = keys_of(response.citations)
    sources = {source for source, _ in keys}
    missing = [
        f"{source} {number}".removesuffix(f" {WHOLE}")
        for source, number in subject.must
        if (source not in sources if number == WHOLE else (source, number) not in keys)
    ]
    return BriefingOutcome(id=subject.id, subject=subject.subject, needed=len(subject.must), missing=missing)
