"""Editorial rubrics: a heading, and everyday words, for the articles of laws that have none.

As legal publishers do, in our own words (`rubrics/<source_id>.toml`). They help to find an article by
what people call it; they are never quoted, and say nothing of what the article answers.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import BadInput

SHIPPED = Path(__file__).with_name("rubrics")


class Rubric(BaseModel):
    """The rubric of one article; `parts` has lines for single paragraphs ("§ 4") of a long one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    article: str
    title: str
    words: str = ""
    parts: dict[str, str] = {}

    def line(self, labels: tuple[str, ...] = ()) -> str:
        """What is put before a passage that stands under `labels` ("§ 4", "al. 2") of the article."""
        part = next((self.parts[label] for label in labels if label in self.parts), "")
        return " ; ".join(text for text in (self.title, part, self.words) if text)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rubric: tuple[Rubric, ...]


@lru_cache
def rubrics_of(source_id: str, folder: Path = SHIPPED) -> dict[str, Rubric]:
    """The rubrics of a source by article number; empty where nobody wrote any.

    Raises `BadInput` ("bad_rubrics") for a file that does not hold to the form.
    """
    path = folder / f"{source_id}.toml"
    if not path.is_file():
        return {}
    try:
        rubrics = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).rubric
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            "bad_rubrics", f"Les rubriques « {path.name} » ne sont pas valables : {error}", "Corrigez l'entrée nommée."
        ) from error
    return {rubric.article: rubric for rubric in rubrics}
