"""The verbatim answer: sentences of the sources, quoted exactly, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.catalogue import shipped_catalogue
from corpus.editions.edition import Edition
from corpus.legal_text.outline import outline
from corpus.legal_text.references import find_references
from corpus.model import Passage, Provision, Source, Status
from kb_service.answer.evidence import completed, is_of_another_day, key_spans, named_part, score_sentences
from kb_service.contract import Citation, Sentence
from kb_service.question.analysis import Question
from kb_service.retrieval.ranking import RankedProvision

MOST_PROVISIONS = 3
"""How many provisions an answer quotes from."""
MOST_SECTIONS = 5
"""How many where they are sections of one document below the law: these are short, and the next often has the rule."""
SLACK = 0.8
"""How far below the best a provision may score and still be quoted. On the tuning questions, with 0.6 / 0.8 / 1.0 /
2.0, an answer says .857 / .878 / .890 / .917 of the facts, in 840 / 950 / 1,040 / 1,500 characters; .80 / .77 / .74 /
.65 of what it quotes is known to answer. (Further down no signal tells which one does: neither the confidence nor what
the second look reads orders them better than the score.)"""
MOST_SENTENCES = 7
"""How many sentences are chosen in one provision, before heads, lists and exceptions join them."""
SENTENCE_SLACK = 0.8
"""How far below the best sentence of its provision a sentence may score and still be chosen."""
KEY_SLACK = 0.05
"""How far below the best sentence of its provision one may score and still be `key`. On the tuning questions these are,
with heads and exceptions, 2.4 of the 5.4 sentences of an answer, half of its characters, and say .82 of the facts that
it says. (Alone, with 0 / 0.05 / 0.1 / 0.2, they would be 1.6 / 2.1 / 2.4 / 3.2, and say .76 / .83 / .86 / .91.)"""
QUOTE_GAP = 2
"""Characters of white space across which two quoted sentences are one quote."""


@dataclass(frozen=True)
class Quoted:
    """What is quoted of one provision: spans of its text, in its order; `key` are those to look at first."""

    ranked: RankedProvision
    spans: tuple[tuple[int, int], ...]
    key: frozenset[tuple[int, int]] = frozenset()

    def explained_by(self, document: RankedProvision) -> bool:
        """Whether a document below the law cites this article."""
        provision = self.ranked.provision
        return (provision.source_id, provision.number) in document.explains


def choose(ranked: Sequence[RankedProvision], question: Question, idf: dict[str, float]) -> list[Quoted]:
    """What to quote, from which provisions, best first. Empty where no provision has a sentence.

    A document that explains an article which is quoted is not quoted with it: it stands beside the answer.
    """
    if question.only_refers and ranked[0].best.signals.referred:
        named = [r for r in ranked[1:MOST_PROVISIONS] if r.best.signals.referred >= 1]
        return [
            Quoted(r, tuple(named_part(r.provision.text, question, r.provision.number))) for r in (ranked[0], *named)
        ]
    quoted: list[Quoted] = []
    for provision in ranked[: 2 * MOST_PROVISIONS]:
        most = MOST_SECTIONS if _is_section_beside(ranked[0], provision) else MOST_PROVISIONS
        if len(quoted) >= most or (quoted and provision.score < ranked[0].score - SLACK):
            continue
        if any(part.explained_by(provision) for part in quoted):
            continue
        evidence = score_sentences(provision, question, idf)
        if not evidence:
            continue
        best = max(evidence, key=lambda e: e.score)
        chosen = sorted(evidence, key=lambda e: -e.score)[:MOST_SENTENCES]
        chosen = [e for e in chosen if e.score >= best.score - SENTENCE_SLACK]
        text = provision.provision.text
        spans = completed(text, chosen, question)
        spans = [(start, end) for start, end in spans if not is_of_another_day(text[start:end], question)]
        quoted.append(Quoted(provision, tuple(spans), frozenset(key_spans(text, chosen, KEY_SLACK))))
    return quoted


def _is_section_beside(best: RankedProvision, provision: RankedProvision) -> bool:
    """Whether both are of one document below the law."""
    return not best.kind.is_official and provision.provision.source_id == best.provision.source_id


def compose(
    edition: Edition, question: Question, quoted: Sequence[Quoted], after: int = 0, part: int = 0
) -> tuple[list[Sentence], list[Citation]]:
    """The sentences that answer one part of a message and their citations, in the order of the answer, numbered on from
    those `after` which they come. Where each of them is to be looked at first, none is `key`."""
    apart = any(span not in one.key for one in quoted for span in one.spans)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for one in quoted:
        text = one.ranked.provision.text
        for run in _runs(text, one.spans):
            number = after + len(citations) + 1
            citations.append(cite_ranked(edition, question, one.ranked, number, (run[0][0], run[-1][1])))
            sentences += [
                Sentence(text=text[slice(*span)], citations=(number,), part=part, key=apart and span in one.key)
                for span in run
            ]
    return sentences, citations


def cite_ranked(
    edition: Edition, question: Question, ranked: RankedProvision, number: int, span: tuple[int, int]
) -> Citation:
    passages = [found.passage for found in ranked.passages]
    return cite(edition, question.as_of, ranked.provision, passages, number, span)


def cite(
    edition: Edition,
    day: date,
    provision: Provision,
    passages: Sequence[Passage],
    number: int,
    span: tuple[int, int],
) -> Citation:
    """A citation of `span` of a provision\'s text, with its status on `day`.

    Its passage is the one in which the span begins, else the first.
    """
    source = edition.source(provision.source_id)
    passage = next((p for p in passages if p.start <= span[0] < p.end), passages[0])
    return Citation(
        number=number,
        source_id=source.source_id,
        source_title=source.name,
        kind=source.kind,
        provision=label_of(provision, span) or passage.label,
        quote=provision.text[span[0] : span[1]],
        span=span,
        page=provision.page_at(span[0]),
        status=Status.REPEALED if provision.repealed else provision.validity.status_on(day),
        valid_from=provision.validity.valid_from,
        valid_to=provision.validity.valid_to,
        region=provision.region,
        url=_deep_link(source, provision, provision.text[span[0] : span[1]]),
        passage_id=passage.passage_id,
        provision_id=provision.provision_id,
    )


def label_of(provision: Provision, span: tuple[int, int]) -> str:
    """ "art. 21, § 1er, al. 1er": what all the lines of the span share."""
    inside = [unit.labels for unit in outline(provision.text) if unit.start < span[1] and unit.end > span[0]]
    shared = list(provision.label and (provision.label,))
    for labels in zip(*inside, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return ", ".join(shared)


def _deep_link(source: Source, provision: Provision, quote: str) -> str | None:
    """The official text, at the article: for a document, at the first article that the quote itself cites."""
    if source.url is None:
        cited = next((r for r in find_references(quote) if r.act_key), None)
        return shipped_catalogue().official_link(cited.act_key, cited.article) if cited and cited.act_key else None
    if not provision.label.startswith("art."):
        return source.url
    return f"{source.url}#Art.{provision.number}"


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans that follow each other with nothing but white space between: one quote."""
    runs: list[list[tuple[int, int]]] = []
    for span in spans:
        if runs and not text[runs[-1][-1][1] : span[0]].strip() and span[0] - runs[-1][-1][1] <= QUOTE_GAP:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs
