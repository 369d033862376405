"""Any sentence-transformers model, by hub id or local folder, in torch."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from corpus.embedding.embedder import PASSAGE_PREFIX, QUERY_PREFIX, Progress, Span, Vectors, check_spans
from corpus.errors import Unavailable

_E5_FAMILY = re.compile(r"(?:^|[-_/])e5(?:[-_]|$)", re.IGNORECASE)
_TEXTS_AT_ONCE = 64
_SAMPLE = 64

Model = TypeVar("Model")


class SentenceTransformerEmbedder:
    """An `Embedder` over a `SentenceTransformer`; each span is embedded on its own.

    Prefixes are the model's own prompts ("query", and "passage" or "document"); an e5 model that
    declares none gets those of its family.
    """

    def __init__(self, model: Any, label: str) -> None:
        declared = {name: prompt for name, prompt in model.prompts.items() if prompt}
        if not declared and _E5_FAMILY.search(label):
            declared = {"query": QUERY_PREFIX, "passage": PASSAGE_PREFIX}
        self._model = model
        self._query_prompt: str = declared.get("query", "")
        self._passage_prompt: str = declared.get("passage") or declared.get("document", "")
        self._one_at_a_time = threading.Lock()
        self.dimensions = int(model.get_embedding_dimension())
        self.name = f"{Path(label).name if Path(label).is_dir() else label}:{self._fingerprint()}"

    @classmethod
    def load(cls, label: str, threads: int = 0) -> SentenceTransformerEmbedder:
        """Raises `Unavailable` ("model_missing", "model_unreadable")."""
        from sentence_transformers import SentenceTransformer

        model = load_local_first(
            label, lambda where, local: SentenceTransformer(where, device="cpu", local_files_only=local)
        )
        use_threads(threads)
        return cls(model, label)

    def embed_query(self, text: str) -> Vectors:
        vector: Vectors = self._encode([text], self._query_prompt)[0]
        return vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), self._query_prompt).reshape(len(texts), self.dimensions)

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        by_length = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        for first in range(0, len(texts), _TEXTS_AT_ONCE):
            rows = by_length[first : first + _TEXTS_AT_ONCE]
            vectors[rows] = self._encode([texts[row] for row in rows], self._passage_prompt)
            if on_progress:
                on_progress(first + len(rows))
        return vectors

    def embed_with_spans(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], on_progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        check_spans(texts, spans)
        vectors = self.embed_passages(texts, on_progress)
        pieces = [text[start:end] for text, own in zip(texts, spans, strict=True) for start, end in own]
        bounds = np.cumsum([len(own) for own in spans])[:-1]
        return vectors, np.split(self.embed_passages(pieces), bounds) if spans else []

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        with self._one_at_a_time:
            encoded = self._model.encode(texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, np.float32)

    def _fingerprint(self) -> str:
        """Twelve hexadecimal digits of the prompts and of a sample of every tensor: fine-tuning a
        folder in place changes the model's identity, moving it does not."""
        digest = hashlib.sha256(f"{self._query_prompt}\0{self._passage_prompt}\0{self._model.max_seq_length}".encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            values = tensor.detach().flatten()
            sample = values[:: max(1, len(values) // _SAMPLE)].double().cpu().numpy()
            digest.update(f"{name}{tuple(tensor.shape)}".encode() + sample.tobytes())
        return digest.hexdigest()[:12]


def load_local_first(label: str, load: Callable[[str, bool], Model]) -> Model:
    """`load(name or folder, local_files_only)`: what was downloaded once is never asked for again.

    Raises `Unavailable` ("model_missing" when no such folder or hub model can be had,
    "model_unreadable" when it is there but does not load).
    """
    folder = Path(label).expanduser()
    if folder.is_absolute() or label.startswith(".") or folder.is_dir():
        if not folder.is_dir():
            raise _missing(label)
        try:
            return load(str(folder), True)
        except Exception as error:  # transformers raises OSError, ValueError, KeyError, ImportError ...
            raise Unavailable(
                "model_unreadable",
                f"Le dossier {label} ne contient pas de modèle sentence-transformers lisible.",
                "Vérifiez le dossier, ou revenez au modèle par défaut en retirant le réglage KB_.",
            ) from error
    try:
        return load(label, True)
    except (OSError, ValueError):
        try:
            return load(label, False)
        except Exception as error:
            raise _missing(label) from error


def _missing(label: str) -> Unavailable:
    return Unavailable(
        "model_missing",
        f"Le modèle {label} est introuvable : ni dossier local, ni modèle téléchargeable d'ici.",
        "Vérifiez son nom, ou copiez le modèle dans un dossier et donnez le chemin de ce dossier.",
    )


def use_threads(threads: int) -> None:
    """Torch's threads belong to the process; 0 leaves them as they are."""
    if threads:
        import torch

        torch.set_num_threads(threads)
