"""What a statement or a sentence of a text says, in the terms in which rules can be compared.

Both sides are read by the same function, so that "huit jours" and "8 jours", "statue" and "prend sa
décision", "RIS" and "revenu d'intégration" are one thing wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.legal_text.acts import find_acts
from corpus.legal_text.dates import DateMention, find_dates
from corpus.legal_text.normalise import fold
from corpus.legal_text.references import Reference, find_references
from corpus.legal_text.tokens import token_spans, tokens
from kb_service.verification.lexicon import Hit, Hits, shipped_lexicon
from kb_service.verification.measures import Measure, find_measures
from kb_service.verification.polarity import Modal, Negation, find_modals, find_negations

KEPT = 16384
"""How many readings are remembered: statements come back to the same articles."""
SIGHT = 6
"""Terms on each side of a figure that say what it is a figure of."""


@dataclass(frozen=True)
class Term:
    """One word that carries meaning, under its canonical name, at `start:end`; `stems` are the index's own."""

    name: str
    start: int
    end: int
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """`text`, read. `terms` leave out what the other fields hold: figures, dates, references, modal words."""

    text: str
    folded: str
    terms: tuple[Term, ...]
    measures: tuple[Measure, ...]
    dates: tuple[DateMention, ...]
    references: tuple[Reference, ...]
    modals: tuple[Modal, ...]
    negations: tuple[Negation, ...]
    hits: Hits

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(term.name for term in self.terms)

    def near(self, start: int, end: int, sight: int = SIGHT) -> frozenset[str]:
        """The names of the terms around `start:end`, within the same clause where it has any."""
        before = [t for t in self.terms if t.end <= start][-sight:]
        after = [t for t in self.terms if t.start >= end][:sight]
        left = max((m.end() for m in _CLAUSE.finditer(self.folded, 0, start)), default=0)
        right = next((m.start() for m in _CLAUSE.finditer(self.folded, end)), len(self.folded))
        inside = [t.name for t in (*before, *after) if t.start >= left and t.end <= right]
        return frozenset(inside or [t.name for t in (*before[-3:], *after[:3])])

    def beside(self, start: int, end: int, sight: int = 2 * SIGHT) -> frozenset[str]:
        """The names of the terms around `start:end`, clauses aside: sentences of law are long."""
        before = [t.name for t in self.terms if t.end <= start][-sight:]
        after = [t.name for t in self.terms if t.start >= end][:sight]
        return frozenset([*before, *after])

    def said(self, start: int, end: int) -> str:
        return " ".join(self.text[start:end].split())


_CLAUSE = re.compile(
    r"[;:.]\s|,\s+(?:et|ou|mais|qui|dont|lorsqu|toutefois)\b|\bet\s+(?=(?:la|le|les|l'|sa|son|notifie|est|doit|peut)\b)"
)
# Words that the figures and modal words around them already say, and those of which any rule may be made.
_LIGHT = frozenset(
    tokens(
        """jour mois an année semaine heure délai terme date période euro eur % article loi arrêté royal
        alinéa paragraphe doit doivent devoir peut peuvent pouvoir obligatoire obligatoirement facultatif
        possible possibilité interdit tenu faut falloir droit cas pas plus jamais aucun non sauf sans
        uniquement seul seulement toujours tous toutes tout chaque moins maximum minimum maximal minimal
        dispose disposer prévoit prévoir prévu stipule précise préciser fixe selon conforme conformément
        vertu base basé environ égal égale même notamment après avant être sein concerne concerné concernant
        personne intéressé part effet sort fait faire forme titre lieu montant taux pourcentage intervient
        intervenir rendre rend effectue effectué effectuer existe exister reste rester devient devenir
        permet permettre donne donner mettre met mis prend prendre pris dit dire va aller venir vient trouve
        trouver vise viser visé relève porte porter constitue constituer représente implique correspond
        arrive arriver passe passer suit suivre suivant dès depuis pendant durant jusque entre afin lors
        lorsque quand dont ainsi également aussi encore déjà certain quelque plusieurs autre chose façon
        manière point règle principe général généralement normalement habituellement simple simplement bien
        très trop assez beaucoup peu ici là veut vouloir sait savoir semble nécessaire possible important
        actuel actuellement aujourd hui désormais maintenant dorénavant alors donc puisque usager client
        bénéficiaire demandeur gens quelqu un monsieur madame compter compte total ensemble ou et si oui"""
    )
)


@lru_cache(maxsize=KEPT)
def read(text: str) -> Reading:
    """The reading of a sentence; at most a few hundred characters are meant."""
    folded = fold(text)
    references = tuple(find_references(text))
    acts = find_acts(text)
    named = [(r.start, r.end) for r in references] + [(a.start, a.end) for a in acts]
    dates = tuple(d for d in find_dates(text) if not any(start <= d.start < end for start, end in named))
    masked = _blanked(text, [*named, *((d.start, d.end) for d in dates)])
    hits = shipped_lexicon().scan(fold(masked))
    terms = tuple(_terms(masked, hits))
    measures = tuple(find_measures(masked, terms))
    free = tuple(
        t
        for t in terms
        if not (t.name in _LIGHT or t.name.isdigit() or t.name[0] == "§")
        and not any(m.start <= t.start < m.end for m in measures)
    )
    names = [(t.name, t.start, t.end) for t in free]
    return Reading(
        text=text,
        folded=folded,
        terms=free,
        measures=measures,
        dates=dates,
        references=references,
        modals=tuple(find_modals(folded, names)),
        negations=tuple(find_negations(folded, names, hits.opposed)),
        hits=hits,
    )


@lru_cache(maxsize=KEPT)
def names_of(text: str) -> frozenset[str]:
    """The names of the terms of a longer text, without reading anything else of it."""
    terms = _terms(text, shipped_lexicon().scan(fold(text)))
    return frozenset(t.name for t in terms if not (t.name in _LIGHT or t.name.isdigit() or t.name[0] == "§"))


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _terms(text: str, hits: Hits) -> list[Term]:
    """Canonical names where the lexicon has one, stems elsewhere, in the order of the text."""
    terms: list[Term] = []
    same = list(hits.same)
    inside: list[str] = []
    for stem, start, end in token_spans(text):
        while same and same[0].end <= start:
            _close(terms, same.pop(0), inside)
        if same and same[0].start <= start:
            inside.append(stem)
        else:
            terms.append(Term(stem, start, end, (stem,)))
    for hit in same:
        _close(terms, hit, inside)
    return sorted(terms, key=lambda term: term.start)


def _close(terms: list[Term], hit: Hit, inside: list[str]) -> None:
    terms.append(Term(f"={hit.value}", hit.start, hit.end, tuple(inside)))
    inside.clear()
