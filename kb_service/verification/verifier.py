"""One statement against one edition: what is found, what it gives, and what shows it. The door of this room.

Reading order: `statements` (what is to be checked) -> `evidence` (what it may be checked against) ->
`alignment` and `checkers` (how the two compare) -> `inference` (what a model that reads both says) -> `verdict` (what
that gives) -> `reasons` (how it is told).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.editions.edition import Edition
from corpus.model import Provision, Region, Status
from corpus.thesaurus import Thesaurus
from kb_service.contract import Verdict
from kb_service.question.analysis import Question
from kb_service.retrieval.idf import Idf
from kb_service.retrieval.search import search
from kb_service.verification.alignment import Concept, concepts_of
from kb_service.verification.amounts import AmountChecked, check_amounts
from kb_service.verification.attribution import misattributed, unconfirmed
from kb_service.verification.clauses import clauses
from kb_service.verification.compared import Compared
from kb_service.verification.evidence import Piece, pieces_of
from kb_service.verification.inference import Inference, reread
from kb_service.verification.reading import Reading, read
from kb_service.verification.references import Named, named_articles
from kb_service.verification.second_opinion import revised
from kb_service.verification.unchecked import shipped_unchecked
from kb_service.verification.verdict import Judged, compare, judge

PROVISIONS = 6
"""How many of the best provisions a statement is checked against."""
CLEARER = 0.15
"""How much more alike the wording of another time must be for the change to be what makes the statement wrong."""

Part = tuple[tuple[int, int], Judged]
Understand = Callable[[str, date, Edition], tuple[Question, NDArray[np.float32]]]


@dataclass(frozen=True)
class Checked:
    """The verdict on a statement and what it rests on; not checkable is one that only names articles. `parts` are the
    judgements of the rules that its sentence joins, as spans of the statement's body; `elsewhere` is where a rule
    really stands that is given a wrong article, `other_day` a wording of another time that says it."""

    verdict: Verdict
    parts: tuple[Part, ...]
    named: tuple[Named, ...]
    amounts: tuple[AmountChecked, ...]
    elsewhere: Compared | None
    other_day: Judged | None
    day: date


class Verifier:
    """Checks statements; holds nothing of them."""

    def __init__(
        self,
        understand: Understand,
        corrector: Callable[[Edition], Callable[[str], str | None]],
        thesaurus: Thesaurus,
        regions: Sequence[Region],
        reader: Inference | None = None,
        second_opinion: Inference | None = None,
    ) -> None:
        """Without a `reader` the checkers alone are asked; a `second_opinion` is asked after all."""
        self._understand = understand
        self._corrector = corrector
        self._thesaurus = thesaurus
        self._regions = regions
        self._reader = reader
        self._second_opinion = second_opinion

    def reading_with(self, reader: Inference | None) -> Verifier:
        """The same with another reader, or none."""
        return Verifier(self._understand, self._corrector, self._thesaurus, self._regions, reader, self._second_opinion)

    def check(self, edition: Edition, body: str, day: date) -> Checked:
        """The verdict on one statement by the law of `day`."""
        reading = read(body)
        named = tuple(named_articles(edition, reading.references, day, self._regions))
        if shipped_unchecked().only_points(reading.folded, reading.references):
            verdict = Verdict.CONTRADICTED if any(n.contradicts for n in named) else Verdict.NOT_CHECKABLE
            return Checked(verdict, (), named, (), None, None, day)
        question, vector = self._understand(body, day, edition)
        found = search(edition, replace(question, names_day=False), vector, self._regions, None)
        provisions = _first([w for n in named for w in n.wordings], [r.provision for r in found.ranked[:PROVISIONS]])
        pieces = pieces_of(edition, provisions, vector)
        judged = self._judged(edition, body, pieces, day)
        parts: tuple[Part, ...] = (((0, len(body)), judged),)
        if len(spans := clauses(body)) > 1:
            joined = tuple((span, self._judged(edition, body[slice(*span)], pieces, day)) for span in spans)
            if judged.verdict is not Verdict.SUPPORTED or any(j.verdict is Verdict.CONTRADICTED for _, j in joined):
                parts = joined
        amounts = tuple(check_amounts(reading, day))
        elsewhere = next((m for _, judged in parts if (m := misattributed(judged, named))), None)
        verdict = _verdict(parts, named, amounts)
        if verdict is Verdict.SUPPORTED and elsewhere:
            verdict = Verdict.CONTRADICTED
        elif verdict is Verdict.SUPPORTED and not amounts and any(unconfirmed(judged, named) for _, judged in parts):
            verdict = Verdict.UNSUPPORTED
        other = None if verdict is Verdict.SUPPORTED else self._other_day(edition, body, provisions, vector, day)
        if other is not None and verdict is Verdict.UNSUPPORTED and _replaced(edition, other, parts, day):
            verdict = Verdict.CONTRADICTED
        return Checked(verdict, parts, named, amounts, elsewhere, other, day)

    def _judged(self, edition: Edition, text: str, pieces: Sequence[Piece], day: date | None) -> Judged:
        reading = read(text)
        idf = Idf(edition)
        compared = compare(reading, self._concepts(edition, reading, idf), pieces, idf, day)
        judged = judge(reread(compared, text, self._reader) if self._reader else compared)
        return revised(judged, text, self._second_opinion) if self._second_opinion else judged

    def _concepts(self, edition: Edition, reading: Reading, idf: Mapping[str, float]) -> tuple[Concept, ...]:
        correct = self._corrector(edition)
        stems = {stem for term in reading.terms for stem in term.stems}
        corrections = {stem: near for stem in stems if (near := correct(stem))}
        return concepts_of(reading, self._thesaurus.find(reading.text), idf, corrections)

    def _other_day(
        self, edition: Edition, body: str, provisions: Sequence[Provision], vector: NDArray[np.float32], day: date
    ) -> Judged | None:
        """The wording of another time, of one of the articles found, that says what the statement says."""
        others = [
            wording
            for provision in provisions
            for wording in edition.find_provisions(provision.source_id, provision.number)
            if not wording.validity.covers(day) and not wording.repealed and wording.region in self._regions
        ]
        if not others:
            return None
        judged = self._judged(edition, body, pieces_of(edition, others, vector), None)
        return judged if judged.verdict is Verdict.SUPPORTED else None


def _first(named: Sequence[Provision], found: Sequence[Provision]) -> list[Provision]:
    return list({p.provision_id: p for p in (*named, *found)}.values())


def _verdict(parts: Sequence[Part], named: Sequence[Named], amounts: Sequence[AmountChecked]) -> Verdict:
    """Contradicted where any part, amount or reference is; supported where all are."""
    verdicts = {judged.verdict for _, judged in parts}
    if amounts:
        verdicts = {amount.verdict for amount in amounts}
    if any(n.contradicts for n in named):
        return Verdict.CONTRADICTED
    for verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED):
        if verdict in verdicts:
            return verdict
    return Verdict.SUPPORTED


def _replaced(edition: Edition, other: Judged, parts: Sequence[Part], day: date) -> bool:
    """Whether the article still stands on the day and no longer says it: then what it used to say is not right."""
    assert other.shown is not None
    piece = other.shown.piece
    provision = piece.provision
    sentence = provision.text[piece.start : piece.end]
    current = [
        w
        for w in edition.find_provisions(provision.source_id, provision.number)
        if w.validity.covers(day) and not w.repealed
    ]
    nearest = max((judged.shown.likeness for _, judged in parts if judged.shown), default=0.0)
    return (
        bool(current)
        and provision.validity.status_on(day) is Status.REPEALED
        and other.shown.likeness >= nearest + CLEARER
        and all(sentence not in w.text for w in current)
    )
