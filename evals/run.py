"""`make eval`: how well the base finds, quotes and refuses, on the question sets over the official texts."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence

from corpus.settings import Settings
from evals.edition import official_edition, shipped_edition, whole_edition
from evals.questions import facts_stated, load_golden, load_refusals, rank_of
from kb_service.contract import AskRequest
from kb_service.knowledge_base import KnowledgeBase

SPLITS = ("dev", "fit", "held-out", "documents", "documents-held-out")
"""The last two are about the shipped documents, and are asked of an edition of these alone."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev", choices=SPLITS)
    parser.add_argument("--whole", action="store_true", help="over the official texts and the shipped documents")
    parser.add_argument("--failures", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    knowledge_base = KnowledgeBase.open(_edition(arguments.split, arguments.whole)())
    knowledge_base.warm()
    print(f"split {arguments.split}, model {knowledge_base.model}")
    found(knowledge_base, arguments.split, arguments.failures)
    refused(knowledge_base, arguments.split, arguments.failures)
    knowledge_base.close()
    return 0


def _edition(split: str, whole: bool) -> Callable[[], Settings]:
    if whole:
        return whole_edition
    return shipped_edition if split.startswith("documents") else official_edition


def found(knowledge_base: KnowledgeBase, split: str, show: bool) -> None:
    golden = load_golden(f"questions-{split}")
    ranks: list[int | None] = []
    stated = total = answered = exact = quotes = 0
    by_style = defaultdict(list)
    for item in golden:
        response = knowledge_base.ask(AskRequest(question=item.question, as_of=item.as_of, limit=10))
        rank = rank_of(item, response.citations)
        ranks.append(rank)
        by_style[item.style].append(rank)
        facts = facts_stated(item, response)
        stated += facts
        total += len(item.facts)
        answered += not response.answer.abstained
        for citation in response.citations:
            provision, _ = knowledge_base.provision(citation.provision_id)
            quotes += 1
            exact += provision.text[citation.span[0] : citation.span[1]] == citation.quote
        if show and (rank != 1 or facts < len(item.facts)):
            cited = [f"{c.source_id} {c.provision}" for c in response.citations[:4]]
            print(
                f"  {item.id} rank={rank} facts={facts}/{len(item.facts)} conf={response.answer.confidence}",
                f"{response.answer.reason or ''} | {item.question} | wanted {item.provisions} | got {cited}",
            )
    for k in (1, 5, 10):
        print(f"recall@{k}  {_share(ranks, k):.3f}")
    print(f"MRR        {sum(1 / r for r in ranks if r) / len(ranks):.3f}   n={len(ranks)}")
    print(f"answered   {answered / len(golden):.3f}   facts stated {stated / total:.3f} ({stated}/{total})")
    print(f"quotes exact {exact}/{quotes}")
    styles = ", ".join(f"{style} {_share(rs, 5):.2f} of {len(rs)}" for style, rs in sorted(by_style.items()))
    print(f"recall@5 by style: {styles}")


def _share(ranks: Sequence[int | None], k: int) -> float:
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def refused(knowledge_base: KnowledgeBase, split: str, show: bool) -> None:
    refusals = load_refusals(f"refusals-{split}")
    right = reasons = 0
    for item in refusals:
        response = knowledge_base.ask(AskRequest(question=item.question))
        right += response.answer.abstained
        reasons += response.answer.reason == item.reason
        if show and not (response.answer.abstained and response.answer.reason == item.reason):
            top = response.citations[0] if response.citations else None
            print(
                f"  {item.id} {item.reason}/{item.distance} -> {response.answer.reason}",
                f"conf={response.answer.confidence} | {item.question}",
                f"| {top.source_id} {top.provision}" if top else "",
            )
    count = len(refusals)
    print(f"refused    {right / count:.3f} ({right}/{count}), with the right reason {reasons / count:.3f}")


if __name__ == "__main__":
    sys.exit(main())
