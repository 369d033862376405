"""Words of an edition: BM25 by bm25s, memory-mapped, with the token lists kept for the next edition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.editions.arrays import mapped
from corpus.editions.columns import Mask
from corpus.editions.failures import damage_named
from corpus.editions.layout import WORDS
from corpus.editions.neighbours import Ordinals, Scores, best
from corpus.imports import without

K1 = 1.5
B = 0.75
"""The parameters of Robertson & Zaragoza (2009) at bm25s's defaults, in Lucene's variant."""

_TOKENS = f"{WORDS}/tokens.npy"
_OFFSETS = f"{WORDS}/token_offsets.npy"


def write_words(folder: Path, token_lists: Sequence[Sequence[str]]) -> None:
    """Indexes the tokens of every passage. Their numbers follow the alphabet: one text, one index."""
    bm25s = _bm25s()
    # bm25s cannot number an empty vocabulary; the empty token, which no text holds, is always there
    vocabulary = {token: i for i, token in enumerate(sorted({""}.union(*token_lists)))}
    numbered = [[vocabulary[token] for token in tokens] for tokens in token_lists]
    index = bm25s.BM25(k1=K1, b=B)
    with np.errstate(invalid="ignore"):  # bm25s divides by the mean length, 0 where no text has a word
        index.index((numbered, vocabulary), show_progress=False)
    index.save(folder / WORDS, show_progress=False)
    np.save(folder / _TOKENS, np.fromiter(chain.from_iterable(numbered), dtype=np.int32))
    np.save(folder / _OFFSETS, np.cumsum([0, *map(len, numbered)], dtype=np.int64))


class WordIndex:
    """The reading side. Raises `Defect` ("damaged_edition") where the index cannot be read."""

    def __init__(self, folder: Path) -> None:
        bm25s = _bm25s()
        with damage_named(folder.name, WORDS):
            self._index = bm25s.BM25.load(folder / WORDS, mmap=True, show_progress=False)
        self._folder = folder

    def best(
        self, tokens: Sequence[str], k: int, weights: Sequence[float] | None = None, allowed: Mask | None = None
    ) -> tuple[Ordinals, Scores]:
        """The ordinals of at most `k` passages with their BM25 scores, best first; only scores above 0.

        `weights[i]` multiplies what `tokens[i]` brings (1 without them): words that the thesaurus
        adds should weigh less than the user's own. Tokens that the edition does not know bring nothing.
        """
        groups: dict[float, list[int]] = {}
        for token, weight in zip(tokens, weights if weights is not None else [1.0] * len(tokens), strict=True):
            number = self._index.vocab_dict.get(token)
            if number is not None and weight:
                groups.setdefault(float(weight), []).append(number)
        scores = np.zeros(self._index.scores["num_docs"], dtype=np.float32)
        for weight, numbers in groups.items():
            scores += np.float32(weight) * self._index.get_scores_from_ids(numbers)
        if allowed is not None:
            scores[~allowed] = 0
        return best(scores, min(k, int(np.count_nonzero(scores > 0))))

    @cached_property
    def document_frequencies(self) -> dict[str, int]:
        """How many passages hold each token of the edition; made once, then shared: not to be changed."""
        counts = np.diff(self._index.scores["indptr"]).tolist()
        return {token: counts[number] for token, number in self._index.vocab_dict.items() if counts[number]}

    def token_lists(self) -> list[list[str]]:
        """The tokens of every passage, as they were indexed."""
        spelt: list[str] = [""] * len(self._index.vocab_dict)
        for token, number in self._index.vocab_dict.items():
            spelt[number] = token
        numbers: NDArray[np.int32] = mapped(self._folder, _TOKENS, np.int32)
        ends: list[int] = mapped(self._folder, _OFFSETS, np.int64).tolist()
        words = [spelt[number] for number in numbers.tolist()]
        return [words[start:end] for start, end in pairwise(ends)]


def _bm25s() -> Any:
    """The library without numba: 50 MB and a tenth of a second, for a backend that is not used."""
    with without({"numba"}):
        import bm25s
    return bm25s
