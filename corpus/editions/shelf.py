"""The editions side by side: which there are, which one is current, and how that changes.

`current` is a file that holds an edition's id. It is replaced, never rewritten: a reader finds the old
id or the new one, whenever the power goes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from pathlib import Path

from corpus.editions.chroma import drop_collection
from corpus.editions.edition import Edition
from corpus.editions.failures import full_disk_told
from corpus.editions.layout import (
    BUILDING_PREFIX,
    EDITION_ID,
    MANIFEST,
    POINTER,
    POINTER_PREFIX,
    edition_folder,
    unknown_edition,
)
from corpus.editions.lock import builder_lock
from corpus.editions.manifest import Manifest, read_manifest
from corpus.errors import KbError, Unavailable
from corpus.settings import Settings


def current_id(settings: Settings) -> str | None:
    """The id of the published edition; `None` where nothing has been published yet."""
    try:
        text = (settings.editions_dir / POINTER).read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    return text or None


def open_current(settings: Settings, one_shot: bool = False) -> Edition:
    """The published edition, open. `one_shot` suits a process that answers one question (`ExactIndex`).

    Raises `Unavailable` ("no_edition") where there is none, `Defect` ("damaged_edition") for a broken one.
    """
    edition_id = current_id(settings)
    if edition_id is None:
        raise Unavailable(
            "no_edition",
            f"Aucune édition n'est publiée dans {settings.editions_dir}.",
            "Faites-en une avec « kb ingest ».",
        )
    return open_edition(settings, edition_id, one_shot)


def open_edition(settings: Settings, edition_id: str, one_shot: bool = False) -> Edition:
    """Raises `BadInput` ("unknown_edition"), or `Defect` ("damaged_edition")."""
    folder = edition_folder(settings.editions_dir, edition_id)
    if not folder.is_dir():
        raise unknown_edition(edition_id)
    return Edition(folder, settings.chroma_url, one_shot)


def list_editions(settings: Settings) -> list[Manifest]:
    """Every complete edition, oldest first; one whose manifest is broken is left out, not fatal."""
    if not settings.editions_dir.is_dir():
        return []
    manifests = []
    for folder in sorted(settings.editions_dir.iterdir()):
        if EDITION_ID.fullmatch(folder.name) and (folder / MANIFEST).is_file():
            with contextlib.suppress(KbError):
                manifests.append(read_manifest(folder))
    return manifests


def newest_sound(settings: Settings) -> str | None:
    """The newest edition that opens, the current one left aside: where to go on when that one is damaged."""
    current = current_id(settings)
    for manifest in reversed(list_editions(settings)):
        if manifest.edition_id == current:
            continue
        with contextlib.suppress(KbError):
            open_edition(settings, manifest.edition_id, one_shot=True).close()
            return manifest.edition_id
    return None


def publish(settings: Settings, edition_id: str) -> None:
    """Makes a complete edition the current one; readers follow at their next question.

    An edition that does not open is refused (`BadInput`, `Defect`), and the current one stays.
    """
    open_edition(settings, edition_id, one_shot=True).close()
    folder = settings.editions_dir
    draft = folder / f"{POINTER_PREFIX}{os.getpid()}-{threading.get_ident()}"
    with full_disk_told(folder):
        try:
            with draft.open("w", encoding="ascii") as file:
                file.write(edition_id + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, folder / POINTER)
        finally:
            draft.unlink(missing_ok=True)
        flush_folder(folder)


def rollback(settings: Settings, edition_id: str) -> None:
    """Goes back (or forward again) to an edition: nothing moves but the pointer."""
    publish(settings, edition_id)


def clean_up(settings: Settings) -> list[str]:
    """Removes what killed builds left behind, unless one is running, and names what it removed."""
    if not settings.editions_dir.is_dir():
        return []
    with contextlib.suppress(Unavailable), builder_lock(settings):
        return remove_leftovers(settings)
    return []


def remove_leftovers(settings: Settings) -> list[str]:
    """As `clean_up`, for a caller that holds the builder's lock."""
    removed = []
    for path in sorted(settings.editions_dir.iterdir()):
        if path.name.startswith(BUILDING_PREFIX):
            remove_draft(settings, path)
        elif path.name.startswith(POINTER_PREFIX):
            path.unlink(missing_ok=True)
        else:
            continue
        removed.append(path.name)
    return removed


def remove_draft(settings: Settings, draft: Path) -> None:
    """Removes an edition that is not finished, and its collection on the server where there is one."""
    if settings.chroma_url is not None:
        drop_collection(draft, draft.name.removeprefix(BUILDING_PREFIX), settings.chroma_url)
    shutil.rmtree(draft, ignore_errors=True)


def flush_folder(folder: Path) -> None:
    """Makes the names in a folder survive a power cut, as `fsync` does for what is in a file."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
