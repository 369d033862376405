"""Verdicts on a terminal: each sentence, what the base says of it, and the quotes that show it."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from kb_service import wording
from kb_service.contract import Claim, Verdict, VerifyResponse

_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.CONTRADICTED: "bold red",
    Verdict.UNSUPPORTED: "yellow",
    Verdict.NOT_CHECKABLE: "dim",
}


def print_verdicts(response: VerifyResponse, console: Console | None = None) -> None:
    console = console or Console()
    for warning in response.warnings:
        console.print(Text(f"À savoir : {warning.message}", "yellow"), end="\n\n")
    for claim in response.claims:
        _print_claim(claim, console)
    counts = ", ".join(
        f"{wording.VERDICTS[verdict].lower()} : {count}" for verdict, count in response.summary.items() if count
    )
    facts = f"Droit du {wording.french(response.as_of)}, édition {response.edition}. {counts}."
    console.print(Text(facts, "dim"))


def _print_claim(claim: Claim, console: Console) -> None:
    style = _STYLES[claim.verdict]
    console.print(Text.assemble((f"{wording.VERDICTS[claim.verdict]} ", style), claim.text))
    console.print(Padding(Text(claim.reason), (0, 0, 0, 4)))
    for citation in claim.citations:
        title = f"[{citation.number}] {citation.source_title}, {citation.provision} — {wording.validity(citation)}"
        console.print(Padding(Text(title, "cyan"), (0, 0, 0, 4)))
        if citation.quote:
            console.print(Padding(Text(f"« {' '.join(citation.quote.split())} »"), (0, 0, 0, 8)))
    console.print()
