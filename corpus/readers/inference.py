"""Whether a text says what a statement says: a model that read some thousand statements beside the rule they are on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.default_model import default_tokenizer
from corpus.embedding.sentencepiece_model import BEGIN, END, Tokens
from corpus.readers.lessons import Lesson, head_of
from corpus.readers.reader import Reader, load_reader, softmax
from corpus.settings import Settings

LABELS = ("entailment", "neutral", "contradiction")
"""In the order of the head's outputs."""
LONGEST_STATEMENT, LONGEST_PREMISE = 64, 170
"""Tokens read of each, as when it learnt."""
TITLE = 110
"""Characters of a title or a heading that stand before the text."""


def premise(context: str, text: str) -> str:
    """A text after what tells where it stands: the first part of its `Passage.context` (the work) and the last (the
    heading of the article, without the further words that it is known by)."""
    parts = context.split(" — ")
    return f"{parts[0][:TITLE]} — {parts[-1].split(';')[0][:TITLE].strip()} : {text}"


def pair(premise_ids: Sequence[int], statement_ids: Sequence[int]) -> list[int]:
    """The tokens of both (without any special ones) as the model reads them: the statement, then the text."""
    return [BEGIN, *statement_ids[:LONGEST_STATEMENT], END, END, *premise_ids[:LONGEST_PREMISE], END]


class InferenceReader:
    """Probabilities of entailment, neutrality and contradiction, for pairs of a premise and a statement."""

    def __init__(self, reader: Reader, tokenise: Callable[[str], Tokens], head: dict[str, NDArray[np.float32]]) -> None:
        """`head`: "inner.weight" (d, 2 d) and "outer.weight" (3, d), each with its bias."""
        self._reader = reader
        self._tokenise = tokenise
        self._head = head

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        if not pairs:
            return []
        known = {text: self._tokenise(text).ids[1:-1].tolist() for both in pairs for text in both}
        states = self._reader.states([np.array(pair(known[a], known[b]), np.int64) for a, b in pairs])
        both = np.stack([np.r_[state[0], state.mean(axis=0)] for state in states])
        head = self._head
        inner = np.tanh(both @ head["inner.weight"].T + head["inner.bias"])
        shares = softmax(inner @ head["outer.weight"].T + head["outer.bias"])
        return [(float(row[0]), float(row[1]), float(row[2])) for row in shares]


def load_inference_reader(settings: Settings, on_step: Callable[[str], None] | None = None) -> InferenceReader:
    """Prepared first where it is missing. Raises `Unavailable`."""
    reader = load_reader(Lesson.INFERENCE, settings, on_step)
    tokenise = default_tokenizer(settings, 2 + max(LONGEST_STATEMENT, LONGEST_PREMISE))
    return InferenceReader(reader, tokenise, head_of(Lesson.INFERENCE))
