"""Which passages may answer: by the words they share with the question, by meaning, by what is typically asked of
them, by reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.editions.asked import NO_QUESTION, nothing_asked
from corpus.editions.columns import Mask
from corpus.editions.edition import Edition
from corpus.editions.neighbours import best
from kb_service.question.analysis import Question
from kb_service.retrieval.named import sources_of
from kb_service.retrieval.nearness import Around, Known, Views, around

BY_WORDS = 120
BY_MEANING = 120
BY_ASKED = 60


@dataclass(frozen=True)
class Candidates:
    """Ordinals of passages, each once, with what each search says of them, row by row.

    `words` are BM25 scores (0 where the word search did not list the passage), `meaning` how near the passages come,
    `asked` how near the nearest question that the passage answers (0 where nobody wrote any), both scaled, and
    `asked_place` its place among them (-1), `referred` 1 for a passage of an article that the question names, 2 where
    it names the very paragraph; `views` are the question's; `around` is of the passages together of which it is known
    what they are asked, `around_plain` of all, as the model alone sees them.
    """

    ordinals: NDArray[np.int64]
    words: NDArray[np.float32]
    meaning: NDArray[np.float32]
    asked: NDArray[np.float32]
    asked_place: NDArray[np.int64]
    referred: NDArray[np.float32]
    views: Views
    around: Around
    around_plain: Around

    def __len__(self) -> int:
        return len(self.ordinals)


def find_candidates(
    edition: Edition, question: Question, vector: NDArray[np.float32], allowed: Mask, known: Known = Known.ADAPTED
) -> Candidates:
    """The candidates among the `allowed` passages; those that the question names come whatever they say."""
    tokens, weights = zip(*question.terms, strict=True) if question.terms else ((), ())
    by_words, word_scores = edition.words(tokens, BY_WORDS, weights, allowed)
    views = Views.of(vector, edition.adapter if known is Known.ADAPTED else edition.adapter.idle)
    asked, asked_place = (
        nothing_asked(edition.size) if known is Known.NOTHING else edition.asked(views.adapted, views.adapter)
    )
    typical, nearness = best(np.where(allowed, asked, NO_QUESTION), BY_ASKED)
    typical, nearness = typical[nearness > NO_QUESTION], nearness[nearness > NO_QUESTION]
    has_asked = asked_place >= 0
    by_meaning, near = edition.nearest(vector, BY_MEANING, allowed)
    by_adapter, near_adapted = edition.nearest(views.adapted, BY_MEANING, allowed & has_asked)
    named = _referred(edition, question, allowed)
    ordinals = np.unique(
        np.concatenate((by_words, by_meaning, by_adapter, typical, np.fromiter(named, np.int64)))
    ).astype(np.int64)
    words = np.zeros(len(ordinals), np.float32)
    words[np.searchsorted(ordinals, by_words)] = word_scores
    referred = np.fromiter((named.get(int(o), 0.0) for o in ordinals), np.float32, len(ordinals))
    vectors, known_rows = edition.vectors[ordinals], has_asked[ordinals]
    meaning = np.where(known_rows, views.nearness(vectors, True), views.nearness(vectors, False))
    return Candidates(
        ordinals,
        words,
        meaning,
        np.where(known_rows, np.maximum(0, views.adapter.scale.questions.scaled(asked[ordinals])), 0),
        asked_place[ordinals],
        referred,
        views,
        around(edition, views, near_adapted, allowed & has_asked, True, views.adapter.scale.questions.scaled(nearness)),
        around(edition, views, near, allowed, False, nearness[:0]),
    )


def _referred(edition: Edition, question: Question, allowed: Mask) -> dict[int, float]:
    """The passages of the articles that the question names. Where it names no act, the works of its subject
    are meant, and without such every act of the edition that has an article of that number."""
    named: dict[int, float] = {}
    known = {source.source_id for source in edition.sources()}
    works = [work for work in question.works if work in known]
    for reference in question.references:
        if reference.article is None:
            continue  # an act alone: it is among the question's works
        acts = sources_of(edition, reference.act_key) if reference.act_key else works
        for source_id in acts if acts or reference.act_key else sorted(known):
            weight = 1.0 if acts else 0.5
            for provision in edition.find_provisions(source_id, reference.article):
                for ordinal in edition.passages_of_provision(provision.provision_id):
                    if allowed[ordinal]:
                        exact = reference.paragraph_label in edition.passage(int(ordinal)).label.split(", ")
                        named[int(ordinal)] = max(named.get(int(ordinal), 0), weight * (2.0 if exact else 1.0))
    return named
