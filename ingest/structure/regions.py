"""Which region a text belongs to: from its own label, from the assembly that amended it, or from its issuer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.model import Amendment, Region

# Labels that Justel puts after an article's number.
_LABELS = (
    (re.compile(r"wallon", re.IGNORECASE), Region.WALLOON),
    (re.compile(r"bruxelles|brussel", re.IGNORECASE), Region.BRUSSELS),
    (re.compile(r"flamande|flandre|vlaams", re.IGNORECASE), Region.FLEMISH),
    (re.compile(r"germanophone", re.IGNORECASE), Region.GERMAN_SPEAKING),
)

# Justel's codes of acts: décrets and arrêtés of the regions and communities, ordonnances of Brussels.
_ACTS = {
    "DRW": Region.WALLOON, "DCW": Region.WALLOON, "AGW": Region.WALLOON, "ARW": Region.WALLOON,
    "ORD": Region.BRUSSELS, "ARR": Region.BRUSSELS, "ARB": Region.BRUSSELS,
    "DCFL": Region.FLEMISH, "AGF": Region.FLEMISH, "DVR": Region.FLEMISH,
    "DCG": Region.GERMAN_SPEAKING, "AGG": Region.GERMAN_SPEAKING, "AGCG": Region.GERMAN_SPEAKING,
}  # fmt: skip


# What the regions make themselves, by the first words of its title; "arrêté royal" is the federal one's.
_REGIONAL_TITLE = re.compile(
    r"^(?:décret|ordonnance|arrêté (?:du|de l') ?(?:gouvernement|exécutif|collège))", re.IGNORECASE
)
_TITLE_HEAD = 120


def region_of_issuer(title: str, issuer: str) -> Region | None:
    """The region whose assembly or government made a text; `None` for a federal one (also one *about* a region)."""
    if not _REGIONAL_TITLE.match(title):
        return None
    if title.lower().startswith("ordonnance"):
        return Region.BRUSSELS
    return region_of_label(issuer) or region_of_label(title[:_TITLE_HEAD])


def region_of_label(label: str) -> Region | None:
    return next((region for pattern, region in _LABELS if pattern.search(label)), None)


def region_of_acts(amendments: Iterable[Amendment]) -> Region | None:
    """The region of the last regional act among the amendments.

    Where a region amends a federal article, Justel prints the region's wording beside the federal one:
    a wording that carries a regional note is that region's.
    """
    regions = [_ACTS[code] for amendment in amendments if (code := amendment.act.split(" ")[0].upper()) in _ACTS]
    return regions[-1] if regions else None
