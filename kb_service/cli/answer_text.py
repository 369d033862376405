"""An answer on a terminal: its sentences, then where each of them stands."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from corpus.model import Status
from kb_service import wording
from kb_service.contract import AskResponse, Citation, Part, Sentence, Warning

_STYLES = {Status.IN_FORCE: "green", Status.UPCOMING: "yellow", Status.REPEALED: "red"}


def print_answer(response: AskResponse, console: Console | None = None) -> None:
    console = console or Console()
    if response.answer.reason is not None:
        what, advice = wording.abstention(response.answer.reason, response.as_of)
        console.print(Text(what, "bold"))
        console.print(Text(advice), end="\n\n")
    _print_warnings(console, [w for w in response.warnings if w.code in wording.READ_BEFORE])
    for place, part in enumerate(response.answer.parts or (None,)):
        if part:
            console.print(Text(f"« {part.asked} » : {_how(part, response.as_of)}", "bold"), end="\n\n")
        _print_quotes(console, [sentence for sentence in response.answer.sentences if sentence.part == place])
    _print_warnings(console, [w for w in response.warnings if w.code not in wording.READ_BEFORE])
    cited = {number for sentence in response.answer.sentences for number in sentence.citations}
    _print_citations(console, "Les textes cités", [c for c in response.citations if c.number in cited], quoted=False)
    _print_citations(console, "La fiche qui l'explique", [c for c in response.citations if c.explains], quoted=True)
    near = "Ce qui s'en approche" if response.answer.abstained else "Les textes voisins"
    others = [c for c in response.citations if c.number not in cited and not c.explains]
    _print_citations(console, near, others, quoted=True)
    console.print(Text(_facts(response), "dim"))


def _print_warnings(console: Console, warnings: list[Warning]) -> None:
    for warning in warnings:
        console.print(Text(f"À savoir : {warning.message}", "yellow"), end="\n\n")


def _how(part: Part, as_of: date) -> str:
    """Whether a part of a message is answered, how surely, and by the law of which day where it is not `as_of`."""
    if part.reason is not None:
        told, _ = wording.abstention(part.reason, part.as_of)
        return told[0].lower() + told[1:]
    day = "" if part.as_of == as_of else f", droit du {wording.french(part.as_of)}"
    return f"confiance {wording.confidence(part)[0]}{day}"


def _print_quotes(console: Console, sentences: list[Sentence]) -> None:
    for citations, run in groupby(sentences, lambda sentence: sentence.citations):
        text = Text("\n").join(Text(sentence.text, "bold" if sentence.key else "") for sentence in run)
        console.print(Text.assemble(text, (_numbers(citations), "bold cyan")), end="\n\n")


def _numbers(citations: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in citations)


def _print_citations(console: Console, heading: str, citations: list[Citation], quoted: bool) -> None:
    if citations:
        console.print(Text(heading, "bold"))
    for citation in citations:
        title = f"{citation.source_title}, {citation.provision}"
        page = f", page {citation.page}" if citation.page else ""
        validity = (wording.validity(citation), _STYLES[citation.status])
        console.print(Text.assemble((f"[{citation.number}] ", "bold cyan"), title, page, " — ", validity))
        if quoted and citation.quote:
            console.print(Padding(Text(f"« {' '.join(citation.quote.split())} »"), (0, 0, 0, 4)))
        if citation.url:
            console.print(Text(f"    {citation.url}", "dim"), soft_wrap=True)
    if citations:
        console.print()


def _facts(response: AskResponse) -> str:
    facts = [f"Droit du {wording.french(response.as_of)}", f"édition {response.edition}"]
    if not response.answer.abstained and not response.answer.parts:
        facts.insert(1, f"confiance {wording.confidence(response.answer)[0]}")
    return ", ".join(facts) + "."
