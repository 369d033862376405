"""Teaches the built-in model to tell what a text says, leaves open or denies: `python -m evals.fitting.inference`.

Each statement of `claims-pairs.jsonl` is read beside its rule, and some of them beside another rule of the same source,
which says nothing of it; those that are right also with the one word changed that makes them wrong, all with figures
also in the other spelling (`altered`); those of `claims-judged.jsonl` beside what the checks found for them.

An hour a pass on two cores that multiply in bf16. `--further` goes on from what the shipped reader has learnt, with
the statements of `claims-counter`, each beside the rule that it was written on and beside a second one, by which most
have another label: their words alone then tell little (`evals.fitting.alone`). `--with-shipped` writes the mean of the
weights that it learnt and of those that ship, for readers that began at the same. What ships learnt, in four passes,
from the first 722 rules only. `--cross` keeps a sixth of the sources out and tells, after each pass, how it does on
what was judged of them; it begins anew, as the shipped reader has seen them, and writes nothing. Otherwise, at the
end, comes how the reader does on the rules of a hand that it has not read and, what counts, on the tuning
statements, of other hands; `--shipped` tells that of the one that ships. Then fit the weights of the checks (`python
-m evals.fitting.claims`).
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from corpus.readers.inference import LENGTHS
from corpus.readers.lessons import Lesson
from evals.fitting.altered import altered, respelt
from evals.fitting.low_rank import PairHead, Teaching, encoder, exported, layers_of, mean_of, states_of, take, tokeniser
from evals.fitting.rules import (
    CONTRADICTED,
    OPEN,
    SUPPORTED,
    Judged,
    Rule,
    counters,
    judged,
    labelled,
    rules,
    unread,
)

PASSES, RATE, WARM_UP, DECAY = 4, 7e-4, 60, 0.01
FURTHER, FURTHER_RATE = 1, 4e-4
"""Passes and rate of `--further`."""
SMOOTHED = 0.05
RULES = 4
"""Rules of a batch (with their counter rules), each with all its statements: what parts them is then what is learnt."""
ELSEWHERE = 3
"""Statements of a rule that are also read beside another rule."""
LIKE = 20
"""Rules of other articles among which that one is the likest by words."""
KEPT_OUT = 6
Example = tuple[list[int], int]
"""The tokens of a statement and a text, and the label, in the order of `corpus.readers.inference.LABELS`."""


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


def plain(tokenise: Tokenizer, *together: Rule) -> list[Example]:
    """The statements of rules as they stand, those of all in one."""
    return [(_read(tokenise, rule.premise, text), label) for rule in together for text, label in rule.statements]


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
    print("  ", " ".join(_areas(shares, labels)))


def _areas(shares: Any, labels: Any) -> Iterator[str]:
    """How often a supported one is put first: before an open one by how likely it is supported, before a contradicted
    one by how much likelier it is supported than contradicted."""
    supported, contradicted = shares[:, SUPPORTED], shares[:, CONTRADICTED]
    rather = supported / (supported + contradicted)
    for name, label, order in (("open", OPEN, supported), ("contradicted", CONTRADICTED, rather)):
        if (labels == label).any():
            area = (order[labels == SUPPORTED][:, None] > order[labels == label]).mean()
            yield f"area under the curve, supported beside {name}: {area:.3f}"


def tell(model: Any, head: PairHead, tokenise: Tokenizer) -> None:
    """How a reader does on statements that it has not read."""
    for name, known in (("rules of a hand that it has not read", unread()), ("tuning statements", labelled())):
        print(f"{len(known)} {name}")
        _tell(model, head, [plain(tokenise, rule) for rule in known])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--further", action="store_true", help="go on from the shipped reader, with the counter rules")
    way.add_argument("--cross", action="store_true", help="only tell how it does on sources that it does not see")
    way.add_argument("--shipped", action="store_true", help="only tell how the shipped reader does")
    parser.add_argument("--with-shipped", action="store_true", help="write the mean with the shipped reader")
    arguments = parser.parse_args()
    tokenise = tokeniser()
    if arguments.shipped:
        model, head = encoder(), PairHead(outputs=3)
        take(model, head, Lesson.INFERENCE, outputs=True)
        tell(model, head, tokenise)
        return
    if arguments.cross:
        known, found = rules(), judged()
        seen = examples([rule for rule in known if not is_kept_out(rule)], tokenise)
        seen += examples_judged([one for one in found if not is_kept_out(one)], tokenise)
        fit(seen, examples_judged([one for one in found if is_kept_out(one)], tokenise), further=False)
        return
    if arguments.further:
        groups = [plain(tokenise, *both) for both in counters()]
    else:
        groups = [*examples(rules(), tokenise), *examples_judged(judged(), tokenise)]
    model, head = fit(groups, (), arguments.further)
    learnt = {**layers_of(model), **exported(head)}
    if arguments.with_shipped:
        learnt = mean_of(learnt, Lesson.INFERENCE.file)
    np.savez(Lesson.INFERENCE.file, **learnt)  # type: ignore[arg-type]
    take(model, head, Lesson.INFERENCE, outputs=True)  # as it was written
    tell(model, head, tokenise)
    print(f"written to {Lesson.INFERENCE.file.name}; now fit the weights of the checks")


if __name__ == "__main__":
    main()
