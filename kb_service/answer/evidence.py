"""Which sentences of a provision answer, and what must be quoted with them.

A sentence is never quoted without what gives it its sense: the head of its list, the rest of the list
where the question asks for the whole, the exception that follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.legal_text.outline import EXCEPTION, Unit, heads_of, outline
from corpus.legal_text.sentences import sentence_spans
from corpus.stated.amounts import amounts_standing
from corpus.stated.statement import Standing
from kb_service.question.analysis import Question
from kb_service.question.asks import Ask
from kb_service.retrieval.periods import outside
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.sentences import ConceptWeights, delegates, fit, lead_of, terms_said, unit_at

MEANING, COVERED, FIT, PASSAGE = 0.6, 0.9, 0.6, 1.0
"""What a sentence's vector, its words, its kind of content and the rank of its passage are worth."""
SHORT_PARAGRAPH = 600
"""Characters up to which the § (or an article without §) of a chosen sentence is quoted whole: what
follows a rule ("En cas de récidive …", "Cette subvention s'élève à …") is often the answer."""
DELEGATION = -0.5
"""What a sentence loses that only empowers somebody to make the rule ("Le Roi détermine …")."""
NAMED_PART = 1500
"""Characters that are quoted of an article for a question that only names it."""
SHORT_LIST = 700
"""Characters up to which a list is always quoted whole: one of several conditions is no answer."""

_OF_ITSELF = re.compile(r"À jour au \d|Document fictif\b")
"""How a document begins to speak of itself: when it was read, that it is made up. That answers no question."""
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
    top = ranked.best.score
    scored: list[Evidence] = []
    for found in ranked.passages:
        for (start, end), near in zip(found.passage.sentences, found.sentence_nearness, strict=True):
            sentence, unit = text[start:end], unit_at(units, start)
            if is_of_another_day(sentence, question) or _OF_ITSELF.match(sentence):
                continue
            covered = concepts.covered(terms_said(sentence, lead_of(text, units, unit))) or 0.0
            score = MEANING * float(near) + COVERED * covered + FIT * fit(sentence, question)
            score += PASSAGE * (found.score - top) + DELEGATION * delegates(sentence)
            scored.append(Evidence(start, end, unit, score))
    return sorted(scored, key=lambda e: e.start)


def is_of_another_day(sentence: str, question: Question) -> bool:
    """Whether the day that a question names lies outside all periods that a sentence sets for itself, or is known to
    have other amounts than all of its own: the amount "jusqu'au 30 juin" is a wrong answer in July, however well it
    fits otherwise, and so is that of 2025 in 2024."""
    day = question.as_of
    return question.names_day and (outside(sentence, day) == 1 or amounts_standing(sentence, day) is Standing.OUTDATED)


def named_part(text: str, question: Question, number: str) -> list[tuple[int, int]]:
    """The sentences of the § that a question names of article `number`, else of the whole article, from its
    beginning to about `NAMED_PART` characters."""
    units = outline(text)
    wanted = {f"§ {'1er' if r.paragraph == '1' else r.paragraph}" for r in question.references if r.article == number}
    inside = [unit for unit in units if wanted & set(unit.labels)] or list(units)
    spans = [span for unit in inside for span in _sentences(text, unit)]
    return [span for span in spans if span[0] - spans[0][0] < NAMED_PART]


def completed(text: str, chosen: Sequence[Evidence], question: Question) -> list[tuple[int, int]]:
    """The spans to quote: the chosen sentences with their heads, lists and exceptions, in order, apart."""
    units = outline(text)
    whole_lists = bool(question.asks & _WHOLE_LIST)
    spans = in_their_sense(text, chosen)
    for evidence in chosen:
        spans.update(_short_paragraph(text, units, evidence.unit))
        heads = heads_of(units, evidence.unit)
        announces = _announces(text, evidence)
        for root in {evidence.unit} if announces else set(heads[-1:]):
            items = [index for index in range(len(units)) if root in heads_of(units, index)]
            length = sum(units[index].end - units[index].start for index in items)
            if announces or whole_lists or length <= SHORT_LIST:
                spans.update(span for index in items for span in _sentences(text, units[index]))
    return sorted(span for span in spans if not _OF_ITSELF.match(text, span[0]))


def key_spans(text: str, chosen: Sequence[Evidence], slack: float) -> set[tuple[int, int]]:
    """Where to look first: the sentences that score best, to within `slack`, and of the list that one of them announces
    the best item; each in its sense."""
    units = outline(text)
    best = max(e.score for e in chosen)
    key = [e for e in chosen if e.score >= best - slack]
    for head in [e for e in key if _announces(text, e)]:
        items = [e for e in chosen if head.unit in heads_of(units, e.unit)]
        key += sorted(items, key=lambda e: -e.score)[:1]
    return in_their_sense(text, key)


def _announces(text: str, evidence: Evidence) -> bool:
    return text[evidence.start : evidence.end].rstrip().endswith(":")


def in_their_sense(text: str, chosen: Sequence[Evidence]) -> set[tuple[int, int]]:
    """The sentences with the heads of their lists and the exceptions that limit them, without which they would say
    something else."""
    units = outline(text)
    spans: set[tuple[int, int]] = set()
    for evidence in chosen:
        spans.add((evidence.start, evidence.end))
        for head in heads_of(units, evidence.unit):
            spans.update(_sentences(text, units[head])[-1:])
        spans.update(_exception_after(text, units, evidence))
    return spans


def _short_paragraph(text: str, units: tuple[Unit, ...], index: int) -> list[tuple[int, int]]:
    """All sentences of the § in which a unit stands, where it is short."""
    paragraph = [unit for unit in units if unit.paragraph == units[index].paragraph]
    if paragraph[-1].end - paragraph[0].start > SHORT_PARAGRAPH:
        return []
    return [span for unit in paragraph for span in _sentences(text, unit)]


def _sentences(text: str, unit: Unit) -> list[tuple[int, int]]:
    return [(unit.start + s, unit.start + e) for s, e in sentence_spans(text[unit.start : unit.end])]


def _exception_in_next_paragraph(text: str, units: tuple[Unit, ...], unit: Unit) -> list[tuple[int, int]]:
    """ "§ 2. Par dérogation au § 1er, …" limits all of § 1er: the sentence comes with whatever is quoted of it."""
    start = next((i for i, other in enumerate(units) if other.paragraph > unit.paragraph), None)
    label = units[unit.paragraph].labels[:1]
    if start is None or not label or not label[0].startswith("§"):
        return []
    number = label[0].removeprefix("§ ").removesuffix("er")
    opening = _sentences(text, units[start])[:1]
    return [(s, e) for s, e in opening if re.search(rf"au(?:x)? §+ ?{number}(?:er)?\b", text[s:e])]


def _exception_after(text: str, units: tuple[Unit, ...], evidence: Evidence) -> list[tuple[int, int]]:
    """The sentences that limit this one: the next of its line, or the first of the next alinéa, that of the next §."""
    unit = units[evidence.unit]
    following = [(s, e) for s, e in _sentences(text, unit) if s >= evidence.end][:1]
    if not following:
        after = evidence.unit + 1
        while after < len(units) and units[after].is_item:
            after += 1
        if after < len(units) and units[after].paragraph == unit.paragraph:
            following = _sentences(text, units[after])[:1]
    following += _exception_in_next_paragraph(text, units, unit)
    return [(s, e) for s, e in following if EXCEPTION.match(text[s:e])]
