"""The archive of originals: every file that an edition was made from, kept by its content.

A new state of a law is told apart from the older ones only beside them, so these must still be there
when it comes; and an admin can always open what was really read.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from corpus.errors import Defect

_DRAFT = ".en-cours"
"""One name: what a killed run leaves behind, the next one writes over."""


class Originals:
    """A folder of files named by their sha256, below `data_dir`. Never deletes."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "originals"

    def keep(self, path: Path, sha256: str) -> None:
        """Copy a file in, whole or not at all; one ingestion at a time does so."""
        target = self._target(sha256, path.name)
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(_DRAFT)
        try:
            with path.open("rb") as source, draft.open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
            os.replace(draft, target)
        finally:
            draft.unlink(missing_ok=True)

    def path(self, sha256: str, name: str) -> Path:
        """Where a kept file lies, under its own name: parsers and identities read the name too.

        Raises `Defect` ("missing_original") where an edition names a file that is not there.
        """
        target = self._target(sha256, name)
        if not target.is_file():
            raise Defect(
                "missing_original",
                f"L'original de « {name} » n'est plus dans l'archive.",
                "Ingérez à nouveau ce fichier : kb ingest FICHIER.",
            )
        return target

    def _target(self, sha256: str, name: str) -> Path:
        return self._folder / sha256[:2] / sha256 / name
