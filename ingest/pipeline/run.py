"""One ingestion: files in, a new edition out, and a report of what became of each file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.editions.build import SourceContent, build_edition
from corpus.editions.edition import Edition
from corpus.editions.failures import full_disk_told
from corpus.editions.lock import BuilderLock, builder_lock
from corpus.editions.manifest import SourceFile, diff
from corpus.editions.shelf import current_id, newest_sound, open_edition, publish
from corpus.embedding.embedder import Embedder
from corpus.embedding.vector_cache import CachedEmbedder
from corpus.errors import Defect, KbError
from corpus.settings import Settings
from ingest.connectors.files import discover, sha256_of
from ingest.connectors.originals import Originals
from ingest.parsing.refusals import no_text
from ingest.pipeline.ageing import documents_to_review
from ingest.pipeline.assembly import IdentifiedFile, assemble, fingerprint
from ingest.pipeline.continuity import name_of
from ingest.pipeline.reading import Reader
from ingest.pipeline.report import (
    FileReport,
    IngestionReport,
    Outcome,
    damaged_current,
    not_structured,
    same_content,
    same_state,
    unreadable,
)
from ingest.structure.identity import identify, names_of, told_apart

_log = logging.getLogger(__name__)

OnProgress = Callable[[str, int, int], None]
"""Called with the name of the step (French), how much of it is done, and how much there is."""


@dataclass
class _Run:
    settings: Settings
    catalogue: Catalogue
    parent: Edition | None
    reader: Reader
    originals: Originals
    on_progress: OnProgress
    given: dict[str, Path] = field(default_factory=dict)
    """The files of this run by their contents, each content once."""
    told: dict[Path, FileReport] = field(default_factory=dict)

    def read(self, paths: Sequence[Path]) -> dict[str, list[IdentifiedFile]]:
        """The new contents among the files, by source. What cannot be read is reported, the rest goes on."""
        changed: dict[str, list[IdentifiedFile]] = {}
        names = names_of(paths)
        for number, path in enumerate(paths):
            self.on_progress("Lecture des fichiers", number, len(paths))
            try:
                with full_disk_told(self.settings.data_dir):
                    sha256 = sha256_of(path)
                    if sha256 in self.given:
                        self._note(same_content(path, self.given[sha256]), path)
                        continue
                    file = self._identified(path, sha256, names[path])
                    self.given[sha256] = path
            except KbError as error:
                if error.code == "disk_full":
                    raise
                self._note(FileReport(path.name, Outcome.FAILED, message=str(error), code=error.code), path)
                continue
            except OSError as error:
                self._note(unreadable(path, error), path)
                continue
            if file is None:
                self._note(FileReport(path.name, Outcome.UNCHANGED), path)
                continue
            of_source = changed.setdefault(file.identity.source.source_id, [])
            twin = next((other for other in of_source if file.replaces(other)), None)
            if twin is None:
                of_source.append(file)
            else:
                self._note(same_state(path, twin.reading.path), path)
        self.on_progress("Lecture des fichiers", len(paths), len(paths))
        return changed

    def contents(self, changed: Mapping[str, Sequence[IdentifiedFile]]) -> list[SourceContent]:
        """What the new edition holds of each changed source: its new files beside the states it had.

        A source that cannot be made is reported; where the current edition holds it, that stays.
        """
        contents = []
        for number, (source_id, files) in enumerate(sorted(changed.items())):
            self.on_progress("Structure et passages", number, len(changed))
            try:
                older = self._states_of(source_id, files)
                new = [file for file in files if not self._stands_already(file, older)]
                if not new:
                    continue
                older = [state for state in older if not any(file.replaces(state) for file in new)]
                contents.append(assemble([*older, *new]))
            except Exception as error:
                _log.info("source %s could not be made", source_id, exc_info=True)
                for file in files:
                    self._note(not_structured(file.reading.path, error), file.reading.path)
                continue
            for file in new:
                self._note_read(file, source_id)
        self.on_progress("Structure et passages", len(changed), len(changed))
        return contents

    def _identified(self, path: Path, sha256: str, choices: Sequence[str]) -> IdentifiedFile | None:
        """The reading and the identity of a file, its original kept; `None` where its content is known."""
        reading = self.reader.read(path, sha256)
        if reading is None:
            return None
        if not reading.has_text:
            raise no_text(path)
        name = name_of(path, reading.document, choices, self.parent)
        identity = identify(path, reading.document, self.catalogue, reading.is_law, name)
        source = told_apart(identity.source, self._numacs())
        self.originals.keep(path, sha256)
        return IdentifiedFile(reading, replace(identity, source=source), origin=str(path))

    def _numacs(self) -> dict[str, str | None]:
        known = [*self.catalogue.sources, *(self.parent.sources() if self.parent else ())]
        return {source.source_id: source.numac for source in known}

    def _stands_already(self, file: IdentifiedFile, older: Sequence[IdentifiedFile]) -> bool:
        """Whether another file of this run, unchanged since the current edition, gives the same state: it stays."""
        for state in older:
            if file.replaces(state) and (path := self.given.get(state.reading.sha256)):
                self._note(same_state(file.reading.path, path), file.reading.path)
                return True
        return False

    def _states_of(self, source_id: str, new: Sequence[IdentifiedFile]) -> list[IdentifiedFile]:
        """The states of a law that the current edition was made from, read again from their originals."""
        contents = {file.reading.sha256 for file in new}
        states = []
        for kept in _files_of(self.parent, source_id):
            if kept.sha256 in contents:
                continue
            path = self.originals.path(kept.sha256, kept.name)
            reading = self.reader.read_again(path, kept.sha256)
            if not reading.is_law:
                continue
            identity = identify(path, reading.document, self.catalogue, official=True)
            if identity.source.source_id != source_id:  # the archive's folders say nothing of the work
                identity = replace(identity, source=new[0].identity.source)
            states.append(IdentifiedFile(reading, identity, origin=kept.origin))
        return states

    def _note(self, report: FileReport, path: Path) -> None:
        self.told[path] = report

    def _note_read(self, file: IdentifiedFile, source_id: str) -> None:
        path, problems = file.reading.path, file.reading.document.problems
        if problems:
            message = f"« {path.name} » n'a été lu qu'en partie : {' '.join(problems)}"
            self._note(FileReport(path.name, Outcome.PARTIAL, source_id, message, "partial_reading"), path)
        else:
            known = bool(_files_of(self.parent, source_id))
            self._note(FileReport(path.name, Outcome.CHANGED if known else Outcome.ADDED, source_id), path)


def ingest(
    paths: Iterable[Path],
    settings: Settings,
    catalogue: Catalogue,
    embedder: Embedder,
    on_progress: OnProgress = lambda step, done, total: None,
    missing: Sequence[str] = (),
) -> IngestionReport:
    """Reads files and folders into a new edition, on top of the current one, and publishes it.

    Sources that no new content concerns are carried over. Where nothing new could be read nothing is
    published and `edition_id` is `None`. `missing` are lines about files that should have been there.

    Raises `BadInput` ("no_such_file"), `Unavailable` ("disk_full", "ingestion_running"); whatever
    happens, the current edition goes on answering.
    """
    files = discover(paths)
    report = IngestionReport()
    report.files += [FileReport("catalogue", Outcome.FAILED, message=line, code="missing_file") for line in missing]
    with builder_lock(settings) as lock, full_disk_told(settings.data_dir):
        parent = _parent(settings, report)
        # Another model makes everything anew, what is known too: the files are all it takes to get there.
        reader = Reader(settings, _known(parent) if parent is None or parent.made_by(embedder) else [])
        run = _Run(settings, catalogue, parent, reader, Originals(settings.data_dir), on_progress)
        try:
            contents = run.contents(run.read(files))
            report.by_path = {path: run.told[path] for path in files}
            report.files += report.by_path.values()
            report.to_review = documents_to_review(contents, date.today())
            if contents:
                cached = CachedEmbedder(embedder, settings.data_dir / "cache" / "vectors.sqlite")
                _build(run, report, contents, cached, lock)
            elif parent is not None and parent.edition_id != current_id(settings):
                publish(settings, parent.edition_id)  # the current one is damaged: this one answers
                report.edition_id, report.passages = parent.edition_id, parent.manifest.passages
                report.provisions = parent.manifest.provisions
        finally:
            reader.close()
            if parent is not None:
                parent.close()
    return report


def _parent(settings: Settings, report: IngestionReport) -> Edition | None:
    """The edition to go on from: the current one; where it is damaged, the newest that opens, and it is said."""
    current = current_id(settings)
    if current is None:
        return None
    try:
        return open_edition(settings, current)
    except Defect as error:
        sound = newest_sound(settings)
        report.files.append(damaged_current(error, sound))
        return open_edition(settings, sound) if sound else None


def _build(
    run: _Run, report: IngestionReport, contents: Sequence[SourceContent], embedder: Embedder, lock: BuilderLock
) -> None:
    new = {content.source.source_id for content in contents}
    kept = {entry.source_id for entry in run.parent.manifest.sources} - new if run.parent else set()
    edition_id = build_edition(
        run.settings,
        contents,
        embedder,
        run.parent,
        carry_over=kept,
        problems=report.problems,
        on_progress=lambda done, total: run.on_progress("Vecteurs et index", done, total),
        lock=lock,
    )
    publish(run.settings, edition_id)
    edition = open_edition(run.settings, edition_id, one_shot=True)
    report.edition_id = edition_id
    report.passages = edition.manifest.passages
    report.provisions = edition.manifest.provisions
    if run.parent is not None:
        report.diff = diff(run.parent.manifest, edition.manifest)
    edition.close()


def _known(parent: Edition | None) -> list[str]:
    """The contents that the parent edition holds as they would be read today."""
    entries = parent.manifest.sources if parent else ()
    current = (entry for entry in entries if entry.content_sha256 == fingerprint(entry.source_id, entry.files))
    return [file.sha256 for entry in current for file in entry.files]


def _files_of(parent: Edition | None, source_id: str) -> tuple[SourceFile, ...]:
    entries = parent.manifest.sources if parent else ()
    return next((entry.files for entry in entries if entry.source_id == source_id), ())
