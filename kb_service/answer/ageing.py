"""That a document which is shown gives an amount or a delay that holds no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from corpus.editions.edition import Edition
from corpus.model import Provision, Source
from corpus.stated.outdated import Outdated, outdated_figures
from kb_service.contract import Citation, Warning


def outdated_warnings(edition: Edition, citations: Sequence[Citation], day: date) -> Iterator[Warning]:
    """One warning a figure, of those that stand in a quote, whether the answer cites it or it only comes near."""
    for citation in citations:
        start, end = citation.span
        for figure in _figures(edition.source(citation.source_id), edition.provision(citation.provision_id), day):
            if start <= figure.start < end:
                message = f"{citation.source_title}, {citation.provision} : {figure.clause}."
                yield Warning(code=figure.code, message=message)


@lru_cache(maxsize=2048)
def _figures(source: Source, provision: Provision, day: date) -> tuple[Outdated, ...]:
    """An answer may quote one provision several times, and many answers quote the same ones."""
    return tuple(outdated_figures(source, [provision], day))
