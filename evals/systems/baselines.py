"""The usual ways, over the passages of one of our editions: words, vectors, and both fused.

They are given more than a usual pipeline has: passages cut along the law's structure, and only those in force on the
day, in the centre's regions. What they lack is the domain: thesaurus, questions typically asked, signals, law first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.editions.edition import Edition
from corpus.embedding.embedder import Embedder
from corpus.legal_text.tokens import tokens
from evals.metrics.ranking import DEPTH, Places
from evals.questions import Golden, keys_of
from kb_service.contract import AskRequest
from kb_service.knowledge_base import KnowledgeBase

SEARCHED = 100
"""How many passages each search lists before they are grouped by provision."""
RRF_K = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke & Büttcher, 2009)."""

Passages = Sequence[int]
"""Ordinals, best first."""
Listing = Callable[[Edition, Golden], Passages]


@dataclass(frozen=True)
class Baseline:
    """One way to list passages, grouped by provision."""

    name: str
    knowledge_base: KnowledgeBase
    listing: Listing

    def search(self, golden: Golden) -> Places:
        with self.knowledge_base.edition() as edition:
            provisions = edition.provisions_of_passages(self.listing(edition, golden))
            return [[key] for key in dict.fromkeys((p.source_id, p.number) for p in provisions)][:DEPTH]


def words(knowledge_base: KnowledgeBase, expanded: bool = False) -> Listing:
    """BM25 over the question's own words; `expanded` adds those of the thesaurus and mends typing errors."""

    def listing(edition: Edition, golden: Golden) -> Passages:
        question = knowledge_base.analyse(golden.question, golden.as_of, edition)
        terms = question.terms if expanded else tuple((t, 1.0) for t in dict.fromkeys(tokens(golden.question)))
        allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
        names, weights = zip(*terms, strict=True) if terms else ((), ())
        ordinals, _ = edition.words(names, SEARCHED, weights, allowed)
        return [int(ordinal) for ordinal in ordinals]

    return listing


def vectors(knowledge_base: KnowledgeBase, embedder: Embedder) -> Listing:
    """The passages whose vectors are nearest to the question's."""

    def listing(edition: Edition, golden: Golden) -> Passages:
        question = knowledge_base.analyse(golden.question, golden.as_of, edition)
        allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
        ordinals, _ = edition.nearest(embedder.embed_query(golden.question), SEARCHED, allowed)
        return [int(ordinal) for ordinal in ordinals]

    return listing


def fused(*listings: Listing) -> Listing:
    """Several lists in one, by reciprocal rank fusion."""

    def listing(edition: Edition, golden: Golden) -> Passages:
        scores: dict[int, float] = defaultdict(float)
        for one in listings:
            for rank, ordinal in enumerate(one(edition, golden), start=1):
                scores[ordinal] += 1 / (RRF_K + rank)
        return sorted(scores, key=lambda ordinal: (-scores[ordinal], ordinal))

    return listing


def other_model(knowledge_base: KnowledgeBase, embedder: Embedder) -> Listing:
    """As `vectors`, by another model than the edition's: every passage is embedded by it first (minutes)."""
    with knowledge_base.edition() as edition:
        passages = edition.passages(range(edition.size))
        matrix = embedder.embed_passages([passage.indexed_text for passage in passages])

    def listing(edition: Edition, golden: Golden) -> Passages:
        question = knowledge_base.analyse(golden.question, golden.as_of, edition)
        allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
        cosines = np.where(allowed, matrix @ embedder.embed_query(golden.question), -1)
        return [int(ordinal) for ordinal in np.argsort(-cosines, kind="stable")[:SEARCHED] if cosines[ordinal] > -1]

    return listing


@dataclass(frozen=True)
class Product:
    """The base itself, or a variant of it: what its citations list, whether it answers or not."""

    name: str
    knowledge_base: KnowledgeBase

    def search(self, golden: Golden) -> Places:
        request = AskRequest(question=golden.question, as_of=golden.as_of, limit=DEPTH)
        return [[key] for key in keys_of(self.knowledge_base.ask(request).citations)]
