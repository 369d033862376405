"""The same figures for the terminal, with Rich."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.compare import Comparison
from evals.figures import PRODUCT, by, figures_of, figures_of_systems
from evals.gate import Check
from evals.metrics.ranking import MEASURES
from evals.report.kept import Report
from evals.report.page import french, interval, stages_of


def show(report: Report, console: Console) -> None:
    """Every figure, over all questions and by set; the other systems; what it cost."""
    groups = by(lambda o: o.group, report.outcomes)
    table = Table(title=f"Mesure ({report.split}), {len(report.outcomes)} questions, modèle {report.model}")
    table.add_column("mesure")
    for name in ("toutes", *groups):
        table.add_column(name, justify="right")
    table.add_column("but", justify="right")
    sets = [{f.name: f for f in figures_of(found)} for found in groups.values()]
    for figure in figures_of(report.outcomes):
        goal = "" if figure.goal is None else f"{'≤' if figure.less_is_better else '≥'} {french(figure.goal, 2)} "
        reached = {True: "[green]atteint[/green]", False: "[red]pas atteint[/red]", None: ""}[figure.reached]
        cells = [french(found[figure.name].value) if figure.name in found else "" for found in sets]
        table.add_row(figure.name, f"{french(figure.value)} {escape(interval(figure))}", *cells, goal + reached)
    console.print(table)
    systems = figures_of_systems(report.outcomes)
    if list(systems) != [PRODUCT]:
        beside = Table(title="À côté, sur les mêmes fichiers et questions")
        beside.add_column("système")
        for name in MEASURES:
            beside.add_column(name, justify="right")
        for name, found in systems.items():
            beside.add_row(name, *(french(figure.value) for figure in found))
        console.print(beside)
    told = " ; ".join(f"{name} {p50:.1f}/{p95:.1f}" for name, (p50, p95) in stages_of(report.outcomes).items())
    console.print(f"Temps p50/p95 (ms) : {told}")


def show_gate(checks: Sequence[Check], console: Console) -> None:
    table = Table(title="Barrière")
    for heading in ("mesure", "retenu", "au moins", "trouvé", ""):
        table.add_column(heading, justify="left" if heading in ("mesure", "") else "right")
    for one in checks:
        passed = "[green]tenu[/green]" if one.passed else "[bold red]en dessous[/bold red]"
        table.add_row(one.name, french(one.recorded), french(one.least), french(one.value), passed)
    console.print(table)


def show_comparison(comparison: Comparison, console: Console) -> None:
    only = comparison.only
    table = Table(title=f"Sur {comparison.common} questions communes ({only[0]} et {only[1]} dans un seul rapport)")
    for heading in ("mesure", "avant", "après", "écart", "plus que le hasard"):
        table.add_column(heading, justify="left" if heading == "mesure" else "right")
    for moved in comparison.moved:
        change = moved.after - moved.before
        colour = "white" if not change else "green" if moved.gain > 0 else "red"
        sure = {True: "oui", False: "non" if change else "", None: "—" if change else ""}[moved.sure]
        told = f"[{colour}]{'+' if change > 0 else ''}{french(change)}[/{colour}]"
        table.add_row(moved.name, french(moved.before), french(moved.after), told, sure)
    console.print(table)
    for better, title in ((False, "Perdu"), (True, "Gagné")):
        flips = [flip for flip in comparison.flips if flip.better is better]
        console.print(f"{title} : {len(flips)}", style="bold")
        for flip in flips:
            told = f"  {flip.id} {flip.respect} : {flip.before} → {flip.after} | {flip.question}"
            console.print(told, highlight=False, markup=False)
