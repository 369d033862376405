"""`python -m evals.bench`: measure every budget, show the table, write the page; nothing else is left behind."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from rich.console import Console

from corpus.embedding.default_model import prepare_default_model
from corpus.errors import KbError
from corpus.settings import settings
from evals.bench.occupation import Occupation
from evals.bench.page import write_page
from evals.bench.plan import FULL, QUICK
from evals.bench.report import Machine, Report, show, write_json
from evals.bench.run import Bench
from evals.bench.workshop import CHECKOUT, Workshop, files_to_read, forget_settings

KEPT = CHECKOUT / ".kb-data" / "bench"


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every `finally` still stops its server
    logging.disable(logging.WARNING)
    machine, before = Machine.now(), Occupation.now()
    plan = QUICK if arguments.quick else FULL
    try:
        files = files_to_read(arguments.files)
        prepare_default_model(settings())
        models = settings().models_dir
        forget_settings()
        with tempfile.TemporaryDirectory(prefix="kb-bench-") as folder:
            bench = Bench(plan, files, arguments.split, Workshop(Path(folder), models))
            bench.run()
    except KbError as error:
        print(f"Erreur ({error.code}) : {error}", file=sys.stderr)
        return 1
    others = Occupation.now().by_others(before)
    report = Report(bench.rows, machine, plan.mode, bench.seconds, others, bench.sizes, bench.crowds)
    console = Console(width=None if sys.stdout.isatty() else 150)
    show(report, console)
    page, numbers = places(machine, arguments.html, arguments.json)
    write_json(report, numbers)
    write_page(report, page)
    console.print(f"Page : {page}\nNombres : {numbers}", soft_wrap=True, highlight=False)
    return 0


def places(machine: Machine, page: Path | None, numbers: Path | None) -> tuple[Path, Path]:
    """Where the page and the numbers go: in `KEPT` under the time of the run, unless told."""
    name = f"{datetime.fromisoformat(machine.began):%Y-%m-%dT%H%M%S}"
    return page or KEPT / f"{name}.html", numbers or KEPT / f"{name}.json"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="Mesure les budgets du projet.")
    quick = "moins de répétitions, 10 000 passages au plus (moins de 8 minutes)"
    files = "textes à lire ; sinon ../shared/textes-officiels, ou le corpus livré"
    kept = "sinon .kb-data/bench/<date>"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--files", type=Path, metavar="CHEMIN", help=files)
    parser.add_argument("--split", default="dev", choices=("dev", "held-out"), help="jeu de questions (dev)")
    parser.add_argument("--json", type=Path, metavar="FICHIER", help=f"les nombres, pour les programmes ; {kept}.json")
    parser.add_argument("--html", type=Path, metavar="FICHIER", help=f"la table et les courbes ; {kept}.html")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
