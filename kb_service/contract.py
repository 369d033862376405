"""What goes in and out of the service: the contract of DESIGN.md, section 5. Extend, never rename."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.model import Kind, Region, Status


class Mode(StrEnum):
    """How an answer is made: quoted sentences, or an LLM's own that are checked against them."""

    VERBATIM = "verbatim"
    GENERATIVE = "generative"


class Reason(StrEnum):
    """Why the service abstains."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_EVIDENCE = "no_evidence"
    NO_VERSION_AT_DATE = "no_version_at_date"
    NOT_A_QUESTION = "not_a_question"


def _no_number(value: object) -> object:
    """pydantic reads a number as seconds since 1970: 0 would ask for the law of that year."""
    if isinstance(value, int | float):
        raise ValueError("une date s'écrit AAAA-MM-JJ")
    return value


Day = Annotated[date, BeforeValidator(_no_number)]


class Verdict(StrEnum):
    """What the base says of a statement."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NOT_CHECKABLE = "not_checkable"


class _Border(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AskRequest(_Border):
    """A staff member's question. `as_of` is the day whose law is asked for; today where it is absent and
    the question itself names no day. `kinds` limits the sources; `limit` is how many provisions to list."""

    question: Annotated[str, Field(description="la question, en langage courant")]
    as_of: Annotated[Day | None, Field(description="le jour dont on demande le droit (AAAA-MM-JJ)")] = None
    kinds: Annotated[tuple[Kind, ...] | None, Field(min_length=1, description="les genres de sources à interroger")] = (
        None
    )
    mode: Mode = Mode.VERBATIM
    limit: Annotated[int, Field(ge=1, le=50, description="le nombre de dispositions à citer")] = 8


class Sentence(_Border):
    """One sentence of the answer, quoted, with the numbers of the citations that hold it."""

    text: str
    citations: tuple[int, ...]


class Answer(_Border):
    """`confidence` is the calibrated probability that the first cited provision answers."""

    abstained: bool
    reason: Reason | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    sentences: tuple[Sentence, ...]


class Citation(_Border):
    """A pointer to a passage. `quote` is `text[span[0]:span[1]]` of the provision's text, character for
    character (`GET /api/provisions/{provision_id}` gives that text)."""

    number: int
    source_id: str
    source_title: str
    kind: Kind
    provision: str
    quote: str
    span: tuple[int, int]
    page: int | None
    status: Status
    valid_from: date | None
    valid_to: date | None
    region: Region
    url: str | None
    passage_id: str
    provision_id: str


class Warning(_Border):
    """What the reader must know beside the answer: a stable code and one French sentence."""

    code: str
    message: str


class AskResponse(_Border):
    """`citations` come by relevance, those that the answer cites first; `timings_ms` by stage."""

    answer: Answer
    citations: tuple[Citation, ...]
    warnings: tuple[Warning, ...]
    edition: str
    as_of: date
    timings_ms: dict[str, float]


class ErrorBody(_Border):
    """Every refusal has this one shape."""

    code: str
    message: str
    remedy: str = ""
