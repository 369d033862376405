"""Écrit ou oral, avant ou après, brut ou net, par an ou par mois: words of which only one can be meant."""

from __future__ import annotations

from kb_service.verification.checkers.exclusive import compare
from kb_service.verification.checkers.finding import Finding
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading


def check(claim: Reading, piece: Piece) -> list[Finding]:
    return [
        finding
        for stated, written in zip(claim.hits.opposites, piece.reading.hits.opposites, strict=True)
        if stated and written
        for finding in compare(claim, piece.reading, stated, written, "la règle")
    ]
