"""What an admin is told of a document that is given today with the figures of yesterday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.editions.content import SourceContent
from corpus.stated.outdated import outdated_figures

SHOWN = 4
"""Figures that are told of one document; of more, only how many."""


def documents_to_review(contents: Iterable[SourceContent], today: date) -> list[str]:
    """One French line for each document that is in force on `today` and states an amount or a
    delay that holds no more."""
    lines = []
    for content in contents:
        source = content.source
        if not source.validity.covers(today):
            continue
        old = outdated_figures(source, content.provisions, today)
        clauses = list(dict.fromkeys(figure.clause for figure in old))
        if clauses:
            more = f" ; et {len(clauses) - SHOWN} de plus" if len(clauses) > SHOWN else ""
            lines.append(f"{source.name} ({source.source_id}) à revoir : {' ; '.join(clauses[:SHOWN])}{more}.")
    return lines
