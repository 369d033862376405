"""An answer as a page shows it: each citation beside the whole provision that it can be checked against."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.errors import BadInput
from corpus.model import Provision
from kb_service import wording
from kb_service.contract import AskResponse, Citation

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase


@dataclass(frozen=True)
class WholeText:
    """A provision's text around its quote: `before + quote + after` is the text."""

    path: tuple[str, ...]
    heading: str | None
    before: str
    quote: str
    after: str
    amending_acts: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """One citation. `whole` is `None` where the edition has changed since the answer was made."""

    citation: Citation
    validity: str
    whole: WholeText | None


@dataclass(frozen=True)
class Quote:
    """Sentences that follow each other in the answer and stand in the same citations."""

    sentences: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class AnswerView:
    """`cited` are the cards that the answer's sentences point to, `beside` the fiche that explains them, `near`
    the others."""

    response: AskResponse
    quotes: tuple[Quote, ...]
    cited: tuple[Card, ...]
    beside: tuple[Card, ...]
    near: tuple[Card, ...]
    abstention: tuple[str, str] | None
    confidence: tuple[str, str]


def view_of(response: AskResponse, knowledge_base: KnowledgeBase) -> AnswerView:
    numbers = {number for sentence in response.answer.sentences for number in sentence.citations}
    cards = [card_of(citation, knowledge_base) for citation in response.citations]
    reason = response.answer.reason
    return AnswerView(
        response=response,
        quotes=_quotes(response),
        cited=tuple(card for card in cards if card.citation.number in numbers),
        beside=tuple(card for card in cards if card.citation.explains),
        near=tuple(card for card in cards if card.citation.number not in numbers and not card.citation.explains),
        abstention=wording.abstention(reason, response.as_of) if reason else None,
        confidence=wording.confidence(response.answer),
    )


def _quotes(response: AskResponse) -> tuple[Quote, ...]:
    numbered = {citation.number: citation for citation in response.citations}
    runs = groupby(response.answer.sentences, lambda sentence: sentence.citations)
    return tuple(
        Quote(tuple(sentence.text for sentence in run), tuple(numbered[number] for number in numbers))
        for numbers, run in runs
    )


def card_of(citation: Citation, knowledge_base: KnowledgeBase) -> Card:
    """A citation with the whole provision around it, as the current edition holds it."""
    return Card(citation, wording.validity(citation), _whole(citation, knowledge_base))


def _whole(citation: Citation, knowledge_base: KnowledgeBase) -> WholeText | None:
    try:
        provision, _ = knowledge_base.provision(citation.provision_id)
    except BadInput:
        return None
    start, end = citation.span
    if provision.text[start:end] != citation.quote:
        return None
    return WholeText(
        path=provision.path,
        heading=provision.heading,
        before=provision.text[:start],
        quote=citation.quote,
        after=provision.text[end:],
        amending_acts=_amending_acts(provision),
        notes=provision.notes,
    )


def _amending_acts(provision: Provision) -> tuple[str, ...]:
    """Each once, in the order of the notes: "L 2016-07-21/08, art. 2"."""
    acts = (f"{a.act}, art. {a.article}" if a.article else a.act for a in provision.amendments)
    return tuple(dict.fromkeys(acts))
