"""What the rest says of a statement: where two articles give the same other figure, each is surer to deny it; where
another sentence gives the very figure, less so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from corpus.legal_text.normalise import fold
from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.compared import Compared

ALIKE_AND_AGREEING, ALIKE = 0.5, 0.3
"""The likeness from which an article that agrees in everything counts, and one that differs."""
MANY = 2
"""How many articles count as 1."""

Article = tuple[str, str]


class Elsewhere:
    """The articles that agree with a statement, and those that differ from it, by what they say instead."""

    def __init__(self, compared: Sequence[Compared]) -> None:
        self._agreeing = {_article(c) for c in compared if c.support >= ALIKE_AND_AGREEING}
        self._differing: dict[tuple[str, str], set[Article]] = defaultdict(set)
        for one in compared:
            if one.likeness >= ALIKE:
                for difference in _differences(one):
                    self._differing[difference].add(_article(one))

    def agreeing(self, compared: Compared) -> float:
        """0 to 1: how many articles agree in everything; a piece that agrees itself does not count its own."""
        return _share(self._agreeing - {_article(compared)} if compared.support else self._agreeing)

    def differing(self, compared: Compared) -> float:
        """0 to 1: how many other articles differ as this one does, in the same words."""
        others = (self._differing[difference] - {_article(compared)} for difference in _differences(compared))
        return max(map(_share, others), default=0.0)


def _differences(compared: Compared) -> list[tuple[str, str]]:
    return [(f.topic, fold(f.written)) for f in compared.having(Outcome.CONFLICTS)]


def _article(compared: Compared) -> Article:
    return compared.piece.provision.source_id, compared.piece.provision.number


def _share(articles: set[Article]) -> float:
    return min(len(articles), MANY) / MANY
