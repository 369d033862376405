"""Where a question went wrong, in one French sentence: what a developer would otherwise search for an hour."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from evals.outcome import Outcome
from evals.questions import Golden, Refusal, answers
from evals.report.wording import word
from kb_service.answer.abstention import THRESHOLD, confidence_of, regression_of
from kb_service.answer.abstention import signals as abstention_signals
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.search import search, term_weights
from kb_service.retrieval.signals import WEIGHTS, RankedPassage, look_closely

MOST = 3
"""How many signals are named."""


def why(knowledge_base: KnowledgeBase, item: Golden | Refusal, outcome: Outcome) -> str:
    """The first stage at which a failure could have been avoided; "" for what is no failure."""
    if not outcome.is_failure:
        return ""
    if outcome.wrong_wording:
        return f"Mauvaise version : {outcome.wrong_wording[0]}."
    if outcome.exact < outcome.quotes:
        return f"{outcome.quotes - outcome.exact} citation(s) ne sont pas mot pour mot dans le texte."
    if isinstance(item, Refusal):
        return f"Répondue alors qu'elle devait être refusée ({_confidence(knowledge_base, item.question, None)})."
    told = []
    if outcome.rank != 1:
        told.append(_ranked_low(knowledge_base, item, outcome.rank))
    if not outcome.answered:
        told.append(
            f"Abstention ({word(outcome.reason or '')} ; {_confidence(knowledge_base, item.question, item.as_of)})."
        )
    elif outcome.missing and outcome.rank == 1:
        told.append("La disposition est citée, mais pas la phrase qui énonce : " + " ; ".join(outcome.missing) + ".")
    return " ".join(told)


def _ranked_low(knowledge_base: KnowledgeBase, item: Golden, rank: int | None) -> str:
    with knowledge_base.edition() as edition:
        question, vector = knowledge_base.understand(item.question, item.as_of, edition)
        allowed = edition.filter_mask(question.as_of, knowledge_base.regions, None)
        idf, _ = term_weights(edition, question)
        candidates = find_candidates(edition, question, vector, allowed)
        found = edition.provisions_of_passages(candidates.ordinals)
        if not any(answers(item, (p.source_id, p.number)) for p in found):
            return "Ni les mots ni le sens ne mènent à la disposition attendue."
        looked = look_closely(edition, question, candidates, idf)
        provisions = edition.provisions_of_passages([passage.ordinal for passage in looked])
    needed = [r for r, p in zip(looked, provisions, strict=True) if answers(item, (p.source_id, p.number))]
    if not needed:
        return "La disposition attendue est candidate, mais pas parmi les passages lus de près."
    best, first = max(needed, key=_score), max(looked, key=_score)
    place = f"au rang {rank}" if rank else "hors des dix premières"
    if best.score >= first.score:
        return f"La disposition attendue est {place} après le regroupement par article."
    return f"La disposition attendue est {place} : {first.passage.label} l'emporte par {_differences(first, best)}."


def _score(passage: RankedPassage) -> float:
    return passage.score


def _differences(first: RankedPassage, needed: RankedPassage) -> str:
    """The signals that put one passage before another, the weightiest first."""
    gains = WEIGHTS.vector() * (first.signals.vector() - needed.signals.vector())
    named = sorted(zip(gains, (field.name for field in fields(WEIGHTS)), strict=True), reverse=True)
    return ", ".join(f"{name} +{gain:.2f}" for gain, name in named[:MOST] if gain > 0)


def _confidence(knowledge_base: KnowledgeBase, text: str, as_of: date | None) -> str:
    """What the decision rested on before any second look: the signals that spoke most for an answer."""
    with knowledge_base.edition() as edition:
        question, vector = knowledge_base.understand(text, as_of, edition)
        found = search(edition, question, vector, knowledge_base.regions, None)
        if not found.ranked:
            return "rien n'est trouvé"
        signals = abstention_signals(question, found)
    weights = regression_of(signals).coefficients
    parts = [(getattr(weights, f.name) * getattr(signals, f.name), f.name) for f in fields(weights)]
    told = ", ".join(f"{name} {value:+.1f}" for value, name in sorted(parts, reverse=True)[:MOST])
    return f"seuil {THRESHOLD} ; première confiance {confidence_of(signals):.2f} ; {told}"
