"""What stands beside the answer: the fiche that explains the law which it quotes, and what else comes near."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.editions.edition import Edition
from kb_service.answer.evidence import score_sentences
from kb_service.answer.verbatim import Quoted, cite, cite_ranked
from kb_service.contract import Citation
from kb_service.question.analysis import Question
from kb_service.retrieval.explaining import EXPLAINING, Explanation
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found


def law_of(quoted: Sequence[Quoted]) -> list[RankedProvision]:
    """The articles that an answer quotes; none where it quotes a fiche itself, which needs no other beside it."""
    if any(part.ranked.kind in EXPLAINING for part in quoted):
        return []
    return [part.ranked for part in quoted if part.ranked.kind.is_official]


def around(
    edition: Edition,
    question: Question,
    found: Found,
    quoted: Sequence[Quoted],
    cited: Sequence[Citation],
    wanted: int,
    fiche: Explanation | None,
) -> list[Citation]:
    """The fiche that explains the law `quoted`, then the next best of the provisions that are not `cited`, each by its
    best sentence: what an abstention shows, and what an answer leaves for the reader to look at; `wanted` of them where
    there are as many. Numbers go on from those of `cited`."""
    citations: list[Citation] = []
    taken = {citation.provision_id for citation in cited}
    for repealed in found.named.repealed:  # the law itself says that it is gone, and since when
        if repealed.provision_id in taken:  # another part of the message named it too
            continue
        passages = edition.passages([int(o) for o in edition.passages_of_provision(repealed.provision_id)])
        number, span = len(cited) + len(citations) + 1, (0, len(repealed.text))
        citations.append(cite(edition, question.as_of, repealed, passages, number, span))
    if fiche and fiche.ranked.provision.provision_id not in taken:
        citation = cite_ranked(edition, question, fiche.ranked, len(cited) + len(citations) + 1, fiche.span)
        citations.append(citation.model_copy(update={"explains": _explained(fiche.ranked, quoted, cited)}))
        taken.add(fiche.ranked.provision.provision_id)
        wanted -= 1
    rest = [ranked for ranked in found.ranked if ranked.provision.provision_id not in taken]
    for ranked in rest[: max(wanted, 0)]:
        evidence = score_sentences(ranked, question, found.idf)
        best = max(evidence, key=lambda e: e.score, default=None)
        span = (best.start, best.end) if best else (0, 0)
        citations.append(cite_ranked(edition, question, ranked, len(cited) + len(citations) + 1, span))
    return citations


def _explained(fiche: RankedProvision, quoted: Sequence[Quoted], cited: Sequence[Citation]) -> tuple[int, ...]:
    ids = {part.ranked.provision.provision_id for part in quoted if part.explained_by(fiche)}
    return tuple(citation.number for citation in cited if citation.provision_id in ids)
