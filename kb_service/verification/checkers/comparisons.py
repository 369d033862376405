"""More or less than, before or after: the direction of a comparison."""

from __future__ import annotations

import re

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading

_MORE = re.compile(
    r"\b(?:plus (?:elevee?s?|longue?s?|long|grande?s?|haute?s?|hauts?|cher\w*|importante?s?|tard|que|d'un|de)|davantage|superieure?s?|excede\w*|depass\w+)\b"
)
_LESS = re.compile(
    r"\b(?:plus (?:court\w*|bas\w*|petit\w*|faible\w*|tot)|moins (?:elevee?s?|longue?s?|long|grande?s?|haute?s?|cher\w*|importante?s?|que|d'un|de)|inferieure?s?)\b"
)
# "moins de 25 ans", "plus de trois mois" belong to their figures.
_OF_FIGURE = re.compile(
    r"\s*(?:de |d')?(?:\d|un\b|une\b|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|cent|mille)"
)


_DENIED = re.compile(r"\bn(?:e |')\s?\w* ?(?:pas )?$")


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """A comparison of the statement that the piece makes the other way round, or does not make."""
    mine, theirs = _directions(claim.folded), _directions(piece.reading.folded)
    findings = []
    for direction, span in mine.items():
        words = claim.said(*span)
        other = next((where for way, where in theirs.items() if way != direction), None)
        if direction in theirs:
            findings.append(Finding(Outcome.AGREES, "la comparaison", words, piece.reading.said(*theirs[direction])))
        elif other is not None and len(mine) == 1:
            findings.append(Finding(Outcome.CONFLICTS, "la comparaison", words, piece.reading.said(*other)))
        else:
            findings.append(Finding(Outcome.SILENT, "la comparaison", words))
    return findings


def _directions(folded: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for direction, pattern in (("more", _MORE), ("less", _LESS)):
        for match in pattern.finditer(folded):
            denied = _DENIED.search(folded[: match.start()]) or folded.startswith(" pas", match.end())
            if not denied and not _OF_FIGURE.match(folded, match.end()):
                found.setdefault(direction, match.span())
    return found
