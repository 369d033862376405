"""Statements that were right, made wrong by one word: a figure, a "ne … pas", an "au moins", a "peut".

Whoever writes statements beside a rule by hand seldom writes the same sentence twice, once right and once wrong; the
reader that learns from them then looks at the subject and overlooks the figure. What is made here stands beside what
was written, in the words of its author but for the one that decides.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Change = Callable[[str, random.Random], str | None]

_SPELLED = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "douze", "quinze", "vingt"]
_SPELLED += ["trente", "quarante", "soixante"]
_NOT_AN_AGE = r"(?<!\bai )(?<!\bas )(?<!\ba )(?<!\bde )(?<!avait )(?<!jeune )"
_NUMBER = re.compile(
    rf"{_NOT_AN_AGE}(?<![\w/°.,-])(\d{{1,3}}|{'|'.join(_SPELLED)})"
    r"(?= (?:jours?|mois|ans|années|semaines|fois|pour cent|heures?)\b)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(?<![\w.,])(?<!\d )(\d{1,3}(?:[ .]\d{3})+|\d{2,4})(?=(?:,\d\d)? ?(?:€|euros?\b|EUR\b))")
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3})(?= ?%)")
_DENIED = re.compile(
    r"\b(?<!je )(ne |n['’])((?:s['’]|se |l['’]|lui |leur |le |la |les |y |en )?\w+) (pas|plus|jamais)\b"
    r"(?! (?:seulement|uniquement|encore))",
    re.IGNORECASE,
)
_MODAL = re.compile(r"(?<!ne )(?<!n['’])\b(peut|peuvent|doit|doivent|pourra|devra)\b(?! (?:pas|plus|jamais|que)\b)")
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
_TURNING = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _TURNED), key=len, reverse=True))})\b")
_SUBORDINATE = re.compile(r"\b(?:qui|que|qu['’]|dont|où|si|s['’]il|lorsqu|quand|tant)\b", re.IGNORECASE)


def altered(statement: str, draw: random.Random) -> str | None:
    """The statement with one thing changed so that it no longer holds, or None where nothing can safely be."""
    changes: list[Change] = [_figure, _figure, _turned, _asserted, _forbidden]
    draw.shuffle(changes)
    return next((made for change in changes if (made := change(statement, draw))), None)


def _figure(statement: str, draw: random.Random) -> str | None:
    found = [hit for pattern in (_NUMBER, _AMOUNT, _PERCENT) for hit in pattern.finditer(statement)]
    if len({hit.start() for hit in found}) != 1:  # of several, changing one may leave the sense
        return None
    hit = found[0]
    return statement[: hit.start()] + _other(hit.group(), draw) + statement[hit.end() :]


def _other(number: str, draw: random.Random) -> str:
    if number.lower() in _SPELLED:
        at = _SPELLED.index(number.lower())
        return draw.choice([one for one in _SPELLED[max(0, at - 3) : at + 4] if one != number.lower()])
    value = int(re.sub(r"\D", "", number))
    around = {value * 2, value * 3 // 2, value // 2, value + 1 if value < 20 else value + 10, value + 5} - {value, 0}
    changed = str(draw.choice(sorted(around)))
    return f"{changed[:-3]} {changed[-3:]}" if len(changed) > 3 and re.search(r"\D", number) else changed


def _turned(statement: str, draw: random.Random) -> str | None:
    found = list(_TURNING.finditer(statement))
    if len(found) != 1:
        return None
    hit = found[0]
    return statement[: hit.start()] + _TURNED[hit.group()] + statement[hit.end() :]


def _asserted(statement: str, draw: random.Random) -> str | None:
    """Without its only "ne … pas"."""
    found = list(_DENIED.finditer(statement))
    if len(found) != 1 or _SUBORDINATE.search(statement[: found[0].start()]):
        return None
    hit = found[0]
    return statement[: hit.start()] + hit.group(2) + statement[hit.end() :]


def _forbidden(statement: str, draw: random.Random) -> str | None:
    """With a "ne … pas" around its only "peut" or "doit" of the main clause."""
    found = list(_MODAL.finditer(statement))
    if len(found) != 1 or _SUBORDINATE.search(statement[: found[0].start()]) or _DENIED.search(statement):
        return None
    hit = found[0]
    return f"{statement[: hit.start()]}ne {hit.group()} pas{statement[hit.end() :]}"
