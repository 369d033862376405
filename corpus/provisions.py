"""The register of provisions: which articles of the official works have been read, and in which state.

The shipped documents may cite these and no others (`provisions.toml`: numbers only, never a text). So a
reference can be checked on a machine to which no official text was brought yet.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.tables import read_rows

PROVISIONS = Path(__file__).resolve().parent / "provisions.toml"


class ReadWork(BaseModel):
    """`state` is the day of the consolidation that was read, where the copy said it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    work: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    state: date | None = None
    articles: tuple[str, ...] = Field(min_length=1)


@lru_cache
def articles_read(path: Path = PROVISIONS) -> dict[str, frozenset[str]]:
    """Article numbers by work id. Raises `BadInput` ("bad_provisions")."""
    return {row.work: frozenset(row.articles) for row in read_rows(path, "read", ReadWork, "bad_provisions")}
