"""Every amount and every delay of a document is one that the dated data have on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from corpus.checks.documents import Document
from corpus.checks.finding import Fault, Finding
from corpus.stated.amounts import amounts_stated
from corpus.stated.delays import delays_stated
from corpus.stated.statement import Standing, told


def check_amounts(document: Document, today: date, denied: Mapping[str, frozenset[Decimal]]) -> Iterator[Finding]:
    """The amounts outside the worked example; `denied` are figures that a document states to correct them."""
    day, (start, end) = document.day(today), document.example
    refuted = denied.get(document.source.source_id, frozenset())
    for stated in amounts_stated(document.text, day):
        if start <= stated.start < end:
            continue
        said, line = document.text[stated.start : stated.end], document.line_at(stated.start)
        if stated.standing is Standing.UNKNOWN and _euros(said) not in refuted:
            message = f"« {said} » n'est pas dans corpus/montants.toml"
            yield Finding(Fault.UNKNOWN_AMOUNT, document.source.source_id, line, message)
        elif stated.standing is Standing.OUTDATED:
            message = told(document.text, stated, day)
            yield Finding(Fault.OUTDATED_AMOUNT, document.source.source_id, line, message)


def check_delays(document: Document, today: date) -> Iterator[Finding]:
    """The delays of the whole text; those of the worked example may be the case's own (a stay of three weeks)."""
    source, day = document.source, document.day(today)
    first, last = document.example
    for stated in delays_stated(document.text, day, {source.source_id, *source.legal_basis}):
        said, line = document.text[stated.start : stated.end], document.line_at(stated.start)
        if stated.standing is Standing.UNKNOWN and not first <= stated.start < last:
            message = f"« {said} » n'est pas dans corpus/delais.toml pour les articles cités"
            yield Finding(Fault.UNKNOWN_DELAY, source.source_id, line, message)
        elif stated.standing is Standing.OUTDATED:
            yield Finding(Fault.OUTDATED_DELAY, source.source_id, line, told(document.text, stated, day))


def _euros(said: str) -> Decimal:
    """ "1 036 euros": 1036."""
    digits = "".join(char for char in said if char.isdigit() or char == ",")
    return Decimal(digits.replace(",", ".") or 0)
