"""One run of the benchmark: everything is measured in one order, each comparator right beside ours."""

from __future__ import annotations

import os
import time
from pathlib import Path

from rich.console import Console

from corpus.catalogue import load_catalogue
from corpus.editions.shelf import open_current
from corpus.embedding.default_model import default_model_folder
from corpus.embedding.embedder import Embedder, load_embedder
from corpus.settings import Settings
from evals.bench import (
    enlarged_starter,
    ingestion,
    retrieval,
    service,
    starter_process,
    verdicts,
    verification,
)
from evals.bench.budgets import PASSAGES
from evals.bench.crowd import Crowd, ask_at_once
from evals.bench.plan import Plan
from evals.bench.report import Row
from evals.bench.sizes import AtSize
from evals.bench.statistics import Summary
from evals.bench.ways import Way, in_turns, ways
from evals.bench.workshop import Workshop, real_contents
from evals.questions import load_golden
from evals.systems import llama_index
from evals.systems.llama_index import Starter
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase


class Bench:
    """Every step tells on stderr what it does; `rows` grow in the order of the table."""

    def __init__(self, plan: Plan, files: list[Path], split: str, workshop: Workshop) -> None:
        self.plan = plan
        self.files = files
        self.workshop = workshop
        self.questions = load_golden(split)
        self.asked = [item.question for item in self.questions]
        self.rows: list[Row] = []
        self.sizes: list[AtSize] = []
        self.crowds: list[Crowd] = []
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
        checked = verification.measure(real, self.asked, self.plan.texts)
        self.rows += verdicts.of_verification(checked)
        self.grown(real, model, embedder, other)
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

    def grown(self, real: Settings, model: Path, embedder: Embedder, other: Starter) -> None:
        """What a question costs among more and more passages, and among more and more clients."""
        last: list[Row] = []
        base: AtSize | None = None
        for size in self.plan.sizes:
            at, after_crowd = self.at_size(size, real, model, embedder, other)
            self.sizes.append(at)
            self.rows += verdicts.of_asks(at.asks, size, base.asks if base else None)
            self.rows.append(verdicts.of_ways(at))
            last += [verdicts.of_memory(at, self.plan.asks, after_crowd), verdicts.of_starts(at)]
            base = at if size == PASSAGES else base
        alone = next((crowd for crowd in self.crowds if crowd.clients == 1), None)
        for crowd in self.crowds:
            last += verdicts.of_crowd(crowd, None if crowd is alone else alone)
        self.rows += last

    def at_size(
        self, size: int, real: Settings, model: Path, embedder: Embedder, other: Starter
    ) -> tuple[AtSize, float | None]:
        """One size, and the service's memory after the crowd where there was one."""
        self._say(f"Édition de {size} passages, et autant de morceaux pour le starter")
        larger = self.workshop.enlarged(real, size)
        environment = self.workshop.environment(larger)
        chunks = self.workshop.root / f"starter-{size}"
        with open_current(larger, one_shot=True) as edition:
            enlarged_starter.fill(edition, chunks)
        after_crowd: float | None = None
        self._say(f"Service, {self.plan.asks} questions l'une après l'autre")
        with service.served(environment, self.workshop.root / f"serve-{size}.log") as running:
            asks = service.ask_in_turn(running, self.asked, self.plan.asks)
            memory = running.memory_mb()
            if size == PASSAGES:
                for clients in self.plan.clients:
                    seconds = self.plan.seconds_of(clients)
                    self._say(f"Service, {clients} à la fois, {seconds:.0f} s")
                    self.crowds.append(ask_at_once(running, self.asked, clients, seconds))
                after_crowd = running.memory_mb()
        self._say(f"kb ask, {self.plan.cold_starts} processus ; starter, {self.plan.starts}")
        cold = service.cold_starts(environment, self.asked[: self.plan.cold_starts])
        starter = starter_process.start(environment, chunks, model, size, self.asked, self.plan.starts)
        self._say(f"Recherche en {len(Way)} façons, en alternance, {self.plan.sized_rounds} tours")
        searches = self.searched(larger, embedder, other, chunks, size)
        return AtSize(size, asks, searches, memory, running.ready_seconds, cold, starter), after_crowd

    def searched(
        self, larger: Settings, embedder: Embedder, other: Starter, chunks: Path, size: int
    ) -> dict[Way, Summary]:
        """The same questions in every way, in this process."""
        knowledge_base = KnowledgeBase.open(larger)
        try:
            knowledge_base.warm()
            with enlarged_starter.opened(chunks, other.embedding, size) as retriever:
                return in_turns(ways(knowledge_base, embedder, retriever), self.asked, self.plan.sized_rounds)
        finally:
            knowledge_base.close()

    def _say(self, step: str) -> None:
        load = os.getloadavg()[0]
        self._stderr.print(f"[dim]{self.seconds:5.0f} s, charge {load:.2f}[/dim]  {step}", highlight=False)
