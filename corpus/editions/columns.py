"""The few facts of every passage that filters need, as one array, so that no text is read to filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.model import Kind, Provision, Region, Source, Validity

ALWAYS = np.iinfo(np.int32).min
"""`valid_from` of a wording without a known first day."""
FOREVER = np.iinfo(np.int32).max
"""`valid_to` of a wording without a known last day."""

KINDS = (Kind.LAW, Kind.DECREE, Kind.CIRCULAR, Kind.PROCEDURE, Kind.REFORM, Kind.FICHE, Kind.FAQ)
REGIONS = (Region.FEDERAL, Region.WALLOON, Region.BRUSSELS, Region.FLEMISH, Region.GERMAN_SPEAKING)
"""The place in these tuples is what is stored: append to them, never reorder."""

ROW = np.dtype(
    [
        ("source", "<i4"),
        ("provision", "<i4"),
        ("valid_from", "<i4"),
        ("valid_to", "<i4"),
        ("kind", "u1"),
        ("region", "u1"),
        ("repealed", "?"),
    ]
)
"""`source` and `provision` are ordinals of the records; days count as `date.toordinal` does."""

Mask = NDArray[np.bool_]


def row(source_ordinal: int, source: Source, provision_ordinal: int, provision: Provision) -> tuple[int | bool, ...]:
    """The row of every passage of a provision. An end that the provision leaves open is its source's."""
    valid_from = provision.validity.valid_from or source.validity.valid_from
    valid_to = provision.validity.valid_to or source.validity.valid_to
    return (
        source_ordinal,
        provision_ordinal,
        valid_from.toordinal() if valid_from else ALWAYS,
        valid_to.toordinal() if valid_to else FOREVER,
        KINDS.index(source.kind),
        REGIONS.index(provision.region),
        provision.repealed,
    )


def table(rows: Sequence[tuple[int | bool, ...]]) -> NDArray[np.void]:
    return np.array(rows, dtype=ROW)


def validity(entry: np.void) -> Validity:
    """The days that a row says, as the model's value."""
    first, last = int(entry["valid_from"]), int(entry["valid_to"])
    return Validity(
        None if first == ALWAYS else date.fromordinal(first),
        None if last == FOREVER else date.fromordinal(last),
    )


def mask(
    columns: NDArray[np.void],
    day: date | None,
    regions: Collection[Region] | None,
    kinds: Collection[Kind] | None,
) -> Mask:
    """Which rows hold on `day`, in one of `regions`, in a source of one of `kinds`; `None` asks nothing.

    A day asks for wordings in force: those not yet, no longer, or only repealed on it are left out.
    """
    kept = np.ones(len(columns), dtype=np.bool_)
    if day is not None:
        ordinal = day.toordinal()
        kept &= (columns["valid_from"] <= ordinal) & (columns["valid_to"] >= ordinal) & ~columns["repealed"]
    if regions is not None:
        kept &= _one_of(columns["region"], [REGIONS.index(region) for region in regions])
    if kinds is not None:
        kept &= _one_of(columns["kind"], [KINDS.index(kind) for kind in kinds])
    return kept


def _one_of(codes: NDArray[np.uint8], wanted: list[int]) -> Mask:
    accepted = np.zeros(256, dtype=np.bool_)
    accepted[wanted] = True
    return accepted[codes]
