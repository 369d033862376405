"""Which sentences of a provision answer, and what must be quoted with them.

A sentence is never quoted without what gives it its sense: the head of its list, the rest of the list
where the question asks for the whole, the exception that follows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.legal_text.outline import EXCEPTION, Unit, heads_of, outline
from corpus.legal_text.sentences import sentence_spans
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.sentences import ConceptWeights, fit, lead_of, scaled, terms_said, unit_at

MEANING, COVERED, FIT = 0.6, 0.9, 0.35
"""What a sentence's vector, its words, and its kind of content are worth."""
LONG_LIST = 2500
"""Characters past which a list is quoted whole only when it was asked for whole."""

_WHOLE_LIST = {Ask.ENUMERATION, Ask.CONDITIONS}


@dataclass(frozen=True)
class Evidence:
    """A sentence of a provision: `text[start:end]`, the line (unit) it stands in, and how well it answers."""

    start: int
    end: int
    unit: int
    score: float


def score_sentences(ranked: RankedProvision, question: Question, idf: Mapping[str, float]) -> list[Evidence]:
    """The sentences of the passages that were found, in the order of the text.

    `idf` weighs the question's terms: what is common in the edition tells little.
    """
    text = ranked.provision.text
    units = outline(text)
    concepts = ConceptWeights.of(question, idf)
    scored: list[Evidence] = []
    for found in ranked.passages:
        for (start, end), cosine in zip(found.passage.sentences, found.sentence_cosines, strict=True):
            sentence, unit = text[start:end], unit_at(units, start)
            covered = concepts.covered(terms_said(sentence, lead_of(text, units, unit))) or 0.0
            score = MEANING * scaled(float(cosine)) + COVERED * covered + FIT * fit(sentence, question)
            scored.append(Evidence(start, end, unit, score))
    return sorted(scored, key=lambda e: e.start)


def completed(text: str, chosen: Sequence[Evidence], question: Question) -> list[tuple[int, int]]:
    """The spans to quote: the chosen sentences with their heads, lists and exceptions, in order, apart."""
    units = outline(text)
    spans: set[tuple[int, int]] = set()
    for evidence in chosen:
        spans.add((evidence.start, evidence.end))
        for head in heads_of(units, evidence.unit):
            spans.update(_sentences(text, units[head], only_last=True))
        items = _list_under(units, evidence.unit)
        length = sum(units[i].end - units[i].start for i in items)
        announces = text[evidence.start : evidence.end].rstrip().endswith(":")
        if items and (announces or question.asks & _WHOLE_LIST) and (length <= LONG_LIST or question.asks & _WHOLE_LIST):
            for item in items:
                spans.update(_sentences(text, units[item]))
        spans.update(_exception_after(text, units, evidence))
    return sorted(spans)


def _sentences(text: str, unit: Unit, only_last: bool = False) -> list[tuple[int, int]]:
    spans = [(unit.start + s, unit.start + e) for s, e in sentence_spans(text[unit.start : unit.end])]
    return spans[-1:] if only_last else spans


def _list_under(units: Sequence[Unit], index: int) -> list[int]:
    """The items that a line announces, or the whole list in which an item stands."""
    root = index if units[index].head is None else heads_of(tuple(units), index)[0]
    return [i for i in range(len(units)) if i != root and root in heads_of(tuple(units), i)]


def _exception_after(text: str, units: Sequence[Unit], evidence: Evidence) -> list[tuple[int, int]]:
    """The sentences that limit this one: the next of its line, or the first of the next alinéa."""
    unit = units[evidence.unit]
    following = [(s, e) for s, e in _sentences(text, unit) if s >= evidence.end][:1]
    if not following:
        after = evidence.unit + 1
        while after < len(units) and units[after].is_item:
            after += 1
        if after < len(units) and units[after].paragraph == unit.paragraph:
            following = _sentences(text, units[after])[:1]
    return [(s, e) for s, e in following if EXCEPTION.match(text[s:e])]
