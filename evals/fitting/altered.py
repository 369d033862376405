"""Statements that were right, made wrong by one word: a figure, a "ne … pas", an "au moins", a "peut"; and statements
that stay what they were, with their figures spelt otherwise.

Whoever writes statements beside a rule by hand seldom writes the same sentence twice, once right and once wrong; the
reader that learns from them then looks at the subject and overlooks the figure. What is made here stands beside what
was written, in the words of its author but for the one that decides. What a statement says is read as the checkers
read it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from num2words import num2words

from corpus.legal_text.numbers import parse_number_words
from kb_service.verification.measures import Dimension
from kb_service.verification.polarity import Modality, in_condition
from kb_service.verification.reading import Reading, read

Change = Callable[[Reading, random.Random], str | None]

_NUMBER = re.compile(r"\d+(?:[ .]\d{3})*|[^\W\d_]+(?:-[^\W\d_]+)*")
_OF_SOMEBODY = re.compile(r"\b(?:ai|as|a|avait|de) $")
"""Before "33 ans": years that nobody calls an age."""
_ONE = ("un", "une")
SPELT, _ROUND = 60, (100, 200, 500, 1000)
"""Up to which, and which beyond, numbers are also written in words."""
_DENIED = re.compile(
    r"(?:ne |n['’])(\S+(?: \S+)?) (?:pas|plus|jamais)\b(?! (?:seulement|uniquement|encore))", re.IGNORECASE
)
_VERB = re.compile(r"peut|peuvent|doit|doivent|pourra|devra")
_OPPOSITE = (
    ("au moins", "au plus"),
    ("au minimum", "au maximum"),
    ("avant la", "après la"),
    ("avant le", "après le"),
    ("obligatoire", "facultatif"),
    ("inférieur", "supérieur"),
    ("gratuit", "payant"),
)
_TURNED = {one: other for pair in _OPPOSITE for one, other in (pair, pair[::-1])}
_TURNING = re.compile(rf"\b({'|'.join(sorted(_TURNED, key=len, reverse=True))})\b(?! (?:tard|tôt))")


def altered(statement: str, draw: random.Random) -> str | None:
    """The statement with one thing changed so that it no longer holds, or None where nothing can safely be."""
    changes: list[Change] = [_figure, _turned, _asserted, _forbidden]
    draw.shuffle(changes)
    reading = read(statement)
    return next((made for change in changes if (made := change(reading, draw))), None)


def respelt(statement: str) -> str | None:
    """The statement with its figures in the other spelling ("8 jours", "huit jours"), which says the same; None where
    it has none. Without these a reader holds every figure that is spelled otherwise than in its rule for altered."""
    text = statement
    for measure in reversed(read(statement).measures):
        number = _NUMBER.search(text, measure.start, measure.end)
        if number and _has_words(value := _value(number[0])) and not _goes_on(text[number.end() :]):
            text = _with(text, number.span(), _spelt(value) if number[0][0].isdigit() else str(value))
    return text if text != statement else None


def _goes_on(after: str) -> bool:
    """Whether the number has a further word: "deux cent", "11 cents"."""
    word = re.match(r"\s+([^\W\d_]+)", after)
    return word is not None and parse_number_words(word[1]) is not None


def _value(number: str) -> int:
    """Of digits or words; 0 for what is no number, and for an article ("un", "une")."""
    if number[0].isdigit():
        return int(re.sub(r"\D", "", number))
    return 0 if number.lower() in _ONE else int(parse_number_words(number) or 0)


def _has_words(value: int) -> bool:
    """Whether it is also written in words; what is larger or less round seldom is."""
    return 1 < value <= SPELT or value in _ROUND


def _spelt(value: int) -> str:
    return str(num2words(value, lang="fr_BE"))


def _figure(reading: Reading, draw: random.Random) -> str | None:
    """With another figure for its only one, in either spelling; an age rather tells a case."""
    if len(reading.measures) != 1:
        return None
    measure = reading.measures[0]
    if measure.dimension is Dimension.AGE or (measure.is_time and _OF_SOMEBODY.search(reading.text[: measure.start])):
        return None
    number = _NUMBER.search(reading.text, measure.start, measure.end)
    value = _value(number[0]) if number else 0
    around = {value * 2, value * 3 // 2, value // 2, value + (1 if value < 20 else 10)} - {value, 0, 1}
    if number is None or not value or not around:
        return None
    other = draw.choice(sorted(around))
    in_words = _has_words(other) and draw.random() < 0.5
    return _with(reading.text, number.span(), _spelt(other) if in_words else str(other))


def _turned(reading: Reading, draw: random.Random) -> str | None:
    found = list(_TURNING.finditer(reading.text))
    return _with(reading.text, found[0].span(), _TURNED[found[0][0]]) if len(found) == 1 else None


def _asserted(reading: Reading, draw: random.Random) -> str | None:
    """Without its only "ne … pas"."""
    starts = [*(n.start for n in reading.negations), *(m.start for m in reading.modals)]
    denied = [hit for start in starts if (hit := _DENIED.match(reading.text, start))]
    if len(denied) != 1 or in_condition(reading.folded, denied[0].start()):
        return None
    return _with(reading.text, denied[0].span(), denied[0][1])


def _forbidden(reading: Reading, draw: random.Random) -> str | None:
    """With a "ne … pas" around the only "peut" or "doit", where nothing else is denied."""
    if len(reading.modals) != 1 or reading.negations:
        return None
    modal = reading.modals[0]
    word = reading.text[modal.start : modal.end]
    rules = modal.modality in (Modality.MAY, Modality.MUST) and not in_condition(reading.folded, modal.start)
    return _with(reading.text, (modal.start, modal.end), f"ne {word} pas") if rules and _VERB.fullmatch(word) else None


def _with(text: str, span: tuple[int, int], words: str) -> str:
    return text[: span[0]] + words + text[span[1] :]
