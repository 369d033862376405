"""What the built-in reader says of the likest pieces, weighed beside what the checkers found in them.

The checkers see what differs word by word; the reader, a model that read some thousand statements beside the rule that
they are on, sees whether two sentences speak of one thing in other words, and is no judge of figures. It is asked about
few pieces, because it reads each pair anew. What it says moves the probability of support alone; a difference that the
checkers show stays what it is: the reader never makes support of a piece that differs.
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
from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.compared import Compared

READ = 6
"""How many of the likest pieces may be read."""
LEAST = 0.15
"""The likeness below which a piece hardly could support, however sure the reader were."""
DENIED = 0.5
"""The probability of contradiction from which a piece does not support."""
DOUBTED = 0.1
"""The most that is then left of its support."""
UNREAD = 0.3
"""The most that a piece supports that is not read: an article that a statement names may hold its rule all the same."""
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
    """Log-odds. `before`: of what was thought without the reader. `related`: that the piece speaks of the same thing,
    whatever it says of it. `against`: that it then denies it rather than says it."""

    before: float
    related: float
    against: float


SUPPORT = Weighed(before=0.67, related=0.41, against=-0.38)
SUPPORT_INTERCEPT = -1.43
"""A logistic regression over what is weighed; `python -m evals.fitting.claims` fits it and prints the numbers that
stand here. (Fitted for contradiction too, the reader added nothing to the checkers: an area under the curve of .80.)"""


def weighed(before: float, read: Probabilities) -> Weighed:
    """`before` is a probability; `read` what the reader says."""
    entailed, neutral, contradicted = read
    return Weighed(log_odds(before), log_odds(1 - neutral), log_odds(contradicted / max(entailed + contradicted, 1e-9)))


def support_after(before: float, read: Probabilities) -> float:
    """The probability, 0 to 1, that the piece says what the statement says; no more than `DOUBTED` where the reader
    rather holds it for denied."""
    probability = regression(SUPPORT, SUPPORT_INTERCEPT, weighed(before, read))
    return min(probability, DOUBTED) if read[2] >= DENIED else probability


def reread(compared: Sequence[Compared], statement: str, model: Inference) -> list[Compared]:
    """All pieces with the support that the reader leaves them, those that support best first."""
    rule = rule_of(statement)
    read = [number for number, one in enumerate(compared[:READ]) if _may_support(one)]
    said = model.probabilities([(compared[number].piece.premise, rule) for number in read])
    after = [replace(one, support=min(one.likeness, UNREAD)) for one in compared]
    for number, shares in zip(read, said, strict=True):
        after[number] = replace(compared[number], support=support_after(compared[number].likeness, shares))
    return sorted(after, key=lambda c: -c.supporting)


def _may_support(compared: Compared) -> bool:
    """Reading takes time: what differs or is silent supports nothing, whatever the reader says, nor what is unlike."""
    return compared.likeness >= LEAST and all(f.outcome is Outcome.AGREES for f in compared.findings)


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
