"""What goes in and out of the service: the contract of DESIGN.md, section 5. Extend, never rename."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.model import Kind, Region, Status
from kb_service.privacy.kinds import PersonalKind


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
    """One sentence of the answer, quoted, with the numbers of the citations that hold it. `part` is the place in the
    answer's `parts` of what it answers; 0 where one thing was asked. `key`: of what is quoted of its provision, it
    comes nearest to the question, or nearly so: where to look first."""

    text: str
    citations: tuple[int, ...]
    part: int = 0
    key: bool = False


class Part(_Border):
    """One of several things that a message asks, in its own words, and whether it was answered, as in `Answer`; `as_of`
    is the day whose law it asks for, where parts name days of their own."""

    asked: str
    as_of: date
    abstained: bool
    reason: Reason | None
    confidence: Annotated[float, Field(ge=0, le=1)]


class Answer(_Border):
    """`confidence` is the calibrated probability that the first cited provision answers. `parts` tell apart several
    things that were asked in one message, and are empty where it was one; such an answer abstains where none of them
    is answered, and its `confidence` is that of the first part that is."""

    abstained: bool
    reason: Reason | None
    confidence: Annotated[float, Field(ge=0, le=1)]
    sentences: tuple[Sentence, ...]
    parts: tuple[Part, ...] = ()


class Citation(_Border):
    """A pointer to a passage. `quote` is `text[span[0]:span[1]]` of the provision's text, character for
    character (`GET /api/provisions/{provision_id}` gives that text). `explains` are the numbers of the
    answer's citations of which this one, a fiche beside the law, says the rule plainly."""

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
    explains: tuple[int, ...] = ()


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


class VerifyRequest(_Border):
    """A text to check: a chatbot's answer, an e-mail, a note. `as_of` is the day whose law is meant; today without."""

    text: Annotated[str, Field(description="le texte à vérifier, phrase par phrase")]
    as_of: Annotated[Day | None, Field(description="le jour dont on prend le droit (AAAA-MM-JJ)")] = None


class Difference(_Border):
    """One thing in which a statement differs from what it was compared with: its words and the text's."""

    topic: str
    stated: str
    written: str


class Claim(_Border):
    """One sentence of the text that was sent, at `span` of it, with what the base says of it.

    `reason` is one French sentence, `citations` the quotes that show it, numbered from 1; `differences` says
    literally what differs. `covered` tells of an `unsupported` claim whether the base speaks of its subject.
    `exact_from` and `exact_to` bound the time in which a statement was, or will be, right.
    """

    text: str
    span: tuple[int, int]
    verdict: Verdict
    reason: str
    citations: tuple[Citation, ...]
    differences: tuple[Difference, ...] = ()
    covered: bool | None = None
    exact_from: date | None = None
    exact_to: date | None = None


class VerifyResponse(_Border):
    """`summary` counts the claims by verdict."""

    claims: tuple[Claim, ...]
    summary: dict[Verdict, int]
    warnings: tuple[Warning, ...]
    edition: str
    as_of: date
    timings_ms: dict[str, float]


class PrivacyRequest(_Border):
    """A text in which to look for personal data. It is kept nowhere."""

    text: Annotated[str, Field(description="le texte à examiner ; il n'est gardé nulle part")]


class PersonalSpanBody(_Border):
    """One datum: `text` stands at `start:end`; `type` as NISS, IBAN, PERSON, ADDRESS …"""

    start: int
    end: int
    type: PersonalKind
    text: str


class PrivacyResponse(_Border):
    """`masked` is the text with a placeholder for each datum."""

    personal: bool
    spans: tuple[PersonalSpanBody, ...]
    masked: str


class ErrorBody(_Border):
    """Every refusal has this one shape."""

    code: str
    message: str
    remedy: str = ""
