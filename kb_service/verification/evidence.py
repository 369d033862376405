"""The sentences of the base that a statement may be checked against, each with what gives it its sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.legal_text.outline import Unit, heads_of, outline
from corpus.legal_text.sentences import sentence_spans
from corpus.model import Kind, Passage, Provision
from corpus.montants import load_amounts
from corpus.readers.pairs import premise
from kb_service.answer.base_amounts import is_indexed
from kb_service.retrieval.sentences import unit_at
from kb_service.verification.reading import Reading, names_of, read

WHOLE = 1000
"""Characters up to which a § with several sentences is also taken as one piece of evidence."""
GAP = 2
"""Characters of white space between two sentences that are also taken together."""
CONTEXT = 1500
"""Characters of the § around a sentence that count as its context."""


@dataclass(frozen=True)
class Piece:
    """A sentence (or a short § `whole`) of a provision, at `start:end` of its text, with the spans of the
    heads of its list. `meaning` is the scaled cosine with the statement, `rank` the provision's place; `indexed`: its
    amounts are those from which an index is counted, never what is paid."""

    provision: Provision
    kind: Kind
    passages: tuple[Passage, ...]
    start: int
    end: int
    heads: tuple[tuple[int, int], ...]
    meaning: float
    rank: int
    whole: bool = False
    around: tuple[int, int] = field(default=(0, 0))
    indexed: bool = False

    @property
    def paid_otherwise(self) -> bool:
        """Whether the house knows the amounts that are paid under this article, by their days."""
        article = f"{self.provision.source_id}/art_{self.provision.number}"
        return self.indexed and any(amount.basis == article for amount in load_amounts())

    @cached_property
    def reading(self) -> Reading:
        """The sentence with its heads before it, read as one."""
        text = self.provision.text
        return read(" ".join(text[a:b] for a, b in (*self.heads, (self.start, self.end))))

    @cached_property
    def own(self) -> Reading:
        return read(self.provision.text[self.start : self.end])

    @cached_property
    def context(self) -> frozenset[str]:
        """The names of what the § and the headings around speak of."""
        provision = self.provision
        titles = " ".join([self.passages[0].context if self.passages else "", *provision.path, provision.heading or ""])
        return names_of(provision.text[slice(*self.around)][:CONTEXT]) | names_of(titles)

    @property
    def premise(self) -> str:
        """What the reader reads: the sentence with its heads, after where it stands."""
        return premise(self.passages[0].context if self.passages else "", self.reading.text)

    @property
    def following(self) -> str:
        """What stands after the sentence in its §: where an exception would be."""
        return self.provision.text[self.end : self.around[1]][:400]


def pieces_of(edition: Edition, provisions: Sequence[Provision], vector: NDArray[np.float32]) -> list[Piece]:
    """Every sentence of the provisions, every two that follow each other and every short § as one piece, in the
    order given. `vector` is the statement's."""
    return [piece for place, provision in enumerate(provisions) for piece in _pieces(edition, provision, vector, place)]


def _pieces(edition: Edition, provision: Provision, vector: NDArray[np.float32], place: int) -> Iterator[Piece]:
    text = provision.text
    units = outline(text)
    kind = edition.source(provision.source_id).kind
    ordinals = edition.passages_of_provision(provision.provision_id)
    passages = tuple(edition.passages(ordinals))
    piece = partial(Piece, provision, kind, passages, indexed=is_indexed(edition, provision))
    best: dict[tuple[int, int], float] = {}
    previous: tuple[tuple[int, int], int, int, float] | None = None
    for ordinal, passage in zip(ordinals, passages, strict=True):
        cosines = edition.sentence_vectors(int(ordinal)) @ vector
        for (start, end), cosine in zip(passage.sentences, cosines, strict=True):
            index = unit_at(units, start)
            heads = tuple(_last_sentence(text, units[head]) for head in heads_of(units, index))
            around, meaning = _paragraph(units, index), edition.adapter.plain.texts.scaled(float(cosine))
            yield piece(start, end, heads, meaning, place, around=around)
            best[around] = max(best.get(around, 0.0), meaning)
            if previous and previous[0] == around and start - previous[1] <= GAP:
                pair = (previous[1] - previous[2], end)
                yield piece(*pair, heads, max(meaning, previous[3]), place, whole=True, around=around)
            previous = (around, end, end - start, meaning)
    for around, meaning in best.items():
        if around[1] - around[0] <= WHOLE and len(sentence_spans(text[slice(*around)])) > 1:
            yield piece(*around, (), meaning, place, whole=True, around=around)


def _last_sentence(text: str, unit: Unit) -> tuple[int, int]:
    """What announces a list is the last sentence of its line."""
    start, end = sentence_spans(text[unit.start : unit.end])[-1]
    return unit.start + start, unit.start + end


def _paragraph(units: Sequence[Unit], index: int) -> tuple[int, int]:
    inside = [unit for unit in units if unit.paragraph == units[index].paragraph]
    return inside[0].start, inside[-1].end
