"""A response, put together: for each thing that was asked its quotes or its abstention, then what stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.model import Region
from kb_service.answer.abstention import Decision
from kb_service.answer.ageing import outdated_warnings
from kb_service.answer.beside import around, law_of
from kb_service.answer.verbatim import Quoted, choose, compose
from kb_service.answer.warnings import warnings_about
from kb_service.contract import Answer, AskResponse, Citation, Part, Reason, Sentence, Warning
from kb_service.question.analysis import Question
from kb_service.retrieval.explaining import best_fiche
from kb_service.retrieval.search import Found

FEWEST_CITED = 5
"""How many provisions a response shows at least for each part, quoted and near, where there are as many."""


@dataclass(frozen=True)
class Sought:
    """One thing that was asked, in its own words: its question and vector (d,), what was found, whether to answer."""

    asked: str
    question: Question
    vector: NDArray[np.float32]
    found: Found
    decision: Decision

    @property
    def part(self) -> Part:
        reason = self.decision.reason
        return Part(
            asked=self.asked,
            as_of=self.question.as_of,
            abstained=reason is not None,
            reason=reason,
            confidence=self.decision.confidence,
        )


def respond(edition: Edition, parts: Sequence[Sought], limit: int, regions: Sequence[Region]) -> AskResponse:
    """The response to a message that asks one thing or several. `limit` is how many provisions it shows, unless that
    were few for its parts."""
    chosen = [[] if one.decision.reason else choose(one.found.ranked, one.question, one.found.idf) for one in parts]
    sentences: list[Sentence] = []
    cited: list[list[Citation]] = []
    for place, (one, quoted) in enumerate(zip(parts, chosen, strict=True)):
        said, own = compose(edition, one.question, quoted, after=sum(map(len, cited)), part=place)
        sentences += said
        cited.append(own)
    near = _beside(edition, parts, chosen, [*chain(*cited)], limit, regions)
    shown = [[*own, *beside] for own, beside in zip(cited, near, strict=True)]
    return AskResponse(
        answer=_answer(parts, sentences),
        citations=(*chain(*cited), *chain(*near)),
        warnings=tuple(_warnings(edition, parts, chosen, shown, regions)),
        edition=edition.edition_id,
        as_of=parts[0].question.as_of,
        timings_ms={},
    )


def nothing_asked(edition: Edition, question: Question) -> AskResponse:
    """The response to what is no question."""
    return AskResponse(
        answer=Answer(abstained=True, reason=Reason.NOT_A_QUESTION, confidence=0.0, sentences=()),
        citations=(),
        warnings=(),
        edition=edition.edition_id,
        as_of=question.as_of,
        timings_ms={},
    )


def _answer(parts: Sequence[Sought], sentences: Sequence[Sentence]) -> Answer:
    first = next((one.decision for one in parts if one.decision.reason is None), parts[0].decision)
    return Answer(
        abstained=first.reason is not None,
        reason=first.reason,
        confidence=first.confidence,
        sentences=tuple(sentences),
        parts=tuple(one.part for one in parts) if len(parts) > 1 else (),
    )


def _beside(
    edition: Edition,
    parts: Sequence[Sought],
    chosen: Sequence[Sequence[Quoted]],
    cited: Sequence[Citation],
    limit: int,
    regions: Sequence[Region],
) -> list[list[Citation]]:
    """What comes near each part, as much for each, no provision twice."""
    near: list[list[Citation]] = []
    wanted = max(limit, FEWEST_CITED * len(parts)) - len({citation.provision_id for citation in cited})
    for place, (one, quoted) in enumerate(zip(parts, chosen, strict=True)):
        share = -(-(wanted - sum(map(len, near))) // (len(parts) - place))
        fiche = best_fiche(edition, one.question, one.vector, law_of(quoted), regions, one.found.kinds)
        near.append(around(edition, one.question, one.found, quoted, [*cited, *chain(*near)], share, fiche))
    return near


def _warnings(
    edition: Edition,
    parts: Sequence[Sought],
    chosen: Sequence[Sequence[Quoted]],
    shown: Sequence[Sequence[Citation]],
    regions: Sequence[Region],
) -> list[Warning]:
    """Each once: of every part, then of the figures that are shown for it, by the law of its day."""
    found = [
        warning
        for one, quoted in zip(parts, chosen, strict=True)
        for warning in warnings_about(edition, one.question, one.found, quoted, regions)
    ]
    for one, citations in zip(parts, shown, strict=True):
        found += outdated_warnings(edition, citations, one.question.as_of)
    return list(dict.fromkeys(found))
