"""Where things are in an edition's folder, and among the editions."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import BadInput

FORMAT_VERSION = 1
"""Raised whenever an older reader would misread a newer folder, or the reverse."""

MANIFEST = "manifest.json"
RECORDS = "records.sqlite"
COLUMNS = "columns.npy"
DIGESTS = "digests.npy"
VECTORS = "vectors.npy"
SENTENCES = "sentences.npy"
SENTENCE_OFFSETS = "sentence_offsets.npy"
ASKED = "asked.npy"
"""A vector for each question that the texts answer; absent where there is none."""
ASKED_LINKS = "asked_links.npy"
"""Which passage answers which of them: rows of (question, passage)."""
WORDS = "words"
STORE = "vectors"
"""Chroma's own directory; the one part that its engine, not this house, lays out."""

POINTER = "current"
LOCK = ".lock"
BUILDING_PREFIX = ".building-"
POINTER_PREFIX = ".current-"

EDITION_ID = re.compile(r"\d{4}-\d{2}-\d{2}T\d{6}-[0-9a-f]{6}")
"""The second of its making, in UTC, then the start of its content's hash: sorting by name is sorting by time."""


def edition_folder(editions_dir: Path, edition_id: str) -> Path:
    """The folder of an edition, whether or not it exists.

    Raises `BadInput` ("unknown_edition") for what cannot be an edition's name, so that no command
    line ever leads out of `editions_dir`.
    """
    if not EDITION_ID.fullmatch(edition_id):
        raise unknown_edition(edition_id)
    return editions_dir / edition_id


def unknown_edition(edition_id: str) -> BadInput:
    return BadInput(
        "unknown_edition",
        f"L'édition « {edition_id} » n'existe pas.",
        "La liste est donnée par « kb editions list ».",
    )
