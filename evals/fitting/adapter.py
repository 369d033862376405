"""Fits the matrix through which the built-in model sees questions (`corpus/embedding/question_adapter.npy`).

Each question of `corpus.asked` should come nearer to the passages that answer it than to all others: a softmax over the
cosines with every passage of the whole base, as in dense retrieval (Karpukhin et al., 2020, arXiv:2004.04906), but with
all negatives at once, since the passages' vectors do not move. Passages of which nobody wrote what they are asked are
no negatives: pushed away by every question, a new circular would be found less than without the adapter. A penalty
holds the matrix near the identity. Golden questions are not read.

`python -m evals.fitting.adapter` writes the matrix (a minute); `--cross` fits on half of the sources and tells how the
tuning questions on the others fare, to know what it does for texts that it never saw. After it, the weights and the
confidence have to be fitted anew.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import normalize

from corpus.embedding.embedder import Embedder, load_embedder
from corpus.embedding.question_adapter import MATRIX
from corpus.embedding.vector_cache import CachedEmbedder
from evals.edition import edition_of
from evals.questions import SETS, Base, Golden, answers, asked_once, load_golden
from kb_service.knowledge_base import KnowledgeBase

TEMPERATURE = 0.03
PENALTY = 0.01
EPOCHS = 20
BATCH = 256
RATE = 2e-3
"""By recall@5 and MRR of the tuning questions: .02 and .05, 1e-3 and 1e-1, 12 and 30 are no better."""

Vectors = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Pairs:
    """Questions (n, d), passages (m, d), which passage answers which question (n, m), and the passages' sources."""

    questions: Vectors
    passages: Vectors
    answers: Mask
    sources: NDArray[np.str_]

    def of(self, chosen: Callable[[str], bool]) -> Pairs:
        """Those of some sources alone, questions and passages."""
        kept = np.array([chosen(source) for source in self.sources])
        asked = self.answers[:, kept].any(axis=1)
        return Pairs(self.questions[asked], self.passages[kept], self.answers[asked][:, kept], self.sources[kept])


def pairs_of(knowledge_base: KnowledgeBase, embedder: Embedder) -> Pairs:
    with knowledge_base.edition() as edition:
        passages = edition.passages(range(edition.size))
        vectors = np.array(edition.vectors)
    rows = {question: row for row, question in enumerate(dict.fromkeys(q for p in passages for q in p.asked))}
    answers = np.zeros((len(rows), len(passages)), np.bool_)
    for column, passage in enumerate(passages):
        answers[[rows[question] for question in passage.asked], column] = True
    return Pairs(embedder.embed_questions(list(rows)), vectors, answers, np.array([p.source_id for p in passages]))


def fit(pairs: Pairs) -> Vectors:
    """The matrix (d, d). The same on any run of one machine."""
    torch.manual_seed(0)
    asked_of = pairs.answers.any(axis=0)
    passages, questions = torch.tensor(pairs.passages[asked_of]), torch.tensor(pairs.questions)
    wrong = torch.tensor(~pairs.answers[:, asked_of])
    identity = torch.eye(passages.shape[1])
    matrix = identity.clone().requires_grad_()
    optimiser = torch.optim.Adam([matrix], lr=RATE)
    steps = EPOCHS * -(-len(questions) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        for batch in torch.split(torch.randperm(len(questions)), BATCH):
            scores = normalize(questions[batch] @ matrix, dim=1) @ passages.T / TEMPERATURE
            right = scores.masked_fill(wrong[batch], -torch.inf)
            loss = (scores.logsumexp(1) - right.logsumexp(1)).mean() + PENALTY * ((matrix - identity) ** 2).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    return np.asarray(matrix.detach().numpy(), np.float32)


def told(
    what: str, matrix: Vectors, golden: Sequence[Golden], knowledge_base: KnowledgeBase, embedder: Embedder
) -> None:
    """Print recall@5 and MRR of a search by passages' vectors alone."""
    ranks = []
    with knowledge_base.edition() as edition:
        for item in golden:
            question = knowledge_base.analyse(item.question, item.as_of, edition)
            allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
            vector = embedder.embed_query(item.question) @ matrix
            ordinals, _ = edition.nearest(vector / np.linalg.norm(vector), 200, allowed)
            keys = list(dict.fromkeys((p.source_id, p.number) for p in edition.provisions_of_passages(ordinals)))
            ranks.append(next((rank for rank, key in enumerate(keys, 1) if answers(item, key)), None))
    recall = sum(rank is not None and rank <= 5 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    print(f"{what:<40} {len(ranks):>4}  recall@5 {recall:.3f}  MRR {reciprocal:.3f}")


def main() -> None:
    settings = edition_of(Base.WHOLE)
    plain = load_embedder(settings)
    cached = CachedEmbedder(plain, settings.data_dir / "cache" / "vectors.sqlite")
    knowledge_base = KnowledgeBase.open(settings)
    golden = [item for one in SETS if not one.held_out for item in asked_once(load_golden(one.name))]
    pairs = pairs_of(knowledge_base, cached)
    print(f"{len(pairs.questions)} questions, {len(pairs.passages)} passages")
    identity = np.eye(plain.dimensions, dtype=np.float32)
    if "--cross" in sys.argv:
        for half in (0, 1):
            matrix = fit(pairs.of(lambda source, half=half: zlib.crc32(source.encode()) % 2 == half))  # type: ignore[misc]
            unseen = [g for g in golden if all(zlib.crc32(s.encode()) % 2 != half for s, _ in g.provisions)]
            told(f"sources never seen, half {half}, plain", identity, unseen, knowledge_base, plain)
            told(f"sources never seen, half {half}, adapted", matrix, unseen, knowledge_base, plain)
    else:
        matrix = fit(pairs)
        np.save(MATRIX, matrix.astype(np.float16))
        told("plain", identity, golden, knowledge_base, plain)
        told("adapted", matrix, golden, knowledge_base, plain)
    knowledge_base.close()


if __name__ == "__main__":
    main()
