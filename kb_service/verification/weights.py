"""How sure a piece of text makes us: two logistic regressions over readable signals.

One says how likely a piece that agrees in everything supports the statement, the other how likely a piece
that differs contradicts it. `python -m evals.fitting.claims` fits them on the tuning claims and prints the
numbers that stand here; the claims of the report are never read for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb_service.odds import regression
from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding, Outcome


@dataclass(frozen=True)
class SupportSignals:
    """The first five as in `Alignment`; `figures`: the statement has figures or days (all agree); `agreeing`: in how
    many other things both agree, 3 being 1; `whole`: the piece is more than a sentence."""

    said: float
    within: float
    told: float
    meaning: float
    place: float
    figures: float
    agreeing: float
    whole: float


@dataclass(frozen=True)
class ConflictSignals:
    """`likeness`: the support that the piece would give if all agreed; `agreed`: the share of the figures that
    agree; `silent`: the piece says nothing of one of the things compared; then what differs."""

    likeness: float
    within: float
    told: float
    close: float
    place: float
    agreed: float
    silent: float
    figure: float
    modality: float
    negation: float
    scope: float
    actor: float
    category: float
    opposite: float


SUPPORT = SupportSignals(
    said=1.01,
    within=1.96,
    told=0.63,
    meaning=2.72,
    place=2.22,
    figures=0.68,
    agreeing=1.40,
    whole=-1.87,
)
SUPPORT_INTERCEPT = -7.63
CONFLICT = ConflictSignals(
    likeness=2.25,
    within=1.83,
    told=1.15,
    close=0.00,
    place=0.75,
    agreed=0.00,
    silent=-0.98,
    figure=-0.32,
    modality=-0.77,
    negation=-0.10,
    scope=1.46,
    actor=-0.73,
    category=0.76,
    opposite=0.14,
)
CONFLICT_INTERCEPT = -3.08

_KINDS = {
    "modality": ("l'obligation",),
    "negation": ("la négation",),
    "scope": ("la portée",),
    "actor": ("l'auteur",),
    "opposite": ("la règle",),
}


def support_signals(alignment: Alignment, findings: Sequence[Finding], whole: bool) -> SupportSignals:
    agreeing = sum(f.outcome is Outcome.AGREES and not f.figure for f in findings)
    return SupportSignals(
        said=alignment.said,
        within=alignment.within,
        told=alignment.told,
        meaning=alignment.meaning,
        place=alignment.place,
        figures=float(any(f.figure for f in findings)),
        agreeing=min(agreeing, 3) / 3,
        whole=float(whole),
    )


def conflict_signals(alignment: Alignment, findings: Sequence[Finding], likeness: float) -> ConflictSignals:
    conflicts = [f for f in findings if f.outcome is Outcome.CONFLICTS]
    kinds = {name: float(any(f.topic in topics for f in conflicts)) for name, topics in _KINDS.items()}
    return ConflictSignals(
        likeness=likeness,
        within=alignment.within,
        told=alignment.told,
        close=alignment.close,
        place=alignment.place,
        agreed=alignment.agreed,
        silent=float(any(f.outcome is Outcome.SILENT for f in findings)),
        figure=float(any(f.figure for f in conflicts)),
        category=float(any(f.topic.startswith("la catégorie") for f in conflicts)),
        **kinds,
    )


def support(signals: SupportSignals) -> float:
    """The probability, 0 to 1, that the piece says what the statement says."""
    return regression(SUPPORT, SUPPORT_INTERCEPT, signals)


def conflict(signals: ConflictSignals) -> float:
    """The probability, 0 to 1, that the piece denies what the statement says."""
    return regression(CONFLICT, CONFLICT_INTERCEPT, signals)
