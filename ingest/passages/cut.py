"""From a provision to its passages: at §, alinéa, 1°, a), never inside a sentence.

A passage is small enough for the embedding model to see it whole and large enough to be understood:
a short article is one passage, a long one is cut at its §, a long § at its alinéas with their lists,
a long list between its items. What limits a rule ("toutefois", "par dérogation") stays with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from corpus.asked import questions_to
from corpus.legal_text.outline import EXCEPTION, Unit, heads_of, outline
from corpus.legal_text.sentences import sentence_spans
from corpus.model import Passage, Provision, Source
from corpus.rubrics import rubrics_of

MAX_TOKENS = 220
MAX_TOKENS_WITH_EXCEPTION = 330
CHARACTERS_PER_TOKEN = 4.2
"""XLM-R's tokens in French legal prose, measured on the DIS law: 4.3 characters each."""

CONTEXT_PATH = 2
HEAD_CHARACTERS = 160


@dataclass(frozen=True)
class _Part:
    """A run of text that is not cut further, with the index of its first unit."""

    start: int
    end: int
    unit: int

    @property
    def tokens(self) -> float:
        return (self.end - self.start) / CHARACTERS_PER_TOKEN


def cut(source: Source, provision: Provision) -> tuple[Passage, ...]:
    """The passages of one provision, in order; together they hold all of its text once.

    A repealed provision has one empty passage: it can be found by its number, and never quoted.
    """
    units = outline(provision.text)
    if not units:
        return (_passage(source, provision, (), _Part(0, 0, 0), 0, whole=True),)
    parts = _parts(provision.text, units)
    return tuple(
        _passage(source, provision, units, part, number, whole=len(parts) == 1) for number, part in enumerate(parts)
    )


def _parts(text: str, units: tuple[Unit, ...]) -> list[_Part]:
    whole = _Part(units[0].start, units[-1].end, 0)
    if whole.tokens <= MAX_TOKENS:
        return [whole]
    parts: list[_Part] = []
    for paragraph in _runs(range(len(units)), lambda index: units[index].paragraph):
        section = _Part(units[paragraph[0]].start, units[paragraph[-1]].end, paragraph[0])
        if section.tokens <= MAX_TOKENS:
            parts.append(section)
            continue
        runs = _runs(paragraph, lambda index: units[index].alinea)
        groups = [_Part(units[run[0]].start, units[run[-1]].end, run[0]) for run in runs]
        pieces = [piece for group in groups for piece in _pieces(text, units, group)]
        parts += _packed(text, pieces)
    return parts


def _runs(indexes: Iterable[int], key: Callable[[int], int]) -> list[list[int]]:
    """The indexes in runs of one key."""
    return [list(run) for _, run in groupby(indexes, key)]


def _pieces(text: str, units: tuple[Unit, ...], group: _Part) -> list[_Part]:
    """An alinéa with its list, or its items where it is too long, or the sentences of an item too long."""
    if group.tokens <= MAX_TOKENS:
        return [group]
    lines = [
        _Part(unit.start, unit.end, index)
        for index, unit in enumerate(units)
        if group.start <= unit.start and unit.end <= group.end
    ]
    pieces: list[_Part] = []
    for line in lines:
        if line.tokens <= MAX_TOKENS:
            pieces.append(line)
            continue
        for start, end in sentence_spans(text[line.start : line.end]):
            pieces.append(_Part(line.start + start, line.start + end, line.unit))
    return pieces


def _packed(text: str, pieces: list[_Part]) -> list[_Part]:
    packed: list[_Part] = []
    for piece in pieces:
        if packed:
            joined = _Part(packed[-1].start, piece.end, packed[-1].unit)
            limit = MAX_TOKENS_WITH_EXCEPTION if EXCEPTION.match(text[piece.start : piece.end]) else MAX_TOKENS
            if joined.tokens <= limit:
                packed[-1] = joined
                continue
        packed.append(piece)
    return packed


def _passage(
    source: Source, provision: Provision, units: tuple[Unit, ...], part: _Part, number: int, whole: bool
) -> Passage:
    text = provision.text[part.start : part.end]
    labels = () if whole else _common_labels(units, part)
    label = ", ".join((provision.label, *labels))
    return Passage(
        passage_id=f"{provision.provision_id}#{number}",
        provision_id=provision.provision_id,
        source_id=source.source_id,
        label=label,
        context=_context(source, provision, label, labels or (), _heads(provision.text, units, part)),
        text=text,
        start=part.start,
        end=part.end,
        sentences=tuple((part.start + start, part.start + end) for start, end in sentence_spans(text)),
        asked=questions_to(source.source_id, provision.number, labels or ()),
    )


def _common_labels(units: tuple[Unit, ...], part: _Part) -> tuple[str, ...]:
    """What all units of the part share: "§ 1er" for its first two alinéas, "§ 1er, al. 2" for one."""
    inside = [unit.labels for unit in units if unit.start < part.end and unit.end > part.start]
    shared: list[str] = []
    for labels in zip(*inside, strict=False):
        if len(set(labels)) > 1:
            break
        shared.append(labels[0])
    return tuple(shared)


def _heads(text: str, units: tuple[Unit, ...], part: _Part) -> str:
    """The heads of a list that the part continues: they stand outside it, and give it its sense."""
    if not units:
        return ""
    outside = [units[i] for i in heads_of(units, part.unit) if units[i].end <= part.start]
    return " ".join(text[unit.start : unit.end][:HEAD_CHARACTERS] for unit in outside)


def _context(source: Source, provision: Provision, label: str, labels: tuple[str, ...], heads: str) -> str:
    path = " > ".join(provision.path[-CONTEXT_PATH:])
    heading = provision.heading if provision.heading and provision.heading not in path else ""
    rubric = rubrics_of(source.source_id).get(provision.number)
    return " — ".join(
        part for part in (source.title, path, label, heading, rubric.line(labels) if rubric else "", heads) if part
    )
