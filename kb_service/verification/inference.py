"""What the built-in reader says of the likest pieces, weighed beside what the checkers found in them.

The checkers see what differs word by word; the reader, a model that read some thousand statements beside the rule that
they are on, sees whether two sentences speak of one thing in other words, and is no judge of figures. Two logistic
regressions over what both say give the probabilities that a piece supports and that it denies; where the checkers show
a difference, nothing makes support of it. The reader is asked about few pieces, because it reads each pair anew; of the
others nothing is held for sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.legal_text.references import find_references
from corpus.readers.inference import load_inference_reader
from corpus.readers.late import Late
from corpus.settings import Settings
from kb_service.odds import log_odds, regression
from kb_service.verification.compared import Compared
from kb_service.verification.elsewhere import Elsewhere

LIKEST, DIFFERING = 6, 4
"""How many pieces are read: those most alike, and those that differ most surely."""
DOUBTED = 0.1
"""The most that is left of the support of a piece that the reader rather holds for a denial than for a confirmation."""
UNREAD = 0.3
"""The most that a piece that is not read may support or deny."""
_BRACKETED = re.compile(r"\s*\([^()]{1,120}\)")
_ATTRIBUTION = re.compile(
    r"(?:selon|suivant|d['’]apr[eè]s|conform[eé]ment|en vertu|en application|aux termes|sur (?:la )?base"
    r"|comme l['’e]\s?(?:dit|pr[eé]voit|indique|pr[eé]cise))\b[^,]{1,150},\s*",
    re.IGNORECASE,
)

Probabilities = tuple[float, float, float]


class Inference(Protocol):
    """For each (premise, hypothesis) its probabilities of entailment, neutrality and contradiction, in this order."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]: ...


@dataclass(frozen=True)
class Weighed:
    """Log-odds. `likeness` and `difference`: what the checkers make of the piece, as in `Compared`. `related`: that it
    speaks of the same thing, as the reader sees it, whatever it says of it. `against`: that it then denies it rather
    than says it. `agreeing` and `differing`, 0 to 1: as `Elsewhere` tells."""

    likeness: float
    difference: float
    related: float
    against: float
    agreeing: float
    differing: float


SUPPORT = Weighed(likeness=0.59, difference=0.0, related=0.35, against=-0.42, agreeing=0.55, differing=0.0)
SUPPORT_INTERCEPT = -1.31
DENIAL = Weighed(likeness=0.30, difference=0.32, related=0.27, against=0.15, agreeing=-2.70, differing=1.28)
DENIAL_INTERCEPT = -0.33
"""`python -m evals.fitting.claims` fits both and prints the numbers that stand here."""


def weighed(compared: Compared, read: Probabilities, elsewhere: Elsewhere) -> Weighed:
    """`read` is what the reader says of the piece."""
    entailed, neutral, contradicted = read
    return Weighed(
        likeness=log_odds(compared.likeness),
        difference=log_odds(compared.difference),
        related=log_odds(1 - neutral),
        against=log_odds(contradicted / max(entailed + contradicted, 1e-9)),
        agreeing=elsewhere.agreeing(compared),
        differing=elsewhere.differing(compared),
    )


def reread(compared: Sequence[Compared], statement: str, model: Inference) -> list[Compared]:
    """The same pieces in their order, with what is to be thought of them after the reader."""
    rule = rule_of(statement)
    elsewhere = Elsewhere(compared)
    read = to_read(compared)
    said = model.probabilities([(compared[number].piece.premise, rule) for number in read])
    after = [replace(c, support=min(c.support, UNREAD), denial=min(c.denial, UNREAD)) for c in compared]
    for number, shares in zip(read, said, strict=True):
        after[number] = _after(compared[number], weighed(compared[number], shares, elsewhere))
    return after


def to_read(compared: Sequence[Compared]) -> list[int]:
    """The places of the pieces that are worth the time; `compared` begins with the likest."""
    differing = sorted((n for n, c in enumerate(compared) if c.difference), key=lambda n: -compared[n].difference)
    return list(dict.fromkeys([*range(min(LIKEST, len(compared))), *differing[:DIFFERING]]))


def _after(compared: Compared, signals: Weighed) -> Compared:
    """A difference that words show is no support, nor what the reader rather holds for denied; what denies must be one
    sentence."""
    support = regression(SUPPORT, SUPPORT_INTERCEPT, signals) if compared.support else 0.0
    return replace(
        compared,
        support=min(support, DOUBTED) if signals.against >= 0 else support,
        denial=0.0 if compared.piece.whole else regression(DENIAL, DENIAL_INTERCEPT, signals),
    )


def rule_of(statement: str) -> str:
    """What a statement says, without the article that it names for it: that is checked apart."""
    kept = _BRACKETED.sub(lambda bracket: "" if find_references(bracket.group()) else bracket.group(), statement)
    opening = _ATTRIBUTION.match(kept)
    return kept[opening.end() :] if opening and find_references(opening.group()) else kept


class LateReader:
    """The built-in reader, loaded when a statement is first checked: who only asks questions need not hold it."""

    def __init__(self, settings: Settings) -> None:
        self._reader = Late(lambda: load_inference_reader(settings))

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]:
        """Raises `Unavailable` where the reader cannot be prepared."""
        return self._reader().probabilities(pairs)
