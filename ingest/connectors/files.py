"""Files and folders named by an admin: which files there are to read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import BadInput

_CHUNK = 1 << 20
_IGNORED_NAMES = {"readme.md", "thumbs.db", "desktop.ini"}


def discover(paths: Iterable[Path]) -> list[Path]:
    """The files among `paths` and in the folders among them, sorted, each once.

    In folders, hidden files, the lock files of office programs ("~$…", ".~lock…") and READMEs are passed
    over; a file that is named itself is always read. Raises `BadInput` ("no_such_file").
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not _is_ignored(p.relative_to(path)))
            found.update(dict.fromkeys(p.resolve() for p in inside))
        elif path.is_file():
            found[path.resolve()] = None
        else:
            raise BadInput("no_such_file", f"« {path} » n'existe pas.", "Vérifiez le chemin du fichier ou du dossier.")
    return list(found)


def _is_ignored(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return hidden or path.name.lower() in _IGNORED_NAMES


def sha256_of(path: Path) -> str:
    """A file is known by its content: the same file edited in place is another, a renamed one is not."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
