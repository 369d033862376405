"""Statements with their labels, beside the texts that they were judged by: what a reader of statements learns from, and
what it is judged on. How each set was made: evals/golden/README.md."""

from __future__ import annotations

import json
from collections.abc import Callable
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
    return _each("claims-pairs", _rule)


def kept() -> list[Rule]:
    """Those of a hand from which nothing is learnt."""
    return _each("claims-kept", _rule)


def labelled() -> list[Rule]:
    """The tuning statements that a passage decides, each beside the sentence that holds it."""
    claims = [claim for split in SPLITS for claim in load_claims(split) if claim.passage and claim.verdict in DECIDED]
    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    with knowledge_base.edition() as edition:
        found = [rule for claim in claims if (rule := _labelled(claim, edition))]
    knowledge_base.close()
    return found


def _labelled(claim: LabelledClaim, edition: Edition) -> Rule | None:
    """Nothing for one whose passage is more than a sentence, or of which the article is not told."""
    if (place := _find_place(claim.source or "", edition)) is None:
        return None
    source, number = place
    wordings = [w for w in edition.find_provisions(source, number) if w.validity.covers(claim.day)]
    for piece in pieces_of(edition, wordings, np.zeros(edition.vectors.shape[1], np.float32)):
        if not piece.whole and " ".join((claim.passage or "").split()) in " ".join(piece.own.text.split()):
            return Rule(source, number, piece.premise, ((claim.claim, DECIDED[claim.verdict]),))
    return None


def counters() -> list[tuple[Rule, Rule]]:
    """Rules and, of each, the imagined one beside which its statements read otherwise."""
    return _each("claims-counter", _counter)


def judged() -> list[Judged]:
    """A text that no longer stands where it stood is told as a `ValueError`."""
    return _each("claims-judged", _judged)


def _each(name: str, made: Callable[[dict[str, Any], Edition], Row]) -> list[Row]:
    """The rows of a set, as the official texts and the shipped documents complete them."""
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    with knowledge_base.edition() as edition:
        found = [made(row, edition) for row in rows]
    knowledge_base.close()
    return found


def _rule(row: dict[str, Any], edition: Edition) -> Rule:
    statements = [(text, SUPPORTED) for text in row["supported"]] + [(text, OPEN) for text in row["unsupported"]]
    statements += [(text, CONTRADICTED) for _, text in row["contradicted"]]
    source, number = _place(row["source"], edition)
    wordings = edition.find_provisions(source, number)
    passage = edition.passages(edition.passages_of_provision(wordings[0].provision_id)[:1])[0]
    return Rule(source, number, premise(passage.context, row["passage"]), tuple(statements))


def _counter(row: dict[str, Any], edition: Edition) -> tuple[Rule, Rule]:
    (source, number), statements = _place(row["source"], edition), row["statements"]
    passage = edition.passages(edition.passages_of_provision(edition.find_provisions(source, number)[0].provision_id))[
        0
    ]

    def rule(text: str, place: int) -> Rule:
        labels = tuple((one[0], LABELS_OF[one[place]]) for one in statements)
        return Rule(source, number, premise(passage.context, text), labels)

    return rule(row["passage"], 1), rule(row["counter"], 2)


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
