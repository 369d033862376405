"""Isolé, cohabitant, famille à charge; mineur, majeur; gaz, électricité: of whom and of what a rule speaks."""

from __future__ import annotations

from kb_service.verification.checkers.exclusive import compare
from kb_service.verification.checkers.finding import Finding
from kb_service.verification.evidence import Piece
from kb_service.verification.lexicon import shipped_lexicon
from kb_service.verification.reading import Reading


def check(claim: Reading, piece: Piece) -> list[Finding]:
    return [
        finding
        for name, stated, written in zip(
            shipped_lexicon().category_names, claim.hits.categories, piece.reading.hits.categories, strict=True
        )
        if stated and written
        for finding in compare(claim, piece.reading, stated, written, f"la catégorie ({name})")
    ]
