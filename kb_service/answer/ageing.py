"""That a document which is shown gives an amount or a delay that holds no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.editions.edition import Edition
from corpus.stated.outdated import Outdated, outdated_figures
from kb_service.contract import Citation, Warning


def outdated_warnings(edition: Edition, citations: Sequence[Citation], day: date) -> Iterator[Warning]:
    """One warning a figure, of those that stand in a quote, whether the answer cites it or it only comes near."""
    of_provision: dict[str, list[Outdated]] = {}  # an answer may quote one provision several times
    for citation in citations:
        if citation.provision_id not in of_provision:
            provision, source = edition.provision(citation.provision_id), edition.source(citation.source_id)
            of_provision[citation.provision_id] = outdated_figures(source, [provision], day)
        start, end = citation.span
        for figure in of_provision[citation.provision_id]:
            if start <= figure.start < end:
                message = f"{citation.source_title}, {citation.provision} : {figure.clause}."
                yield Warning(code=figure.code, message=message)
