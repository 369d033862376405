"""The report as one page that needs nothing from elsewhere: the table, the costs by size, the curves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from evals.bench import plots
from evals.bench.report import HEADINGS, Report, french
from evals.bench.sizes import AtSize
from evals.bench.ways import Way

_PAGE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ report.title }}</title>
<style>
:root { --ink: #1f2a30; --soft: #55626a; --line: #d9d5ca; --paper: #f7f5f0; --green: #1c5c38; --red: #8c1d18; }
body { margin: 0 auto; max-width: 84rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
       font: 16px/1.5 "Atkinson Hyperlegible", Verdana, "DejaVu Sans", sans-serif; }
h1 { margin: 0; line-height: 1.25; } h2 { margin: 2.5rem 0 .5rem; } .soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; background: #fff; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid var(--line); padding: .35rem .7rem; text-align: left; vertical-align: top; }
thead th { background: #ece8dd; } tbody th { font-weight: 400; } .n { text-align: right; }
.n, .yes, .no { white-space: nowrap; }
.yes { color: var(--green); font-weight: 700; } .no { color: var(--red); font-weight: 700; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
.plots figure { margin: 0; background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: .5rem; }
.plots svg { width: 100%; height: auto; }
</style>
</head>
<body>
<h1>{{ report.title }}</h1>
<p class="soft">{{ report.machine.began }} ; {{ report.caption }}</p>
{% for conclusion in report.conclusions %}
<p><strong>{{ conclusion }}</strong></p>
{% endfor %}
<div class="scroll"><table>
<thead><tr>{% for heading in headings %}<th>{{ heading }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in report.rows %}
<tr><th>{{ row.what }}</th><td>{{ row.measured }}</td><td>{{ row.budget }}</td>
<td>{% if row.kept is none %}—{% elif row.kept %}<span class="yes">tenu</span>
{%- else %}<span class="no">pas tenu</span>{% endif %}</td>
<td>{{ row.beside }}</td></tr>
{% endfor %}
</tbody></table></div>
{% if report.sizes %}
<h2>Ce que coûte la taille</h2>
<p class="soft">Recherches : les mêmes questions, dans un seul processus, en alternance ; entre parenthèses, combien de
fois le p50 et le p95 de la base. Le starter tient les mêmes passages sous les mêmes vecteurs, et ne fait que chercher :
ni service, ni garde, ni réponse.</p>
<div class="scroll"><table>
<thead><tr><th>passages</th>
{% for at in report.sizes %}<th class="n">{{ thousands(at.passages) }}</th>{% endfor %}</tr></thead>
<tbody>
{% for name, told in costs.items() %}
<tr><th>{{ name }}</th>{% for at in report.sizes %}<td class="n">{{ told(at) }}</td>{% endfor %}</tr>
{% endfor %}
</tbody></table></div>
{% endif %}
{% if plots %}
<h2>Courbes</h2>
<div class="plots">{% for plot in plots %}<figure>{{ plot | safe }}</figure>{% endfor %}</div>
{% endif %}
</body>
</html>
"""


def write_page(report: Report, path: Path) -> None:
    """The table of `report.show`, then how its costs grow."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    html = environment.from_string(_PAGE).render(
        report=report,
        headings=HEADINGS,
        costs=COSTS,
        plots=plots.of(report.sizes, report.crowds),
        thousands=lambda number: f"{number:,}".replace(",", " "),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")


def _searched(way: Way) -> Callable[[AtSize], str]:
    def told(at: AtSize) -> str:
        found, times = at.searches[way], at.times_ours(way)
        beside = "" if way is Way.OURS else f" ({french(times.p50, 2)} / {french(times.p95, 2)} fois)"
        return f"{french(found.p50, 1)} / {french(found.p95, 1)}{beside}"

    return told


COSTS: dict[str, Callable[[AtSize], str]] = {
    "/api/ask, p50 / p95, ms": lambda at: f"{french(at.asks.latency.p50, 1)} / {french(at.asks.latency.p95, 1)}",
    **{f"recherche, {way}, p50 / p95, ms": _searched(way) for way in Way},
    "mémoire du service, Mo": lambda at: french(at.memory_mb, 0),
    "mémoire du starter, Mo": lambda at: french(at.starter.memory_mb, 0),
    "kb ask à froid, s": lambda at: french(at.cold_starts.median, 2),
    "service prêt, s": lambda at: french(at.ready_seconds, 2),
    "starter prêt, s": lambda at: french(at.starter_start, 2),
}
"""The lines of the table by size."""
