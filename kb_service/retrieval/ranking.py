"""In what order: what words, meaning, references and the law's own structure say, weighed together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.embedding.reranker import Reranker
from corpus.model import Kind, Passage, Provision, Region
from kb_service.question.analysis import Question
from kb_service.retrieval.candidates import Candidates

MOST_PASSAGES = 60
"""How many passages are looked at closely (sentences, structure)."""
RERANKED = 20
CHECKED_FOR_REGION = 20


@dataclass(frozen=True)
class Weights:
    """What each signal is worth in the fused score; tuned on tests/data/questions-dev.jsonl by evals/tune.py."""

    meaning: float = 1.0
    words: float = 1.0
    sentence: float = 0.6
    reference: float = 1.5
    work: float = 0.5
    authority: float = 0.04
    second_passage: float = 0.15
    reranker: float = 1.5


WEIGHTS = Weights()

# The cosines of multilingual-e5 lie in a narrow band: this maps it to about 0..1.
COSINE_FLOOR, COSINE_RANGE = 0.76, 0.14


@dataclass(frozen=True)
class RankedPassage:
    """A passage with its fused score and the parts that abstention looks at."""

    ordinal: int
    passage: Passage
    score: float
    cosine: float
    best_sentence: float
    words: float
    sentence_cosines: NDArray[np.float32]


@dataclass(frozen=True)
class RankedProvision:
    """A provision with its passages among the candidates, best first."""

    provision: Provision
    kind: Kind
    score: float
    passages: tuple[RankedPassage, ...]

    @property
    def best(self) -> RankedPassage:
        return self.passages[0]


def rank(
    edition: Edition,
    question: Question,
    vector: NDArray[np.float32],
    candidates: Candidates,
    regions: Collection[Region],
    reranker: Reranker | None = None,
    weights: Weights = WEIGHTS,
) -> list[RankedProvision]:
    """Provisions, best first, each once. A regional wording in force takes the place of the federal one."""
    if not len(candidates):
        return []
    words = candidates.words / max(float(candidates.words.max()), 1e-6)
    meaning = (candidates.cosines - COSINE_FLOOR) / COSINE_RANGE
    first = weights.meaning * meaning + weights.words * words + weights.reference * candidates.referred
    kept = np.argsort(-first, kind="stable")[:MOST_PASSAGES]
    ordinals = candidates.ordinals[kept]
    passages = edition.passages(ordinals)
    works = set(question.works)
    ranked = []
    for row, ordinal, passage in zip(kept, ordinals, passages, strict=True):
        cosines = edition.sentence_vectors(int(ordinal)) @ vector
        best_sentence = float(cosines.max()) if len(cosines) else 0.0
        score = float(first[row]) + weights.sentence * (best_sentence - COSINE_FLOOR) / COSINE_RANGE
        score += weights.work * (passage.source_id in works)
        ranked.append(
            RankedPassage(int(ordinal), passage, score, float(candidates.cosines[row]), best_sentence, float(candidates.words[row]), cosines)
        )
    if reranker is not None:
        ranked = _reranked(question, ranked, reranker, weights)
    return _without_overridden(edition, _grouped(edition, ranked, weights), question.as_of, regions)


def _reranked(
    question: Question, ranked: list[RankedPassage], reranker: Reranker, weights: Weights
) -> list[RankedPassage]:
    ranked = sorted(ranked, key=lambda r: -r.score)
    head, tail = ranked[:RERANKED], ranked[RERANKED:]
    scores = reranker.score(question.text, [r.passage.indexed_text for r in head])
    spread = float(scores.max() - scores.min()) or 1.0
    gains = weights.reranker * (scores - scores.min()) / spread
    return [replace(r, score=r.score + float(gain)) for r, gain in zip(head, gains, strict=True)] + tail


def _grouped(edition: Edition, ranked: list[RankedPassage], weights: Weights) -> list[RankedProvision]:
    groups: dict[str, list[RankedPassage]] = {}
    for passage in sorted(ranked, key=lambda r: -r.score):
        groups.setdefault(passage.passage.provision_id, []).append(passage)
    provisions = edition.provisions_of_passages([group[0].ordinal for group in groups.values()])
    kinds = {source.source_id: source.kind for source in edition.sources()}
    result = []
    for provision, group in zip(provisions, groups.values(), strict=True):
        kind = kinds[provision.source_id]
        score = group[0].score - weights.authority * kind.authority
        if len(group) > 1:
            score += weights.second_passage * max(0.0, group[1].score) / 3
        result.append(RankedProvision(provision, kind, score, tuple(group)))
    return sorted(result, key=lambda r: -r.score)


def _without_overridden(
    edition: Edition, ranked: list[RankedProvision], day: date, regions: Collection[Region]
) -> list[RankedProvision]:
    """Without the federal wordings of articles that a region has replaced: in Wallonia the Walloon
    art. 36 of the DIS law is the law, whether or not it was itself among the candidates."""

    def is_overridden(provision: Provision) -> bool:
        return provision.region is Region.FEDERAL and any(
            other.region is not Region.FEDERAL and other.region in regions and other.validity.covers(day)
            for other in edition.find_provisions(provision.source_id, provision.number)
        )

    head = [r for r in ranked[:CHECKED_FOR_REGION] if not is_overridden(r.provision)]
    return head + ranked[CHECKED_FOR_REGION:]
