"""The day whose law a question asks for, where a case is told with its days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from corpus.legal_text.as_of import AsOf, AsOfKind, as_of_in_question
from corpus.legal_text.dates import find_dates
from corpus.legal_text.normalise import fold
from kb_service.question.message import Message

FACT_MEMORY = timedelta(days=730)
"""How old a fact may be for a younger law to speak of it, as transitional rules do."""
TOLD = 3
"""Words that make a case of what stands before a question; "en septembre 2014, …" has fewer, and asks for that law."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_PAST = re.compile(r"\b(?!fait\b|sait\b)\w{2,}(?:ait|aient)\b")
"""The imperfect: "fallait-il un PIIS ?" asks for the law of then."""


def day_asked(message: Message, today: date) -> AsOf | None:
    """As `as_of_in_question`, but for a day that only the case tells ("il a vendu sa maison en 2021. Cela compte ?"):
    an old one says nothing of the law that is asked for, a recent one is a fact."""
    day = as_of_in_question(message.text, today)
    if day is None or day.day is None or not _is_told(message, day):
        return day
    return replace(day, kind=AsOfKind.FACT, explicit=False) if today - day.day <= FACT_MEMORY else None


def _is_told(message: Message, day: AsOf) -> bool:
    if any(start <= day.start < end for start, end in message.asked):
        return False
    told = message.told
    for mention in reversed(find_dates(told, default_year=None)):
        told = f"{told[: mention.start]} {told[mention.end :]}"
    return len(_WORD.findall(told)) >= TOLD and not any(_PAST.search(fold(part)) for part in message.parts)
