"""One builder at a time: two ingestions at once would each publish an edition without the other's sources."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NewType

from corpus.editions.failures import full_disk_told
from corpus.editions.layout import LOCK
from corpus.errors import Unavailable
from corpus.settings import Settings

BuilderLock = NewType("BuilderLock", Path)
"""The proof, for `build_edition`, that its caller holds the lock on this folder of editions."""


@contextmanager
def builder_lock(settings: Settings) -> Iterator[BuilderLock]:
    """Holds the right to build, from reading the current edition to publishing the next.

    The kernel lets go of it when the process dies, however it dies. Raises `Unavailable`
    ("ingestion_running") at once when another process, or another thread of this one, holds it.
    """
    folder = settings.editions_dir
    with full_disk_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip()
            raise Unavailable(
                "ingestion_running",
                f"Une ingestion est déjà en cours{f' (processus {holder})' if holder else ''}.",
                "Attendez qu'elle se termine, puis relancez.",
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield BuilderLock(folder)
    finally:
        os.close(descriptor)
