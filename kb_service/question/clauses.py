"""The clauses of a message, and which of them ask.

They are cut at the ends of sentences, and at "et", a comma, a colon or a subject where a question begins. A clause asks
if it has a question's words, or asks yes or no and ends with "?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.legal_text.tokens import tokens
from kb_service.question.words import names_something

_PREPOSITION = r"(?:a partir de|jusqu'a|jusque|depuis|dans|ds|pour|pr|de|en|avec|sur|sous|endeans|par|chez|a|apres|des)"
_SUBJECT = (
    r"(?:je |j'|on |il |elle |ils |elles |nous |vous |ca |cela |c'est |c'etait |ce sera |y a |il y a |faut "
    r"|(?:le|un|notre|quel) (?:cpas|centre) )"
)
_QUESTION_WORD = r"(?:combien|cb|quel(?:le)?s?|comment|pourquoi)"
# What asks wherever it stands. ("puis il" goes on with a story.)
ASKS = re.compile(
    rf"(?<!n'importe )(?<!tel )(?<!telle )\b{_QUESTION_WORD}\b|(?<!\bde )\b[qk]uoi\b(?! que)|\bkoi\b"
    r"|\best[- ]ce qu|\bqu'est[- ]ce|\bc'est (?:qui|quand|qd|ou)\b"
    r"|\b(?:pay\w+|verse\w*|commence\w*|introdui\w+|envoi\w+|demand\w+|fai\w+|peut|doi\w+)(?: \w+)? (?:quand|qd)\b"
    r"|\b\w+(?:-t)?-(?:il|elle|on|ils|elles|je|nous)\b"
    r"|\b(?:peut|doit|faut|dois|peux|pouvons|devons|a-? ?t-?) ?(?:on|il|elle|ils|elles|je|nous)\b"
)
# What asks where a clause begins with it.
_OPENING = (
    rf"(?:{_PREPOSITION} )?(?:qui|quand|qd|quoi|lequel|laquelle|{_QUESTION_WORD})\b"
    r"|que (?:faire|faut|doit|doivent|peut|devient|risque|se passe|dit|prevoit)\b"
    r"|qu'(?:est|arrive)|ou (?:doit|peut|faut|est|va|s'adresser|introduire|envoyer|demander)\b"
)
# What asks yes or no without a question's form, where a clause begins with it and "?" ends the sentence.
_WHETHER = (
    r"(?:on|je|nous|le cpas|le centre) (?:peut|peux|pouvons|doit|dois|devons)\b"
    r"|(?:il |elle |on |ils |elles |ca )?(?:a|ont|aura|auront|aurait)(?: \w+)? droit\b|(?:il )?(?:faut|faudra)\b"
    r"|c'est (?:bien |encore |vraiment )?(?:possible|obligatoire|permis|autorise|legal|normal|vrai|necessaire|juste)\b"
)
_OPENS = re.compile(_OPENING)
_ASKS_WHETHER = re.compile(_WHETHER)
_MAY_OPEN = re.compile(rf"(?:{_OPENING}|{_WHETHER}|(?:{_SUBJECT})?(?:\S+ ){{0,3}}?(?:{ASKS.pattern}))")
_GOES_ON = re.compile(rf"(?:\S+ ){{0,4}}?{_SUBJECT}")
"""How one more question begins behind a first one and "et"."""
_WHO = re.compile(r"qui\b")
# "sa tante, qui habite ailleurs" tells of somebody; "dame expulsée, qui décide ?" asks.
_WHO_ACTS = re.compile(
    r"qui (?:decide|paie|paye|doit|peut|rembourse|intervient|signe|designe|tranche|est competent|s'occupe)\b"
)
_NEGATED = re.compile(r"\b(?:pas|plus|rien|jamais)\b")
_ANNOUNCES = re.compile(
    r"\b(?:[2-5]|deux|trois|quatre|plusieurs|quelques) (?:petites? )?(?:questions?|choses?|points?)\b"
)
_END = re.compile(r"[?!;\n]+|(?<!\bart)(?<!\bmin)(?<!\bmax)\.(?=\s|$)")
AND = re.compile(r"\s*,?\s*\bet\b\s*")
_JOINT = re.compile(r"\s*(?:[,(–-]\s*)?\b(?:et|mais|puis|donc|alors|aussi|sinon)\b\s*|\s*[,:(]\s*|\s+[-–/]\s+")
_SUBJECT_AT = re.compile(rf"(?<!\S)(?<!\bqui ){_SUBJECT}")
_WORD_AT = re.compile(rf"(?<!\S)(?<!\bn'importe )(?:{_PREPOSITION} )?(?:{_QUESTION_WORD}\b|est[- ]ce qu)")
_MEASURES = frozenset(tokens("tps cb fois période moment heure maximum max minimum quoi avance total tribunal"))
_WORD = re.compile(r"[^\W\d_]+")
CUT_BEHIND = 3
"""Words that must stand before a subject for a question to begin at it, without a comma."""

Span = tuple[int, int]
Clause = tuple[int, int, bool]
"""Start, end, and whether it asks."""


def asks_of_something(clause: str) -> bool:
    """Not "et pour combien de temps": that asks one more thing of the same."""
    return any(names_something(token) and token not in _MEASURES for token in tokens(clause))


def clauses(folded: str) -> Iterator[Clause]:
    """Of a folded text, in order."""
    announced, asked = False, False
    for start, end in _sentences(folded):
        marked = folded[end : end + 1] == "?"
        spans = list(_cut(folded, start, end))
        asks = [_asks(folded[s:e].strip()) for s, e in spans]
        if marked:
            asks = [one or _asks_whether(folded[s:e].strip()) for one, (s, e) in zip(asks, spans, strict=True)]
        if marked or (asked and AND.match(folded, start, end)):
            asks[-1] = asks[-1] or not any(asks)
        for place, (begin, stop) in enumerate(spans):
            behind = place > 0 and asks[place - 1]
            asks[place] = asks[place] or announced or (behind and bool(_GOES_ON.match(folded, begin, stop)))
            yield begin, stop, asks[place]
            announced = announced or bool(_ANNOUNCES.search(folded, begin, stop))
        asked = any(asks)


def _sentences(folded: str) -> Iterator[Span]:
    start = 0
    for stop in _END.finditer(folded):
        if folded[start : stop.start()].strip():
            yield start, stop.start()
        start = stop.end()
    if folded[start:].strip():
        yield start, len(folded)


def _cut(folded: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut where a question begins."""
    begin = start
    may_end = folded[end : end + 1] == "?" or not _WORD.search(folded, end)
    for joint in _JOINT.finditer(folded, start, end):
        before = folded[begin : joint.start()]
        if joint.start() <= begin:
            continue
        who = _WHO.match(folded, joint.end()) and not (may_end and _WHO_ACTS.match(folded, joint.end()))
        relative = who and ":" not in joint[0] and not _asks(before.strip())
        opens = _MAY_OPEN.match(folded, joint.end(), end) and not relative
        goes_on = AND.fullmatch(joint[0]) and _asks(before.strip()) and _GOES_ON.match(folded, joint.end(), end)
        if opens or goes_on or (":" in joint[0] and _ANNOUNCES.search(before)):
            yield from _cut_at_subject(folded, begin, joint.start())
            begin = joint.end()
    yield from _cut_at_subject(folded, begin, end)


def _cut_at_subject(folded: str, start: int, end: int) -> Iterator[Span]:
    """ "mme a plus de chomage elle a combien de temps": the question begins at the last subject before its word."""
    if asking := ASKS.search(folded, start, end):
        subjects = [found.start() for found in _SUBJECT_AT.finditer(folded, start, asking.end())]
        words = [found.start() for found in _WORD_AT.finditer(folded, start, asking.end())]
        at = max(subjects or words, default=start)
        if len(_WORD.findall(folded[start:at])) >= CUT_BEHIND and asks_of_something(folded[at:end]):
            yield start, at
            start = at
    yield start, end


def _asks(clause: str) -> bool:
    return bool(ASKS.search(clause) or _OPENS.match(clause))


def _asks_whether(clause: str) -> bool:
    return bool(_ASKS_WHETHER.match(clause)) and not _NEGATED.search(clause)
