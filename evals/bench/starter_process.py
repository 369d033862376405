"""The enlarged starter as a process of its own: how long until its first results, and how much memory it holds.

It is a retriever alone: no service, no page, no guard, no answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX
from corpus.errors import Unavailable
from evals.bench.enlarged_starter import opened
from evals.systems.llama_index import TOP_K

PROCESS_SECONDS = 300.0


@dataclass(frozen=True)
class StarterProcesses:
    """Seconds from the start of each process to its first results; the resident set, in 10^6 bytes, of the last one
    after all questions."""

    seconds: list[float]
    memory_mb: float


def start(
    environment: Mapping[str, str], folder: Path, model: Path, size: int, questions: Sequence[str], times: int
) -> StarterProcesses:
    """`times` new processes, one after another. Raises `Unavailable` ("starter_not_started")."""
    seconds: list[float] = []
    memory = 0.0
    for _ in range(times):
        started = time.time()
        done = subprocess.run(
            [sys.executable, "-m", __name__, str(folder), str(model), str(size)],
            input=json.dumps(list(questions)), env=dict(environment), capture_output=True, text=True,
            timeout=PROCESS_SECONDS, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise Unavailable("starter_not_started", f"Le starter n'a pas répondu : {done.stderr.strip()[-500:]}")
        told = json.loads(done.stdout.splitlines()[-1])
        seconds.append(told["first_at"] - started)
        memory = told["memory_mb"]
    if not seconds or memory <= 0:
        raise Unavailable("starter_not_started", "Aucun processus du starter n'a été mesuré.")
    return StarterProcesses(seconds, memory)


def main() -> None:
    """Ask every question of the standard input; print when the first was answered, and the memory at the end."""
    import psutil
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    folder, model, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    questions = json.load(sys.stdin)
    embedding = HuggingFaceEmbedding(
        model_name=model, query_instruction=QUERY_PREFIX, text_instruction=PASSAGE_PREFIX, device="cpu"
    )
    with opened(folder, embedding, size) as retriever:
        first_at = 0.0
        for question in questions:
            assert len(retriever.retrieve(question)) == TOP_K
            first_at = first_at or time.time()
        memory = psutil.Process().memory_info().rss / 1e6
    print(json.dumps({"first_at": first_at, "memory_mb": memory}))


if __name__ == "__main__":
    main()
