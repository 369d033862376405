"""An answer as a page shows it: each citation beside the whole provision that it can be checked against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.errors import BadInput
from corpus.legal_text.outline import is_row
from corpus.model import Provision
from kb_service import wording
from kb_service.contract import Answer, AskResponse, Citation, Part, Sentence, Warning
from kb_service.web.tables import Block, Cells, blocks, cells_of, ends_in_row

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

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The quote, with its tables."""
        return blocks(self.citation.quote.splitlines(), self.before)

    @property
    def before(self) -> str:
        return self.whole.before if self.whole else ""


@dataclass(frozen=True)
class Quote:
    """Sentences that follow each other in the answer and stand in the same citations; the head of a table stands with
    its rows, wherever they are. `key` are the lines and rows to look at first."""

    blocks: tuple[Block, ...]
    citations: tuple[Citation, ...]
    key: frozenset[str | Cells]


@dataclass(frozen=True)
class PartView:
    """What answers one of several things that were asked by the law of `day`, or why nothing does; `asked` is empty
    where it was one."""

    asked: str
    day: date
    quotes: tuple[Quote, ...]
    abstention: tuple[str, str] | None
    confidence: tuple[str, str]


@dataclass(frozen=True)
class AnswerView:
    """`cited` are the cards that the answer's sentences point to, `beside` the fiche that explains them, `near`
    the others. `before` are the warnings without which the quotes mislead, `after` the others."""

    response: AskResponse
    parts: tuple[PartView, ...]
    cited: tuple[Card, ...]
    beside: tuple[Card, ...]
    near: tuple[Card, ...]
    abstention: tuple[str, str] | None
    before: tuple[Warning, ...]
    after: tuple[Warning, ...]


def view_of(response: AskResponse, knowledge_base: KnowledgeBase) -> AnswerView:
    numbers = {number for sentence in response.answer.sentences for number in sentence.citations}
    cards = [card_of(citation, knowledge_base) for citation in response.citations]
    reason = response.answer.reason
    first = frozenset[str]() if reason else wording.READ_BEFORE
    return AnswerView(
        response=response,
        parts=_parts(response, cards),
        cited=tuple(card for card in cards if card.citation.number in numbers),
        beside=tuple(card for card in cards if card.citation.explains),
        near=tuple(card for card in cards if card.citation.number not in numbers and not card.citation.explains),
        abstention=wording.abstention(reason, response.as_of) if reason else None,
        before=tuple(warning for warning in response.warnings if warning.code in first),
        after=tuple(warning for warning in response.warnings if warning.code not in first),
    )


def _parts(response: AskResponse, cards: Sequence[Card]) -> tuple[PartView, ...]:
    answer = response.answer
    parts: Sequence[tuple[str, date, Answer | Part]]
    parts = [(part.asked, part.as_of, part) for part in answer.parts] or [("", response.as_of, answer)]
    return tuple(
        PartView(
            asked=asked,
            day=day,
            quotes=_quotes([sentence for sentence in answer.sentences if sentence.part == place], cards),
            abstention=wording.abstention(part.reason, day) if part.reason else None,
            confidence=wording.confidence(part),
        )
        for place, (asked, day, part) in enumerate(parts)
    )


def _quotes(sentences: Sequence[Sentence], cards: Sequence[Card]) -> tuple[Quote, ...]:
    numbered = {card.citation.number: card for card in cards}
    key = frozenset(cells_of(s.text) if is_row(s.text) else s.text for s in sentences if s.key)
    quotes: list[tuple[list[str], list[Card]]] = []
    for numbers, run in groupby(sentences, lambda sentence: sentence.citations):
        lines, stood = [sentence.text for sentence in run], [numbered[number] for number in numbers]
        if quotes and _goes_on(*quotes[-1], lines, stood):
            quotes[-1][0].extend(lines)
            quotes[-1][1].extend(stood)
        else:
            quotes.append((lines, stood))
    return tuple(Quote(blocks(lines, at[0].before), tuple(card.citation for card in at), key) for lines, at in quotes)


def _goes_on(lines: Sequence[str], cards: Sequence[Card], further: Sequence[str], where: Sequence[Card]) -> bool:
    """Whether a quote that ends with a row goes on with further rows of the same table. (Another table of the same text
    is quoted from its own head on.)"""
    same = cards[-1].citation.provision_id == where[0].citation.provision_id
    return same and is_row(lines[-1]) and is_row(further[0]) and ends_in_row(where[0].before)


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
