"""The table: what was measured, against which budget, with which verdict, beside what."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.bench.crowd import Crowd
from evals.bench.sizes import AtSize, numbers_of


def french(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", ",")


VERDICTS = {True: "[green]tenu[/green]", False: "[bold red]pas tenu[/bold red]", None: "—"}


@dataclass(frozen=True)
class Row:
    """One line. `kept` is `None` where there is no budget, or nothing to measure it with; `numbers` are
    the raw ones, for programs."""

    what: str
    measured: str
    budget: str
    kept: bool | None
    beside: str = ""
    numbers: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Machine:
    """Where and when; the loads tell how far the absolute numbers can be trusted."""

    cores: int
    python: str
    system: str
    began: str
    load_before: float

    @classmethod
    def now(cls) -> Machine:
        return cls(
            cores=os.cpu_count() or 1,
            python=platform.python_version(),
            system=f"{platform.system()} {platform.machine()}",
            began=datetime.now(UTC).isoformat(timespec="seconds"),
            load_before=round(os.getloadavg()[0], 2),
        )

    def __str__(self) -> str:
        load = french(self.load_before, 2)
        return f"{self.cores} cœurs, {self.system}, Python {self.python}, charge au départ {load}"


QUIET = 0.15
"""How many cores others may keep busy before a reader is warned."""


@dataclass(frozen=True)
class Report:
    """One run: its table, and the raw numbers by size and by number of clients. `others` is how many cores other
    programs kept busy meanwhile, on average."""

    rows: Sequence[Row]
    machine: Machine
    mode: str
    seconds: float
    others: float
    sizes: Sequence[AtSize] = ()
    crowds: Sequence[Crowd] = ()

    @property
    def title(self) -> str:
        return f"Budgets (DESIGN.md, section 6), mesure {self.mode}"

    @property
    def caption(self) -> str:
        return f"{self.machine} ; {self.seconds:.0f} s en tout"

    @property
    def conclusions(self) -> list[str]:
        """What the reader must not miss: a machine that was not quiet, and what was not kept."""
        told = []
        if self.machine.load_before > self.machine.cores / 2 or self.others > QUIET:
            told.append(
                f"La machine n'était pas au calme (charge au départ {french(self.machine.load_before, 2)}, "
                f"{french(self.others, 2)} cœur pris par d'autres programmes) : ces verdicts sont à refaire, "
                "rapports compris."
            )
        missed = [row.what for row in self.rows if row.kept is False]
        told.append("Tous les budgets mesurés sont tenus." if not missed else f"Pas tenu : {' ; '.join(missed)}.")
        return told


HEADINGS = ("quoi", "mesuré", "budget", "verdict", "à côté")


def show(report: Report, console: Console) -> None:
    """The table on a terminal."""
    table = Table(title=report.title, caption=report.caption)
    for heading in HEADINGS:
        table.add_column(heading, no_wrap=heading == "verdict", overflow="fold")
    for row in report.rows:
        table.add_row(row.what, row.measured, row.budget, VERDICTS[row.kept], row.beside)
    console.print(table)
    for conclusion in report.conclusions:
        console.print(conclusion)


def write_json(report: Report, path: Path) -> None:
    """Everything that was measured, for programs."""
    document = {
        "mode": report.mode,
        "seconds": round(report.seconds, 1),
        "others_cores": round(report.others, 3),
        "load_after": round(os.getloadavg()[0], 2),
        "machine": asdict(report.machine),
        "rows": [asdict(row) for row in report.rows],
        "sizes": [at.numbers() for at in report.sizes],
        "clients": [numbers_of(crowd) for crowd in report.crowds],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
