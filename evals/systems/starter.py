"""The LlamaIndex starter pipeline as a system of the table: one index over all files, asked base by base."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.metrics.ranking import DEPTH, Places
from evals.questions import WHOLE, Golden
from evals.systems.llama_index import FINISHED, Judge, Starter, build
from kb_service.knowledge_base import KnowledgeBase

LISTED = 80
"""How many chunks are asked for, so that ten of one base are among them."""


def kept_starter(files: Sequence[Path], folder: Path, model: Path) -> Starter:
    """The pipeline over `files`, its collection kept under `folder`: minutes of embedding, the same for the same files
    and model."""
    contents = "".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    place = folder / hashlib.sha256(f"{model.name} {contents}".encode()).hexdigest()[:16]
    if not (place / FINISHED).is_file():
        shutil.rmtree(place, ignore_errors=True)  # half a collection is none
    place.mkdir(parents=True, exist_ok=True)
    return build(files, model, place, LISTED)


@dataclass(frozen=True)
class StarterSystem:
    """Chunks of the files of one base. A chunk of a law counts as every article that it touches (see `articles`); one
    of a document as the whole document, as it does for everyone."""

    name: str
    starter: Starter
    judge: Judge
    sources: Mapping[str, str]
    """The source of each file of this base, by the file's name."""

    def search(self, golden: Golden) -> Places:
        chunks = [
            chunk for chunk in self.starter.retrieve(golden.question) if self.judge.file_of(chunk) in self.sources
        ][:DEPTH]
        return [
            held or {(self.sources[self.judge.file_of(chunk)], WHOLE)}
            for held, chunk in zip(self.judge.held(chunks), chunks, strict=True)
        ]


def system_over(starter: Starter, knowledge_base: KnowledgeBase, name: str) -> StarterSystem:
    """The starter asked of the files of one edition."""
    with knowledge_base.edition() as edition:
        official = {source.source_id for source in edition.sources() if source.kind.is_official}
        sources = {file.name: entry.source_id for entry in edition.manifest.sources for file in entry.files}
    laws = {file: source for file, source in sources.items() if source in official}
    return StarterSystem(name, starter, Judge(starter.texts, laws), sources)
