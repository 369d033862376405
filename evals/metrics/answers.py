"""What one answer did, judged from outside: its rank, its facts, its quotes, the wording that it cites."""

from __future__ import annotations

from datetime import date

from corpus.model import Provision, Region, Status
from evals.metrics.parts import response_to
from evals.metrics.ranking import DEPTH, rank_in
from evals.outcome import Cited, Outcome
from evals.questions import WHOLE, Golden, Key, QuestionSet, Refusal, answers, facts_missing, keys_of
from kb_service.contract import AskRequest, AskResponse, Citation
from kb_service.knowledge_base import KnowledgeBase


def judged(knowledge_base: KnowledgeBase, item: Golden | Refusal, group: QuestionSet) -> Outcome:
    """Ask one question and judge what comes. Whatever the engine raises is raised: an error is no abstention."""
    golden = item if isinstance(item, Golden) else None
    response = knowledge_base.ask(
        AskRequest(question=item.question, as_of=golden.as_of if golden else None, limit=DEPTH)
    )
    exact, wrong = 0, []
    for citation in response.citations:
        provision, _ = knowledge_base.provision(citation.provision_id)
        exact += provision.text[citation.span[0] : citation.span[1]] == citation.quote
        faults = [_wrong_wording(knowledge_base, provision, day) for day in days_of(response, citation)]
        if all(faults):
            wrong.append(f"{citation.source_id} {citation.provision} : {faults[0]}")
    if golden and golden.asked:
        response = response_to(response, golden.asked)
    said = [citation for citation in response.citations if _is_said(response, citation)]
    keys = keys_of(response.citations)
    return Outcome(
        id=item.id,
        group=group.name,
        base=group.base,
        must_refuse=golden is None,
        question=item.question,
        as_of=golden.as_of if golden else None,
        style=golden.style if golden else "refusal",
        subject=golden.subject if golden else "",
        difficulty=item.difficulty if isinstance(item, Golden) else item.distance,
        expected=[told(key) for key in golden.provisions] if golden else [],
        rank=rank_in([[key] for key in keys], golden) if golden else None,
        answered=not response.answer.abstained,
        reason=response.answer.reason,
        reason_expected=item.reason if isinstance(item, Refusal) else None,
        confidence=response.answer.confidence,
        first_is_right=bool(golden and keys and answers(golden, keys[0])),
        facts=len(golden.facts) if golden else 0,
        missing=facts_missing(golden, response) if golden else [],
        cited_by_answer=len(keys_of(said)),
        cited_rightly=sum(answers(golden, key) for key in keys_of(said)) if golden else 0,
        quotes=len(response.citations),
        exact=exact,
        wrong_wording=wrong,
        came=[_cited(citation) for citation in response.citations],
        timings_ms=response.timings_ms,
    )


def _is_said(response: AskResponse, citation: Citation) -> bool:
    return any(citation.number in sentence.citations for sentence in response.answer.sentences)


def days_of(response: AskResponse, citation: Citation) -> list[date]:
    """Those of which a citation may be: of the parts of the message that say it; of any part, where it only comes
    near."""
    parts = response.answer.parts
    if not parts:
        return [response.as_of]
    saying = {sentence.part for sentence in response.answer.sentences if citation.number in sentence.citations}
    return [part.as_of for place, part in enumerate(parts) if not saying or place in saying]


def _wrong_wording(knowledge_base: KnowledgeBase, provision: Provision, day: date) -> str:
    """Why a provision must not be cited for a day in the regions of the centre; "" where it may.

    Judged from the records of the edition, not by what the engine says of its citation."""
    if provision.repealed or provision.validity.status_on(day) is not Status.IN_FORCE:
        return f"ne vaut pas le {day}"
    if provision.region is not Region.FEDERAL and provision.region not in knowledge_base.regions:
        return f"est d'une autre région ({provision.region})"
    with knowledge_base.edition() as edition:
        others = edition.find_provisions(provision.source_id, provision.number)
    own = [other for other in others if other.region in knowledge_base.regions and other.region is not Region.FEDERAL]
    if provision.region is Region.FEDERAL and any(other.validity.covers(day) for other in own):
        return "est remplacé dans cette région"
    return ""


def told(key: Key) -> str:
    """A provision as people read it: "loi-2002-05-26 art. 21"; a document by its id alone."""
    source, number = key
    if number == WHOLE:
        return source
    return f"{source} art. {number}" if number[:1].isdigit() else f"{source} {number}"


def _cited(citation: Citation) -> Cited:
    return Cited(label=f"{citation.source_id} {citation.provision}", quote=citation.quote[:300], url=citation.url)
