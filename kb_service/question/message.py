"""A message as staff type it: a case that is told, and one thing or several that are asked.

"mme a plus de chomage depuis mars elle a combien de temps pour demander le ris et a partir de quand on paye" tells of
unemployment and asks two things of the integration income. Searched as one text, the case outweighs what is asked.

A clause that asks is a part of its own if it has something of its own to ask about. Where in doubt nothing is cut: two
things that are searched as one harm less than half a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.legal_text.normalise import fold
from kb_service.question.clauses import AND, ASKS, Span, asks_of_something, clauses

_SUPPOSING = re.compile(r"(?:et )?s(?:i |'ils? )")
_WORD = re.compile(r"[^\W\d_]+")
_BORDER = " ,;:?!.-–(/\n"
SUPPOSED = 6
"""Words up to which "et si elle refuse ?" asks one more thing of the same."""


@dataclass(frozen=True)
class Message:
    """`asked` are the spans of what is asked, in order, at least one; the rest is the case that is told."""

    text: str
    asked: tuple[Span, ...]

    @property
    def asks_several(self) -> bool:
        return len(self.asked) > 1

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.text[start:end] for start, end in self.asked)

    @property
    def told(self) -> str:
        """The case: what stands around the questions."""
        return self._without(self.asked)

    def alone(self, place: int) -> str:
        """The message as if it asked one part only: the case that is told, and that question."""
        return self._without([span for other, span in enumerate(self.asked) if other != place])

    def _without(self, spans: Sequence[Span]) -> str:
        kept = self.text
        for start, end in reversed(spans):
            kept = f"{kept[:start]} {kept[end:]}"
        return re.sub(r"\s+", " ", kept).strip()


def read_message(text: str) -> Message:
    """What a message asks; the whole of it, where it asks nothing that can be told from the case."""
    folded = fold(text)
    asked: list[Span] = []
    before = -1
    for start, end, asks in clauses(folded):
        alone = asks and _stands_alone(folded[start:end])
        if asks and asked and not (alone and asks_of_something(folded[slice(*asked[-1])])):
            asked[-1] = (asked[-1][0], end)
        elif asks:
            asked.append((start if alone or before < 0 else before, end))
        before = start
    return Message(text, tuple(_trimmed(folded, span) for span in asked or [(0, len(text))]))


def _stands_alone(clause: str) -> bool:
    """Nor "et si elle refuse ?"."""
    supposes = _SUPPOSING.match(clause.strip()) and len(_WORD.findall(clause)) <= SUPPOSED
    return asks_of_something(clause) and not (supposes and not ASKS.search(clause))


def _trimmed(folded: str, span: Span) -> Span:
    start, end = span
    text = folded[start:end]
    kept = text.strip(_BORDER)
    begin = start + text.index(kept) + (len(joint[0]) if (joint := AND.match(kept)) else 0)
    return begin, start + text.index(kept) + len(kept)
