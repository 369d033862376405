"""One search: candidates among the wordings in force, ranked; and whether the day is what keeps them out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.embedding.reranker import Reranker
from corpus.model import Kind, Region
from kb_service.question.analysis import Question
from kb_service.retrieval.candidates import Candidates, find_candidates
from kb_service.retrieval.idf import Idf
from kb_service.retrieval.law_first import law_first, with_explained
from kb_service.retrieval.named import Named, find_named
from kb_service.retrieval.nearness import NOWHERE, Around, Known
from kb_service.retrieval.ranking import RankedProvision, rank


@dataclass(frozen=True)
class Found:
    """`ranked` are the provisions in force on the day; `any_day` the best ones whatever the day, asked
    only where the question names a day; `idf` what each term of the question tells in this
    edition, `unknown` the terms that none of its passages has; `named` what the question names and the
    edition cannot quote; `kinds` the kinds of sources that were asked for; `around` and `around_plain`
    as in `Candidates`."""

    ranked: list[RankedProvision]
    any_day: list[RankedProvision]
    idf: dict[str, float]
    unknown: frozenset[str]
    named: Named = field(default_factory=Named)
    kinds: Collection[Kind] | None = None
    around: Around = NOWHERE
    around_plain: Around = NOWHERE


def search(
    edition: Edition,
    question: Question,
    vector: NDArray[np.float32],
    regions: Collection[Region],
    kinds: Collection[Kind] | None,
    reranker: Reranker | None = None,
    known: Known = Known.ADAPTED,
) -> Found:
    """Search the edition for a question whose vector is `vector`; `known` to measure what is brought by the questions
    that texts are known to answer."""
    idf, unknown = term_weights(edition, question)
    in_force = edition.filter_mask(question.as_of, regions, kinds)
    ranked, candidates = _ranked(edition, question, vector, in_force, regions, idf, known, reranker)
    any_day: list[RankedProvision] = []
    if question.names_day:
        everything = edition.filter_mask(None, regions, kinds)
        any_day, _ = _ranked(edition, question, vector, everything, regions, idf, known, None)
    return Found(
        ranked,
        any_day,
        idf,
        unknown,
        find_named(edition, question, regions),
        kinds,
        candidates.around,
        candidates.around_plain,
    )


def term_weights(edition: Edition, question: Question) -> tuple[dict[str, float], frozenset[str]]:
    """What each term of a question tells in an edition, and which of them no passage has."""
    frequencies, all_idf = edition.document_frequencies(), Idf(edition)
    terms = {term for term, _ in question.terms} | {
        term for concept in question.concepts for terms in concept.alternatives for term in terms
    }
    idf = {term: all_idf[term] for term in terms}
    return idf, frozenset(term for term in terms if term not in frequencies)


def _ranked(
    edition: Edition,
    question: Question,
    vector: NDArray[np.float32],
    allowed: NDArray[np.bool_],
    regions: Collection[Region],
    idf: Mapping[str, float],
    known: Known,
    reranker: Reranker | None,
) -> tuple[list[RankedProvision], Candidates]:
    candidates = find_candidates(edition, question, vector, allowed, known)
    ranked = with_explained(edition, rank(edition, question, candidates, regions, idf, reranker))
    return ranked if question.only_refers else law_first(edition, ranked), candidates
