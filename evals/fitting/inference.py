"""Teaches the built-in model to tell what a text says, leaves open or denies: `python -m evals.fitting.inference`.

Each statement of `claims-pairs.jsonl` is read beside its rule, and some of them beside another rule of the same source,
which says nothing of it; those that are right also with the one word changed that makes them wrong, all with figures
also in the other spelling (`altered`); those of `claims-judged.jsonl` beside what the checks found for them.

Some twenty minutes a pass on two cores that multiply in bf16, an hour on others. `--further FIRST` goes on from what
the shipped reader has learnt, with the rules from number FIRST on (their line in the file, from 0), some of those before,
so that they are not forgotten, and what was judged. `--cross` keeps a sixth of the sources out and tells, after each
pass, how it does on what was judged of them; it begins anew, as the shipped reader has seen them, and writes nothing.
After it come the weights of the checks (`python -m evals.fitting.claims`).

What ships learnt from the first 722 rules in four passes, then went on in one pass over the others. On rules that it
had not read, of another hand, see `claims-kept` in evals/golden/README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from corpus.editions.edition import Edition
from corpus.readers.inference import LENGTHS
from corpus.readers.lessons import Lesson
from corpus.readers.pairs import premise
from evals.claims import DATA
from evals.edition import edition_of
from evals.fitting.altered import altered, respelt
from evals.fitting.low_rank import PairHead, Teaching, encoder, exported, layers_of, states_of, take, tokeniser
from evals.questions import Base
from kb_service.knowledge_base import KnowledgeBase
from kb_service.verification.evidence import Piece, pieces_of

PASSES, RATE, WARM_UP, DECAY = 4, 7e-4, 60, 0.01
FURTHER, FURTHER_RATE, AGAIN = 1, 5e-4, 180
"""Passes and rate of `--further`, and how many of the rules before are read again."""
SMOOTHED = 0.05
RULES = 4
"""Rules of a batch, each with all its statements: what parts them is then what is learnt."""
ELSEWHERE = 3
"""Statements of a rule that are also read beside another rule."""
LIKE = 20
"""Rules of other articles among which that one is the likest by words."""
KEPT_OUT = 6
SUPPORTED, OPEN, CONTRADICTED = range(3)
LABELS_OF = {"supports": SUPPORTED, "leaves_open": OPEN, "contradicts": CONTRADICTED}
"""What is held for doubtful teaches nothing."""

Row = TypeVar("Row")
Example = tuple[list[int], int]
"""The tokens of a statement and a text, and the label, in the order of `corpus.readers.inference.LABELS`."""


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
    """ "loi-2002-05-26/3/1" is article 3/1: the source is the longest beginning that is one."""
    known = {source.source_id for source in edition.sources()}
    parts = named.split("/")
    for cut in range(len(parts) - 1, 0, -1):
        source, number = "/".join(parts[:cut]), "/".join(parts[cut:]).removeprefix("art_")
        if source in known and edition.find_provisions(source, number):
            return source, number
    raise ValueError(f"no provision {named}")


def examples(known: Sequence[Rule], tokenise: Tokenizer) -> list[list[Example]]:
    """Those of each rule, the same at each call."""
    read = partial(_read, tokenise)
    of_source = {
        source: list(several)
        for source, several in groupby(sorted(known, key=lambda r: r.source), key=lambda r: r.source)
    }
    found = []
    for rule in known:
        draw = random.Random(rule.premise)
        own = [(read(rule.premise, statement), label) for statement, label in rule.statements]
        own += [(read(rule.premise, said), label) for one, label in rule.statements if (said := respelt(one))]
        right = [statement for statement, label in rule.statements if label == SUPPORTED]
        own += [(read(rule.premise, made), CONTRADICTED) for one in right if (made := altered(one, draw))]
        others = [other for other in of_source[rule.source] if other.number != rule.number]
        moved = [statement for statement, label in rule.statements if label != OPEN]
        for statement in draw.sample(moved, min(ELSEWHERE, len(moved))) if others else ():
            words = _words(statement)
            like = max(draw.sample(others, min(LIKE, len(others))), key=lambda o: len(words & _words(o.premise)))
            own.append((read(like.premise, statement), OPEN))
        found.append(own)
    return found


def examples_judged(known: Sequence[Judged], tokenise: Tokenizer) -> list[list[Example]]:
    """Those of each statement."""
    return [[(_read(tokenise, text, one.statement), label) for text, label in one.texts] for one in known]


def _read(tokenise: Tokenizer, text: str, statement: str) -> list[int]:
    return LENGTHS.pair(*(tokenise.encode(one, add_special_tokens=False).ids for one in (statement, text)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", text.lower()))


def is_kept_out(one: Rule | Judged) -> bool:
    return zlib.crc32(one.source.encode()) % KEPT_OUT == 0


def fit(groups: Sequence[list[Example]], kept_out: Sequence[list[Example]], further: bool) -> tuple[Any, PairHead]:
    torch.manual_seed(0)
    draw = random.Random(1)
    model, head = encoder(), PairHead(outputs=3)
    passes, rate = (FURTHER, FURTHER_RATE) if further else (PASSES, RATE)
    if further:
        take(model, head, Lesson.INFERENCE, outputs=True)
    teaching = Teaching(model, rate, passes * -(-len(groups) // RULES), WARM_UP, head, decay=DECAY)
    for number in range(passes):
        order = draw.sample(list(groups), len(groups))
        for first in range(0, len(order), RULES):
            batch = sorted((e for group in order[first : first + RULES] for e in group), key=lambda e: len(e[0]))
            for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):  # short ones are not padded to long ones
                labels = torch.tensor([label for _, label in half])
                loss = cross_entropy(_scores(model, head, half), labels, label_smoothing=SMOOTHED)
                (loss * len(half) / len(batch)).backward()  # type: ignore[no-untyped-call]
            teaching.step()
        print(f"pass {number + 1} of {passes}: loss {loss.item():.3f}", flush=True)
        if kept_out:
            _tell(model, head, kept_out)
    return model, head


def _scores(model: Any, head: PairHead, batch: Sequence[Example]) -> Tensor:
    scores: Tensor = head(*states_of(model, [ids for ids, _ in batch]))
    return scores


def _tell(model: Any, head: PairHead, groups: Sequence[list[Example]]) -> None:
    with torch.no_grad():
        shares = np.concatenate([torch.softmax(_scores(model, head, group), 1).numpy() for group in groups])
    labels = np.array([label for group in groups for _, label in group])
    print(f"  right {np.mean(shares.argmax(axis=1) == labels):.3f}; label by what was said:")
    for label in (SUPPORTED, OPEN, CONTRADICTED):
        print("   ", np.bincount(shares[labels == label].argmax(axis=1), minlength=3).tolist())
    print("  ", " ".join(_areas(shares[:, SUPPORTED], labels)))


def _areas(support: Any, labels: Any) -> Iterator[str]:
    right = support[labels == SUPPORTED]
    for name, label in (("open", OPEN), ("contradicted", CONTRADICTED)):
        yield f"area under the curve, supported beside {name}: {(right[:, None] > support[labels == label]).mean():.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--further", type=int, metavar="FIRST", help="go on with the rules from this number on")
    parser.add_argument("--cross", action="store_true", help="only tell how it does on sources that it does not see")
    arguments = parser.parse_args()
    tokenise = tokeniser()
    known, found = rules(), judged()
    if arguments.cross:
        seen = examples([rule for rule in known if not is_kept_out(rule)], tokenise)
        seen += examples_judged([one for one in found if not is_kept_out(one)], tokenise)
        fit(seen, examples_judged([one for one in found if is_kept_out(one)], tokenise), further=False)
        return
    first = arguments.further or 0
    groups = examples(known, tokenise)
    again = random.Random(2).sample(groups[:first], min(AGAIN, first))
    held = [[(_read(tokenise, rule.premise, text), label) for text, label in rule.statements] for rule in kept()]
    model, head = fit([*groups[first:], *again, *examples_judged(found, tokenise)], held, further=first > 0)
    np.savez(Lesson.INFERENCE.file, **layers_of(model), **exported(head))  # type: ignore[arg-type]
    print(f"written to {Lesson.INFERENCE.file.name}; now fit the weights of the checks")


if __name__ == "__main__":
    main()
