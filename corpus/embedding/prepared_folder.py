"""A folder under the models directory that is made once, whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.errors import Unavailable

_STALE_SECONDS = 3600


def prepared(folder: Path, build: Callable[[Path], None], what: str, megabytes: int) -> Path:
    """`folder`, made by `build` unless it is there.

    Built beside its place and only then renamed into it: a folder with the final name is whole, whenever the
    machine stopped. `what` names it in the error, with the room that it takes. Raises `Unavailable`
    ("model_not_writable").
    """
    if folder.is_dir():
        return folder
    parent = folder.parent
    prefix = f".{folder.name}-"
    try:
        parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(parent, prefix)
        with tempfile.TemporaryDirectory(prefix=prefix, dir=parent) as scratch:
            built = Path(scratch) / "model"
            built.mkdir()
            build(built)
            _publish(built, folder)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        reason = "le disque est plein" if full else (error.strerror or str(error))
        raise Unavailable(
            "model_not_writable",
            f"{what} ne peut pas être écrit dans {parent} : {reason}.",
            f"Libérez {megabytes} Mo ou choisissez un autre dossier avec KB_DATA_DIR, puis recommencez.",
        ) from error
    return folder


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


def _remove_leftovers(models: Path, prefix: str) -> None:
    """Those of a preparation that was killed; a younger one may be another process at work."""
    for path in models.glob(f"{prefix}*"):
        if time.time() - path.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
