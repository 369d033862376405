"""A pasted text checked whole: its statements, each told with its verdict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from corpus.editions.edition import Edition
from corpus.errors import BadInput
from corpus.legal_text.language import detect_language
from kb_service.contract import Claim, Verdict
from kb_service.verification.reasons import tell
from kb_service.verification.statements import Statement, statements
from kb_service.verification.verifier import Verifier

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
MOST_STRAY = 0.001
"""The share of characters that are no text up to which they are overlooked: a stray one comes with many copies."""
ENOUGH_WORDS = 4
"""Words from which a text's language can be told."""


def checked_text(text: str, longest: int) -> str:
    """The text, fit to be checked; its offsets are those of what was sent.

    Raises `BadInput`: "empty_text", "text_too_long", "not_text", "not_french".
    """
    if not text.strip():
        raise BadInput("empty_text", "Le texte est vide.", "Collez le texte à vérifier.")
    not_too_long(text, longest)
    if len(_NOT_TEXT.findall(text)) > MOST_STRAY * len(text):
        raise BadInput("not_text", "Ce n'est pas du texte, mais un fichier binaire.", "Collez le texte lui-même.")
    if not any(char.isalpha() for char in text):
        raise BadInput("not_text", "Le texte ne contient aucun mot.", "Collez le texte à vérifier.")
    language = detect_language(text)
    if language != "fr" and len(text.split()) >= ENOUGH_WORDS:
        raise BadInput(
            "not_french",
            "Le texte n'est pas en français, et la base ne compare qu'avec des textes français.",
            "Traduisez-le d'abord, puis vérifiez la traduction.",
        )
    return _NOT_TEXT.sub(" ", text)


def not_too_long(text: str, longest: int) -> str:
    """The text itself. Raises `BadInput` ("text_too_long")."""
    if len(text) > longest:
        raise BadInput(
            "text_too_long",
            f"Le texte compte {len(text)} caractères ; le maximum est {longest}.",
            "Envoyez-le en plusieurs fois, un passage après l'autre.",
        )
    return text


def claims_of(
    text: str, edition: Edition, verifier: Verifier, day: date, original: Callable[[int], int] = lambda at: at
) -> tuple[Claim, ...]:
    """Every statement of a text with its verdict; `original` maps an offset of `text` to one of what was sent."""
    return tuple(_claim(statement, edition, verifier, day, original) for statement in statements(text))


def summary_of(claims: tuple[Claim, ...]) -> dict[Verdict, int]:
    counted = Counter(claim.verdict for claim in claims)
    return {verdict: counted[verdict] for verdict in Verdict}


def _claim(
    statement: Statement, edition: Edition, verifier: Verifier, day: date, original: Callable[[int], int]
) -> Claim:
    span = (original(statement.start), original(statement.end))
    text = " ".join(statement.text.split())
    if statement.not_checkable:
        return Claim(text=text, span=span, verdict=Verdict.NOT_CHECKABLE, reason=statement.not_checkable, citations=())
    checked = verifier.check(edition, statement.body, day)
    told = tell(edition, checked)
    return Claim(text=text, span=span, verdict=checked.verdict, **vars(told))
