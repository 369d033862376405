"""What every room knows of an embedding model, and how the one that the settings name is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Defect
from corpus.settings import Settings

Vectors = NDArray[np.float32]
Span = tuple[int, int]
Progress = Callable[[int], None]
"""Called now and then with the number of texts done so far."""

DEFAULT_MODEL = "multilingual-e5-small"
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
"""What models of the e5 family were trained with (Wang et al., 2024, arXiv:2402.05672)."""


@runtime_checkable
class Embedder(Protocol):
    """Texts to vectors of Euclidean length 1, so that a dot product is a cosine.

    `name` is the model's identity: it changes whenever its vectors would (other weights, precision
    or prefixes). An edition records it and refuses a query by another. Prefixes ("query: ",
    "passage: ") are the embedder's business: callers pass plain text. Safe to call from several
    threads at once.
    """

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed_query(self, text: str) -> Vectors:
        """The vector of a question: shape (d,)."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """As `embed_query`, for many: the questions that a corpus is known to answer. Shape (n, d)."""
        ...

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """A row a text: shape (n, d)."""
        ...

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """The texts' vectors (n, d) and, for each text, one vector for each of its character spans (k_i, d).

        `spans[i]` are half-open `[start, end)` in `texts[i]`. The texts' vectors are those of
        `embed_passages`. Raises `Defect` ("bad_span") for an empty span or one outside its text.
        """
        ...


def load_embedder(settings: Settings, on_step: Callable[[str], None] | None = None) -> Embedder:
    """The model that `settings.embedding_model` names, ready to serve.

    "multilingual-e5-small" is the built-in one, converted at its first use (seconds; `on_step`
    hears of each step in French); anything else is a sentence-transformers hub id or local folder.
    Raises `Unavailable` when it can't be loaded.
    """
    if settings.embedding_model == DEFAULT_MODEL:
        from corpus.embedding.default_model import load_default_model

        return load_default_model(settings, on_step)
    from corpus.embedding.sentence_transformer_embedder import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.load(settings.embedding_model, settings.threads)


def check_spans(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> None:
    """Hold callers of `embed_with_spans` to its contract."""
    if len(texts) != len(spans):
        raise Defect("bad_span", f"{len(texts)} textes mais {len(spans)} listes de phrases à vectoriser.")
    for text, pieces in zip(texts, spans, strict=True):
        for start, end in pieces:
            if not 0 <= start < end <= len(text):
                raise Defect("bad_span", f"La phrase [{start}, {end}[ sort de son texte de {len(text)} caractères.")


def unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)
