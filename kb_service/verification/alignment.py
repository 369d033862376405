"""How far a piece of text is about the same thing as a statement, figures and polarity aside.

A verdict needs a passage about the same thing: a similar sentence on another subject must not decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.thesaurus import Match
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.reading import Reading, read

HEAVIEST, HEAVIEST_NAMED, LIGHTEST = 6.0, 4.0, 0.5
"""Bounds of a concept's weight (its inverse document frequency); what the lexicon names is common in rules."""
OF_SUBJECT = 0.8
"""What a word counts for that is the very subject of the work: the DIS law need not say "RIS"."""
FROM_CONTEXT = 0.6
"""What a word counts for that only the rest of the § or a heading says."""


@dataclass(frozen=True)
class Concept:
    """One thing that a statement speaks of: the names of each way to say it, its weight, and the works
    whose very subject it is, so that they need not say it."""

    ways: tuple[frozenset[str], ...]
    weight: float
    subject_of: frozenset[str] = frozenset()


def concepts_of(
    reading: Reading, matches: list[Match], idf: Mapping[str, float], corrections: Mapping[str, str]
) -> tuple[Concept, ...]:
    """The concepts of a statement. `matches` are the thesaurus's, `idf` what a stem tells in the edition,
    `corrections` its nearest word for a stem that it does not know."""
    concepts: dict[str, Concept] = {}
    for term in reading.terms:
        weight = max((idf.get(stem, HEAVIEST) for stem in term.stems), default=LIGHTEST)
        named = term.name.startswith("=")
        weight = min(max(weight, LIGHTEST), HEAVIEST_NAMED if named else HEAVIEST)
        ways = [frozenset({term.name})]
        works: set[str] = set()
        for match in matches:
            if match.start <= term.start < match.end:
                works |= {*match.entry.about, *match.entry.sources}
                ways += [names for word in match.entry.law if (names := read(word).names)]
        ways += [frozenset({corrections[stem]}) for stem in term.stems if stem in corrections]
        concepts.setdefault(term.name, Concept(tuple(dict.fromkeys(ways)), weight, frozenset(works)))
    return tuple(concepts.values())


@dataclass(frozen=True)
class Alignment:
    """Each about 0..1. `said`: the share of the statement's concepts, by weight, that the piece says (its
    context counting less); `within`: that its own sentence says; `unsaid`: the weight of the heaviest concept
    that it does not say; `told`: the share of the piece's own words that the statement says; `meaning`: the
    scaled cosine of the sentence; `place`: how high its provision was found; `close`: how near each other the
    piece says what both say; `agreed`: the share of the statement's figures and days that the piece states."""

    said: float
    within: float
    unsaid: float
    told: float
    meaning: float
    place: float
    close: float
    agreed: float


def align(
    concepts: tuple[Concept, ...], piece: Piece, idf: Mapping[str, float], findings: Sequence[Finding] = ()
) -> Alignment:
    """`findings` are what the checkers found: names that they compare themselves count neither for nor against."""
    excused = frozenset(name for f in findings if f.outcome is Outcome.CONFLICTS for name in f.excused)
    figures = [f for f in findings if f.figure]
    own, context = piece.reading.names, piece.context
    counted = [c for c in concepts if not any(way <= excused for way in c.ways)]
    total = sum(c.weight for c in counted) or 1.0
    within = said = worst = 0.0
    for concept in counted:
        here = _said(concept, own)
        there = max(here, FROM_CONTEXT * _said(concept, context))
        if piece.provision.source_id in concept.subject_of:
            there = max(there, OF_SUBJECT)
        within += concept.weight * here
        said += concept.weight * there
        worst = max(worst, concept.weight * (1 - there) / HEAVIEST)
    spoken = {name for concept in concepts for way in concept.ways for name in way}
    own_terms = {
        t.name: min(max((idf.get(s, HEAVIEST) for s in t.stems), default=LIGHTEST), HEAVIEST) for t in piece.own.terms
    }
    own_total = sum(own_terms.values()) or 1.0
    return Alignment(
        said=said / total,
        within=within / total,
        unsaid=worst,
        told=sum(w for name, w in own_terms.items() if name in spoken) / own_total,
        meaning=piece.meaning,
        place=1 / (1 + piece.rank),
        close=_closeness(concepts, piece.own),
        agreed=sum(f.outcome is Outcome.AGREES for f in figures) / len(figures) if figures else 0.0,
    )


def _said(concept: Concept, names: frozenset[str]) -> float:
    return max(sum(name in names for name in way) / len(way) for way in concept.ways)


def _closeness(concepts: Sequence[Concept], text: Reading) -> float:
    """How many concepts the shortest run of words that says all those said says, for each of its words: 1 is
    a sentence that says nothing else. Words far apart in a long sentence speak of different things."""
    at: list[tuple[int, int]] = []
    for number, concept in enumerate(concepts):
        names = {name for way in concept.ways for name in way}
        at += [(place, number) for place, term in enumerate(text.terms) if term.name in names]
    wanted = len({number for _, number in at})
    if not wanted:
        return 0.0
    at.sort()
    seen: dict[int, int] = {}
    shortest = len(text.terms)
    for place, number in at:
        seen[number] = place
        if len(seen) == wanted:
            shortest = min(shortest, place - min(seen.values()) + 1)
    return min(1.0, wanted / max(shortest, 1))
