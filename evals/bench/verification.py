"""What checking a text costs beside asking its sentences one by one, and what the guard adds to a question."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.settings import Settings
from evals.bench.budgets import WORDS_OF_A_TEXT
from evals.bench.statistics import Summary
from evals.claims import load_claims
from kb_service.contract import AskRequest, VerifyRequest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.privacy.guard import load_guard


@dataclass(frozen=True)
class Verification:
    """Seconds for a text of about `WORDS_OF_A_TEXT` words, in-process and warm; `asked`: for its sentences asked as
    questions; `guard`: milliseconds for a question."""

    texts: Summary
    asked: Summary
    guard: Summary


def measure(settings: Settings, questions: Sequence[str], texts: int) -> Verification:
    """`texts` texts made of labelled claims, after as many others that warm what is remembered of the articles."""
    pasted = _texts([claim.claim for claim in load_claims("tune")], 2 * texts)
    knowledge_base = KnowledgeBase.open(settings)
    try:
        knowledge_base.warm()
        for text in pasted[texts:]:
            knowledge_base.verify(VerifyRequest(text=text))
        verified, asked = [], []
        for text in pasted[:texts]:
            verified.append(_seconds(partial(knowledge_base.verify, VerifyRequest(text=text))))
            asked.append(_seconds(partial(_ask_each, knowledge_base, text.split("\n"))))
        guard = load_guard()
        inspected = [1000 * _seconds(partial(guard.inspect, question)) for question in questions]
    finally:
        knowledge_base.close()
    return Verification(Summary.of(verified), Summary.of(asked), Summary.of(inspected))


def _ask_each(knowledge_base: KnowledgeBase, questions: Sequence[str]) -> None:
    for question in questions:
        knowledge_base.ask(AskRequest(question=question))


def _texts(claims: Sequence[str], wanted: int) -> list[str]:
    """Texts of claims, one a line, each of at least `WORDS_OF_A_TEXT` words; the claims come again when used up."""
    texts: list[str] = []
    lines: list[str] = []
    position = 0
    while len(texts) < wanted:
        lines.append(claims[position % len(claims)])
        position += 1
        if sum(len(line.split()) for line in lines) >= WORDS_OF_A_TEXT:
            texts.append("\n".join(lines))
            lines = []
    return texts


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
