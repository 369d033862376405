"""Two tiny editions, really built and published, without a model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.model import Kind, Source, Validity
from corpus.settings import Settings
from ingest.pipeline.run import ingest

FICHE = "# Fiche d'essai\n\n## 1. Délai\n\nLe centre décide dans les trente jours.\n"
LATER = FICHE + "\n## 2. Notification\n\nLa décision est notifiée dans les huit jours.\n"


def catalogue_of(*names: str, root: Path) -> Catalogue:
    sources = tuple(
        Source(Path(name).stem, f"Titre de {name}", Kind.FICHE, validity=Validity(date(2020, 1, 1)), files=(name,))
        for name in names
    )
    return Catalogue(sources, root)


def publish_editions(settings: Settings) -> tuple[str, str]:
    """The ids of a first edition and of the one made from it, which is current."""
    folder = settings.data_dir / "textes"
    folder.mkdir(parents=True)
    ids = []
    for text in (FICHE, LATER):
        (folder / "fiche-essai.md").write_text(text, encoding="utf-8")
        report = ingest([folder], settings, catalogue_of("fiche-essai.md", root=folder), HashEmbedder())
        assert report.edition_id is not None, report.files
        ids.append(report.edition_id)
    return ids[0], ids[1]
