"""Dated amounts in euros, each with its legal basis and how sure it is (`montants.toml`).

An amount holds from `valid_from` to `valid_to`, both included. Where nothing confirmed covers a day,
the answer is `None`: an amount is never carried over to a day for which it was not read.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from corpus.errors import BadInput
from corpus.model import Validity
from corpus.tables import bad_table, read_rows

AMOUNTS = Path(__file__).resolve().parent / "montants.toml"


class Certainty(StrEnum):
    """Calculated or single-source figures have no letter here: they are not amounts that the house states."""

    OFFICIAL = "A"
    PUBLISHED = "B"


class Period(StrEnum):
    MONTH = "mois"
    YEAR = "an"
    ONCE = "une fois"
    CASE = "dossier"
    UNIT = "unité"


@dataclass(frozen=True)
class Amount:
    """`value` in euros per `period`; `category` is "1", "2" or "3" where the amount depends on it, else "".

    `indexed` is False for a base that the law ties to an index: the euros paid are another amount.
    """

    key: str
    category: str
    value: Decimal
    period: Period
    validity: Validity
    source: str
    basis: str
    certainty: Certainty
    indexed: bool = True


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z0-9_]+$")
    category: str = Field("", pattern=r"^[123]?$")
    value: str = Field(pattern=r"^\d+(\.\d{1,2})?$")
    period: Period
    valid_from: date
    valid_to: date | None = None
    source: str = Field(min_length=1)
    basis: str = Field(pattern=r"^[a-z0-9-]+(/art_\S+)?$")
    certainty: Certainty
    indexed: bool = True

    @model_validator(mode="after")
    def _dates_in_order(self) -> _Row:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to précède valid_from")
        return self

    def amount(self) -> Amount:
        fields = self.model_dump(exclude={"value", "valid_from", "valid_to"})
        return Amount(value=Decimal(self.value), validity=Validity(self.valid_from, self.valid_to), **fields)


@lru_cache
def load_amounts(path: Path = AMOUNTS) -> tuple[Amount, ...]:
    """Every dated amount. Raises `BadInput` ("bad_amounts") naming the row, or two amounts that hold on one day."""
    amounts = tuple(row.amount() for row in read_rows(path, "amount", _Row, "bad_amounts"))
    for number, one in enumerate(amounts):
        for other in amounts[number + 1 :]:
            same = (one.key, one.category, one.indexed) == (other.key, other.category, other.indexed)
            if same and (_starts_within(one, other) or _starts_within(other, one)):
                values = f"{one.value} et {other.value}"
                raise bad_table(
                    path, "bad_amounts", f"« {one.key} » {one.category} a deux valeurs au même jour : {values}"
                )
    return amounts


@lru_cache
def amount_labels(path: Path = AMOUNTS) -> dict[str, str]:
    """What each key is called in French ("prime d'installation").

    Raises `BadInput` ("bad_amounts") where a key of an amount has none, or a name has no amount.
    """
    labels: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("label", {})
    unmatched = labels.keys() ^ {amount.key for amount in load_amounts(path)}
    if unmatched:
        raise bad_table(path, "bad_amounts", f"« {min(unmatched)} » n'a pas à la fois un nom et un montant")
    return labels


def amount_on(key: str, category: str, day: date, *, indexed: bool = True) -> Amount | None:
    """The confirmed amount of `key` for `category` on `day`; `None` where no confirmed amount covers that day.

    Raises `BadInput` ("unknown_amount") for a key and category that no day has.
    """
    wanted = [row for row in load_amounts() if (row.key, row.category, row.indexed) == (key, category, indexed)]
    if not wanted:
        known = ", ".join(sorted({row.key for row in load_amounts()}))
        message = f"Le montant « {key} » (catégorie « {category} ») est inconnu."
        raise BadInput("unknown_amount", message, f"Montants connus : {known}.")
    return next((row for row in wanted if row.validity.covers(day)), None)


def amounts_paid(basis: str, day: date) -> tuple[Amount, ...]:
    """Every confirmed amount, as it is paid on `day`, that rests on an article ("loi-2002-05-26/art_14")."""
    return tuple(row for row in load_amounts() if row.basis == basis and row.indexed and row.validity.covers(day))


def in_euros(value: Decimal) -> str:
    """ "1 314,20", as French writes it."""
    return f"{value:,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def _starts_within(one: Amount, other: Amount) -> bool:
    return one.validity.valid_from is not None and other.validity.covers(one.validity.valid_from)
