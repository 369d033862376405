"""Where the benchmark works: a folder of its own, that is gone afterwards, and its editions in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.editions.build import build_edition
from corpus.editions.content import SourceContent, carried
from corpus.editions.shelf import open_current, publish
from corpus.errors import BadInput
from corpus.settings import Settings
from evals.bench.replicas import ReplicaEmbedder, replicate

CHECKOUT = Path(__file__).resolve().parents[2]
OFFICIAL_TEXTS = CHECKOUT.parent / "shared" / "textes-officiels"


def files_to_read(path: Path | None) -> list[Path]:
    """The files that both sides read, sorted.

    Those that lie directly in the folder `path`, as the starter's reader takes them by default, or the file
    itself. Without `path` the official texts beside the checkout, else the documents that are shipped.
    Raises `BadInput` ("no_such_file").
    """
    if path is None:
        if not OFFICIAL_TEXTS.is_dir():
            return [file for _, file in load_catalogue().shipped_files()]
        path = OFFICIAL_TEXTS
    inside = path.iterdir() if path.is_dir() else [path]
    files = sorted(file.resolve() for file in inside if file.is_file() and not file.name.startswith("."))
    if not files:
        remedy = "Donnez un dossier de textes avec --files."
        raise BadInput("no_such_file", f"« {path} » n'existe pas ou ne contient aucun fichier.", remedy)
    return files


@dataclass(frozen=True)
class Workshop:
    """`root` is the benchmark's temporary folder, `models` the converted models, which it borrows."""

    root: Path
    models: Path

    def settings(self, name: str) -> Settings:
        """Those of a data directory of the benchmark, everything else at its default."""
        folder = self.root / name
        (folder / "editions").mkdir(parents=True, exist_ok=True)
        if not (folder / "models").exists():
            (folder / "models").symlink_to(self.models.resolve(), target_is_directory=True)
        return Settings(data_dir=folder)

    def environment(self, settings: Settings) -> dict[str, str]:
        """For a process that serves one of the data directories."""
        return {**os.environ, "KB_DATA_DIR": str(settings.data_dir), "PYTHONUNBUFFERED": "1"}

    def enlarged(self, real: Settings, size: int) -> Settings:
        """A data directory with an edition of `size` passages, made from the current one of `real`."""
        settings = self.settings(f"passages-{size}")
        with open_current(real, one_shot=True) as edition:
            contents = [carried(edition, source.source_id) for source in edition.sources()]
            copies, origins = replicate(contents, size)
            publish(settings, build_edition(settings, copies, ReplicaEmbedder(edition, origins), edition))
        return settings


def real_contents(settings: Settings) -> Sequence[SourceContent]:
    with open_current(settings, one_shot=True) as edition:
        return [carried(edition, source.source_id) for source in edition.sources()]


def forget_settings() -> None:
    """Budgets hold for the defaults: what the shell sets is not measured."""
    for variable in [name for name in os.environ if name.startswith("KB_")]:
        del os.environ[variable]
