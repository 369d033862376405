"""Which passages may answer: by the words they share with the question, by meaning, by what is typically asked of
them, by reference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.editions.asked import NO_QUESTION, nothing_asked
from corpus.editions.edition import Edition
from corpus.editions.neighbours import Scores, best
from corpus.legal_text.references import Reference
from kb_service.question.analysis import Question
from kb_service.retrieval.named import sources_of

BY_WORDS = 120
BY_MEANING = 120
BY_ASKED = 60
TENTH = 9
SAMPLED = 2000
"""How many passages tell how near the middle one comes."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Around:
    """How a question lies among everything that may answer it, scaled: how near the nearest passage comes, the tenth and
    the middle one; how near the nearest known question, and the tenth (0 where there are none). What an answer exists
    for stands out; a question that only shares a subject has many passages that come as near."""

    nearest: float
    tenth: float
    middle: float
    typical: float
    tenth_typical: float


@dataclass(frozen=True)
class Candidates:
    """Ordinals of passages, each once, with what each search says of them, row by row.

    `words` are BM25 scores (0 where the word search did not list the passage), `cosines` those of the
    passages' vectors with the question's, `asked` those of the nearest question that the passage answers
    (below 0 where nobody wrote any) and `asked_place` its place among them, `referred` 1 for a passage of an
    article that the question names, 2 where it names the very paragraph; `around` is of them all together.
    """

    ordinals: NDArray[np.int64]
    words: NDArray[np.float32]
    cosines: NDArray[np.float32]
    asked: NDArray[np.float32]
    asked_place: NDArray[np.int64]
    referred: NDArray[np.float32]
    around: Around

    def __len__(self) -> int:
        return len(self.ordinals)


def find_candidates(
    edition: Edition, question: Question, vector: NDArray[np.float32], allowed: Mask, by_asked: bool = True
) -> Candidates:
    """The candidates among the `allowed` passages; those that the question names come whatever they say.

    Without `by_asked`, no passage is known to answer any question.
    """
    tokens, weights = zip(*question.terms, strict=True) if question.terms else ((), ())
    by_words, word_scores = edition.words(tokens, BY_WORDS, weights, allowed)
    by_meaning, cosines_found = edition.nearest(vector, BY_MEANING, allowed)
    asked, asked_place = edition.asked(vector) if by_asked else nothing_asked(edition.size)
    typical, nearness = best(np.where(allowed, asked, NO_QUESTION), BY_ASKED)
    named = _referred(edition, question, allowed)
    ordinals = np.unique(
        np.concatenate((by_words, by_meaning, typical[nearness > NO_QUESTION], np.fromiter(named, np.int64)))
    ).astype(np.int64)
    words = np.zeros(len(ordinals), np.float32)
    words[np.searchsorted(ordinals, by_words)] = word_scores
    referred = np.fromiter((named.get(int(o), 0.0) for o in ordinals), np.float32, len(ordinals))
    cosines = edition.vectors[ordinals] @ vector
    around = _around(edition, vector, allowed, cosines_found, nearness[nearness > NO_QUESTION])
    return Candidates(ordinals, words, cosines, asked[ordinals], asked_place[ordinals], referred, around)


def _around(edition: Edition, vector: NDArray[np.float32], allowed: Mask, cosines: Scores, typical: Scores) -> Around:
    texts, questions = edition.scale.texts, edition.scale.questions
    return Around(
        nearest=texts.scaled(_nth(cosines, 0, texts.floor)),
        tenth=texts.scaled(_nth(cosines, TENTH, texts.floor)),
        middle=texts.scaled(_middle(edition, vector, allowed)),
        typical=questions.scaled(_nth(typical, 0, questions.floor)),
        tenth_typical=questions.scaled(_nth(typical, TENTH, questions.floor)),
    )


def _middle(edition: Edition, vector: NDArray[np.float32], allowed: Mask) -> float:
    """The median cosine of the passages that may answer; of some of them, evenly spread, in a large edition."""
    ordinals = np.flatnonzero(allowed)
    if not len(ordinals):
        return edition.scale.texts.floor
    return float(np.median(edition.vectors[ordinals[:: -(-len(ordinals) // SAMPLED)]] @ vector))


def _nth(scores: Scores, place: int, otherwise: float) -> float:
    """Of scores, the highest first; the last where there are fewer."""
    return float(scores[min(place, len(scores) - 1)]) if len(scores) else otherwise


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
                        exact = _names_paragraph(reference, edition.passage(int(ordinal)).label)
                        named[int(ordinal)] = max(named.get(int(ordinal), 0), weight * (2.0 if exact else 1.0))
    return named


def _names_paragraph(reference: Reference, label: str) -> bool:
    """Whether the reference names the § that a passage's label names: "§ 7" in "art. 60, § 7, al. 2"."""
    return reference.paragraph is not None and f"§ {reference.paragraph}" in label.split(", ")
