"""Teaches the built-in model this field (`corpus/embedding/domain_layers.npz`): `python -m evals.fitting.encoder`.

Each question of `corpus.asked` should come nearer to the passages that answer it than to the others of its batch, and
each passage to its questions than to the others' (InfoNCE, van den Oord et al., 2018, arXiv:1807.03748). Half of a
batch are neighbours of one passage, because what is far tells nothing; a passage is read once for all its questions.
The embeddings of words stay; of every matrix of the encoder a change of low rank is learnt. Golden questions are not
read.

Takes some six minutes a pass on two cores with AMX, several times that without. `--cross` keeps a sixth of the
sources out, for measuring, and writes a file of its own. The one that ships was made in two goes, two and a half
passes without that sixth (which is where the figures of `domain_layers` come from), then one and a half with all.
After it come the adapter, the weights and the confidence.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import normalize

from corpus.embedding.domain_layers import LAYERS
from corpus.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX
from corpus.embedding.sentencepiece_model import END
from evals.edition import edition_of
from evals.fitting.low_rank import Teaching, encoder, layers_of, mean_state, states_of, tokeniser
from evals.questions import Base
from kb_service.knowledge_base import KnowledgeBase

PASSES, RATE, WARM_UP = 4, 5e-4, 15
TEMPERATURE = 0.04
BATCH, QUESTIONS_EACH = 40, 4
"""Passages of a batch, and how many questions of each are drawn."""
BACKWARDS = 0.3
"""What finding the question from its passage counts beside finding the passage."""
LONGEST_QUESTION, LONGEST_PASSAGE = 64, 224
"""Tokens."""
KEPT_OUT = 6


@dataclass(frozen=True)
class Asked:
    """Passages as tokens with their vectors (n, d), questions as tokens, and which of these each passage answers."""

    passages: list[list[int]]
    vectors: NDArray[np.float32]
    questions: list[list[int]]
    of_passage: dict[int, list[int]]


def asked(kept_out: bool) -> Asked:
    tokenise = tokeniser()

    def tokens(text: str, longest: int) -> list[int]:
        ids: list[int] = tokenise.encode(text).ids
        return ids if len(ids) <= longest else [*ids[: longest - 1], END]

    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    with knowledge_base.edition() as edition:
        passages = edition.passages(range(edition.size))
        vectors = np.array(edition.vectors)
    knowledge_base.close()
    rows = {question: row for row, question in enumerate(dict.fromkeys(q for p in passages for q in p.asked))}
    return Asked(
        [tokens(PASSAGE_PREFIX + p.indexed_text, LONGEST_PASSAGE) for p in passages],
        vectors,
        [tokens(QUERY_PREFIX + question, LONGEST_QUESTION) for question in rows],
        {
            number: [rows[question] for question in p.asked]
            for number, p in enumerate(passages)
            if p.asked and not (kept_out and is_kept_out(p.source_id))
        },
    )


def is_kept_out(source_id: str) -> bool:
    return zlib.crc32(source_id.encode()) % KEPT_OUT == 0


def embed(model: Any, texts: Sequence[list[int]]) -> Tensor:
    """Mean of the states of each text's tokens, of length 1: (n, d)."""
    return normalize(mean_state(*states_of(model, texts)), dim=1)


def batches(data: Asked, draw: random.Random) -> Iterator[list[int]]:
    """Every passage once: half of each batch around one of them, half from anywhere."""
    order = list(data.of_passage)
    draw.shuffle(order)
    left = set(order)
    found = []
    for first in order:
        if first not in left:
            continue
        pool = np.array(sorted(left))
        nearest = pool[np.argsort(-(data.vectors[pool] @ data.vectors[first]))[: BATCH // 2]].tolist()
        near = list(dict.fromkeys([first, *nearest]))
        rest = sorted(left - set(near))
        batch = near + draw.sample(rest, min(BATCH - len(near), len(rest)))
        left -= set(batch)
        found.append(batch)
    draw.shuffle(found)
    return iter(found)


def loss_of(model: Any, data: Asked, batch: list[int], draw: random.Random) -> Tensor:
    drawn = (draw.sample(data.of_passage[p], min(QUESTIONS_EACH, len(data.of_passage[p]))) for p in batch)
    questions = list(dict.fromkeys(question for few in drawn for question in few))
    answers = [set(data.of_passage[p]) for p in batch]
    right = torch.tensor([[question in known for known in answers] for question in questions])
    vectors = embed(model, [data.questions[question] for question in questions])
    scores = vectors @ embed(model, [data.passages[p] for p in batch]).T / TEMPERATURE
    return _contrast(scores, right) + BACKWARDS * _contrast(scores.T, right.T)


def _contrast(scores: Tensor, right: Tensor) -> Tensor:
    return (scores.logsumexp(1) - scores.masked_fill(~right, -torch.inf).logsumexp(1)).mean()


def fit(data: Asked) -> dict[str, NDArray[np.float16]]:
    """What stands in `domain_layers.npz`."""
    torch.manual_seed(0)
    draw = random.Random(0)
    model = encoder()
    teaching = Teaching(model, RATE, PASSES * -(-len(data.of_passage) // BATCH), WARM_UP)
    for number in range(PASSES):
        for batch in batches(data, draw):
            loss = loss_of(model, data, batch, draw)
            loss.backward()  # type: ignore[no-untyped-call]
            teaching.step()
        print(f"pass {number + 1} of {PASSES}: loss {loss.item():.3f}", flush=True)
    return layers_of(model)


def main() -> None:
    crossed = "--cross" in sys.argv
    parts = fit(asked(kept_out=crossed))
    target = LAYERS.with_name("domain_layers_cross.npz") if crossed else LAYERS
    np.savez(target, **parts)  # type: ignore[arg-type]
    print(f"written to {target.name}; raise the format in default_model.py, then fit the adapter and what follows")


if __name__ == "__main__":
    main()
