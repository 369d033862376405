"""The editions that the question sets are asked of: the official texts beside the checkout, the shipped documents,
or both, each ingested once, with one model and one cache of vectors between them."""

from __future__ import annotations

from pathlib import Path

from corpus.catalogue import shipped_catalogue
from corpus.embedding.embedder import load_embedder
from corpus.errors import Unavailable
from corpus.settings import Settings
from evals.questions import Base
from ingest.pipeline.run import ingest

CHECKOUT = Path(__file__).resolve().parents[1]
OFFICIAL_TEXTS = CHECKOUT.parent / "shared" / "textes-officiels"
DATA_DIR = CHECKOUT / ".kb-data" / "eval"
SHARED = ("models", "cache")


def edition_of(base: Base) -> Settings:
    """The settings of an edition of a base, brought up to date first (nothing to do: a second).

    Raises `Unavailable` ("no_official_texts") where the folder of the official texts is needed and not there.
    """
    settings = sharing(DATA_DIR / base.value)
    ingest(files_of(base), settings, shipped_catalogue(), load_embedder(settings))
    return settings


def files_of(base: Base) -> list[Path]:
    """The files of a base. Raises as `edition_of`."""
    shipped = [path for _, path in shipped_catalogue().shipped_files()]
    if base is Base.SHIPPED:
        return shipped
    if not OFFICIAL_TEXTS.is_dir():
        raise Unavailable(
            "no_official_texts",
            f"Les textes officiels ne sont pas dans {OFFICIAL_TEXTS}.",
            "Placez-y les textes consolidés des lois du catalogue.",
        )
    official = sorted(path for path in OFFICIAL_TEXTS.rglob("*") if path.is_file() and not path.name.startswith("."))
    return official if base is Base.OFFICIAL else [*official, *shipped]


def sharing(folder: Path) -> Settings:
    """The settings of a data directory that borrows the models and the vectors which the others made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHARED:
        (DATA_DIR / name).mkdir(parents=True, exist_ok=True)
        if not (folder / name).exists():
            (folder / name).symlink_to(DATA_DIR / name, target_is_directory=True)
    return Settings(data_dir=folder)
