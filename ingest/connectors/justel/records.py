"""What was brought in from Justel, source by source, and when: one folder and one record each.

`<data_dir>/justel/loi-2002-05-26/` holds `loi-2002-05-26.html` (the text now in force), `version-001.html` …
(archived versions, where they were asked for) and `record.json`. Pages are replaced whole or not at all.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import Defect


class SourceRecord(BaseModel):
    """`tried`, `fetched` and `changed` are moments in UTC: when the site was last asked, last answered well
    (with a good page, or that nothing changed), and last had another text. `missing` are the archived versions
    that could not be had, each with its French reason; `pending` the files that no edition holds yet."""

    model_config = ConfigDict(extra="forbid")

    source_id: str
    tried: datetime | None = None
    fetched: datetime | None = None
    changed: datetime | None = None
    fingerprint: str | None = None
    articles: int = 0
    etag: str | None = None
    last_modified: str | None = None
    problem: str | None = None
    archived: int = 0
    archive_link: str | None = None
    versions: dict[int, str] = {}
    missing: dict[int, str] = {}
    pending: list[str] = []


class Shelf:
    """The folder of one source."""

    def __init__(self, data_dir: Path, source_id: str) -> None:
        self._source_id = source_id
        self.folder = data_dir / "justel" / source_id

    @property
    def _record(self) -> Path:
        return self.folder / "record.json"

    def load(self) -> SourceRecord:
        """The record, an empty one where nothing was tried yet. Raises `Defect` ("bad_record")."""
        try:
            return SourceRecord.model_validate_json(self._record.read_bytes())
        except FileNotFoundError:
            return SourceRecord(source_id=self._source_id)
        except ValidationError as error:
            message = f"L'état de « {self._source_id} » est illisible ({self._record.name})."
            raise Defect("bad_record", message, "Supprimez ce fichier : kb sync le refait.") from error

    def save(self, record: SourceRecord) -> None:
        _replace(self._record, record.model_dump_json(indent=1).encode())

    def page(self, number: int | None = None) -> Path:
        """Where the current text, or an archived version, lies. Its name tells the reader which of them it is."""
        return self.folder / (f"{self._source_id}.html" if number is None else f"version-{number:03d}.html")

    def keep(self, content: bytes, number: int | None = None) -> Path:
        path = self.page(number)
        _replace(path, content)
        return path


def _replace(path: Path, content: bytes) -> None:
    """A file is its old content or its new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.en-cours")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
