"""The editions that the question sets are about: the official texts beside the checkout, the shipped documents,
or both, each ingested once."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.embedding.embedder import load_embedder
from corpus.errors import Unavailable
from corpus.settings import Settings
from ingest.pipeline.run import ingest

CHECKOUT = Path(__file__).resolve().parents[1]
OFFICIAL_TEXTS = CHECKOUT.parent / "shared" / "textes-officiels"
DATA_DIR = CHECKOUT / ".kb-data" / "eval"
WHOLE_DIR = CHECKOUT / ".kb-data" / "eval-whole"
SHIPPED_DIR = CHECKOUT / ".kb-data" / "eval-shipped"


def official_edition() -> Settings:
    """The settings of an edition of the official texts, brought up to date first (nothing to do: a second).

    Raises `Unavailable` ("no_official_texts") where the folder is not there.
    """
    return _edition(DATA_DIR, [OFFICIAL_TEXTS])


def whole_edition() -> Settings:
    """As `official_edition`, with the documents that the project ships: what statements are checked against."""
    return _edition(WHOLE_DIR, [OFFICIAL_TEXTS, *(path for _, path in load_catalogue().shipped_files())])


def shipped_edition() -> Settings:
    """An edition of the documents that the project ships and nothing else: what a fresh machine answers from."""
    return _ingested(SHIPPED_DIR, [path for _, path in load_catalogue().shipped_files()])


def _edition(folder: Path, paths: list[Path]) -> Settings:
    if not OFFICIAL_TEXTS.is_dir():
        raise Unavailable(
            "no_official_texts",
            f"Les textes officiels ne sont pas dans {OFFICIAL_TEXTS}.",
            "Placez-y les textes consolidés des lois du catalogue.",
        )
    return _ingested(folder, paths)


def _ingested(folder: Path, paths: list[Path]) -> Settings:
    settings = Settings(data_dir=folder)
    ingest(paths, settings, load_catalogue(), load_embedder(settings))
    return settings
