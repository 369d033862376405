"""Teaches the built-in model to see personal data: `python -m evals.fitting.personal_data`.

It reads the labelled texts of `privacy-train` and of the sets that are tuned on, with other names and numbers in the
same sentences, in small letters and without accents, half masked as the guard masks; and, as texts without anything
personal, the questions of `corpus.asked`, those that are tuned on, and the law itself. Some twelve minutes on two cores
that multiply in bf16. `--cross NAME` keeps one set out and tells how the reader alone does on it; it writes nothing.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from corpus.readers.lessons import Lesson
from corpus.readers.personal_data import LABELS
from evals.edition import edition_of
from evals.fitting.low_rank import Teaching, encoder, exported, layers_of, states_of, tokeniser
from evals.privacy import Case, LabelledSpan, load_cases, score
from evals.questions import SETS as QUESTION_SETS
from evals.questions import Base, load_golden
from kb_service.knowledge_base import KnowledgeBase
from kb_service.privacy.kinds import PersonalKind

SETS = ("train", "tune", "tune2", "tune3")
PASSES, RATE, HEAD_RATE, WARM_UP, DECAY = 9, 8e-4, 4e-3, 60, 0.01
LAYERS = 8
"""Of twelve: names and numbers are seen early, and a question waits for the guard."""
BATCH = 24
LONGEST = 256
"""Tokens."""
QUESTIONS, LAW = 0.25, 0.1
"""How many texts without anything personal are read in a pass, for each labelled one."""
SWAPPED, MASKED, LOWERED, RAISED, UNACCENTED = 0.6, 0.15, 0.2, 0.05, 0.15
"""How often a text is changed in each way."""
COPIED = ("PERSON", "HEALTH", "ADDRESS", "BIRTH_DATE")
"""Labels of which the digits stay as another case has them."""
_PERHAPS_PERSONAL = re.compile(r"@|\b(?:mr|mme|madame|monsieur|mevrouw|mijnheer)\s+[A-Z]|\d{3}[/ .]\d{2}")
IGNORED = -100

Example = tuple[list[int], list[int]]
"""The tokens of a text and the label of each."""


@dataclass(frozen=True)
class Plain:
    """Texts that hold nothing personal."""

    questions: list[str]
    law: list[str]


def plain() -> Plain:
    knowledge_base = KnowledgeBase.open(edition_of(Base.WHOLE))
    with knowledge_base.edition() as edition:
        passages = edition.passages(range(edition.size))
    knowledge_base.close()
    golden = [item.question for one in QUESTION_SETS if not one.held_out for item in load_golden(one.name)]
    questions = sorted({*golden, *(question for passage in passages for question in passage.asked)})
    return Plain(
        [question for question in questions if not _PERHAPS_PERSONAL.search(question)],
        [passage.text for passage in passages if not _PERHAPS_PERSONAL.search(passage.text)],
    )


def changed(case: Case, pools: dict[str, list[str]], draw: random.Random) -> Case:
    """The case as somebody else could have written it of somebody else."""
    if case.spans and draw.random() < MASKED:
        return _with_values(case, [_mask(span) if draw.random() < SWAPPED else None for span in case.spans], True)
    if case.spans and draw.random() < SWAPPED:
        swapped = [_other(span, pools, draw) if draw.random() < SWAPPED else None for span in case.spans]
        case = _with_values(case, swapped, False)
    chance = draw.random()
    if chance < LOWERED:
        case = _with_letters(case, case.text.lower())
    elif chance < LOWERED + RAISED:
        case = _with_letters(case, case.text.upper())
    if draw.random() < UNACCENTED:
        letters = unicodedata.normalize("NFD", case.text)
        case = _with_letters(case, "".join(c for c in letters if not unicodedata.combining(c)))
    return case


def _mask(span: LabelledSpan) -> str:
    return PersonalKind(span.type).placeholder


def _other(span: LabelledSpan, pools: dict[str, list[str]], draw: random.Random) -> str:
    value = draw.choice(pools[span.type])
    if span.text == span.text.lower():
        value = value.lower()
    return value if span.type in COPIED else re.sub(r"\d", lambda _: str(draw.randrange(10)), value)


def _with_values(case: Case, values: Sequence[str | None], unlabelled: bool) -> Case:
    """With other values in the place of some; `unlabelled` ones are no longer personal."""
    text, at = "", 0
    spans = []
    for span, value in zip(case.spans, values, strict=True):
        text += case.text[at : span.start]
        said = span.text if value is None else value
        if value is None or not unlabelled:
            spans.append(replace(span, text=said, start=len(text), end=len(text) + len(said)))
        text += said
        at = span.end
    return replace(case, text=text + case.text[at:], spans=tuple(spans))


def _with_letters(case: Case, text: str) -> Case:
    """The same places in other letters; the case as it was where they would not be the same."""
    return replace(case, text=text) if len(text) == len(case.text) else case


def example(text: str, spans: Sequence[LabelledSpan], tokenise: Tokenizer) -> Example:
    encoded = tokenise.encode(text)
    labels = []
    for start, end in encoded.offsets[:LONGEST]:
        over = (s for s in spans if start < s.end and s.start < end and text[max(start, s.start) : end].strip())
        labels.append(next((LABELS.index(span.type) for span in over), 0))
    return encoded.ids[:LONGEST], labels


def fit(cases: Sequence[Case], without: Plain, tokenise: Tokenizer, kept_out: Sequence[Case]) -> tuple[Any, nn.Module]:
    torch.manual_seed(0)
    draw = random.Random(3)
    pools = {label: [s.text for case in cases for s in case.spans if s.type == label] for label in LABELS[1:]}
    model, head = encoder(LAYERS), nn.Linear(384, len(LABELS))
    per_pass = len(cases) + int(QUESTIONS * len(cases)) + int(LAW * len(cases))
    teaching = Teaching(model, RATE, PASSES * -(-per_pass // BATCH), WARM_UP, head, HEAD_RATE, DECAY)
    for number in range(PASSES):
        total, count = 0.0, 0
        for batch in _batches(_examples(cases, pools, without, tokenise, draw), draw):
            loss = _loss(model, head, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            teaching.step()
            total, count = total + loss.item(), count + 1
        print(f"pass {number + 1} of {PASSES}: loss {total / count:.4f}", flush=True)
    if kept_out:
        _tell(model, head, tokenise, kept_out)
    return model, head


def _examples(
    cases: Sequence[Case], pools: dict[str, list[str]], without: Plain, tokenise: Tokenizer, draw: random.Random
) -> list[Example]:
    found = [changed(case, pools, draw) for case in cases]
    texts = draw.sample(without.questions, int(QUESTIONS * len(cases)))
    texts += [text[: draw.choice((200, 400, 700))] for text in draw.sample(without.law, int(LAW * len(cases)))]
    return [example(c.text, c.spans, tokenise) for c in found] + [example(text, (), tokenise) for text in texts]


def _batches(examples: list[Example], draw: random.Random) -> Iterator[list[Example]]:
    """Of like length, in any order."""
    draw.shuffle(examples)
    batches = []
    for first in range(0, len(examples), 8 * BATCH):
        block = sorted(examples[first : first + 8 * BATCH], key=lambda e: len(e[0]))
        batches += [block[at : at + BATCH] for at in range(0, len(block), BATCH)]
    draw.shuffle(batches)
    return iter(batches)


def _loss(model: Any, head: nn.Module, batch: Sequence[Example]) -> Tensor:
    scores = head(states_of(model, [ids for ids, _ in batch])[0])
    longest = scores.shape[1]
    labels = torch.tensor([[*known, *[IGNORED] * (longest - len(known))] for _, known in batch])
    return cross_entropy(scores.reshape(-1, len(LABELS)), labels.reshape(-1), ignore_index=IGNORED)


def _tell(model: Any, head: nn.Module, tokenise: Tokenizer, cases: Sequence[Case]) -> None:
    found = []
    for case in cases:
        encoded = tokenise.encode(case.text)
        with torch.no_grad():
            shares = torch.softmax(head(states_of(model, [encoded.ids[:512]])[0])[0], dim=1).numpy()
        personal = [
            (LABELS[1 + int(share[1:].argmax())], start, end)
            for (start, end), share in zip(encoded.offsets, shares, strict=False)
            if share[0] < 0.5 and start < end
        ]
        found.append(personal)
    told = score(cases, found)
    for name, tally in (*told.groups.items(), ("health", told.types["HEALTH"]), ("overall", told.overall)):
        print(f"  {name}: recall {tally.recall}, precision of tokens {tally.precision}")
    print(f"  left untouched: {told.untouched} of {told.clean}")


def main() -> None:
    crossed = sys.argv[sys.argv.index("--cross") + 1] if "--cross" in sys.argv else None
    cases = [case for name in SETS if name != crossed for case in load_cases(name)]
    model, head = fit(cases, plain(), tokeniser(), load_cases(crossed) if crossed else ())
    if crossed is None:
        file = Lesson.PERSONAL_DATA.file
        np.savez(file, **layers_of(model), **exported(head))  # type: ignore[arg-type]
        print(f"written to {file.name}")


if __name__ == "__main__":
    main()
