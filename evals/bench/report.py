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


def show(rows: Sequence[Row], machine: Machine, mode: str, seconds: float, console: Console) -> None:
    title = f"Budgets (DESIGN.md, section 6), mesure {mode}"
    table = Table(title=title, caption=f"{machine} ; {seconds:.0f} s en tout")
    for heading in ("quoi", "mesuré", "budget", "verdict", "à côté"):
        table.add_column(heading, no_wrap=heading == "verdict", overflow="fold")
    for row in rows:
        table.add_row(row.what, row.measured, row.budget, VERDICTS[row.kept], row.beside)
    console.print(table)
    if machine.load_before > machine.cores / 2:
        console.print(
            "La machine était déjà chargée au départ : ces verdicts sont à refaire au calme, rapports compris."
        )
    missed = [row.what for row in rows if row.kept is False]
    console.print("Tous les budgets mesurés sont tenus." if not missed else f"Pas tenu : {' ; '.join(missed)}.")


def write_json(rows: Sequence[Row], machine: Machine, mode: str, seconds: float, path: Path) -> None:
    document = {
        "mode": mode,
        "seconds": round(seconds, 1),
        "load_after": round(os.getloadavg()[0], 2),
        "machine": asdict(machine),
        "rows": [asdict(row) for row in rows],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_html(rows: Sequence[Row], machine: Machine, mode: str, seconds: float, path: Path) -> None:
    """The same table as a page of its own, that needs nothing from elsewhere."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=150, file=nowhere)
        show(rows, machine, mode, seconds, console)
    path.write_text(console.export_html(inline_styles=True), encoding="utf-8")
