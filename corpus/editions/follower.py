"""For servers: always the current edition, never one that closes under a reader."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.editions.edition import Edition
from corpus.editions.layout import POINTER
from corpus.editions.shelf import open_current
from corpus.errors import KbError
from corpus.settings import Settings

_Stamp = tuple[int, int] | None
"""When the pointer was replaced and its inode: either differs after every publication."""


@dataclass
class _Held:
    edition: Edition
    readers: int = 0
    retired: bool = False


class EditionFollower:
    """Holds the current edition open, and moves to the next when the pointer says so.

    Looking at the pointer costs one `stat` a question. One thread opens and warms the next edition
    while the others go on with the old one, which closes after its last reader. A next edition that
    does not open changes nothing but `problem`: the old one goes on answering.
    """

    def __init__(self, settings: Settings, one_shot: bool = False) -> None:
        """`one_shot` as for `open_current`: for a process that answers one question and ends."""
        self._settings = settings
        self._one_shot = one_shot
        self._pointer = settings.editions_dir / POINTER
        self._guard = threading.Lock()
        self._moving = threading.Lock()
        self._held: _Held | None = None
        self._seen: _Stamp = None
        self.problem: KbError | None = None
        """Why the published edition is not the one that answers; `None` when it is."""

    @contextmanager
    def edition(self) -> Iterator[Edition]:
        """The current edition, open for as long as the `with` lasts.

        Raises `Unavailable` ("no_edition") while nothing is published.
        """
        held = self._enter()
        try:
            yield held.edition
        finally:
            self._leave(held)

    def current(self) -> Edition:
        """The current edition for a passing look, such as at its manifest; to read texts, use `edition()`."""
        with self.edition() as edition:
            return edition

    def close(self) -> None:
        """Lets go of the edition, once its readers have finished."""
        with self._guard:
            held, self._held, self._seen = self._held, None, None
            if held is not None:
                self._retire(held)

    def _enter(self) -> _Held:
        while True:
            self._follow()
            with self._guard:
                if self._held is not None:
                    self._held.readers += 1
                    return self._held

    def _leave(self, held: _Held) -> None:
        with self._guard:
            held.readers -= 1
            if held.retired and held.readers == 0:
                held.edition.close()

    def _follow(self) -> None:
        if self._held is not None and self._stamp() == self._seen:
            return
        if not self._moving.acquire(blocking=self._held is None):
            return
        try:
            self._move()
        finally:
            self._moving.release()

    def _move(self) -> None:
        stamp = self._stamp()
        if self._held is not None and stamp == self._seen:
            return
        try:
            edition = open_current(self._settings, self._one_shot)
            try:
                edition.warm()
            except BaseException:
                edition.close()
                raise
        except KbError as error:
            if self._held is None:
                raise
            self.problem, self._seen = error, stamp
            return
        with self._guard:
            old, self._held = self._held, _Held(edition)
            self.problem, self._seen = None, stamp
            if old is not None:
                self._retire(old)

    def _retire(self, held: _Held) -> None:
        held.retired = True
        if held.readers == 0:
            held.edition.close()

    def _stamp(self) -> _Stamp:
        try:
            status = self._pointer.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino
