"""Statements with their labels, beside the texts that they were judged by: what a reader of statements learns from, and
what it is judged on. How each set was made: evals/golden/README.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from corpus.editions.edition import Edition
from corpus.readers.pairs import premise
from evals.claims import DATA, LabelledClaim, load_claims
from evals.edition import edition_of
from evals.fitting.claims import SPLITS
from evals.questions import Base
from kb_service.contract import Verdict
from kb_service.knowledge_base import KnowledgeBase
from kb_service.verification.evidence import Piece, pieces_of
from kb_service.verification.inference import rule_of
from kb_service.verification.statements import statements

SUPPORTED, OPEN, CONTRADICTED = range(3)
LABELS_OF = {"supports": SUPPORTED, "leaves_open": OPEN, "contradicts": CONTRADICTED}
"""What is held for doubtful teaches nothing."""
DECIDED = {Verdict.SUPPORTED: SUPPORTED, Verdict.CONTRADICTED: CONTRADICTED}

Row = TypeVar("Row")


@dataclass(frozen=True)
class Rule:
    """A passage with what stands before it, and statements with their labels. `source` is the work, `number` the
    article."""

    source: str
    number: str
    premise: str
    statements: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Judged:
    """A statement beside texts that the checks found for it, each with its label. `source` is the work of its rule."""

    source: str
    statement: str
    texts: tuple[tuple[str, int], ...]


def rules() -> list[Rule]:
    """What is learnt from, and as all that follow: raises `Unavailable` where the official texts are absent, and
    `ValueError` where a row names what the edition does not hold."""
    return _each("claims-pairs", _rule)


def unread() -> list[Rule]:
    """Those of a hand from which nothing is learnt."""
    return _each("claims-unread", _rule)


def counters() -> list[tuple[Rule, Rule]]:
    """Rules and, of each, the imagined one beside which most of its statements read otherwise."""
    return _each("claims-counter", _counter)


def judged() -> list[Judged]:
    return _each("claims-judged", _judged)


def labelled() -> list[Rule]:
    """The tuning statements that a passage decides, each beside the sentence that holds it. Left out are those whose
    passage is more than a sentence or whose article is not told, and those that are wrong for the article they name:
    beside their sentence they are right."""
    claims = [claim for split in SPLITS for claim in load_claims(split) if claim.passage and claim.verdict in DECIDED]
    with _whole() as edition:
        found = [_labelled(claim, edition) for claim in claims if not claim.kind.startswith("reference")]
    return [rule for rule in found if rule]


def _labelled(claim: LabelledClaim, edition: Edition) -> Rule | None:
    bodies = [rule_of(statement.body) for statement in statements(claim.claim) if statement.not_checkable is None]
    place = _find_place(claim.source or "", edition)
    if place is None or len(bodies) != 1:
        return None
    wordings = [w for w in edition.find_provisions(*place) if w.validity.covers(claim.day)]
    for piece in pieces_of(edition, wordings, np.zeros(edition.vectors.shape[1], np.float32)):
        if not piece.whole and " ".join((claim.passage or "").split()) in " ".join(piece.own.text.split()):
            return Rule(*place, piece.premise, ((bodies[0], DECIDED[claim.verdict]),))
    return None


@contextmanager
def _whole() -> Iterator[Edition]:
    """The official texts and the shipped documents."""
    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    try:
        with knowledge_base.edition() as edition:
            yield edition
    finally:
        knowledge_base.close()


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a set of statements."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _each(name: str, made: Callable[[dict[str, Any], Edition], Row]) -> list[Row]:
    with _whole() as edition:
        return [made(row, edition) for row in rows_of(name)]


def _rule(row: dict[str, Any], edition: Edition) -> Rule:
    said = [(text, SUPPORTED) for text in row["supported"]] + [(text, OPEN) for text in row["unsupported"]]
    said += [(text, CONTRADICTED) for _, text in row["contradicted"]]
    return _beside(row["source"], row["passage"], said, edition)


def _counter(row: dict[str, Any], edition: Edition) -> tuple[Rule, Rule]:
    by_passage = [(text, LABELS_OF[label]) for text, label, _ in row["statements"]]
    by_counter = [(text, LABELS_OF[label]) for text, _, label in row["statements"]]
    own = _beside(row["source"], row["passage"], by_passage, edition)
    return own, _beside(row["source"], row["counter"], by_counter, edition)


def _beside(named: str, text: str, said: Sequence[tuple[str, int]], edition: Edition) -> Rule:
    """Statements beside a text that stands, or is imagined, in an article."""
    source, number = _place(named, edition)
    wordings = edition.find_provisions(source, number)
    passage = edition.passage(int(edition.passages_of_provision(wordings[0].provision_id)[0]))
    return Rule(source, number, premise(passage.context, text), tuple(said))


def _judged(row: dict[str, Any], edition: Edition) -> Judged:
    says = [text for text in row["texts"] if text["says"] in LABELS_OF]
    texts = tuple((_piece(text, edition).premise, LABELS_OF[text["says"]]) for text in says)
    return Judged(_place(row["source"], edition)[0], row["statement"], texts)


def _piece(text: dict[str, Any], edition: Edition) -> Piece:
    provision = edition.provision(text["provision"])
    for piece in pieces_of(edition, [provision], np.zeros(edition.vectors.shape[1], np.float32)):
        opens = " ".join(piece.own.text.split()).startswith(text["opens"])
        if opens and (piece.start, piece.end) == (text["start"], text["end"]):
            return piece
    raise ValueError(f"no longer at {text['start']}: {text['provision']}, {text['opens']}")


def _place(named: str, edition: Edition) -> tuple[str, str]:
    """Raises `ValueError` where the edition has no such place."""
    if (place := _find_place(named, edition)) is None:
        raise ValueError(f"no provision {named}")
    return place


def _find_place(named: str, edition: Edition) -> tuple[str, str] | None:
    """ "loi-2002-05-26/3/1" is article 3/1: the source is the longest beginning that is one."""
    known = {source.source_id for source in edition.sources()}
    parts = named.split("/")
    for cut in range(len(parts) - 1, 0, -1):
        source, number = "/".join(parts[:cut]), "/".join(parts[cut:]).removeprefix("art_")
        if source in known and edition.find_provisions(source, number):
            return source, number
    return None
