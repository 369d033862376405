"""In what order: passages by their signals, a cross-encoder where one is configured, then by provision,
one wording of each article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from corpus.editions.edition import Edition
from corpus.embedding.reranker import Reranker
from corpus.model import Kind, Provision, Region
from kb_service.question.analysis import Question
from kb_service.retrieval.candidates import Candidates
from kb_service.retrieval.citing import Article
from kb_service.retrieval.signals import RankedPassage, look_closely

RERANKED = 20
CHECKED_FOR_REGION = 20
SECOND_PASSAGE = 0.05
"""What a provision gains from its second passage, as a share of that passage's score."""


@dataclass(frozen=True)
class RankedProvision:
    """A provision with its passages among the candidates, best first. `explains` are the articles that a document
    below the law cites."""

    provision: Provision
    kind: Kind
    score: float
    passages: tuple[RankedPassage, ...]
    explains: frozenset[Article] = frozenset()

    @property
    def best(self) -> RankedPassage:
        return self.passages[0]


def rank(
    edition: Edition,
    question: Question,
    candidates: Candidates,
    regions: Collection[Region],
    idf: Mapping[str, float],
    reranker: Reranker | None = None,
) -> list[RankedProvision]:
    """Provisions, best first, each once. A regional wording in force takes the place of the federal one."""
    if not len(candidates):
        return []
    ranked = look_closely(edition, question, candidates, idf)
    if reranker is not None:
        ranked = _reranked(question, ranked, reranker)
    provisions = _without_overridden(edition, _grouped(edition, ranked), question.as_of, regions)
    if question.only_refers:  # what else is like the words "article 60" does not matter
        provisions.sort(key=lambda r: -max(passage.signals.referred for passage in r.passages))
    return provisions


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
    """Without the federal wordings of articles that a region has replaced, in the same act or in a form of its
    own: in Wallonia the Walloon art. 36 of the DIS law and the Walloon organic law are the law, whether or not
    they were themselves among the candidates."""

    forms = {s.form_of: s.source_id for s in edition.sources() if s.form_of and s.region in regions}

    def is_overridden(provision: Provision) -> bool:
        if provision.region is not Region.FEDERAL:
            return False
        own_form = forms.get(provision.source_id)
        same = edition.find_provisions(provision.source_id, provision.number)
        regional = [other for other in same if other.region in regions and other.region is not Region.FEDERAL]
        if own_form:
            regional += edition.find_provisions(own_form, provision.number)
        return any(other.validity.covers(day) for other in regional)

    head = [r for r in ranked[:CHECKED_FOR_REGION] if not is_overridden(r.provision)]
    return head + ranked[CHECKED_FOR_REGION:]
