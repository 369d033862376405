"""A checked text as a page shows it: each sentence with its verdict, beside the quotes that show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb_service import wording
from kb_service.contract import Claim, Verdict, VerifyResponse
from kb_service.web.presentation import Card, card_of

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase

_MARKS = {Verdict.CONTRADICTED: "✗", Verdict.UNSUPPORTED: "?", Verdict.SUPPORTED: "✓", Verdict.NOT_CHECKABLE: "–"}
_COUNTED = {
    Verdict.CONTRADICTED: "contredite",
    Verdict.UNSUPPORTED: "non confirmée",
    Verdict.SUPPORTED: "confirmée",
    Verdict.NOT_CHECKABLE: "non vérifiable",
}
"""What is counted, the worst first."""
_TO_READ = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)


@dataclass(frozen=True)
class ClaimRow:
    """One sentence with its verdict in a word and a mark, and its citations as cards."""

    number: int
    claim: Claim
    word: str
    mark: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class VerificationView:
    """`summary` counts in words; `rows` stand in the order of the text, `to_read` are those to look at."""

    response: VerifyResponse
    summary: str
    rows: tuple[ClaimRow, ...]

    @property
    def to_read(self) -> tuple[ClaimRow, ...]:
        return tuple(row for row in self.rows if row.claim.verdict in _TO_READ)


def view_of(response: VerifyResponse, knowledge_base: KnowledgeBase) -> VerificationView:
    rows = tuple(
        ClaimRow(
            number=number,
            claim=claim,
            word=wording.VERDICTS[claim.verdict],
            mark=_MARKS[claim.verdict],
            cards=tuple(card_of(citation, knowledge_base) for citation in claim.citations),
        )
        for number, claim in enumerate(response.claims, start=1)
    )
    return VerificationView(response, summary_line(response.summary), rows)


def summary_line(counts: Mapping[Verdict, int]) -> str:
    """ "1 phrase contredite, 2 non confirmées, 5 confirmées": the noun goes with the first count."""
    parts: list[str] = []
    for verdict, counted in _COUNTED.items():
        if count := counts.get(verdict, 0):
            plural = "s" if count > 1 else ""
            noun = "" if parts else f"phrase{plural} "
            parts.append(f"{count} {noun}{counted}{plural}")
    return ", ".join(parts) or "Aucune phrase à vérifier"
