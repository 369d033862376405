"""What the benchmark shows: the table, the page, the numbers, the plots."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from bench_samples import at_size, crowd
from lxml import etree, html
from rich.console import Console

from evals.bench import plots
from evals.bench.__main__ import KEPT, places
from evals.bench.occupation import Occupation
from evals.bench.page import write_page
from evals.bench.plan import FULL
from evals.bench.report import Machine, Report, Row, show, write_json
from evals.bench.ways import Way

LAW = """**Article 1er.** La présente loi règle une matière visée à l'article 78 de la Constitution.

**Art. 2.** Toute personne a droit à l'intégration sociale. Ce droit peut prendre la forme d'un emploi.

**Art. 9bis.** § 1er. Le centre décide dans les trente jours de la réception de la demande.

§ 2. Le centre notifie sa décision au demandeur dans les huit jours, par lettre recommandée.

**Art. 43/5.** L'Etat rembourse au centre une part du revenu d'intégration.
"""
OTHER_DIALECT = "##### Article 57. § 1. Le centre a pour mission d'assurer l'aide.\n\n##### Article 57ter/1. [1 ...]1\n"


def _report(sizes: tuple[int, ...] = (), clients: tuple[int, ...] = (), others: float = 0.0) -> Report:
    rows = [
        Row("vitesse", "10 ms", "≤ 40 ms", True, "starter : 30 ms", {"value": 10.0}),
        Row("mémoire <b>", "900 Mo", "≤ 700 Mo", False),
    ]
    crowds = [crowd(number, 100 * number) for number in clients]
    return Report(rows, Machine.now(), "rapide", 1.0, others, [at_size(size) for size in sizes], crowds)


def test_the_table_the_json_and_the_page_say_the_same(tmp_path: Path) -> None:
    report = _report()
    console = Console(record=True, width=150)
    show(report, console)
    write_json(report, tmp_path / "new" / "bench.json")
    write_page(report, tmp_path / "new" / "bench.html")
    page = html.parse(tmp_path / "new" / "bench.html").getroot()
    for text in (console.export_text(), page.text_content()):
        assert "Pas tenu : mémoire <b>." in text
        assert "starter : 30 ms" in text
    told = json.loads((tmp_path / "new" / "bench.json").read_text(encoding="utf-8"))
    assert [(row["what"], row["kept"]) for row in told["rows"]] == [("vitesse", True), ("mémoire <b>", False)]
    assert told["rows"][0]["numbers"] == {"value": 10.0}


def test_the_page_draws_and_the_json_keeps_every_size_and_every_number_of_clients(tmp_path: Path) -> None:
    report = _report(FULL.sizes, FULL.clients)
    write_page(report, tmp_path / "bench.html")
    write_json(report, tmp_path / "bench.json")
    text = (tmp_path / "bench.html").read_text(encoding="utf-8")
    page = html.fromstring(text)
    assert len(page.xpath("//figure/*[name()='svg']")) == 5
    assert not page.xpath("//script | //link | //img | //iframe | //@src")
    assert not re.search(r'href="(?!#)', text)
    by_size = page.xpath("//table")[1]
    assert [cell.text_content() for cell in by_size.xpath(".//thead//th")] == ["passages", "1 000", "10 000", "100 000"]
    (starter,) = by_size.xpath(".//tr[contains(th, 'starter LlamaIndex')]")
    assert [cell.text_content() for cell in starter.xpath("td")] == ["40,0 / 40,0 (4,00 / 4,00 fois)"] * 3
    told = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert [at["passages"] for at in told["sizes"]] == list(FULL.sizes)
    assert [at["search_times_ours"]["starter"] for at in told["sizes"]] == 3 * [{"p50": 4, "p95": 4}]
    assert told["sizes"][0]["ask_ms"]["p50"] == 10
    assert [(crowd["clients"], crowd["per_second"]) for crowd in told["clients"]] == [(1, 10), (10, 100), (50, 500)]


@pytest.mark.parametrize("sizes", [(10_000,), FULL.sizes])
def test_plots_are_well_formed_and_show_every_way_and_every_size(sizes: tuple[int, ...]) -> None:
    report = _report(sizes, FULL.clients)
    drawn = plots.of(report.sizes, report.crowds)
    told = ["".join(etree.fromstring(svg.encode()).itertext()) for svg in drawn]
    assert len(drawn) == 5
    assert all(way in told[0] for way in Way)
    for size in sizes:
        assert all(f"{size:,}".replace(",", " ") in text for text in told[:4])
    assert ("budget : 80 puis 160" if len(sizes) > 1 else "budget : 80") in told[1]
    assert "budget : 700" in told[2]
    assert "clients" in told[4]


def test_the_reader_is_warned_of_a_machine_that_others_used() -> None:
    began = Occupation(clock=100.0, busy=1000.0, ours=10.0)
    assert Occupation(clock=110.0, busy=1012.0, ours=17.0).by_others(began) == 0.5
    assert any("0,50 cœur" in told for told in _report(others=0.5).conclusions)


def test_nothing_is_drawn_of_what_was_not_measured() -> None:
    assert plots.of([], []) == []


def test_page_and_numbers_are_kept_together_unless_told_where(tmp_path: Path) -> None:
    machine = Machine.now()
    page, numbers = places(machine, None, None)
    assert page.parent == numbers.parent == KEPT
    assert page.stem == numbers.stem
    assert (page.suffix, numbers.suffix) == (".html", ".json")
    assert places(machine, tmp_path / "a.html", None) == (tmp_path / "a.html", numbers)
    assert places(machine, None, tmp_path / "b.json") == (page, tmp_path / "b.json")
