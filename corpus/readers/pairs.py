"""Two texts read together: something said or asked, and the text of a provision beside it.

What is shared by the lessons that compare (`inference`, `answers`): how a provision's text is shown to the model, and
the head over its states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.default_model import default_tokenizer
from corpus.embedding.sentencepiece_model import BEGIN, END, Tokens
from corpus.readers.lessons import Lesson, head_of
from corpus.readers.reader import Reader, States, load_reader
from corpus.settings import Settings

TITLE = 110
"""Characters of a title or a heading that stand before the text."""


@dataclass(frozen=True)
class Lengths:
    """Tokens read of what is said or asked, and of the text; as when the lesson was learnt."""

    said: int
    text: int

    def pair(self, said_ids: Sequence[int], text_ids: Sequence[int]) -> list[int]:
        """The tokens of both (without any special ones) as the model reads them."""
        return [BEGIN, *said_ids[: self.said], END, END, *text_ids[: self.text], END]


def premise(context: str, text: str) -> str:
    """A text after what tells where it stands: the first part of its `Passage.context` (the work) and the last (the
    heading of the article, without the further words that it is known by)."""
    parts = context.split(" — ")
    return f"{parts[0][:TITLE]} — {parts[-1].split(';')[0][:TITLE].strip()} : {text}"


class PairReader:
    """The outputs of a lesson's head for pairs of texts."""

    def __init__(
        self,
        reader: Reader,
        tokenise: Callable[[str], Tokens],
        head: dict[str, NDArray[np.float32]],
        lengths: Lengths,
    ) -> None:
        """`head`: "inner.weight" (d, 2 d) and "outer.weight" (k, d), each with its bias."""
        self._reader = reader
        self._tokenise = tokenise
        self._head = head
        self._lengths = lengths

    def outputs(self, pairs: Sequence[tuple[str, str]]) -> States:
        """(n, k) of the pairs (what is said, text)."""
        head = self._head
        if not pairs:
            return np.empty((0, len(head["outer.bias"])), np.float32)
        known = {text: self._tokenise(text).ids[1:-1].tolist() for text in {one for both in pairs for one in both}}
        read = self._reader.states([np.array(self._lengths.pair(known[a], known[b]), np.int64) for a, b in pairs])
        both = np.stack([np.r_[states[0], states.mean(axis=0)] for states in read])
        inner = np.tanh(both @ head["inner.weight"].T + head["inner.bias"])
        outputs: States = inner @ head["outer.weight"].T + head["outer.bias"]
        return outputs


def load_pair_reader(lesson: Lesson, lengths: Lengths, settings: Settings) -> PairReader:
    """Prepared first where it is missing. Raises `Unavailable`."""
    reader = load_reader(lesson, settings)
    tokenise = default_tokenizer(settings, 2 + max(lengths.said, lengths.text))
    return PairReader(reader, tokenise, head_of(lesson), lengths)
