"""Which words of a text are personal data, by a model that read some thousand labelled ones.

It sees what rules do not: a name in small letters, a file number that nothing announces, an address without its
street's kind. It proposes; `kb_service.privacy` decides what to make of it, beside its rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.default_model import default_tokenizer
from corpus.embedding.sentencepiece_model import Tokens
from corpus.readers.lessons import Lesson, head_of
from corpus.readers.reader import Reader, load_reader, softmax
from corpus.settings import Settings

LABELS = (
    "",
    "NISS",
    "EID_CARD",
    "PASSPORT",
    "IBAN",
    "PHONE",
    "EMAIL",
    "LICENCE_PLATE",
    "BIRTH_DATE",
    "ADDRESS",
    "CASE_NUMBER",
    "PERSON",
    "HEALTH",
)
"""In the order of the head's outputs; the first is what is not personal."""
WINDOW = 384
"""Tokens read at once."""
PIECE, OVERLAP = 700, 100
"""Characters read at once, cut at a line or else a space; and how many of them are read with the next ones again."""


@dataclass(frozen=True)
class Seen:
    """Characters `start:end` of the text, the label that is likeliest there, and how likely it is that they are
    personal at all, as the mean of their tokens."""

    start: int
    end: int
    label: str
    probability: float


class PersonalDataReader:
    """Reads a text for what is personal in it."""

    def __init__(
        self, reader: Reader, tokenise: Callable[[str], Tokens], weight: NDArray[np.float32], bias: NDArray[np.float32]
    ) -> None:
        """`weight` (labels, d) and `bias` (labels,) of the head."""
        self._reader = reader
        self._tokenise = tokenise
        self._weight = weight
        self._bias = bias

    def find(self, text: str, least: float) -> list[Seen]:
        """The stretches whose tokens are personal with a probability of `least` or more, in order."""
        pieces = [piece for whole in _pieces(text) for piece in self._fitting(text, *whole)]
        states = self._reader.states([tokens.ids for _, _, tokens in pieces])
        return [
            seen
            for (start, end, tokens), state in zip(pieces, states, strict=True)
            for seen in self._seen(text[start:end], start, tokens, state, least)
        ]

    def _fitting(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, Tokens]]:
        """The piece with its tokens, or its halves where they do not fit the window: nothing is left unread."""
        tokens = self._tokenise(text[start:end])
        if not tokens.cut:
            yield start, end, tokens
            return
        middle = (start + end) // 2
        middle = text.rfind(" ", start + 1, middle) + 1 or middle
        yield from self._fitting(text, start, middle)
        yield from self._fitting(text, middle, end)

    def _seen(
        self, piece: str, shift: int, tokens: Tokens, states: NDArray[np.float32], least: float
    ) -> Iterator[Seen]:
        shares = softmax(states @ self._weight.T + self._bias)
        open_label, start, end, parts = 0, 0, 0, list[float]()
        before = 0
        for last, share in zip(tokens.ends.tolist(), shares, strict=True):
            if last <= before:
                continue
            first = before + len(piece[before:last]) - len(piece[before:last].lstrip())
            before = last
            personal = 1 - float(share[0])
            label = 1 + int(share[1:].argmax()) if personal >= least else 0
            if label != open_label or (label and first - end > 1):
                if open_label:
                    yield Seen(shift + start, shift + end, LABELS[open_label], float(np.mean(parts)))
                open_label, start, parts = label, first, []
            end = last
            parts.append(personal)
        if open_label:
            yield Seen(shift + start, shift + end, LABELS[open_label], float(np.mean(parts)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        end = min(at + PIECE, len(text))
        if end < len(text):
            end = _cut(text, at + PIECE // 2, end)
        yield at, end
        at = end if end == len(text) else max(at + 1, _cut(text, end - OVERLAP, end - OVERLAP // 2))


def _cut(text: str, least: int, most: int) -> int:
    return text.rfind("\n", least, most) + 1 or text.rfind(" ", least, most) + 1 or most


def load_personal_data_reader(settings: Settings, on_step: Callable[[str], None] | None = None) -> PersonalDataReader:
    """Prepared first where it is missing. Raises `Unavailable`."""
    reader = load_reader(Lesson.PERSONAL_DATA, settings, on_step)
    head = head_of(Lesson.PERSONAL_DATA)
    return PersonalDataReader(reader, default_tokenizer(settings, WINDOW), head["weight"], head["bias"])
