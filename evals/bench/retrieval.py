"""Retrieval beside the starter's: how fast a question is searched, and whether the right article comes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.settings import Settings
from evals.bench.budgets import TOP_K
from evals.bench.statistics import Summary
from evals.metrics.ranking import rank_in
from evals.questions import Golden
from evals.systems.llama_index import Judge, Starter
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.search import search


@dataclass(frozen=True)
class Retrieval:
    """Milliseconds a question of both sides, and the ranks of the right article (`None`: not among the best `TOP_K`).

    Ours is the whole retrieval stage: analysis of the question, embedding, candidates, ranking. The
    ranks are those of the `judged` questions, whose articles are among the files.
    """

    ours: Summary
    starter: Summary
    judged: int
    our_ranks: list[int | None] = field(default_factory=list)
    starter_ranks: list[int | None] = field(default_factory=list)
    starter_ranks_strict: list[int | None] = field(default_factory=list)
    """By the articles' starts alone: see `articles`."""

    @property
    def times_faster(self) -> float:
        return self.starter.p50 / self.ours.p50


def compare(settings: Settings, starter: Starter, questions: Sequence[Golden], rounds: int) -> Retrieval:
    """Ask both the same questions, in turns of one round each, so that a noisy machine disturbs both alike.

    Neither is told the day of a question that its text does not tell.
    """
    knowledge_base = KnowledgeBase.open(settings)
    try:
        knowledge_base.warm()
        with knowledge_base.edition() as edition:
            judge = Judge(starter.texts, {file.name: s.source_id for s in edition.manifest.sources for file in s.files})
        judged = [item for item in questions if set(item.provisions) <= judge.articles()]
        ours_ms: list[float] = []
        starter_ms: list[float] = []
        starter.retrieve(questions[0].question)
        our_rank(knowledge_base, questions[0])
        for _ in range(rounds):
            for item in questions:
                started = time.perf_counter()
                starter.retrieve(item.question)
                starter_ms.append(1000 * (time.perf_counter() - started))
            for item in questions:
                started = time.perf_counter()
                our_rank(knowledge_base, item)
                ours_ms.append(1000 * (time.perf_counter() - started))
        found = [(item, starter.retrieve(item.question)) for item in judged]
        return Retrieval(
            ours=Summary.of(ours_ms),
            starter=Summary.of(starter_ms),
            judged=len(judged),
            our_ranks=[our_rank(knowledge_base, item) for item in judged],
            starter_ranks=[rank_in(judge.held(chunks), item) for item, chunks in found],
            starter_ranks_strict=[rank_in(judge.started(chunks), item) for item, chunks in found],
        )
    finally:
        knowledge_base.close()


def our_rank(knowledge_base: KnowledgeBase, item: Golden) -> int | None:
    """Search as `ask` does, and say where the right article came among the provisions."""
    with knowledge_base.edition() as edition:
        question, vector = knowledge_base.understand(item.question, None, edition)
        found = search(edition, question, vector, knowledge_base.regions, None)
    return rank_in([[(r.provision.source_id, r.provision.number)] for r in found.ranked[:TOP_K]], item)
