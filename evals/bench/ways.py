"""The ways to search a question that are timed beside one another, in one process, over the same passages.

Each hands back the texts of its best `TOP_K`: ours as provisions, with all that retrieval does (analysis, embedding,
candidates, ranking); the others as passages, without the day, the regions or the thesaurus.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from corpus.embedding.embedder import Embedder
from corpus.errors import Defect
from corpus.legal_text.tokens import tokens
from evals.bench.budgets import TOP_K
from evals.bench.statistics import Summary
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.search import search


class Way(StrEnum):
    """As it is told; `OURS` is what the others are compared with."""

    OURS = "la base"
    WORDS = "mots seuls"
    VECTORS = "vecteurs seuls"
    STARTER = "starter LlamaIndex"


Search = Callable[[str], int]
"""Searches a question, and says how many results came."""
WARMING = 10
"""How many questions each way answers before it is timed."""
FOUND_SHARE = 0.9
"""Of how many questions a way must find something, for its time to be that of a search."""


def ways(knowledge_base: KnowledgeBase, embedder: Embedder, retriever: Any) -> dict[Way, Search]:
    """`embedder` is the model of the edition, `retriever` the enlarged starter's."""

    def ours(text: str) -> int:
        with knowledge_base.edition() as edition:
            question, vector = knowledge_base.understand(text, None, edition)
            return len(search(edition, question, vector, knowledge_base.regions, None).ranked[:TOP_K])

    def words(text: str) -> int:
        with knowledge_base.edition() as edition:
            return len(edition.passages(edition.words(list(dict.fromkeys(tokens(text))), TOP_K)[0]))

    def vectors(text: str) -> int:
        with knowledge_base.edition() as edition:
            return len(edition.passages(edition.nearest(embedder.embed_query(text), TOP_K)[0]))

    def starter(text: str) -> int:
        return len(retriever.retrieve(text))

    return {Way.OURS: ours, Way.WORDS: words, Way.VECTORS: vectors, Way.STARTER: starter}


def in_turns(searches: Mapping[Way, Search], questions: Sequence[str], rounds: int) -> dict[Way, Summary]:
    """Milliseconds a question of each way, in turns of one round each, so that a noisy machine disturbs all alike.

    Raises `Defect` ("bench_found_nothing") for a way that finds hardly anything: it did not search.
    """
    taken: dict[Way, list[float]] = {way: [] for way in searches}
    found = dict.fromkeys(searches, 0)
    for one in searches.values():
        for question in questions[:WARMING]:
            one(question)
    for _ in range(rounds):
        for way, one in searches.items():
            for question in questions:
                started = time.perf_counter()
                results = one(question)
                taken[way].append(1000 * (time.perf_counter() - started))
                found[way] += results > 0
    for way, series in taken.items():
        if found[way] < FOUND_SHARE * len(series):
            raise Defect("bench_found_nothing", f"« {way} » n'a rien trouvé {len(series) - found[way]} fois.")
    return {way: Summary.of(series) for way, series in taken.items()}
