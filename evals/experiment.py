"""One run: every question of a split, asked of the product and of what it is compared with."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from corpus.editions.follower import EditionFollower
from corpus.embedding.default_model import prepare_default_model
from corpus.embedding.embedder import load_embedder
from corpus.settings import Settings
from corpus.thesaurus import Thesaurus
from evals import briefings, guards, resources
from evals.edition import CHECKOUT, DATA_DIR, edition_of, files_of, sharing
from evals.figures import PRODUCT
from evals.metrics.answers import judged
from evals.metrics.ranking import rank_in
from evals.outcome import Outcome
from evals.questions import SETS, Base, Golden, QuestionSet, Refusal, load_golden, load_refusals
from evals.report.kept import Report
from evals.systems import System
from evals.systems.baselines import Baseline, Product, fused, other_model, vectors, words
from evals.systems.llama_index import Starter
from evals.systems.starter import kept_starter, system_over
from evals.why import why
from kb_service.answer.second_look import LateAnswerReader
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.nearness import Known

OnStep = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """What a run measures. `models` are names of other sentence-transformers models to search vectors with; `fast`
    asks the product alone, and leaves the guards and the briefings out: what the gate does."""

    held_out: bool = False
    fast: bool = False
    models: tuple[str, ...] = ()


def run(plan: Plan, on_step: OnStep = lambda step: None) -> Report:
    """Raises what a base raises that cannot be made ("no_official_texts"), and whatever the engine raises."""
    started = time.perf_counter()
    sets = [one for one in SETS if one.held_out == plan.held_out]
    outcomes: list[Outcome] = []
    editions: dict[str, str] = {}
    model = ""
    starter = None
    if not plan.fast:
        files = files_of(Base.WHOLE)
        on_step(f"Amorce LlamaIndex : {len(files)} fichiers")
        starter = kept_starter(files, DATA_DIR / "starter", prepare_default_model(sharing(DATA_DIR / "starter")))
    for base in dict.fromkeys(one.base for one in sets):
        on_step(f"Édition « {base} »")
        settings = edition_of(base)
        with _open(settings) as product, ExitStack() as opened:
            model, editions[base.value] = product.model, _edition_of(product)
            systems = [] if plan.fast else _systems(settings, product, starter, plan, opened, on_step)
            for group in (one for one in sets if one.base is base):
                outcomes += _asked(product, systems, group, on_step)
    return Report(
        made_at=datetime.now(UTC).replace(microsecond=0),
        commit=_commit(),
        split="held-out" if plan.held_out else "tuning",
        model=model,
        editions=editions,
        outcomes=outcomes,
        **({} if plan.fast else _beside(plan, on_step)),
        seconds=round(time.perf_counter() - started, 1),
    )


def _asked(product: KnowledgeBase, systems: Sequence[System], group: QuestionSet, on_step: OnStep) -> list[Outcome]:
    items: list[Golden | Refusal] = [*load_golden(group.name), *load_refusals(group.name)]
    on_step(f"Jeu « {group.name} » : {len(items)} questions")
    return [_explained(product, item, judged(product, item, group), systems) for item in items]


def _beside(plan: Plan, on_step: OnStep) -> dict[str, Any]:
    """What is measured beside the questions: briefings, verdicts, the guard, memory and rate of ingestion."""
    on_step("Sujets de notes")
    settings = edition_of(Base.WHOLE)
    with _open(settings) as product:
        found = [briefings.found_for(product, subject) for subject in briefings.load_subjects(plan.held_out)]
    on_step("Mémoire et débit")
    measured = resources.measure(settings)
    on_step("Vérification et garde")
    verdicts, privacy = guards.verdicts(plan.held_out), guards.privacy(plan.held_out)
    return {"briefings": found, "resources": measured, "verdicts": verdicts, "privacy": privacy}


def _edition_of(product: KnowledgeBase) -> str:
    with product.edition() as edition:
        return edition.edition_id


def _explained(product: KnowledgeBase, item: Golden | Refusal, outcome: Outcome, systems: Sequence[System]) -> Outcome:
    """The outcome with the ranks of the other systems and, where it failed, why."""
    ranks: dict[str, int | None] = {}
    if isinstance(item, Golden):
        ranks = {system.name: rank_in(system.search(item), item) for system in systems}
        ranks[PRODUCT] = outcome.rank
    return outcome.model_copy(update={"ranks": ranks, "why": why(product, item, outcome)})


def _systems(
    settings: Settings,
    product: KnowledgeBase,
    starter: Starter | None,
    plan: Plan,
    opened: ExitStack,
    on_step: OnStep,
) -> list[System]:
    """From the simplest to the product's own variants, each with one thing more or less than its neighbour; `opened`
    closes them."""
    embedder = load_embedder(settings)
    plain, expanded, near = words(product), words(product, expanded=True), vectors(product, embedder)

    answering = LateAnswerReader(settings)

    def variant(name: str, **changed: Any) -> Product:
        base = KnowledgeBase(settings, embedder, EditionFollower(settings), **{"answering": answering, **changed})
        opened.callback(base.close)
        return Product(name, base)

    systems: list[System] = [
        Baseline("mots seuls", product, plain),
        Baseline("vecteurs seuls", product, near),
        *([system_over(starter, product, "amorce LlamaIndex")] if starter else []),
        Baseline("hybride sans thésaurus", product, fused(plain, near)),
        Baseline("hybride", product, fused(expanded, near)),
        variant("la base sans thésaurus", thesaurus=Thesaurus(())),
        variant("la base sans seconde lecture", answering=None),
        variant("la base sans adaptation", known=Known.QUESTIONS),
        variant("la base sans questions types", known=Known.NOTHING),
    ]
    if settings.reranker_model:
        systems.append(variant("la base sans reclassement"))
    for name in plan.models:
        on_step(f"Vecteurs du modèle {name}")
        other = load_embedder(settings.model_copy(update={"embedding_model": name}))
        systems.append(Baseline(f"vecteurs seuls, {other.name}", product, other_model(product, other)))
    return systems


@contextmanager
def _open(settings: Settings) -> Iterator[KnowledgeBase]:
    knowledge_base = KnowledgeBase.open(settings)
    try:
        knowledge_base.warm()
        yield knowledge_base
    finally:
        knowledge_base.close()


def _commit() -> str | None:
    """The state of the project that was measured; None outside a checkout."""
    with suppress(OSError, subprocess.CalledProcessError):
        told = subprocess.run(
            ["git", "-C", str(CHECKOUT), "describe", "--always", "--dirty"], capture_output=True, text=True, check=True
        )
        return told.stdout.strip()
    return None
