"""Teaches the built-in model to tell whether a text answers a question: `python -m evals.fitting.answers`.

Of each passage it reads some of the questions that are typically asked of it (`corpus.asked`), each also beside a
passage that lies near and is not known to answer it; what other hands wrote of it, questions that it answers and
questions that it leaves open though they look answered (`questions-pairs`); some of those beside what a search finds
for them, each text judged by hand (`questions-judged`); and questions that no text answers (`refusals-pairs`), beside
what a search finds as well. Golden questions are not read. It begins where the reader of statements ended, which has
learnt to compare.

Three passes, some fifty minutes on two cores that multiply in bf16. `--cross` keeps a sixth of the sources out and
tells, after each pass, how it does on what was written or judged of them; it writes nothing. `--with-shipped` writes
the mean of the weights that it learnt and of those that ship, which began at the same: such a mean often does better
than either (Wortsman et al., 2022, arXiv:2203.05482). After it comes the confidence.

What ships is such a mean: of a reader that was taught before there was `questions-judged`, and of one that was taught
anew with it.
"""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn.functional import binary_cross_entropy_with_logits

from corpus.editions.edition import Edition
from corpus.embedding.embedder import load_embedder
from corpus.embedding.vector_cache import CachedEmbedder
from corpus.model import Passage
from corpus.readers.answers import LENGTHS
from corpus.readers.lessons import Lesson
from corpus.readers.pairs import premise
from evals.edition import edition_of
from evals.fitting.low_rank import PairHead, Teaching, encoder, exported, layers_of, mean_of, states_of, take, tokeniser
from evals.questions import GOLDEN, Base
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.search import search

LAYERS = 8
PASSES, RATE, HEAD_RATE, WARM_UP, DECAY = 3, 5e-4, 2e-3, 40, 0.01
SMOOTHED = 0.05
"""What of a label is doubted: some of the passages that lie near do answer."""
BATCH, SORTED = 32, 8
"""Pairs of a batch, and how many batches are sorted by length together."""
EACH = 2
"""Typical questions of a passage that are read in a pass."""
NEAR = slice(2, 12)
"""The neighbours, nearest first, one of which a typical question is also read beside: the first two often answer."""
SAME_QUESTION = 0.93
"""The cosine from which two questions ask the same: then the neighbour that the other belongs to answers as well."""
FOUND = 3
"""Texts beside which a question that nothing answers is read."""
KEPT_OUT = 6

Pair = tuple[str, int, float]
"""A question, the number of a passage, and whether it answers."""


@dataclass(frozen=True)
class Asked:
    """A typical question, the passage that answers it, and passages that lie near."""

    question: str
    passage: int
    near: list[int]


@dataclass(frozen=True)
class Lessons:
    """What there is to learn from: the passages as the model reads them, typical questions, and pairs by hand."""

    texts: list[str]
    sources: list[str]
    asked: list[Asked]
    pairs: list[Pair]

    def epoch(self, draw: random.Random, kept_out: bool) -> list[Pair]:
        of_passage: dict[int, list[Asked]] = defaultdict(list)
        for asked in self.asked:
            of_passage[asked.passage].append(asked)
        found = list(self.pairs)
        for several in of_passage.values():
            for one in draw.sample(several, min(EACH, len(several))):
                found.append((one.question, one.passage, 1.0))
                if near := one.near[NEAR] or one.near:
                    found.append((one.question, draw.choice(near), 0.0))
        return [pair for pair in found if not (kept_out and self.is_kept_out(pair))]

    def is_kept_out(self, pair: Pair) -> bool:
        return zlib.crc32(self.sources[pair[1]].encode()) % KEPT_OUT == 0


def lessons() -> Lessons:
    settings = edition_of(Base.WHOLE)
    knowledge_base = KnowledgeBase.open(settings)
    embedder = CachedEmbedder(load_embedder(settings), settings.data_dir / "cache" / "vectors.sqlite")
    with knowledge_base.edition() as edition:
        passages = edition.passages(range(edition.size))
        questions = list(dict.fromkeys(question for passage in passages for question in passage.asked))
        found = Lessons(
            [premise(passage.context, passage.text) for passage in passages],
            [passage.source_id for passage in passages],
            list(_typical(edition, passages, questions, embedder.embed_questions(questions))),
            [*_by_hand(passages), *_judged(passages), *_unanswered(knowledge_base, edition, passages)],
        )
    knowledge_base.close()
    return found


def _typical(
    edition: Edition, passages: Sequence[Passage], questions: Sequence[str], vectors: NDArray[np.float32]
) -> Iterator[Asked]:
    row = {question: number for number, question in enumerate(questions)}
    answering: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        for question in passage.asked:
            answering[question].append(number)
    own = [[row[question] for question in passage.asked] for passage in passages]
    for question, vector in zip(questions, vectors, strict=True):
        cosines = edition.vectors @ vector
        alike = vectors @ vector
        provisions = {passages[number].provision_id for number in answering[question]}
        near = [
            int(number)
            for number in np.argsort(-cosines)[:60]
            if passages[number].provision_id not in provisions
            and not (own[number] and alike[own[number]].max() > SAME_QUESTION)
        ]
        yield Asked(question, max(answering[question], key=lambda number: cosines[number]), near[: NEAR.stop])


def _by_hand(passages: Sequence[Passage]) -> Iterator[Pair]:
    number = {passage.passage_id: number for number, passage in enumerate(passages)}
    for row in _rows("questions-pairs"):
        for kind, label in (("answers", 1.0), ("leaves_open", 0.0)):
            yield from ((question, number[row["passage"]], label) for question in row[kind])


def _judged(passages: Sequence[Passage]) -> Iterator[Pair]:
    """What is held for doubtful teaches nothing."""
    number = {passage.passage_id: number for number, passage in enumerate(passages)}
    for row in _rows("questions-judged"):
        for kind, label in (("answered_by", 1.0), ("left_open_by", 0.0)):
            yield from ((row["question"], number[passage], label) for passage in row[kind])


def _unanswered(knowledge_base: KnowledgeBase, edition: Edition, passages: Sequence[Passage]) -> Iterator[Pair]:
    number = {passage.passage_id: number for number, passage in enumerate(passages)}
    for row in _rows("refusals-pairs"):
        question, vector = knowledge_base.understand(row["question"], None, edition)
        found = search(edition, question, vector, knowledge_base.regions, None)
        for ranked in found.ranked[:FOUND]:
            yield question.embedded, number[ranked.best.passage.passage_id], 0.0


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


class Reading:
    """Pairs as tokens, each text encoded once."""

    def __init__(self, texts: Sequence[str], tokenise: Tokenizer) -> None:
        self._tokenise = tokenise
        self._texts = [self._ids(text) for text in texts]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenise.encode(text, add_special_tokens=False).ids
        return ids

    def __call__(self, pair: Pair) -> list[int]:
        return LENGTHS.pair(self._ids(pair[0]), self._texts[pair[1]])


def fit(known: Lessons, kept_out: bool) -> tuple[Any, PairHead]:
    torch.manual_seed(0)
    draw = random.Random(1)
    reading = Reading(known.texts, tokeniser())
    model, head = encoder(LAYERS), PairHead(outputs=1)
    take(model, head, Lesson.INFERENCE)
    steps = PASSES * -(-len(known.epoch(random.Random(0), kept_out)) // BATCH)
    teaching = Teaching(model, RATE, steps, WARM_UP, head, HEAD_RATE, DECAY)
    held = [pair for pair in known.pairs if kept_out and known.is_kept_out(pair)]
    for number in range(PASSES):
        losses = []
        for batch in _batches(known.epoch(draw, kept_out), reading, draw):
            labels = torch.tensor([label for _, label in batch]) * (1 - 2 * SMOOTHED) + SMOOTHED
            outputs = head(*states_of(model, [ids for ids, _ in batch]))[:, 0]
            loss = binary_cross_entropy_with_logits(outputs, labels)
            loss.backward()  # type: ignore[no-untyped-call]
            teaching.step()
            losses.append(loss.item())
        print(f"pass {number + 1} of {PASSES}: loss {np.mean(losses):.3f}", flush=True)
        if held:
            _tell(model, head, reading, held)
    return model, head


def _batches(pairs: list[Pair], reading: Reading, draw: random.Random) -> Iterator[list[tuple[list[int], float]]]:
    draw.shuffle(pairs)
    for first in range(0, len(pairs), BATCH * SORTED):  # of like lengths, so that little is padding
        some = sorted(((reading(p), p[2]) for p in pairs[first : first + BATCH * SORTED]), key=lambda one: len(one[0]))
        batches = [some[start : start + BATCH] for start in range(0, len(some), BATCH)]
        draw.shuffle(batches)
        yield from batches


def _tell(model: Any, head: PairHead, reading: Reading, pairs: Sequence[Pair]) -> None:
    with torch.no_grad():
        outputs = np.array([head(*states_of(model, [reading(pair)])).item() for pair in pairs])
    right = np.array([pair[2] > 0 for pair in pairs])
    area = (outputs[right][:, None] > outputs[~right]).mean()
    print(f"  {len(pairs)} pairs of sources that it did not see: area under the curve {area:.3f}", flush=True)


def main() -> None:
    known = lessons()
    if "--cross" in sys.argv:
        fit(known, kept_out=True)
        return
    model, head = fit(known, kept_out=False)
    learnt = {**layers_of(model), **exported(head)}
    if "--with-shipped" in sys.argv:
        learnt = mean_of(learnt, Lesson.ANSWERS.file)
    np.savez(Lesson.ANSWERS.file, **learnt)  # type: ignore[arg-type]
    print(f"written to {Lesson.ANSWERS.file.name}; now fit the confidence")


if __name__ == "__main__":
    main()
