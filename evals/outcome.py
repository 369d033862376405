"""What a run keeps of each question: enough to draw every figure again, and to compare two runs."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from evals.questions import Base


class Kept(BaseModel):
    """What is written to the JSON report, and read from it again."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cited(Kept):
    """A citation as it was shown: its label, the head of its quote, the official text where it has one."""

    label: str
    quote: str
    url: str | None


class Outcome(Kept):
    """One question and what came. `confidence` is the probability that the first provision answers, as the product
    says it; `first_is_right` whether it did. `missing` are the facts not stated, of `facts`. `ranks` are those of
    each system in the table; `why` says in one French sentence where it went wrong, if it did."""

    id: str
    group: str
    base: Base
    must_refuse: bool
    question: str
    as_of: date | None
    style: str
    subject: str
    difficulty: str
    expected: list[str]
    rank: int | None
    answered: bool
    reason: str | None
    reason_expected: str | None
    confidence: float
    first_is_right: bool
    facts: int
    missing: list[str]
    cited_by_answer: int
    cited_rightly: int
    quotes: int
    exact: int
    wrong_wording: list[str]
    came: list[Cited]
    timings_ms: dict[str, float]
    ranks: dict[str, int | None] = {}
    why: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether a reader should look at it."""
        if self.exact < self.quotes or self.wrong_wording:
            return True
        if self.must_refuse:
            return self.answered
        return not self.answered or self.rank != 1 or bool(self.missing)
