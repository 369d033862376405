"""Larger editions from real ones: sources copied under other ids, with texts and vectors a little varied.

A copy's text has some of its words replaced by other words of the corpus, each by one of its own length,
so that every span stays where it was and quotes exactly. A copy's vector is the real one with a little
noise, so that 100,000 passages need no embedding.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from corpus.editions.content import SourceContent
from corpus.editions.edition import Edition
from corpus.embedding.embedder import Progress, Span, Vectors
from corpus.model import Passage

REPLACED = 0.15
"""The share of words that a copy replaces."""
NOISE = 0.3
"""The length of the noise beside a vector of length 1: a copy's cosine with its original is about .96."""
_WORD = re.compile(r"\b[a-zà-öø-ÿœ]{4,}\b")


class Variation:
    """Texts a little changed, of the same length; one seed, one result."""

    def __init__(self, texts: Iterable[str]) -> None:
        by_length: dict[int, set[str]] = defaultdict(set)
        for text in texts:
            for word in _WORD.findall(text):
                by_length[len(word)].add(word)
        self._words = {length: sorted(words) for length, words in by_length.items()}

    def vary(self, text: str, seed: str, share: float = REPLACED) -> str:
        """`text` with about `share` of its words replaced, each by one as long."""
        chance = random.Random(seed)

        def other(match: re.Match[str]) -> str:
            if chance.random() >= share:
                return match[0]
            return chance.choice(self._words.get(len(match[0]), [match[0]]))

        return _WORD.sub(other, text)


def replicate(contents: Sequence[SourceContent], size: int) -> tuple[list[SourceContent], dict[str, str]]:
    """The real sources and as many varied copies as make `size` passages, and the real passage of every copied one.

    The second value goes from a passage's indexed text to the id of the passage that it was copied from.
    Raises `ValueError` where there is nothing to copy.
    """
    if not any(content.passages for content in contents):
        raise ValueError("no passage to copy")
    variation = Variation(passage.text for content in contents for passage in content.passages)
    made: list[SourceContent] = []
    origins: dict[str, str] = {}
    missing = size
    for number in count():
        for content in contents:
            copy = content if number == 0 else _copy(content, number, variation)
            copy = _first(copy, missing)
            for original, passage in zip(content.passages, copy.passages, strict=False):
                origins.setdefault(passage.indexed_text, original.passage_id)
            made.append(copy)
            missing -= len(copy.passages)
            if missing <= 0:
                return made, origins
    raise AssertionError("unreachable")


def _copy(content: SourceContent, number: int, variation: Variation) -> SourceContent:
    old = content.source.source_id
    source_id = f"{old}-copie-{number}"

    def renamed(identifier: str) -> str:
        return source_id + identifier.removeprefix(old)

    provisions = tuple(
        replace(
            provision,
            provision_id=renamed(provision.provision_id),
            source_id=source_id,
            text=variation.vary(provision.text, renamed(provision.provision_id)),
        )
        for provision in content.provisions
    )
    texts = {provision.provision_id: provision.text for provision in provisions}

    def moved(passage: Passage) -> Passage:
        provision_id = renamed(passage.provision_id)
        return replace(
            passage,
            passage_id=renamed(passage.passage_id),
            provision_id=provision_id,
            source_id=source_id,
            context=variation.vary(passage.context, provision_id),
            asked=(),
            text=texts[provision_id][passage.start : passage.end],
        )

    return replace(
        content,
        source=replace(content.source, source_id=source_id, numac=None, replaces=(), files=()),
        content_sha256=f"{number:08x}{content.content_sha256[8:]}",
        files=(),
        provisions=provisions,
        passages=tuple(moved(passage) for passage in content.passages),
    )


def _first(content: SourceContent, most: int) -> SourceContent:
    """At most `most` passages of a source, with the provisions that they belong to."""
    if len(content.passages) <= most:
        return content
    passages = content.passages[:most]
    kept = {passage.provision_id for passage in passages}
    provisions = tuple(provision for provision in content.provisions if provision.provision_id in kept)
    return replace(content, passages=passages, provisions=provisions)


class ReplicaEmbedder:
    """An `Embedder` that gives copies the vectors of their originals and a little noise.

    It bears the name of the model that made `real`, so that the edition accepts that model's questions;
    it embeds no question itself.
    """

    def __init__(self, real: Edition, origins: Mapping[str, str]) -> None:
        self.name = real.manifest.model
        self.dimensions = real.manifest.dimensions
        self._real = real
        ids = list(dict.fromkeys(origins.values()))
        ordinals = dict(zip(ids, real.ordinals(ids).tolist(), strict=True))
        self._ordinals = {text: int(ordinals[passage_id]) for text, passage_id in origins.items()}
        self._noise = np.random.default_rng(len(origins))

    def embed_query(self, text: str) -> Vectors:
        raise AssertionError("copies only stand in for passages: a question is embedded by the model itself")

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """As many as the real texts answer (copies answer none), anywhere: what is measured is how long it takes."""
        vectors = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimensions), np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        return self._near(self._real.vectors[[self._ordinals[text] for text in texts]])

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        return self.embed_passages(texts), list(self._sentences(texts))

    def _sentences(self, texts: Sequence[str]) -> Iterator[Vectors]:
        for text in texts:
            yield self._near(self._real.sentence_vectors(self._ordinals[text]))

    def _near(self, vectors: NDArray[np.float32]) -> Vectors:
        noise = self._noise.standard_normal(vectors.shape, np.float32) * np.float32(NOISE / self.dimensions**0.5)
        near = vectors + noise
        return np.asarray(near / np.linalg.norm(near, axis=-1, keepdims=True), np.float32)
