"""The curves of the report, as SVG to stand in the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evals.figures import PRODUCT, Figure, calibrated
from evals.metrics.ranking import DEPTH
from evals.metrics.refusals import reliability, trade_off
from evals.outcome import Outcome
from evals.report.drawing import GREY, INK, STRONG, canvas, legend, svg

STAGES = {
    "analysis": "analyse",
    "embedding": "vecteur",
    "retrieval": "recherche",
    "reading": "seconde lecture",
    "answer": "réponse",
    "total": "en tout",
}


def recall_curves(outcomes: Sequence[Outcome]) -> str:
    """For each system, the share of questions answered among the first k places."""
    asked = [o for o in outcomes if not o.must_refuse and o.ranks]
    drawing, axes = canvas("Réponse trouvée parmi les k premières places", "k", "part des questions")
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
    legend(axes)
    return svg(drawing)


def bars(table: Mapping[str, Sequence[Figure]], measure: str = "MRR") -> str:
    """One measure of every system, with its interval."""
    found = {name: next(f for f in figures if f.name == measure) for name, figures in table.items()}
    drawing, axes = canvas(f"{measure}, avec l'intervalle de confiance à 95 %", measure, "")
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
    return svg(drawing)


def reliability_curve(outcomes: Sequence[Outcome]) -> str:
    """Whether a confidence of 0.8 is right eight times in ten."""
    found = calibrated(outcomes)
    curve = reliability([o.confidence for o in found], [o.first_is_right for o in found])
    drawing, axes = canvas("Fiabilité de la confiance", "confiance annoncée", "première disposition juste")
    axes.plot([0, 1], [0, 1], color=GREY, lw=1, ls="--", label="calibrage parfait")
    axes.plot(curve.said, curve.was, marker="o", color=STRONG, label=PRODUCT)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    legend(axes)
    return svg(drawing)


def refusal_curve(outcomes: Sequence[Outcome], threshold: float) -> str:
    """What refusing more would cost: precision and recall of refusals at every threshold, and where we stand."""
    precisions, recalls = trade_off([o.confidence for o in outcomes], [o.must_refuse for o in outcomes])
    refused = [o for o in outcomes if not o.answered]
    drawing, axes = canvas("Refuser : précision et rappel à chaque seuil", "rappel", "précision")
    axes.plot(recalls, precisions, color=INK, lw=1.4)
    hits = sum(o.must_refuse for o in refused)
    must = sum(o.must_refuse for o in outcomes)
    if refused and must:
        axes.plot([hits / must], [hits / len(refused)], "o", color=STRONG, label=f"seuil en service : {threshold}")
        legend(axes)
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    return svg(drawing)


def latency(outcomes: Sequence[Outcome]) -> str:
    """Milliseconds by stage: the box holds the middle half, the whiskers 5 to 95 %."""
    drawing, axes = canvas("Temps par étape", "", "millisecondes")
    series = {told: [o.timings_ms[stage] for o in outcomes if stage in o.timings_ms] for stage, told in STAGES.items()}
    kept = {name: values for name, values in series.items() if values}
    axes.boxplot(list(kept.values()), tick_labels=list(kept), whis=(5, 95), showfliers=False,
                 medianprops={"color": STRONG, "lw": 2})  # fmt: skip
    axes.set_ylim(bottom=0)
    return svg(drawing)
