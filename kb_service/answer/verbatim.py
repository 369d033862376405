"""The verbatim answer: sentences of the sources, quoted exactly, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.editions.edition import Edition
from corpus.legal_text.outline import outline
from corpus.model import Provision, Source
from kb_service.answer.evidence import Evidence, completed, score_sentences
from kb_service.contract import Citation, Sentence
from kb_service.question.analysis import Question
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found

MOST_PROVISIONS = 3
"""How many provisions an answer quotes from."""
PROVISION_SLACK = 0.3
"""How far below the best a provision may score and still be quoted."""
MOST_SENTENCES = 5
"""How many sentences are chosen in one provision, before heads, lists and exceptions join them."""
SENTENCE_SLACK = 0.5
"""How far below the best sentence of its provision a sentence may score and still be chosen."""
FEWEST_CITED = 5
QUOTE_GAP = 2
"""Characters of white space across which two quoted sentences are one quote."""


@dataclass(frozen=True)
class Quoted:
    """What is quoted of one provision: spans of its text, best sentence first known."""

    ranked: RankedProvision
    spans: tuple[tuple[int, int], ...]
    best: Evidence | None


def choose(ranked: Sequence[RankedProvision], question: Question, idf: dict[str, float]) -> list[Quoted]:
    """What to quote, from which provisions, best first. Empty where no provision has a sentence."""
    quoted: list[Quoted] = []
    for provision in ranked[: 2 * MOST_PROVISIONS]:
        if len(quoted) == MOST_PROVISIONS or (quoted and provision.score < ranked[0].score - PROVISION_SLACK):
            break
        evidence = score_sentences(provision, question, idf)
        if not evidence:
            continue
        best = max(evidence, key=lambda e: e.score)
        chosen = sorted(evidence, key=lambda e: -e.score)[:MOST_SENTENCES]
        chosen = [e for e in chosen if e.score >= best.score - SENTENCE_SLACK]
        spans = tuple(completed(provision.provision.text, chosen, question))
        quoted.append(Quoted(provision, spans, best))
    return quoted


def compose(edition: Edition, question: Question, quoted: Sequence[Quoted]) -> tuple[list[Sentence], list[Citation]]:
    """The answer's sentences and their citations, numbered from 1 in the order of the answer."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for part in quoted:
        text = part.ranked.provision.text
        for run in _runs(text, part.spans):
            number = len(citations) + 1
            citations.append(cite(edition, question, part.ranked, number, (run[0][0], run[-1][1])))
            sentences += [Sentence(text=text[start:end], citations=(number,)) for start, end in run]
    return sentences, citations


def nearby(
    edition: Edition, question: Question, found: Found, quoted: Sequence[Quoted], limit: int, first_number: int
) -> list[Citation]:
    """The next best provisions, each by its best sentence: what an abstention shows, and what an answer
    leaves for the reader to look at. With those quoted they are at least five where there are five."""
    taken = {part.ranked.provision.provision_id for part in quoted}
    rest = [r for r in found.ranked if r.provision.provision_id not in taken]
    wanted = max(limit, FEWEST_CITED) - len(taken)
    citations: list[Citation] = []
    for ranked in rest[: max(wanted, 0)]:
        evidence = score_sentences(ranked, question, found.idf)
        best = max(evidence, key=lambda e: e.score, default=None)
        span = (best.start, best.end) if best else (0, 0)
        citations.append(cite(edition, question, ranked, first_number + len(citations), span))
    return citations


def cite(edition: Edition, question: Question, ranked: RankedProvision, number: int, span: tuple[int, int]) -> Citation:
    """A citation of `span` of a provision's text; the label names the passage in which it begins."""
    provision, source = ranked.provision, edition.source(ranked.provision.source_id)
    passage = next(
        (found.passage for found in ranked.passages if found.passage.start <= span[0] < found.passage.end),
        ranked.best.passage,
    )
    return Citation(
        number=number,
        source_id=source.source_id,
        source_title=source.name,
        kind=source.kind,
        provision=_label(provision, span) or passage.label,
        quote=provision.text[span[0] : span[1]],
        span=span,
        page=provision.page_at(span[0]),
        status=provision.validity.status_on(question.as_of),
        valid_from=provision.validity.valid_from,
        valid_to=provision.validity.valid_to,
        region=provision.region,
        url=_deep_link(source, provision),
        passage_id=passage.passage_id,
        provision_id=provision.provision_id,
    )


def _label(provision: Provision, span: tuple[int, int]) -> str:
    """ "art. 21, § 1er, al. 1er": what all the lines of the span share."""
    inside = [unit.labels for unit in outline(provision.text) if unit.start < span[1] and unit.end > span[0]]
    shared = list(provision.label and (provision.label,))
    for labels in zip(*inside, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return ", ".join(shared)


def _deep_link(source: Source, provision: Provision) -> str | None:
    """The official text, at the article: Justel's anchors are `#Art.21`."""
    if source.url is None or not provision.label.startswith("art."):
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
