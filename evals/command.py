"""`kb eval`: where the base stands, what a change did, and the gate of CI.

The command line of the service finds it by its entry point (group "kb.commands" in pyproject.toml), so that nothing
of the service needs to know this room.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.report.kept import Report

TOOLS = ("ir_measures", "scipy", "sklearn", "matplotlib", "psutil", "llama_index.embeddings.huggingface")


def evaluate(
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Les questions mises de côté, sur lesquelles rien n'est réglé.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="La base seule, sans ce qui lui est comparé (une minute).")
    ] = False,
    gate: Annotated[
        bool, typer.Option("--gate", help="Comme --fast, et le code de sortie 1 sous les chiffres retenus.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Comme --fast, et retient les chiffres meilleurs que ceux retenus.")
    ] = False,
    model: Annotated[
        list[str] | None,
        typer.Option("--model", metavar="NOM", help="Un autre modèle sentence-transformers à comparer ; répétable."),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--compare", metavar="A.json B.json", help="Deux mesures : ce qui a bougé, de A à B."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="NOM", help="Où écrire NOM.html et NOM.json.", show_default=False),
    ] = None,
    server: Annotated[
        str, typer.Option("--server", metavar="URL", help="La base où ouvrir les questions manquées.")
    ] = "http://127.0.0.1:8000",
) -> None:
    """Mesurer la base sur ses jeux de questions, ou comparer deux mesures."""
    _require_tools()
    from rich.console import Console

    from evals import gate as gates
    from evals.compare import compare as compared
    from evals.experiment import Plan, run
    from evals.report.console import show, show_comparison, show_gate
    from evals.report.kept import read_report
    from evals.report.page import write_page

    console, errors = Console(), Console(stderr=True)
    if compare:
        show_comparison(compared(read_report(compare[0]), read_report(compare[1])), console)
        return
    _require_sense(held_out, fast or gate or record, gate or record, bool(model))
    logging.disable(logging.WARNING)
    plan = Plan(held_out=held_out, fast=fast or gate or record, models=tuple(model or ()))
    report = run(plan, lambda step: errors.print(f"[dim]{step}[/dim]", highlight=False))
    name = output or _name_of(report)
    page, numbers = name.with_name(f"{name.name}.html"), name.with_name(f"{name.name}.json")
    report.write(numbers)
    write_page(report, page, server)
    show(report, console)
    console.print(f"Page : {page}\nNombres : {numbers}", soft_wrap=True, highlight=False)
    if record:
        console.print(f"Retenu : {gates.record(report)}")
    if gate:
        checks = gates.check(report)
        show_gate(checks, console)
        if not gates.all_passed(checks):
            raise typer.Exit(1)


def _require_sense(held_out: bool, fast: bool, gated: bool, models: bool) -> None:
    """Raises `BadInput` ("usage") for options that contradict each other: the held-back questions are never a gate."""
    from corpus.errors import BadInput

    if held_out and gated:
        raise BadInput(
            "usage",
            "La barrière ne se mesure que sur les questions de réglage.",
            "Retirez --held-out, ou --gate et --record.",
        )
    if fast and models:
        raise BadInput("usage", "Une mesure rapide ne compare aucun autre modèle.", "Retirez --fast, ou --model.")


def _require_tools() -> None:
    """Raises `Unavailable` ("eval_not_installed"): who only serves answers needs none of these."""
    from importlib.util import find_spec

    from corpus.errors import Unavailable

    if missing := [name for name in TOOLS if find_spec(name) is None]:
        raise Unavailable(
            "eval_not_installed",
            f"La mesure demande des paquets qui ne sont pas installés : {', '.join(missing)}.",
            "Installez-les avec « make install ».",
        )


def _name_of(report: Report) -> Path:
    from evals.edition import DATA_DIR

    return DATA_DIR / "reports" / f"{report.made_at:%Y-%m-%dT%H%M%S}-{report.split}"
