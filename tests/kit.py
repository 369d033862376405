"""Stand-ins that let a room be tested without a model."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.embedding.embedder import Progress, Span, Vectors, check_spans

CHECKOUT = Path(__file__).resolve().parents[1]
_STEM = 5


class HashEmbedder:
    """An `Embedder` without a model: a text is the sum of its words' directions, each drawn from the
    hash of the word's first five letters (without accents or case), so that texts that share words
    are near one another and the others are not. Same text, same vector, on any machine."""

    def __init__(self, name: str = "hash", dimensions: int = 256) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded: list[str] = []
        """Every text that was asked for, in order: for tests of what is computed, and how often."""

    def embed_query(self, text: str) -> Vectors:
        return self._vector(text)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(len(texts), self.dimensions)

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for index, text in enumerate(texts):
            vectors[index] = self._vector(text)
            self.embedded.append(text)
            if on_progress:
                on_progress(index + 1)
        return vectors

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        check_spans(texts, spans)
        span_vectors = []
        for text, own in zip(texts, spans, strict=True):
            rows = [self._vector(text[start:end]) for start, end in own]
            span_vectors.append(np.array(rows, np.float32).reshape(len(own), self.dimensions))
        return self.embed_passages(texts, on_progress), span_vectors

    def _vector(self, text: str) -> Vectors:
        bare = unicodedata.normalize("NFKD", text.casefold())
        words = re.findall(r"\w+", "".join(char for char in bare if not unicodedata.combining(char)))
        total = np.zeros(self.dimensions)
        for word in words or [""]:
            seed = int.from_bytes(hashlib.sha256(word[:_STEM].encode("utf-8", "replace")).digest()[:8], "big")
            total += np.random.default_rng(seed).standard_normal(self.dimensions)
        vector: Vectors = np.asarray(total / np.linalg.norm(total), np.float32)
        return vector
