"""The curves of the page: how each cost grows with the number of passages, and with the number of clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.bench import budgets
from evals.bench.crowd import Crowd
from evals.bench.sizes import AtSize
from evals.bench.ways import Way
from evals.report.drawing import GREY, INK, STRONG, canvas, legend, svg

COLOURS = {Way.OURS: STRONG, Way.WORDS: "#b7791f", Way.VECTORS: "#3b6ea5", Way.STARTER: GREY}
BUDGET = "#8c1d18"
SIZE = "passages (échelle logarithmique)"
Points = Mapping[int, float]
"""What was measured, by size or by number of clients."""


def search_by_size(sizes: Sequence[AtSize]) -> str:
    """The median of every way to search."""
    series = {str(way): {at.passages: at.searches[way].p50 for at in sizes} for way in Way}
    colours = {str(way): colour for way, colour in COLOURS.items()}
    return _curves("Chercher une question, p50", SIZE, "millisecondes", series, colours)


def ask_by_size(sizes: Sequence[AtSize]) -> str:
    """The service over HTTP, with the budgets of the p95."""
    series = {
        "/api/ask, p95": {at.passages: at.asks.latency.p95 for at in sizes},
        "/api/ask, p50": {at.passages: at.asks.latency.p50 for at in sizes},
    }
    held = {budgets.PASSAGES: budgets.ASK_P95_MS, budgets.MANY_PASSAGES: budgets.GROWTH * budgets.ASK_P95_MS}
    allowed = {at.passages: held[at.passages] for at in sizes if at.passages in held}
    colours = {"/api/ask, p95": STRONG, "/api/ask, p50": INK}
    return _curves("Répondre à une question", SIZE, "millisecondes", series, colours, allowed)


def memory_by_size(sizes: Sequence[AtSize]) -> str:
    """The whole service beside the starter's retriever alone."""
    series = {
        "service": {at.passages: at.memory_mb for at in sizes},
        "starter, sans service": {at.passages: at.starter.memory_mb for at in sizes},
    }
    colours = {"service": STRONG, "starter, sans service": GREY}
    return _curves("Mémoire d'un processus", SIZE, "Mo", series, colours, {budgets.PASSAGES: budgets.MEMORY_MB})


def starts_by_size(sizes: Sequence[AtSize]) -> str:
    """From the start of a process to what it is started for."""
    series = {
        "kb ask, jusqu'à la réponse": {at.passages: at.cold_starts.median for at in sizes},
        "service, jusqu'à sa bonne santé": {at.passages: at.ready_seconds for at in sizes},
        "starter, jusqu'aux premiers résultats": {at.passages: at.starter_start for at in sizes},
    }
    colours = dict(zip(series, (STRONG, INK, GREY), strict=True))
    return _curves("Démarrer", SIZE, "secondes", series, colours, {budgets.PASSAGES: budgets.COLD_START_S})


def wait_by_clients(crowds: Sequence[Crowd]) -> str:
    """What clients at once wait, among `budgets.PASSAGES` passages."""
    series = {
        "p95": {crowd.clients: crowd.latency.p95 for crowd in crowds},
        "p50": {crowd.clients: crowd.latency.p50 for crowd in crowds},
    }
    x = "clients à la fois (échelle logarithmique)"
    colours = {"p95": STRONG, "p50": INK}
    return _curves(
        "Attendre sa réponse dans la foule", x, "secondes", series, colours, {budgets.CLIENTS: budgets.CROWD_P95_S}
    )


def of(sizes: Sequence[AtSize], crowds: Sequence[Crowd]) -> list[str]:
    """Every drawing that there are measurements for."""
    drawn = [draw(sizes) for draw in (search_by_size, ask_by_size, memory_by_size, starts_by_size)] if sizes else []
    return [*drawn, wait_by_clients(crowds)] if crowds else drawn


def _curves(
    title: str, x: str, y: str, series: Mapping[str, Points], colours: Mapping[str, str], allowed: Points | None = None
) -> str:
    """A line for each of `series`, and a bar at every place that has a budget: elsewhere it says nothing."""
    drawing, axes = canvas(title, x, y)
    for name, points in series.items():
        axes.plot(list(points), list(points.values()), marker="o", ms=4, lw=1.6, color=colours[name], label=name)
    if allowed:
        label = "budget : " + " puis ".join(f"{limit:g}".replace(".", ",") for limit in allowed.values())
        axes.plot(list(allowed), list(allowed.values()), "_", ms=22, mew=2, color=BUDGET, label=label)
    axes.set_xscale("log")
    ticks = sorted({place for points in series.values() for place in points})
    axes.set_xticks(ticks, [f"{tick:,}".replace(",", " ") for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.set_ylim(bottom=0)
    legend(axes)
    return svg(drawing)
