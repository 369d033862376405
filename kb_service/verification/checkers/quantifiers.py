"""Always, never, only, without exception: where the text knows an exception or another way."""

from __future__ import annotations

import re

from corpus.legal_text.normalise import fold
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading

_UNIVERSAL = re.compile(
    r"\b(?:toujours|jamais|en aucun cas|dans tous les cas|en toutes? circonstances?|sans (?:aucune )?exception|quel(?:le)?s? que soi(?:t|ent)"
    r"|systematiquement|automatiquement|sans condition|inconditionnel\w*|en tout cas|sans (?:aucune )?limite\w*|a vie|absolu\w*"
    r"|tous les|toutes les|tout|toute|n'importe \w+|chaque)\b"
)
_STRONG = re.compile(
    r"\b(?:toujours|jamais|en aucun cas|dans tous les cas|en toutes? circonstances?|sans (?:aucune )?exception|quel(?:le)?s? que soi(?:t|ent)"
    r"|systematiquement|sans condition|inconditionnel\w*|sans (?:aucune )?limite\w*|absolu\w*)\b"
)
_ONLY = re.compile(
    r"\b(?:uniquement|seulement|exclusivement)\b|\b(?:la|le|les) seule?s?\b|\bseule?s? (?:la |le |les |l')"
)
_NOTHING_BUT = re.compile(r"\bn(?:e |')(?!pas\b)(?:(?!\b(?:pas|plus|jamais)\b).){2,50}?\bqu(?:e\b|')")
_EXCEPTION = re.compile(
    r"\b(?:sauf|toutefois|cependant|neanmoins|par derogation|a moins que|a moins d|excepte|hormis|a l'exception|sans prejudice|ne s'applique pas"
    r"|n'est pas applicable|peut (?:toutefois|cependant)|peut deroger|en cas de force majeure|pour des raisons d'equite)\b"
)
_OTHER_WAY = re.compile(r"\b(?:ou|soit|egalement|aussi|notamment|ainsi que)\b")


def check(claim: Reading, piece: Piece) -> list[Finding]:
    text = piece.reading.folded
    around = f"{text} {fold(piece.following)}"
    findings = []
    strong = _STRONG.search(claim.folded)
    if strong and not _EXCEPTION.search(claim.folded):
        words = claim.said(*strong.span())
        exception = _EXCEPTION.search(around)
        if exception and not _STRONG.search(text):
            findings.append(Finding(Outcome.CONFLICTS, "la portée", words, exception[0]))
        elif not _UNIVERSAL.search(text):
            findings.append(Finding(Outcome.SILENT, "la portée", words))
    only = _ONLY.search(claim.folded)
    if only and not (_ONLY.search(text) or _NOTHING_BUT.search(text)):
        other = _OTHER_WAY.search(text)
        outcome = Outcome.CONFLICTS if other else Outcome.SILENT
        findings.append(Finding(outcome, "la portée", claim.said(*only.span()), other[0] if other else ""))
    return findings
