"""What of a pasted text is no rule (`unchecked.toml`), compiled: what introduces a statement, and why one is none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.catalogue import shipped_catalogue
from corpus.errors import BadInput
from corpus.legal_text.normalise import fold
from corpus.legal_text.references import Reference
from kb_service.question.asks import is_courtesy

SHIPPED = Path(__file__).with_name("unchecked.toml")

_BULLET = r"[^\w\s(\[«\"'§€$<≤≥=±+]+\s+|\(?\d{1,2}[.)°]\s+|[a-z]\)\s+|\|\s*"
"""A number, a letter, or any sign ("✅", "⚠️", "##") but those that belong to a figure ("≥ 25 ans")."""
_NEVER = r"(?!)"
_ENDS = r"(?![^:]{0,200}:\s+\w)"
"""No statement after a colon: "voici la règle : le centre décide" has one."""


class _Lead(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    marked: tuple[str, ...]
    plain: tuple[str, ...]


class _Kind(BaseModel):
    """How a statement of this kind `opens`, what it is when it says no more (`whole`), what it `says` anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str
    opens: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


class _Pointer(BaseModel):
    """The `words` of a statement that only names articles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]


class _Courtesy(_Kind):
    """What `closes` a letter, and what is told of the short lines behind it."""

    closes: tuple[str, ...]
    signature: str


class _Question(_Kind):
    """`tags` end a statement without making a question of it."""

    tags: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    lead: _Lead
    question: _Question
    pointer: _Pointer
    courtesy: _Courtesy
    itself: _Kind
    opinion: _Kind


class Unchecked:
    """Tells what a folded text is where it is no rule."""

    def __init__(self, file: _File) -> None:
        marked, plain = _one_of(file.lead.marked), _one_of(file.lead.plain)
        self._lead = re.compile(rf"{_BULLET}|{marked}\s*[,:!]\s*|{plain}(?:\s*[,:]\s*|\s+)")
        self._tag = re.compile(rf",\s*{_one_of(file.question.tags)}\s*\?")
        self._question = _Compiled(file.question)
        self._pointing = re.compile(_one_of(file.pointer.words))
        self._courtesy = _Compiled(file.courtesy)
        self._closes = re.compile(_one_of(file.courtesy.closes))
        self.signature = file.courtesy.signature
        self._others = (_Compiled(file.itself), _Compiled(file.opinion))

    def lead(self, folded: str) -> int:
        """How many characters at the beginning introduce what follows: bullets and words."""
        end = 0
        while match := self._lead.match(folded, end):
            end = match.end()
        return end

    def why_question(self, body: str) -> str | None:
        """The French sentence that says so, where a statement without what introduces it is a question."""
        asks = body.rstrip(" *_»\"')").endswith("?") and not self._tag.search(body)
        return self._question.why if asks or self._question.holds(body) else None

    def closes(self, folded: str) -> bool:
        """Whether a text ends a letter: what stands behind it is who signs."""
        return bool(self._closes.match(folded))

    def only_points(self, folded: str, references: Sequence[Reference]) -> bool:
        """Whether a text names articles or acts, its `references`, and says nothing of them but an act's title."""
        titles = {word for reference in references for word in _title_words(reference)}
        spans = [r.span for r in references] + [r.act.span for r in references if r.act]
        for start, end in spans:
            folded = f"{folded[:start]}{' ' * (end - start)}{folded[end:]}"
        left = re.findall(r"[^\W\d_]+", folded)
        return bool(references) and all(word in titles or self._pointing.fullmatch(word) for word in left)

    def why_no_rule(self, body: str) -> str | None:
        """The French sentence that says why a statement, without what introduces it, says nothing of a rule."""
        if is_courtesy(body):
            return self._courtesy.why
        return next((kind.why for kind in (self._courtesy, *self._others) if kind.holds(body)), None)


class _Compiled:
    def __init__(self, kind: _Kind) -> None:
        self.why = kind.why
        self._begins = re.compile(rf"{_one_of(kind.opens)}{_ENDS}|{_one_of(kind.whole)}[\s!.,;:…»\"')]*$")
        self._says = re.compile(rf"(?<!\w){_one_of(kind.says)}")

    def holds(self, body: str) -> bool:
        return bool(self._begins.match(body) or self._says.search(body))


def load_unchecked(path: Path = SHIPPED) -> Unchecked:
    """Raises `BadInput` ("bad_unchecked") for a file that does not hold to the form."""
    try:
        return Unchecked(_File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (ValidationError, tomllib.TOMLDecodeError, re.error) as error:
        raise BadInput(
            "bad_unchecked", f"Le fichier « {path.name} » n'est pas valable : {error}", "Corrigez-le."
        ) from error


@lru_cache
def shipped_unchecked() -> Unchecked:
    return load_unchecked()


def _title_words(reference: Reference) -> list[str]:
    """Of the act that is named, where the catalogue knows it."""
    source = shipped_catalogue().by_id(reference.act_key) if reference.act_key else None
    return re.findall(r"[^\W\d_]+", fold(f"{source.title} {source.short_title or ''}")) if source else []


def _one_of(expressions: Sequence[str]) -> str:
    """One of the expressions, up to the end of a word."""
    return rf"(?:{'|'.join(map(_pattern, expressions)) or _NEVER})(?!\w)"


def _pattern(expression: str) -> str:
    """ "*" is any ending, " …" up to three more words, a space any white space."""
    return expression.replace("*", r"\w*").replace(" …", r"(?: [\w'-]+){0,3}").replace(" ", r"\s+")
