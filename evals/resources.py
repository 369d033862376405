"""What the base takes, in a process of its own: memory, passages embedded a second. Speed in full: `make bench`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

from corpus.editions.content import carried
from corpus.editions.embed import sentence_spans
from corpus.embedding.embedder import load_embedder
from corpus.settings import Settings
from evals.bench.budgets import TOKENS_OF_A_PASSAGE
from evals.outcome import Kept
from evals.questions import load_golden
from ingest.passages.cut import CHARACTERS_PER_TOKEN
from kb_service.contract import AskRequest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.process import share_arenas

EMBEDDED = 80


class Resources(Kept):
    """`memory_mb` is the resident set, in 10^6 bytes, of a process that answered the development questions;
    `passages_per_second` are those of about 150 tokens, embedded with a vector for every sentence."""

    memory_mb: float
    passages_per_second: float


def measure(settings: Settings) -> Resources:
    """Of the edition of `settings`, from nothing. Raises `CalledProcessError` where the process fails."""
    told = subprocess.run(
        [sys.executable, "-m", "evals.resources", str(settings.data_dir)], capture_output=True, text=True, check=True
    )
    return Resources.model_validate_json(told.stdout.splitlines()[-1])


def main() -> None:
    share_arenas()  # as `kb serve` does
    settings = Settings(data_dir=Path(sys.argv[1]))
    knowledge_base = KnowledgeBase.open(settings)
    knowledge_base.warm()
    for item in load_golden("dev"):
        knowledge_base.ask(AskRequest(question=item.question))
    memory = psutil.Process().memory_info().rss / 1e6
    rate = _passages_per_second(settings, knowledge_base)
    knowledge_base.close()
    print(Resources(memory_mb=round(memory), passages_per_second=round(rate, 1)).model_dump_json())


def _passages_per_second(settings: Settings, knowledge_base: KnowledgeBase) -> float:
    with knowledge_base.edition() as edition:
        passages = [p for s in edition.sources() for p in carried(edition, s.source_id).passages if p.text]
    length = TOKENS_OF_A_PASSAGE * CHARACTERS_PER_TOKEN
    chosen = sorted(passages, key=lambda passage: abs(len(passage.indexed_text) - length))[:EMBEDDED]
    embedder = load_embedder(settings)
    started = time.perf_counter()
    embedder.embed_with_spans([passage.indexed_text for passage in chosen], [sentence_spans(p) for p in chosen])
    return len(chosen) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
