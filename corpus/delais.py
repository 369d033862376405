"""Dated delays and durations of the law, and those that the centre sets itself (`delais.toml`).

A delay keeps the unit in which its text has it: thirty days are not one month. `basis` is the article that
sets it, or the procedure that does where the delay is the centre's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.legal_text.numbers import Unit
from corpus.model import Validity
from corpus.tables import read_rows

DELAYS = Path(__file__).resolve().parent / "delais.toml"
TIME_UNITS = frozenset({Unit.DAY, Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR, Unit.HOUR})


@dataclass(frozen=True)
class Delay:
    """`value` of `unit`, counted from what `starts` says; `label` is what the delay is for."""

    key: str
    label: str
    value: int
    unit: Unit
    starts: str
    basis: str
    validity: Validity


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    label: str = Field(min_length=1)
    value: int = Field(gt=0)
    unit: Unit
    starts: str = Field("", description="l'événement à partir duquel on compte")
    basis: str = Field(pattern=r"^[a-z0-9-]+(/(art|sec)_\S+)?$")
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _sound(self) -> _Row:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to précède valid_from")
        if self.unit not in TIME_UNITS:
            raise ValueError("cette unité n'est pas une durée")
        return self

    def delay(self) -> Delay:
        fields = self.model_dump(exclude={"valid_from", "valid_to"})
        return Delay(validity=Validity(self.valid_from, self.valid_to), **fields)


@lru_cache
def load_delays(path: Path = DELAYS) -> tuple[Delay, ...]:
    """Every dated delay. Raises `BadInput` ("bad_delays") naming the row and the field that is wrong."""
    return tuple(row.delay() for row in read_rows(path, "delay", _Row, "bad_delays"))
