"""The figures of a text that hold no more on a day, as a reader is told of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import Provision, Source
from corpus.stated.amounts import amounts_stated
from corpus.stated.delays import delays_stated
from corpus.stated.lines import is_example
from corpus.stated.statement import Standing, told


@dataclass(frozen=True)
class Outdated:
    """A figure of `provision.text[start:end]`; `code` is "outdated_amount" or "outdated_delay", `clause` one
    French clause."""

    provision: Provision
    start: int
    end: int
    code: str
    clause: str


def outdated_figures(source: Source, provisions: Iterable[Provision], day: date) -> list[Outdated]:
    """The amounts and delays of some provisions of a document, in their order; a law or a decree has none, for
    what it states is the rule of its own wording.

    They are read together, with their headings: one section may say for which time the amount of another
    was. Worked examples are left out.
    """
    if source.kind.is_official:
        return []
    read = [provision for provision in provisions if not is_example(provision.heading or "")]
    text, places = "", []
    for provision in read:
        text += f"# {provision.heading or ''}\n"
        places.append((len(text), provision))
        text += f"{provision.text}\n"
    basis = {source.source_id, *source.legal_basis}
    found = [
        ("outdated_amount", stated.start, stated.end, told(text, stated, day))
        for stated in amounts_stated(text, day)
        if stated.standing is Standing.OUTDATED
    ] + [
        ("outdated_delay", stated.start, stated.end, told(text, stated, day))
        for stated in delays_stated(text, day, basis)
        if stated.standing is Standing.OUTDATED
    ]
    figures = []
    for code, start, end, clause in found:
        at, provision = next((at, p) for at, p in reversed(places) if at <= start)
        figures.append(Outdated(provision, start - at, end - at, code, clause))
    return figures
