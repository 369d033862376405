"""What goes wrong around an edition, told in one place: a damaged folder, a full disk, a silent server."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import Defect, Unavailable

_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
_LEAST_ROOM = 1 << 20
_FULL_DISK_WORDS = ("database or disk is full", "no space left", "disk quota exceeded")


def damaged(edition_id: str, detail: str) -> Defect:
    """The folder contradicts its manifest; `detail` is a French clause that names the file."""
    return Defect(
        "damaged_edition",
        f"L'édition {edition_id} est abîmée : {detail}.",
        "Revenez à une autre avec « kb editions rollback », ou refaites-la avec « kb ingest ».",
    )


@contextmanager
def damage_named(edition_id: str, name: str) -> Iterator[None]:
    """Turns what reading the file `name` may raise into `Defect` ("damaged_edition")."""
    try:
        yield
    except FileNotFoundError as error:
        raise damaged(edition_id, f"il y manque {name}") from error
    except sqlite3.ProgrammingError:
        raise  # a closed connection is a fault of the caller, not of the folder
    except (OSError, ValueError, EOFError, KeyError, sqlite3.DatabaseError) as error:
        raise damaged(edition_id, f"{name} est illisible") from error


@contextmanager
def full_disk_told(folder: Path) -> Iterator[None]:
    """Turns a full disk, however an engine words it, into `Unavailable` ("disk_full")."""
    try:
        yield
    except Exception as error:
        if not _is_full_disk(error) and not (_is_of_sqlite(error) and _is_full(folder)):
            raise
        raise Unavailable(
            "disk_full",
            f"Le disque est plein : la nouvelle édition n'a pas pu être écrite dans {folder}.",
            "Libérez de la place, puis relancez ; l'édition publiée n'a pas changé.",
        ) from error


def _is_of_sqlite(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, sqlite3.OperationalError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_full(folder: Path) -> bool:
    """SQLite also says "unable to open database file" or "disk I/O error" when there is no room."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free < _LEAST_ROOM


def _is_full_disk(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL_DISK:
            return True
        if any(words in str(error).lower() for words in _FULL_DISK_WORDS):
            return True
        error = error.__cause__ or error.__context__
    return False


def store_unreachable(url: str) -> Unavailable:
    return Unavailable(
        "vector_store_unreachable",
        f"Le serveur Chroma {url} ne répond pas.",
        "Démarrez-le, ou videz KB_CHROMA_URL pour travailler sans serveur.",
    )
