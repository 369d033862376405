"""`python -m evals.bench`: measure every budget, show the table, leave nothing behind."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from corpus.catalogue import load_catalogue
from corpus.embedding.default_model import default_model_folder, prepare_default_model
from corpus.embedding.embedder import load_embedder
from corpus.errors import KbError
from corpus.settings import Settings, settings
from evals.bench import ingestion, retrieval, service, verdicts, verification
from evals.bench.budgets import CLIENTS, PASSAGES
from evals.bench.plan import FULL, QUICK, Plan
from evals.bench.report import Machine, Row, show, write_html, write_json
from evals.bench.service import Asks
from evals.bench.workshop import Workshop, files_to_read, forget_settings, real_contents
from evals.questions import load_golden
from evals.systems import llama_index
from ingest.pipeline.run import ingest


class Bench:
    """One run. Every step tells on stderr what it does; `rows` grow in the order of the table."""

    def __init__(self, plan: Plan, files: list[Path], split: str, workshop: Workshop) -> None:
        self.plan = plan
        self.files = files
        self.workshop = workshop
        self.questions = load_golden(split)
        self.rows: list[Row] = []
        self._started = time.perf_counter()
        self._stderr = Console(stderr=True)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._started

    def run(self) -> None:
        real = self.workshop.settings("real")
        model = default_model_folder(real)
        self._say(f"Starter LlamaIndex : {len(self.files)} fichiers")
        other = llama_index.build(self.files, model, self.workshop.root / "starter")
        self._say("Ingestion des mêmes fichiers")
        embedder = load_embedder(real)
        started = time.perf_counter()
        report = ingest(self.files, real, load_catalogue(), embedder)
        took = time.perf_counter() - started
        self._say(f"Recherche, en alternance, {self.plan.rounds} tours de {len(self.questions)} questions")
        compared = retrieval.compare(real, other, self.questions, self.plan.rounds)
        self.rows += verdicts.of_retrieval(compared, other, report.passages)
        self._say(f"{self.plan.texts} textes vérifiés, et la garde devant {len(self.questions)} questions")
        checked = verification.measure(real, [item.question for item in self.questions], self.plan.texts)
        self.rows += verdicts.of_verification(checked)
        self.served(real)
        contents = real_contents(real)
        self._say(f"Vecteurs de {self.plan.embedded} passages, en alternance")
        rate = ingestion.embedding_rate(
            embedder, other.embedding, model / "onnx" / "sentencepiece.model", contents, self.plan.embedded
        )
        self.rows.append(verdicts.of_embedding(rate))
        self._say("Cent documents, puis un seul changé")
        hundred, documents = self.workshop.settings("hundred"), self.workshop.root / "documents"
        again = ingestion.reingestion(hundred, embedder, contents, documents, self.plan.reingestions)
        self.rows.append(verdicts.of_reingestion(again))
        self.rows.append(verdicts.of_files(took, report.passages, other))

    def served(self, real: Settings) -> None:
        """What a user of the service feels, among as many passages as the plan says."""
        base: Asks | None = None
        last: list[Row] = []
        asked = [item.question for item in self.questions]
        for size in self.plan.sizes:
            self._say(f"Édition de {size} passages")
            larger = self.workshop.enlarged(real, size)
            environment = self.workshop.environment(larger)
            self._say(f"Service, {self.plan.asks} questions l'une après l'autre")
            with service.served(environment, self.workshop.root / f"serve-{size}.log") as running:
                asks = service.ask_in_turn(running, asked, self.plan.asks)
                self.rows += verdicts.of_asks(asks, size, base)
                if size == PASSAGES:
                    base = asks
                    memory = running.memory_mb()
                    self._say(f"Service, {CLIENTS} clients à la fois, {self.plan.crowd_seconds:.0f} s")
                    crowd = service.ask_at_once(running, asked, CLIENTS, self.plan.crowd_seconds)
                    last = [verdicts.of_memory(memory, self.plan.asks, running.memory_mb()), *verdicts.of_crowd(crowd)]
            if size == PASSAGES:
                self._say(f"kb ask, {self.plan.cold_starts} processus")
                last.append(verdicts.of_cold_starts(service.cold_starts(environment, asked[: self.plan.cold_starts])))
        self.rows += last

    def _say(self, step: str) -> None:
        load = os.getloadavg()[0]
        self._stderr.print(f"[dim]{self.seconds:5.0f} s, charge {load:.2f}[/dim]  {step}", highlight=False)


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that every `finally` still stops its server
    logging.disable(logging.WARNING)
    machine = Machine.now()
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
    show(bench.rows, machine, plan.mode, bench.seconds, Console(width=None if sys.stdout.isatty() else 150))
    if arguments.json:
        write_json(bench.rows, machine, plan.mode, bench.seconds, arguments.json)
    if arguments.html:
        write_html(bench.rows, machine, plan.mode, bench.seconds, arguments.html)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="Mesure les budgets du projet.")
    quick = "moins de répétitions, 10 000 passages seulement (moins de 6 minutes)"
    files = "textes à lire ; sinon ../shared/textes-officiels, ou le corpus livré"
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--files", type=Path, metavar="CHEMIN", help=files)
    parser.add_argument("--split", default="dev", choices=("dev", "held-out"), help="jeu de questions (dev)")
    parser.add_argument("--json", type=Path, metavar="FICHIER", help="les mêmes nombres, pour les programmes")
    parser.add_argument("--html", type=Path, metavar="FICHIER", help="le même tableau, en une page")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
