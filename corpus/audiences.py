"""The people for whom only some rules are made (`audiences.toml`): whom a heading names, whom a question may mean."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.legal_text.normalise import fold
from corpus.tables import read_rows

AUDIENCES = Path(__file__).with_name("audiences.toml")

_AGE = re.compile(r"\b(\d{1,3}) ?ans\b")


class Audience(BaseModel):
    """`named`: how titles and headings name them; `meant`: what else means them in a question; `ages`: theirs, both
    included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    named: tuple[str, ...] = Field(min_length=1)
    meant: tuple[str, ...] = ()
    ages: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def shipped_audiences() -> tuple[Audience, ...]:
    """Raises `BadInput` ("bad_audiences")."""
    return tuple(read_rows(AUDIENCES, "audience", Audience, "bad_audiences"))


@lru_cache(maxsize=4096)
def named_in(heading: str) -> frozenset[str]:
    """The names of the people whom a title or a heading names."""
    text = fold(heading)
    return frozenset(one.name for one in shipped_audiences() if _any_of(one.named).search(text))


def every_audience() -> frozenset[str]:
    return frozenset(one.name for one in shipped_audiences())


def meant_in(question: str) -> frozenset[str]:
    """The names of the people whom a question names or may mean, by a word or by an age that it tells."""
    text = fold(question)
    ages = [int(age) for age in _AGE.findall(text)]

    def is_meant(one: Audience) -> bool:
        of_age = one.ages is not None and any(one.ages[0] <= age <= one.ages[1] for age in ages)
        return of_age or _any_of(one.named + one.meant).search(text) is not None

    return frozenset(one.name for one in shipped_audiences() if is_meant(one))


@lru_cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words; those that end with "*" as beginnings."""
    forms = (re.escape(fold(word.rstrip("*"))) + ("" if word.endswith("*") else r"(?!\w)") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")
