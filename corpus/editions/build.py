"""A new edition beside the current one, at the price of what changed.

Everything goes into `.building-<id>`, which takes its name only when it is whole and flushed to disk:
a process killed at any moment leaves a folder that nobody opens and that the next run removes.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from importlib.metadata import version as package_version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.editions import columns
from corpus.editions.asked import write_asked
from corpus.editions.chroma import ChromaWriter, copy_store
from corpus.editions.content import SourceContent, carried
from corpus.editions.edition import Edition
from corpus.editions.embed import (
    DIGEST_BYTES,
    OnProgress,
    digest,
    digests_of,
    write_vectors,
)
from corpus.editions.failures import full_disk_told
from corpus.editions.layout import (
    BUILDING_PREFIX,
    COLUMNS,
    DIGESTS,
    FORMAT_VERSION,
    MANIFEST,
    STORE,
)
from corpus.editions.lock import BuilderLock, builder_lock
from corpus.editions.manifest import Manifest
from corpus.editions.records import write_records
from corpus.editions.shelf import flush_folder, remove_draft, remove_leftovers
from corpus.editions.words import write_words
from corpus.embedding.embedder import Embedder
from corpus.errors import BadInput, Defect
from corpus.model import Passage, Provision
from corpus.settings import Settings

__all__ = ["SourceContent", "build_edition", "tokenizer_fingerprint"]

MOST_TOMBSTONES = 0.2
"""Share of deleted vectors past which Chroma's graph is made anew: it never lets go of them by itself."""
MOST_CHANGED = 0.3
"""Share of changed passages past which a new graph costs less than mending the parent's."""


def build_edition(
    settings: Settings,
    sources: Sequence[SourceContent],
    embedder: Embedder,
    parent: Edition | None = None,
    *,
    carry_over: Collection[str] = (),
    note: str = "",
    problems: Sequence[str] = (),
    on_progress: OnProgress | None = None,
    lock: BuilderLock | None = None,
) -> str:
    """Makes a complete edition, not yet published, and returns its id.

    It holds `sources`, and those of `parent` that `carry_over` names, which need not be parsed again.
    Whatever `parent` knows of an unchanged passage (vectors, tokens, its place in Chroma) is reused; the
    result is that of a build from nothing. A caller that read `parent` to decide what to do must hold
    `builder_lock` since before and hand it over as `lock`.

    Raises `Unavailable` ("ingestion_running", "disk_full"), `BadInput` ("nothing_to_index"), `Defect`
    ("duplicate_id", "unknown_provision"); whatever is raised, nothing is left behind and the current
    edition is untouched.
    """
    with nullcontext(lock) if lock is not None else builder_lock(settings):
        remove_leftovers(settings)
        contents = [*sources, *(carried(parent, source_id) for source_id in sorted(carry_over))]
        contents.sort(key=lambda content: content.source.source_id)
        _check(contents)
        build = _Build(settings, contents, embedder, parent)
        draft = settings.editions_dir / f"{BUILDING_PREFIX}{build.edition_id}"
        with full_disk_told(settings.editions_dir):
            try:
                draft.mkdir()
                build.write(draft, note, tuple(problems), on_progress)
                _flush(draft)
                draft.rename(settings.editions_dir / build.edition_id)
                flush_folder(settings.editions_dir)
            except BaseException:
                remove_draft(settings, draft)
                raise
        return build.edition_id


class _Build:
    """What the steps of one build share."""

    def __init__(
        self, settings: Settings, contents: Sequence[SourceContent], embedder: Embedder, parent: Edition | None
    ) -> None:
        self._settings = settings
        self._contents = contents
        self._embedder = embedder
        self._parent = parent
        self._passages = [passage for content in contents for passage in content.passages]
        self._digests = [digest(passage) for passage in self._passages]
        self._parent_digests = digests_of(parent) if parent is not None else []
        self.created_at, self.edition_id = _name(settings.editions_dir, self._content_hash())

    def write(self, folder: Path, note: str, problems: tuple[str, ...], on_progress: OnProgress | None) -> None:
        """Fills `folder`; the manifest comes last, when all that it lists is there."""
        rows = self._write_records(folder)
        np.save(folder / COLUMNS, columns.table(rows))
        raw = np.frombuffer(b"".join(self._digests), dtype=np.uint8)
        np.save(folder / DIGESTS, raw.reshape(-1, DIGEST_BYTES))
        same_model = self._parent is not None and self._parent.made_by(self._embedder)
        ordinals = {digest: ordinal for ordinal, digest in enumerate(self._parent_digests)}
        copied = [ordinals.get(digest) if same_model else None for digest in self._digests]
        vectors = write_vectors(folder, self._passages, copied, self._embedder, self._parent, on_progress)
        write_asked(folder, self._passages, self._embedder)
        tokenizer = tokenizer_fingerprint()
        write_words(folder, self._token_lists(ordinals, tokenizer))
        tombstones = self._write_store(folder, vectors, same_model)
        manifest = Manifest(
            format_version=FORMAT_VERSION,
            edition_id=self.edition_id,
            created_at=self.created_at,
            parent=self._parent.edition_id if self._parent is not None else None,
            model=self._embedder.name,
            dimensions=self._embedder.dimensions,
            tokenizer=tokenizer,
            store="embedded" if self._settings.chroma_url is None else "server",
            tombstones=tombstones,
            note=note,
            problems=problems,
            sources=tuple(content.entry() for content in self._contents),
            files=_sizes(folder),
        )
        (folder / MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")

    def _write_records(self, folder: Path) -> list[tuple[int | bool, ...]]:
        provisions: list[tuple[int, Provision]] = []
        passages: list[tuple[int, Passage]] = []
        rows: list[tuple[int | bool, ...]] = []
        for source_ordinal, content in enumerate(self._contents):
            ordinals: dict[str, int] = {}
            for provision in content.provisions:
                ordinals[provision.provision_id] = len(provisions)
                provisions.append((source_ordinal, provision))
            for passage in content.passages:
                ordinal = ordinals.get(passage.provision_id)
                if ordinal is None:
                    raise Defect(
                        "unknown_provision",
                        f"Le passage {passage.passage_id} se réclame d'une disposition absente de sa source.",
                        "Signalez-le avec le fichier en cause.",
                    )
                passages.append((ordinal, passage))
                rows.append(columns.row(source_ordinal, content.source, ordinal, provisions[ordinal][1]))
        try:
            write_records(folder, [content.source for content in self._contents], provisions, passages)
        except sqlite3.IntegrityError as error:
            raise Defect(
                "duplicate_id",
                f"Deux textes à indexer portent le même identifiant ({error}).",
                "Signalez-le avec les fichiers en cause.",
            ) from error
        return rows

    def _token_lists(self, ordinals: dict[bytes, int], tokenizer: str) -> list[list[str]]:
        from corpus.legal_text.tokens import tokens

        known: list[list[str]] = []
        if self._parent is not None and self._parent.manifest.tokenizer == tokenizer:
            known = self._parent.token_lists()
        return [
            known[ordinals[digest]] if known and digest in ordinals else tokens(passage.indexed_text)
            for digest, passage in zip(self._digests, self._passages, strict=True)
        ]

    def _write_store(self, folder: Path, vectors: NDArray[np.float32], same_model: bool) -> int:
        """Fills Chroma and returns how many deleted vectors its graph holds."""
        new = {passage.passage_id: digest for passage, digest in zip(self._passages, self._digests, strict=True)}
        old: dict[str, bytes] = {}
        if self._parent is not None and same_model:
            old = dict(zip(self._parent.passage_ids(), self._parent_digests, strict=True))
        gone = [passage_id for passage_id, digest in old.items() if new.get(passage_id) != digest]
        added = [i for i, passage in enumerate(self._passages) if old.get(passage.passage_id) != self._digests[i]]
        tombstones = len(gone) + (self._parent.manifest.tombstones if self._parent is not None else 0)
        mended = (
            self._parent is not None
            and same_model
            and self._settings.chroma_url is None
            and self._parent.manifest.store == "embedded"
            and len(gone) + len(added) <= MOST_CHANGED * len(new)
            and tombstones <= MOST_TOMBSTONES * len(new)
        )
        if self._parent is not None and mended:
            copy_store(self._parent.folder, folder)
        else:
            gone, added, tombstones = [], list(range(len(self._passages))), 0
        parent_id = self._parent.edition_id if self._parent is not None and mended else None
        writer = ChromaWriter(folder, self.edition_id, self._settings.chroma_url, parent_id)
        try:
            writer.delete(gone)
            writer.add([self._passages[i].passage_id for i in added], vectors[added])
        finally:
            writer.close()
        return tombstones

    def _content_hash(self) -> str:
        content = hashlib.sha256(f"{FORMAT_VERSION}\0{self._embedder.name}\0".encode())
        for source in self._contents:
            content.update(f"{source.source.source_id}\0{source.version}\0{source.content_sha256}\0".encode())
        for passage_digest in self._digests:
            content.update(passage_digest)
        return content.hexdigest()


def tokenizer_fingerprint() -> str:
    """Changes with the code that cuts words: then the tokens of the parent edition are no longer ours."""
    from corpus import legal_text

    state = hashlib.sha256(package_version("PyStemmer").encode())
    for module in sorted(Path(next(iter(legal_text.__path__))).glob("*.py")):
        state.update(module.read_bytes())
    return state.hexdigest()[:16]


def _check(contents: Sequence[SourceContent]) -> None:
    if not any(content.passages for content in contents):
        raise BadInput(
            "nothing_to_index",
            "Il n'y a aucun texte à indexer.",
            "Vérifiez que les fichiers donnés contiennent du texte.",
        )
    twice = [name for name, count in Counter(content.source.source_id for content in contents).items() if count > 1]
    if twice:
        raise Defect(
            "duplicate_id",
            f"La source {twice[0]} est donnée deux fois.",
            "Donnez à chaque version d'un texte un identifiant de source à elle.",
        )


def _name(editions_dir: Path, content_hash: str) -> tuple[datetime, str]:
    """The first free second from now: editions made within one still sort in the order of their making."""
    taken = {path.name[:17] for path in editions_dir.iterdir()}
    moment = datetime.now(UTC).replace(microsecond=0)
    while f"{moment:%Y-%m-%dT%H%M%S}" in taken:
        moment += timedelta(seconds=1)
    return moment, f"{moment:%Y-%m-%dT%H%M%S}-{content_hash[:6]}"


def _sizes(folder: Path) -> dict[str, int]:
    names = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name.as_posix(): (folder / name).stat().st_size for name in names if name.parts[0] != STORE}


def _flush(folder: Path) -> None:
    for directory, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(Path(directory) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        flush_folder(Path(directory))
