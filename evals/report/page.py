"""The report as one page that needs nothing from elsewhere: a table, the curves, the failures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.figures import PRODUCT, Figure, by, figures_of, figures_of_systems
from evals.metrics.ranking import MEASURES
from evals.outcome import Outcome
from evals.report import plots
from evals.report.kept import Report
from evals.report.wording import word
from kb_service.answer.abstention import THRESHOLD

SERVER = "http://127.0.0.1:8000"
SLICED = ("recall@5", "MRR", "réponses données", "faits énoncés")
"""What is told of each style, subject and difficulty: groups are small, so few figures."""


class Slice(NamedTuple):
    """The questions of one style, subject or difficulty."""

    questions: int
    figures: dict[str, Figure]


def write_page(report: Report, path: Path, server: str = SERVER) -> None:
    """`server` is where a failure's question is opened."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(number=number, french=french, verdict=verdict, word=word)
    asked = [o for o in report.outcomes if not o.must_refuse]
    systems = figures_of_systems(report.outcomes)
    if list(systems) == [PRODUCT]:
        systems = {}
    html = environment.get_template("page.html").render(
        report=report,
        day=f"{report.made_at:%d-%m-%Y}",
        server=server.rstrip("/"),
        product=PRODUCT,
        measures=tuple(MEASURES),
        sliced=SLICED,
        figures=figures_of(report.outcomes),
        by_set={name: _named(figures_of(found)) for name, found in by(lambda o: o.group, report.outcomes).items()},
        systems=systems,
        plots=_plots(report, systems),
        slices={
            "Par style": _sliced(by(lambda o: o.style, asked)),
            "Par sujet": _sliced(by(lambda o: o.subject, asked)),
            "Par difficulté": _sliced(by(lambda o: o.difficulty, asked)),
        },
        stages=stages_of(report.outcomes),
        briefing_share=_briefing_share(report),
        failures=[o for o in report.outcomes if o.is_failure],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def _plots(report: Report, systems: dict[str, list[Figure]]) -> list[str]:
    drawn = [plots.recall_curves(report.outcomes)]
    if systems:
        drawn.append(plots.bars(systems))
    return [
        *drawn,
        plots.reliability_curve(report.outcomes),
        plots.refusal_curve(report.outcomes, THRESHOLD),
        plots.latency(report.outcomes),
    ]


def stages_of(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """The median and the 95th percentile of each stage, in milliseconds."""
    found = {}
    for stage, told in plots.STAGES.items():
        if times := [o.timings_ms[stage] for o in outcomes if stage in o.timings_ms]:
            p50, p95 = np.percentile(times, (50, 95))
            found[told] = (float(p50), float(p95))
    return found


def _named(figures: Sequence[Figure]) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures}


def _sliced(groups: dict[str, list[Outcome]]) -> dict[str, Slice]:
    return {name: Slice(len(found), _named(figures_of(found))) for name, found in groups.items()}


def _briefing_share(report: Report) -> float:
    needed = sum(one.needed for one in report.briefings)
    return 1 - sum(len(one.missing) for one in report.briefings) / needed if needed else 0.0


def french(value: float, digits: int = 3) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def interval(figure: Figure) -> str:
    return f"[{french(figure.low, 2)} ; {french(figure.high, 2)}]"


def number(figure: Figure) -> Markup:
    """ "0,957 [0,91 ; 0,99]", the interval in small print that is not broken."""
    return Markup(f"{french(figure.value)} <small>{interval(figure)}</small>")


def verdict(outcome: Outcome) -> str:
    """What happened, in three words."""
    if outcome.must_refuse:
        return "répondue à tort"
    place = f"rang {outcome.rank}" if outcome.rank else "pas trouvée"
    if not outcome.answered:
        return f"{place}, abstention"
    return f"{place}, {len(outcome.missing)} fait(s) non énoncé(s)" if outcome.missing else place
