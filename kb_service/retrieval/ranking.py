"""In what order: what words, meaning, references and the law's own structure say, weighed together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.embedding.reranker import Reranker
from corpus.legal_text.outline import outline
from corpus.model import Kind, Passage, Provision, Region
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask
from kb_service.retrieval.candidates import Candidates
from kb_service.retrieval.citing import citations_by_article
from kb_service.retrieval.periods import outside
from kb_service.retrieval.sentences import (
    COSINE_FLOOR,
    COSINE_RANGE,
    ConceptWeights,
    announces_list,
    fit,
    lead_of,
    scaled,
    terms_said,
    unit_at,
)

LOOKED_AT = 40
"""How many passages are looked at closely: their sentences, their place in the article."""
RERANKED = 20
PREAMBLE = "introduction"
"""The number that ingestion gives to what stands above the first heading of a document."""
LISTED = {Ask.CONDITIONS, Ask.ENUMERATION}
CHECKED_FOR_REGION = 20
SECOND_PASSAGE = 0.05
"""What a provision gains from its second passage, as a share of that passage's score."""
BEST_OF_SOURCE = 3
"""How many passages of a source say how much the question is about that source."""


@dataclass(frozen=True)
class Signals:
    """What is known of one passage for one question, each about 0..1.

    `meaning`: cosine of the passage; `sentence`: of its best sentence; `words`: BM25, of the best
    passage's; `covered`: the share of the question's concepts that its best sentence says; `fit`:
    whether that sentence holds the amount or delay that is asked for; `referred`: the question names
    the article (1) or its very § (2); `work`: it names the act; `source`: how well the best passages
    of the same source do; `below_law`: how far the source stands below law and decree, which it can
    only explain (a fiche 1); `subject`: the share of the things spoken of that the source regulates; `period`: the
    share of the periods named in the text that do not hold the day of the question; `listing`: conditions or a
    list are asked for and the article enumerates; `peripheral`: the source is only consulted now and then;
    `cited`: how well the best passage of another source does that cites this article; `preamble`: it is
    what stands above the first heading of a document (dates, addressees, disclaimers).
    """

    meaning: float
    words: float
    sentence: float = 0.0
    covered: float = 0.0
    fit: float = 0.0
    referred: float = 0.0
    work: float = 0.0
    source: float = 0.0
    below_law: float = 0.0
    subject: float = 0.0
    period: float = 0.0
    listing: float = 0.0
    peripheral: float = 0.0
    cited: float = 0.0
    preamble: float = 0.0

    def vector(self) -> NDArray[np.float32]:
        return np.array(_VALUES(self), np.float32)


_VALUES = attrgetter(*(field.name for field in fields(Signals)))


# One weight a signal, in the order of `Signals.vector`; fitted by `python -m evals.tune` on the development questions.
WEIGHTS = np.array([0.8, 1.2, 0.55, 0.9, 0.25, 0.8, 0.25, 0.3, -0.6, 0.4, -0.5, 0.3, -0.3, 0.22, -0.4], np.float32)
FIRST_WEIGHTS = np.array([1.0, 1.0], np.float32)
"""`meaning` and `words`, by which the passages to look at closely are chosen."""


@dataclass(frozen=True)
class RankedPassage:
    """A passage with its score, its signals, and the cosine of each of its sentences."""

    ordinal: int
    passage: Passage
    score: float
    signals: Signals
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
    idf: Mapping[str, float],
    reranker: Reranker | None = None,
    weights: NDArray[np.float32] = WEIGHTS,
) -> list[RankedProvision]:
    """Provisions, best first, each once. A regional wording in force takes the place of the federal one."""
    if not len(candidates):
        return []
    ranked = look_closely(edition, question, vector, candidates, idf)
    ranked = [replace(r, score=float(weights @ r.signals.vector())) for r in ranked]
    if reranker is not None:
        ranked = _reranked(question, ranked, reranker)
    return _without_overridden(edition, _grouped(edition, ranked), question.as_of, regions)


def look_closely(
    edition: Edition,
    question: Question,
    vector: NDArray[np.float32],
    candidates: Candidates,
    idf: Mapping[str, float],
) -> list[RankedPassage]:
    """The signals of the most promising candidates; scores are still 0."""
    words = candidates.words / max(float(candidates.words.max()), 1e-6)
    meaning = (candidates.cosines - COSINE_FLOOR) / COSINE_RANGE
    first = FIRST_WEIGHTS[0] * meaning + FIRST_WEIGHTS[1] * words + 2 * candidates.referred
    kept = np.argsort(-first, kind="stable")[:LOOKED_AT]
    ordinals = candidates.ordinals[kept]
    passages = edition.passages(ordinals)
    provisions = {p.provision_id: p for p in edition.provisions_of_passages(ordinals)}
    sources = {source.source_id: source for source in edition.sources()}
    of_source = _source_scores(passages, first[kept])
    cited = citations_by_article(passages, first[kept].tolist())
    concepts = ConceptWeights.of(question, idf)
    lists_asked = bool(question.asks & LISTED)
    works = set(question.works)
    ranked = []
    for row, ordinal, passage in zip(kept, ordinals, passages, strict=True):
        cosines = edition.sentence_vectors(int(ordinal)) @ vector
        covered, fits = _best_sentence(provisions[passage.provision_id], passage, question, concepts)
        signals = Signals(
            meaning=float(meaning[row]),
            words=float(words[row]),
            sentence=scaled(float(cosines.max())) if len(cosines) else 0.0,
            covered=covered,
            fit=fits,
            referred=float(candidates.referred[row]),
            work=float(passage.source_id in works),
            source=of_source[passage.source_id],
            below_law=_below_law(sources[passage.source_id].kind),
            subject=_share_of(question.subjects, passage.source_id),
            period=outside(passage.text, question.as_of),
            listing=float(lists_asked and announces_list(provisions[passage.provision_id].text)),
            peripheral=float(sources[passage.source_id].peripheral),
            cited=cited.get((passage.source_id, provisions[passage.provision_id].number), 0.0),
            preamble=float(provisions[passage.provision_id].number == PREAMBLE),
        )
        ranked.append(RankedPassage(int(ordinal), passage, 0.0, signals, cosines))
    return ranked


def _share_of(subjects: Sequence[Collection[str]], source_id: str) -> float:
    return sum(source_id in works for works in subjects) / len(subjects) if subjects else 0.0


def _below_law(kind: Kind) -> float:
    return max(0, kind.authority - Kind.DECREE.authority) / (Kind.FICHE.authority - Kind.DECREE.authority)


def _source_scores(passages: list[Passage], first: NDArray[np.float32]) -> dict[str, float]:
    scores: dict[str, list[float]] = defaultdict(list)
    for passage, score in zip(passages, first, strict=True):
        scores[passage.source_id].append(float(score))
    return {source: sum(sorted(best)[-BEST_OF_SOURCE:]) / BEST_OF_SOURCE for source, best in scores.items()}


def _best_sentence(
    provision: Provision, passage: Passage, question: Question, concepts: ConceptWeights
) -> tuple[float, float]:
    """What the passage's sentence that covers most of the question covers, and whether one that covers
    nearly as much holds what is asked for."""
    units = outline(provision.text)
    covered: list[tuple[float, float]] = []
    for start, end in passage.sentences:
        sentence = provision.text[start:end]
        lead = lead_of(provision.text, units, unit_at(units, start))
        said = terms_said(sentence, passage.context, lead)
        covered.append((concepts.covered(said) or 0.0, fit(sentence, question)))
    best = max((share for share, _ in covered), default=0.0)
    return best, max((fits for share, fits in covered if share >= 0.6 * best), default=0.0)


def _reranked(question: Question, ranked: list[RankedPassage], reranker: Reranker) -> list[RankedPassage]:
    """The best passages once more, in the order of a cross-encoder that reads them with the question."""
    ranked = sorted(ranked, key=lambda r: -r.score)
    head, tail = ranked[:RERANKED], ranked[RERANKED:]
    order = np.argsort(-reranker.score(question.text, [r.passage.indexed_text for r in head]), kind="stable")
    scores = [r.score for r in head]
    return [replace(head[i], score=score) for i, score in zip(order, scores, strict=True)] + tail


def _grouped(edition: Edition, ranked: list[RankedPassage]) -> list[RankedProvision]:
    groups: dict[str, list[RankedPassage]] = {}
    for passage in sorted(ranked, key=lambda r: -r.score):
        groups.setdefault(passage.passage.provision_id, []).append(passage)
    provisions = edition.provisions_of_passages([group[0].ordinal for group in groups.values()])
    kinds = {source.source_id: source.kind for source in edition.sources()}
    result = []
    for provision, group in zip(provisions, groups.values(), strict=True):
        second = max(0.0, group[1].score) if len(group) > 1 else 0.0
        score = group[0].score + SECOND_PASSAGE * second
        result.append(RankedProvision(provision, kinds[provision.source_id], score, tuple(group)))
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
