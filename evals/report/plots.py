"""The curves of the report, as SVG to stand in the page itself."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from evals.figures import PRODUCT, Figure, calibrated
from evals.metrics.ranking import DEPTH
from evals.metrics.refusals import reliability, trade_off
from evals.outcome import Outcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, GREY, STRONG = "#1a2b3c", "#8795a1", "#0b6e4f"
_HEIGHT, _WIDTH = 3.6, 6.4
STAGES = {
    "analysis": "analyse",
    "embedding": "vecteur",
    "retrieval": "recherche",
    "answer": "réponse",
    "total": "en tout",
}


def recall_curves(outcomes: Sequence[Outcome]) -> str:
    """For each system, the share of questions answered among the first k places."""
    asked = [o for o in outcomes if not o.must_refuse and o.ranks]
    canvas, axes = _canvas("Réponse trouvée parmi les k premières places", "k", "part des questions")
    places = range(1, DEPTH + 1)
    for name in dict.fromkeys(name for o in asked for name in o.ranks):
        ranks = [o.ranks[name] for o in asked if name in o.ranks]
        shares = [sum(rank is not None and rank <= k for rank in ranks) / len(ranks) for k in places]
        ours = name == PRODUCT
        (line,) = axes.plot(places, shares, marker="o", ms=3, lw=2.4 if ours else 1.1, label=name)
        if ours:
            line.set(color=STRONG, zorder=3)
    axes.set_xticks(list(places))
    axes.set_ylim(0, 1.02)
    _legend(axes)
    return _svg(canvas)


def bars(table: Mapping[str, Sequence[Figure]], measure: str = "MRR") -> str:
    """One measure of every system, with its interval."""
    found = {name: next(f for f in figures if f.name == measure) for name, figures in table.items()}
    canvas, axes = _canvas(f"{measure}, avec l'intervalle de confiance à 95 %", measure, "")
    names = list(reversed(found))
    shown = [found[name] for name in names]
    errors = [[f.value - f.low for f in shown], [f.high - f.value for f in shown]]
    axes.barh(
        names,
        [f.value for f in shown],
        xerr=errors,
        color=[STRONG if name == PRODUCT else GREY for name in names],
        ecolor=INK,
    )
    axes.set_xlim(0, 1)
    return _svg(canvas)


def reliability_curve(outcomes: Sequence[Outcome]) -> str:
    """Whether a confidence of 0.8 is right eight times in ten."""
    found = calibrated(outcomes)
    curve = reliability([o.confidence for o in found], [o.first_is_right for o in found])
    canvas, axes = _canvas("Fiabilité de la confiance", "confiance annoncée", "première disposition juste")
    axes.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--", label="calibrage parfait")
    axes.plot(curve.said, curve.was, marker="o", color=STRONG, label=PRODUCT)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    _legend(axes)
    return _svg(canvas)


def refusal_curve(outcomes: Sequence[Outcome], threshold: float) -> str:
    """What refusing more would cost: precision and recall of refusals at every threshold, and where we stand."""
    precisions, recalls = trade_off([o.confidence for o in outcomes], [o.must_refuse for o in outcomes])
    refused = [o for o in outcomes if not o.answered]
    canvas, axes = _canvas("Refuser : précision et rappel à chaque seuil", "rappel", "précision")
    axes.plot(recalls, precisions, color=INK, lw=1.4)
    hits = sum(o.must_refuse for o in refused)
    must = sum(o.must_refuse for o in outcomes)
    if refused and must:
        axes.plot([hits / must], [hits / len(refused)], "o", color=STRONG, label=f"seuil en service : {threshold}")
        _legend(axes)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    return _svg(canvas)


def latency(outcomes: Sequence[Outcome]) -> str:
    """Milliseconds by stage: the box holds the middle half, the whiskers 5 to 95 %."""
    canvas, axes = _canvas("Temps par étape", "", "millisecondes")
    series = {told: [o.timings_ms[stage] for o in outcomes if stage in o.timings_ms] for stage, told in STAGES.items()}
    kept = {name: values for name, values in series.items() if values}
    axes.boxplot(list(kept.values()), tick_labels=list(kept), whis=(5, 95), showfliers=False,
                 medianprops={"color": STRONG, "lw": 2})  # fmt: skip
    axes.set_ylim(bottom=0)
    return _svg(canvas)


def _canvas(title: str, x: str, y: str) -> tuple[Canvas, Axes]:
    canvas = Canvas(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes = canvas.subplots()
    axes.set_title(title, fontsize=11, color=INK, loc="left")
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.grid(alpha=0.25)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return canvas, axes


def _legend(axes: Axes) -> None:
    axes.legend(fontsize=8, frameon=False)


def _svg(canvas: Canvas) -> str:
    """The drawing without a prologue, its text as text: searchable, and read aloud."""
    title = canvas.axes[0].get_title(loc="left")
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": title, "font.family": "sans-serif"}):
        out = io.StringIO()
        canvas.savefig(out, format="svg", metadata={"Date": None})
    drawing = out.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    return re.sub(r"<svg ", f'<svg role="img" aria-label="{title}" ', drawing, count=1)
