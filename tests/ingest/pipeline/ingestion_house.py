"""A house with an empty data directory, to ingest into without a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.edition import Edition
from corpus.editions.shelf import current_id, open_current
from corpus.model import Passage, Provision, Source
from corpus.settings import Settings
from ingest.pipeline.report import FileReport, IngestionReport, Outcome
from ingest.pipeline.run import ingest


@dataclass
class House:
    """What an admin has: files to write, `kb ingest` to run, an edition to look into."""

    root: Path
    catalogue: Catalogue = field(default_factory=lambda: Catalogue(()))
    embedder: HashEmbedder = field(default_factory=HashEmbedder)
    max_file_mb: int = 5

    @property
    def settings(self) -> Settings:
        return Settings(data_dir=self.root / "data", max_file_mb=self.max_file_mb)

    @property
    def folder(self) -> Path:
        return self.root / "textes"

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def ingest(self, *paths: Path, missing: Sequence[str] = ()) -> IngestionReport:
        """The whole folder where no paths are given."""
        return ingest(paths or [self.folder], self.settings, self.catalogue, self.embedder, missing=missing)

    @property
    def current(self) -> str | None:
        return current_id(self.settings)

    def edition(self) -> Edition:
        return open_current(self.settings, one_shot=True)

    def sources(self) -> dict[str, Source]:
        with self.edition() as edition:
            return {source.source_id: source for source in edition.sources()}

    def provisions(self, source_id: str) -> list[Provision]:
        with self.edition() as edition:
            return edition.provisions_of_source(source_id)

    def passages(self) -> list[Passage]:
        with self.edition() as edition:
            return edition.passages(range(edition.size))

    def drafts(self) -> list[str]:
        """What a killed build leaves behind."""
        return [path.name for path in self.settings.editions_dir.iterdir() if path.name.startswith(".building")]


def fiche(title: str, *sections: str) -> str:
    return f"# {title}\n" + "".join(
        f"\n## {number}. Point\n\n{text}\n" for number, text in enumerate(sections, start=1)
    )


def law(state: str, *articles: str, numac: str = "2003099999", title: str = "Loi relative aux parapluies") -> str:
    """One state of the invented law; an article is "3. text", its notes on lines of their own."""
    head = f'---\ntitle: "{title}"\nidentifier: "{numac}"\nlast_updated: "{state}"\npublication_date: "2003-04-10"\n'
    source = f"https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/{numac}/justel"
    return f'{head}source: "{source}"\n---\n\n' + "\n\n".join(f"##### Article {article}" for article in articles) + "\n"


def outcomes(report: IngestionReport) -> dict[str, Outcome]:
    return {file.name: file.outcome for file in report.files}


def told(report: IngestionReport, name: str) -> FileReport:
    (found,) = [file for file in report.files if file.name == name]
    return found


def texts(provisions: Iterable[Provision]) -> list[str]:
    return [provision.text for provision in provisions]
