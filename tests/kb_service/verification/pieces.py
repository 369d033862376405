"""Pieces of evidence made of plain sentences: what a checker is shown, without an edition or a model."""

from __future__ import annotations

from datetime import date

from corpus.model import Kind, Provision, Validity
from kb_service.verification.checkers.finding import Checker, Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import read

AGREES, CONFLICTS, SILENT = Outcome.AGREES, Outcome.CONFLICTS, Outcome.SILENT
SINCE_2020 = Validity(date(2020, 1, 1))


def piece_of(
    sentence: str,
    following: str = "",
    validity: Validity = SINCE_2020,
    kind: Kind = Kind.LAW,
    article: str = "1",
    rank: int = 0,
) -> Piece:
    """The sentence as the first of an article; `following` is what the article says after it."""
    text = f"{sentence} {following}".rstrip()
    provision = Provision(f"loi-essai/art_{article}", "loi-essai", article, f"art. {article}", text, validity=validity)
    return Piece(provision, kind, (), 0, len(sentence), (), meaning=0.8, rank=rank, around=(0, len(text)))


def found(check: Checker, claim: str, sentence: str, following: str = "") -> list[Finding]:
    """What a checker finds between a statement and a sentence of the law."""
    return check(read(claim), piece_of(sentence, following))


def outcomes(check: Checker, claim: str, sentence: str, following: str = "") -> list[Outcome]:
    return [finding.outcome for finding in found(check, claim, sentence, following)]
