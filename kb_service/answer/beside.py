"""What stands beside the answer: the fiche that explains the law which it quotes, and what else comes near."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.editions.edition import Edition
from corpus.model import Kind
from kb_service.answer.evidence import score_sentences
from kb_service.answer.verbatim import Quoted, cite, cite_ranked
from kb_service.contract import Citation
from kb_service.question.analysis import Question
from kb_service.retrieval.ranking import RankedProvision
from kb_service.retrieval.search import Found

EXPLAINING = {Kind.FICHE, Kind.REFORM, Kind.FAQ}
FEWEST_CITED = 5


def around(
    edition: Edition,
    question: Question,
    found: Found,
    quoted: Sequence[Quoted],
    cited: Sequence[Citation],
    limit: int,
) -> list[Citation]:
    """The fiche that explains the law quoted, then the next best provisions, each by its best sentence: what an
    abstention shows, and what an answer leaves for the reader to look at. With those that the answer cites
    they are at least five provisions where there are five. Numbers go on from those of `cited`."""
    citations: list[Citation] = []
    taken = {part.ranked.provision.provision_id for part in quoted}
    wanted = max(limit, FEWEST_CITED) - len(taken)
    for repealed in found.named.repealed:  # the law itself says that it is gone, and since when
        passages = edition.passages([int(o) for o in edition.passages_of_provision(repealed.provision_id)])
        number, span = len(cited) + len(citations) + 1, (0, len(repealed.text))
        citations.append(cite(edition, question.as_of, repealed, passages, number, span))
    beside = [fiche] if (fiche := explaining(found.ranked, quoted)) else []
    rest = [r for r in found.ranked if r.provision.provision_id not in taken and r not in beside]
    for ranked in [*beside, *rest][: max(wanted, len(beside))]:
        evidence = score_sentences(ranked, question, found.idf)
        best = max(evidence, key=lambda e: e.score, default=None)
        span = (best.start, best.end) if best else (0, 0)
        citation = cite_ranked(edition, question, ranked, len(cited) + len(citations) + 1, span)
        if ranked in beside:
            citation = citation.model_copy(update={"explains": _explained(ranked, quoted, cited)})
        citations.append(citation)
    return citations


def explaining(ranked: Sequence[RankedProvision], quoted: Sequence[Quoted]) -> RankedProvision | None:
    """The best section of a fiche that cites an article which the answer quotes: the law decides, the fiche says
    it plainly. `None` where the answer quotes no law, or itself a fiche, or no fiche that was found speaks of it."""
    if any(part.ranked.kind in EXPLAINING for part in quoted):
        return None
    return next((r for r in ranked if r.kind in EXPLAINING and any(part.explained_by(r) for part in quoted)), None)


def _explained(fiche: RankedProvision, quoted: Sequence[Quoted], cited: Sequence[Citation]) -> tuple[int, ...]:
    ids = {part.ranked.provision.provision_id for part in quoted if part.explained_by(fiche)}
    return tuple(citation.number for citation in cited if citation.provision_id in ids)
