"""One ingestion: files in, a new edition out, and a report of what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.editions.build import SourceContent, build_edition
from corpus.editions.edition import Edition
from corpus.editions.failures import full_disk_told
from corpus.editions.lock import BuilderLock, builder_lock
from corpus.editions.manifest import SourceFile, diff
from corpus.editions.shelf import current_id, open_edition, publish
from corpus.embedding.embedder import Embedder
from corpus.errors import KbError
from corpus.settings import Settings
from ingest.connectors.files import discover, sha256_of
from ingest.connectors.originals import Originals
from ingest.pipeline.assembly import IdentifiedFile, assemble
from ingest.pipeline.reading import Reader
from ingest.pipeline.report import FileReport, IngestionReport, Outcome
from ingest.structure.identity import identify

OnProgress = Callable[[str, int, int], None]
"""Called with the name of the step (French), how much of it is done, and how much there is."""


@dataclass
class _Run:
    settings: Settings
    catalogue: Catalogue
    embedder: Embedder
    parent: Edition | None
    reader: Reader
    originals: Originals
    report: IngestionReport
    on_progress: OnProgress

    def read(self, paths: Sequence[Path]) -> dict[str, list[IdentifiedFile]]:
        """The new contents among the files, by source. What cannot be read is reported, the rest goes on."""
        changed: dict[str, list[IdentifiedFile]] = {}
        seen: dict[str, str] = {}
        for number, path in enumerate(paths):
            self.on_progress("Lecture des fichiers", number, len(paths))
            try:
                sha256 = sha256_of(path)
                if sha256 in seen:
                    self._note(path, Outcome.DUPLICATE, message=_same_content(path, seen[sha256]), code="duplicate_content")
                    continue
                seen[sha256] = path.name
                reading = self.reader.read(path, sha256)
                if reading is None:
                    self._note(path, Outcome.UNCHANGED)
                    continue
                identity = identify(path, reading.document, self.catalogue, reading.is_law)
                self.originals.keep(path, sha256)
            except KbError as error:
                if error.code == "disk_full":
                    raise
                self._note(path, Outcome.FAILED, message=str(error), code=error.code)
                continue
            except OSError as error:
                message = f"« {path.name} » ne peut pas être lu ({error.strerror or error}). Vérifiez les droits du fichier."
                self._note(path, Outcome.FAILED, message=message, code="unreadable_file")
                continue
            changed.setdefault(identity.source.source_id, []).append(IdentifiedFile(reading, identity))
            self._note_read(path, identity.source.source_id, reading.document.problems)
        self.on_progress("Lecture des fichiers", len(paths), len(paths))
        return changed

    def contents(self, changed: Mapping[str, Sequence[IdentifiedFile]]) -> list[SourceContent]:
        """What the new edition holds of each changed source: its new files beside the states it had."""
        contents = []
        for number, (source_id, files) in enumerate(sorted(changed.items())):
            self.on_progress("Structure et passages", number, len(changed))
            contents.append(assemble([*self._older_states(source_id, files), *files]))
        self.on_progress("Structure et passages", len(changed), len(changed))
        return contents

    def _older_states(self, source_id: str, new: Sequence[IdentifiedFile]) -> list[IdentifiedFile]:
        known = {sha256 for sha256 in (file.reading.sha256 for file in new)}
        days = {file.identity.state for file in new}
        older = []
        for kept in _files_of(self.parent, source_id):
            if kept.sha256 in known or kept.state in days:
                continue  # the same state, read from another file: the newer file stands for it
            path = self.originals.path(kept.sha256, kept.name)
            reading = self.reader.read_again(path, kept.sha256)
            if reading.is_law:
                identity = identify(path, reading.document, self.catalogue, official=True)
                source = new[0].identity.source  # the archive's folders say nothing of the work
                older.append(IdentifiedFile(reading, replace(identity, source=source)))
        return older

    def _note(self, path: Path, outcome: Outcome, **more: str | None) -> None:
        self.report.files.append(FileReport(path.name, outcome, **more))  # type: ignore[arg-type]

    def _note_read(self, path: Path, source_id: str, problems: Sequence[str]) -> None:
        if problems:
            message = f"« {path.name} » n'a été lu qu'en partie : {' '.join(problems)}"
            self._note(path, Outcome.PARTIAL, source_id=source_id, message=message, code="partial_reading")
        else:
            known = bool(_files_of(self.parent, source_id))
            self._note(path, Outcome.CHANGED if known else Outcome.ADDED, source_id=source_id)


def ingest(
    paths: Iterable[Path],
    settings: Settings,
    catalogue: Catalogue,
    embedder: Embedder,
    on_progress: OnProgress = lambda step, done, total: None,
    missing: Sequence[str] = (),
) -> IngestionReport:
    """Reads files and folders into a new edition, on top of the current one, and publishes it.

    Sources that no new content concerns are carried over. Where nothing changed nothing is published
    and `edition_id` is `None`. `missing` are lines about files that should have been there.

    Raises `BadInput` ("no_such_file", "nothing_to_index"), `Unavailable` ("disk_full",
    "ingestion_running"); whatever happens, the current edition goes on answering.
    """
    files = discover(paths)
    with builder_lock(settings) as lock, full_disk_told(settings.data_dir):
        current = current_id(settings)
        parent = open_edition(settings, current) if current else None
        known = [file.sha256 for entry in (parent.manifest.sources if parent else ()) for file in entry.files]
        reader = Reader(settings, known)
        report = IngestionReport(files=[FileReport("catalogue", Outcome.FAILED, message=line, code="missing_file") for line in missing])
        run = _Run(settings, catalogue, embedder, parent, reader, Originals(settings.data_dir), report, on_progress)
        try:
            changed = run.read(files)
            if changed or parent is None:
                _build(run, run.contents(changed), lock)
        finally:
            reader.close()
            if parent is not None:
                parent.close()
    return report


def _build(run: _Run, contents: Sequence[SourceContent], lock: BuilderLock) -> None:
    new = {content.source.source_id for content in contents}
    kept = {entry.source_id for entry in run.parent.manifest.sources} - new if run.parent else set()
    edition_id = build_edition(
        run.settings,
        contents,
        run.embedder,
        run.parent,
        carry_over=kept,
        problems=run.report.problems,
        on_progress=lambda done, total: run.on_progress("Vecteurs et index", done, total),
        lock=lock,
    )
    publish(run.settings, edition_id)
    edition = open_edition(run.settings, edition_id, one_shot=True)
    run.report.edition_id = edition_id
    run.report.passages = edition.manifest.passages
    run.report.provisions = edition.manifest.provisions
    if run.parent is not None:
        run.report.diff = diff(run.parent.manifest, edition.manifest)
    edition.close()


def _files_of(parent: Edition | None, source_id: str) -> tuple[SourceFile, ...]:
    entries = parent.manifest.sources if parent else ()
    return next((entry.files for entry in entries if entry.source_id == source_id), ())


def _same_content(path: Path, other: str) -> str:
    return f"« {path.name} » a le même contenu que « {other} » : il n'est lu qu'une fois. Retirez l'un des deux."
