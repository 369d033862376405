"""What is known of a passage for a question, as numbers that a weighted sum can order.

The weights are fitted by `python -m evals.fitting.ranking` on the development questions; each signal says in one
line what it means, so that a wrong order can be explained to the person who sees it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from corpus.audiences import named_in
from corpus.editions.edition import Edition
from corpus.legal_text.normalise import fold
from corpus.legal_text.outline import outline
from corpus.model import Passage, Provision, Source
from corpus.stated.amounts import amounts_standing
from corpus.stated.statement import Standing
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask
from kb_service.retrieval.candidates import Candidates
from kb_service.retrieval.citing import articles_cited, citations_by_article
from kb_service.retrieval.nearness import Views
from kb_service.retrieval.periods import outside
from kb_service.retrieval.sentences import (
    ConceptWeights,
    announces_list,
    fit,
    lead_of,
    terms_said,
    unit_at,
)

LOOKED_AT = 60
"""How many passages are looked at closely: their sentences, their place in the article."""
REFERRED_FIRST = 2.0
"""What being named by the question is worth in the choice of the passages to look at."""
UNASKED_FIRST = 0.9
"""What a passage of which nobody wrote what it is asked is taken to be near, in that choice: about as near as a
middling one comes."""
LISTED = {Ask.CONDITIONS, Ask.ENUMERATION}
PREAMBLE = "introduction"
"""The number that ingestion gives to what stands above the first heading of a document."""
_ASIDE = re.compile(r"(?:\d+\. )?(?:exemples?\b|base legale\b|que faire\b)")
"""Headings of what stands beside the rule in a document."""
BEST_OF_SOURCE = 3
"""How many passages of a source say how much the question is about that source."""


@dataclass(frozen=True)
class Signals:
    """What is known of one passage for one question, each about 0..1.

    `meaning`: nearness of the passage; `sentence`: of its best sentence; `words`: BM25, of the best passage's;
    `covered`: the share of the question's concepts that its best sentence says; `fit`: whether that sentence holds
    the amount or delay that is asked for; `referred`: the question names the article (1) or its very § (2); `work`:
    it names the act; `source`: how well the best passages of the same source do; `below_law`: the source can only
    explain law and decree (a fiche, a procedure: 1); `subject`: the share of the things spoken of that the source
    regulates, or whose works it states; `period`: the share of the periods named in the text that hold no day of
    the question; `listing`: conditions or a list are asked for and the article enumerates; `peripheral`: the source
    is only consulted now and then; `cited`: how well the best passage of another source does that cites this
    article; `preamble`: it is what stands above the first heading of a document (dates, addressees, disclaimers);
    `aside`: it is the worked example, the list of articles or the to-do list of a document, which presupposes the
    rule; `titled`: the share of the question's concepts that the title of a document below the law says; `asked`:
    the cosine of the nearest of the questions that the passage is known to answer; `asked_said`: the share of the
    question's concepts that this one says; `unasked`: nobody wrote what the passage is asked (a new circular), so
    that both are 0 for that reason alone; `others`: its headings name people (students, minors) of whom the
    question gives no sign.
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
    aside: float = 0.0
    titled: float = 0.0
    asked: float = 0.0
    asked_said: float = 0.0
    unasked: float = 0.0
    others: float = 0.0

    def vector(self) -> NDArray[np.float32]:
        return np.array(_VALUES(self), np.float32)


_VALUES = attrgetter(*(field.name for field in fields(Signals)))

# What the fit prints, but for `referred`, `subject`, `period` and `cited`: few tuning questions speak for these, and
# the fit would all but drop them; yet a rule for requests of another half-year is a wrong answer, however like it is.
WEIGHTS = Signals(
    meaning=1.65,
    words=1.11,
    sentence=1.61,
    covered=1.03,
    fit=0.58,
    referred=0.8,
    work=0.08,
    source=0.61,
    below_law=0.3,
    subject=0.5,
    period=-0.7,
    listing=0.05,
    peripheral=-0.59,
    cited=0.1,
    preamble=-0.07,
    aside=-0.53,
    titled=0.08,
    asked=1.37,
    asked_said=0.53,
    unasked=0.15,
    others=-0.4,
)


@dataclass(frozen=True)
class RankedPassage:
    """A passage with its score, its signals, and how near each of its sentences is (scaled)."""

    ordinal: int
    passage: Passage
    score: float
    signals: Signals
    sentence_nearness: NDArray[np.float32]


def look_closely(
    edition: Edition,
    question: Question,
    candidates: Candidates,
    idf: Mapping[str, float],
) -> list[RankedPassage]:
    """The most promising candidates with their signals and scores, in no order."""
    words = candidates.words / max(float(candidates.words.max()), 1e-6)
    meaning, asked = candidates.meaning, candidates.asked
    first = meaning + words + np.where(candidates.asked_place < 0, UNASKED_FIRST, asked)
    first += REFERRED_FIRST * candidates.referred
    kept = np.argsort(-first, kind="stable")[:LOOKED_AT]
    ordinals = candidates.ordinals[kept]
    passages = edition.passages(ordinals)
    provisions = {p.provision_id: p for p in edition.provisions_of_passages(ordinals)}
    sources = {source.source_id: source for source in edition.sources()}
    of_source = _source_scores(passages, first[kept])
    cited = citations_by_article(passages, first[kept].tolist())
    concepts = ConceptWeights.of(question, idf)
    titled = {source_id: _titled(sources[source_id], concepts) for source_id in of_source}
    lists_asked = bool(question.asks & LISTED)
    works = set(question.works)
    ranked = []
    near = _sentence_nearness(edition, candidates.views, ordinals, candidates.asked_place[kept] >= 0)
    for row, ordinal, passage, nearness in zip(kept, ordinals, passages, near, strict=True):
        covered, fits = _best_sentence(provisions[passage.provision_id], passage, question, concepts)
        signals = Signals(
            meaning=float(meaning[row]),
            words=float(words[row]),
            sentence=float(nearness.max()) if len(nearness) else 0.0,
            covered=covered,
            fit=fits,
            referred=float(candidates.referred[row]),
            work=float(passage.source_id in works),
            source=of_source[passage.source_id],
            below_law=float(not sources[passage.source_id].kind.is_official),
            subject=_share_of(question.subjects, _works(sources[passage.source_id], provisions[passage.provision_id])),
            period=_period(passage.text, question),
            listing=float(lists_asked and announces_list(provisions[passage.provision_id].text)),
            peripheral=float(sources[passage.source_id].peripheral),
            cited=cited.get((passage.source_id, provisions[passage.provision_id].number), 0.0),
            preamble=float(provisions[passage.provision_id].number == PREAMBLE),
            titled=titled[passage.source_id],
            aside=float(is_aside(provisions[passage.provision_id])),
            asked=float(asked[row]),
            unasked=float(candidates.asked_place[row] < 0),
            others=float(not named_in(_headings(passage)) <= question.audiences),
            asked_said=_said(passage.asked, int(candidates.asked_place[row]), concepts),
        )
        score = float(WEIGHTS.vector() @ signals.vector())
        ranked.append(RankedPassage(int(ordinal), passage, score, signals, nearness))
    return ranked


def _sentence_nearness(
    edition: Edition, views: Views, ordinals: NDArray[np.int64], known: NDArray[np.bool_]
) -> list[NDArray[np.float32]]:
    """How near each sentence of each passage comes; all are compared at once, which is faster."""
    vectors = [edition.sentence_vectors(int(ordinal)) for ordinal in ordinals]
    ends = np.cumsum([len(some) for some in vectors])
    every = np.concatenate(vectors)
    of_known = np.repeat(known, [len(some) for some in vectors])
    near = np.where(of_known, views.nearness(every, True), views.nearness(every, False))
    return np.split(near, ends[:-1])


def _works(source: Source, provision: Provision) -> set[str]:
    """The works whose rules a provision states: for a document below the law those that it cites, else those that the
    document rests on."""
    if source.kind.is_official:
        return {source.source_id}
    cited = {act for act, _ in articles_cited(provision.text)}
    return cited or {reference.partition("/")[0] for reference in source.legal_basis}


def _share_of(subjects: Sequence[frozenset[str]], works: Collection[str]) -> float:
    return sum(not about.isdisjoint(works) for about in subjects) / len(subjects) if subjects else 0.0


def _period(text: str, question: Question) -> float:
    """Where an amount is asked for of a day, the amounts of a text tell more than the periods that it names: a table of
    many years has the row of that day."""
    if question.names_day and Ask.AMOUNT in question.asks:
        amounts = amounts_standing(text, question.as_of)
        if amounts is not Standing.UNKNOWN:
            return float(amounts is Standing.OUTDATED)
    return min(outside(text, day) for day in (question.as_of, *question.dates))


def _headings(passage: Passage) -> str:
    """What a passage stands under, without the further words that its article is known by."""
    return " — ".join(part.split(";")[0] for part in passage.context.split(" — "))


def _said(asked: Sequence[str], place: int, concepts: ConceptWeights) -> float:
    """What the nearest of the questions that a passage answers says of what is asked now."""
    return concepts.covered(terms_said(asked[place])) or 0.0 if place >= 0 else 0.0


def is_aside(provision: Provision) -> bool:
    """Whether a section is the worked example, the list of articles or the to-do list of a document."""
    return _ASIDE.match(fold(provision.heading or "")) is not None


def _titled(source: Source, concepts: ConceptWeights) -> float:
    """A fiche is about what its title says; the title of a law says little of its articles."""
    if source.kind.is_official:
        return 0.0
    return concepts.covered(terms_said(source.title)) or 0.0


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
