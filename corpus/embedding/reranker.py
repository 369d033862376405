"""An optional cross-encoder, which reads a question and a text together."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np

from corpus.embedding.embedder import Vectors
from corpus.errors import Unavailable
from corpus.settings import Settings


@runtime_checkable
class Reranker(Protocol):
    """Scores that order texts by how well they answer; their scale is the model's own."""

    @property
    def name(self) -> str: ...

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        """One score a text, higher is better: shape (n,)."""
        ...


def load_reranker(settings: Settings) -> Reranker | None:
    """The model that `settings.reranker_model` names; None when it names none. Raises `Unavailable`."""
    if settings.reranker_model is None:
        return None
    return CrossEncoderReranker.load(settings.reranker_model, settings.threads)


def load_cross_encoder(label: str, threads: int = 0) -> Any:
    """A sentence-transformers cross-encoder by hub id or folder, what lies on the disk first. Raises `Unavailable`."""
    from sentence_transformers import CrossEncoder

    from corpus.embedding.sentence_transformer_embedder import load_local_first, use_threads

    model = load_local_first(label, lambda where, local: CrossEncoder(where, device="cpu", local_files_only=local))
    use_threads(threads)
    return model


class CrossEncoderReranker:
    def __init__(self, model: Any, name: str) -> None:
        """Raises `Unavailable` ("model_not_a_reranker") for a model that gives several numbers a pair."""
        if model.num_labels != 1:
            raise Unavailable(
                "model_not_a_reranker",
                f"Le modèle {name} classe en {model.num_labels} catégories au lieu de donner un score.",
                "Choisissez avec KB_RERANKER_MODEL un cross-encoder à une sortie.",
            )
        self._model = model
        self._one_at_a_time = threading.Lock()
        self.name = name

    @classmethod
    def load(cls, label: str, threads: int = 0) -> CrossEncoderReranker:
        return cls(load_cross_encoder(label, threads), label)

    def score(self, query: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty(0, np.float32)
        with self._one_at_a_time:
            scores = self._model.predict([(query, text) for text in texts], show_progress_bar=False)
        return np.asarray(scores, np.float32).reshape(len(texts))
