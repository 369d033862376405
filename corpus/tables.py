"""Tables that are written by hand in TOML, checked row by row at the border."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import BadInput

Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path, table: str, row: type[Row], code: str) -> list[Row]:
    """The rows of one table of a file. Raises `BadInput` (`code`) naming the field that is wrong and its value."""
    try:
        return [row.model_validate(fields) for fields in tomllib.loads(path.read_text(encoding="utf-8"))[table]]
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "ligne"
        raise bad_table(path, code, f"champ « {field} » : {first['msg']} ({first['input']})") from error
    except (OSError, KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise bad_table(path, code, f"illisible ({error})") from error


def bad_table(path: Path, code: str, what: str) -> BadInput:
    return BadInput(code, f"Le fichier {path.name} : {what}.", "Corrigez cette ligne, puis recommencez.")
