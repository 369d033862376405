"""The questions that a text answers, in the words of those who ask them (`asked/<source_id>.toml`).

People do not ask in the words of the law. A question that somebody typed is nearer to the next one's than any article
is: so each provision may have a list of those that it answers, ours and in our own words, used to find it and
never quoted. (The idea is that of document expansion by queries: Nogueira et al., 2019, arXiv:1904.08375; here the
queries are written by hand and searched apart, so that the text itself stays as it is.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from corpus.tables import read_rows

SHIPPED = Path(__file__).with_name("asked")


class Asked(BaseModel):
    """Questions that one provision answers, or one part of it ("§ 4") alone. `provision` is its number; `part` is
    written as labels are: "§ 1er", "§ 2"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provision: str
    part: str = Field("", pattern=r"^(§ (1er|1[a-z0-9]\S*|[2-9]\S*))?$")
    questions: tuple[str, ...] = Field(min_length=1)


@lru_cache
def asked_of(source_id: str, folder: Path = SHIPPED) -> tuple[Asked, ...]:
    """What is asked of a source; empty where nobody wrote any. Raises `BadInput` ("bad_asked")."""
    path = folder / f"{source_id}.toml"
    return tuple(read_rows(path, "asked", Asked, "bad_asked")) if path.is_file() else ()


def questions_to(source_id: str, number: str, labels: Collection[str]) -> tuple[str, ...]:
    """The questions that a passage of provision `number` answers, which stands under `labels` ("§ 4", "al. 2").

    A passage under no label, the whole of its provision, answers those of every part.
    """
    return tuple(
        dict.fromkeys(
            question
            for asked in asked_of(source_id)
            if asked.provision == number and (not asked.part or not labels or asked.part in labels)
            for question in asked.questions
        )
    )


def digest_of(source_id: str) -> str:
    """Changes with the questions of a source: then its passages have to be made anew."""
    told = "\0".join(asked.model_dump_json() for asked in asked_of(source_id))
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""
