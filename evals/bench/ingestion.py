"""What ingestion costs: the embedding of passages, a full run, and a run after one document of a hundred changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.editions.content import SourceContent
from corpus.editions.embed import sentence_spans
from corpus.embedding.embedder import Embedder, Span
from corpus.embedding.sentencepiece_model import Tokenizer
from corpus.errors import Defect
from corpus.model import Passage, Provision
from corpus.settings import Settings
from evals.bench.budgets import DOCUMENTS, TOKENS_OF_A_PASSAGE
from evals.bench.replicas import Variation
from evals.bench.statistics import percentile
from ingest.pipeline.report import IngestionReport, Outcome
from ingest.pipeline.run import ingest

_WINDOW = 512


@dataclass(frozen=True)
class Embedding:
    """Real passages of about 150 tokens, embedded afresh; a rate is in passages of just 150 tokens a second."""

    passages: int
    tokens: float
    """The mean of a passage, its context line included: that is what is embedded."""
    sentences: int
    per_second: float
    starter_per_second: float


def embedding_rate(
    embedder: Embedder, starter: Any, tokenizer: Path, contents: Sequence[SourceContent], count: int
) -> Embedding:
    """Ours with a vector for every sentence, the starter's without, in turns over the same texts."""
    tokenise = Tokenizer(tokenizer, _WINDOW)
    passages = [passage for content in contents for passage in content.passages if passage.text]
    lengths = {passage.passage_id: len(tokenise(passage.indexed_text).ids) for passage in passages}
    chosen = sorted(passages, key=lambda passage: abs(lengths[passage.passage_id] - TOKENS_OF_A_PASSAGE))[:count]
    tokens = sum(lengths[passage.passage_id] for passage in chosen)
    ours, other = 0.0, 0.0
    step = max(1, count // 4)
    for first in range(0, len(chosen), step):
        part = chosen[first : first + step]
        ours += _seconds_of_ours(embedder, part)
        started = time.perf_counter()
        starter.get_text_embedding_batch([passage.indexed_text for passage in part])
        other += time.perf_counter() - started
    whole = tokens / TOKENS_OF_A_PASSAGE
    sentences = sum(len(passage.sentences) for passage in chosen)
    return Embedding(len(chosen), tokens / len(chosen), sentences, whole / ours, whole / other)


def _seconds_of_ours(embedder: Embedder, passages: Sequence[Passage]) -> float:
    spans: list[list[Span]] = [sentence_spans(passage) for passage in passages]
    started = time.perf_counter()
    embedder.embed_with_spans([passage.indexed_text for passage in passages], spans)
    return time.perf_counter() - started


@dataclass(frozen=True)
class Reingestion:
    """Seconds of a full run over `DOCUMENTS` documents, and of runs after one of them was rewritten."""

    passages: int
    full: float
    changed: list[float]

    @property
    def share(self) -> float:
        return percentile(self.changed, 50) / self.full


def reingestion(
    settings: Settings, embedder: Embedder, contents: Sequence[SourceContent], folder: Path, times: int
) -> Reingestion:
    """Ingest real texts as a hundred documents, then again `times`, one of them rewritten each time.

    Rewritten from end to end: one word in seven is another, so that hardly a passage of it keeps its vector.
    Without a cache of vectors, as `kb ingest` works: what is unchanged comes from the edition before.
    """
    documents = write_documents(contents, folder)
    catalogue = Catalogue((), folder)
    started = time.perf_counter()
    report = ingest([folder], settings, catalogue, embedder)
    full = time.perf_counter() - started
    passages = report.passages
    _require_changed(report, len(documents))
    variation = Variation(path.read_text(encoding="utf-8") for path in documents)
    changed: list[float] = []
    for number in range(times):
        path = documents[(2 * number + 1) * len(documents) // (2 * times)]
        path.write_text(variation.vary(path.read_text(encoding="utf-8"), str(number)), encoding="utf-8")
        started = time.perf_counter()
        report = ingest([folder], settings, catalogue, embedder)
        changed.append(time.perf_counter() - started)
        _require_changed(report, 1)
    return Reingestion(passages, full, changed)


def _require_changed(report: IngestionReport, documents: int) -> None:
    """A run that did nothing, or too much, is no measurement. Raises `Defect` ("bench_ingestion")."""
    read = [file for file in report.files if file.outcome in (Outcome.ADDED, Outcome.CHANGED)]
    if report.edition_id is None or len(read) != documents:
        raise Defect("bench_ingestion", f"{len(read)} documents lus au lieu de {documents} : la mesure ne vaut rien.")


def write_documents(contents: Sequence[SourceContent], folder: Path, count: int = DOCUMENTS) -> list[Path]:
    """The provisions as `count` plain Markdown documents of about equal length, a section each."""
    folder.mkdir(parents=True, exist_ok=True)
    provisions = [provision for content in contents for provision in content.provisions if provision.text]
    paths = []
    for number, part in enumerate(_shares(provisions, count), start=1):
        sections = [f"## {place}. Disposition {number}.{place}\n\n{p.text}\n" for place, p in enumerate(part, start=1)]
        path = folder / f"fiche-{number:03}.md"
        path.write_text("\n".join([f"# Fiche {number}\n", *sections]).replace("\n", "\n\n"), encoding="utf-8")
        paths.append(path)
    return paths


def _shares(provisions: Sequence[Provision], count: int) -> list[Sequence[Provision]]:
    """Runs of provisions, none empty where there are enough of them."""
    bounds = [round(len(provisions) * number / count) for number in range(count + 1)]
    return [provisions[start:end] for start, end in pairwise(bounds) if end > start]
