"""From measurements to the lines of the table: the one place where numbers meet budgets."""

from __future__ import annotations

from dataclasses import asdict

from evals.bench import budgets
from evals.bench.ingestion import Embedding, Reingestion
from evals.bench.report import Row
from evals.bench.retrieval import Retrieval
from evals.bench.service import Asks, ColdStarts, Crowd
from evals.bench.starter import Starter
from evals.bench.statistics import Summary, recall, reciprocal_rank


def of_retrieval(measured: Retrieval, starter: Starter, passages: int) -> list[Row]:
    ours, theirs, k = measured.ours, measured.starter, budgets.TOP_K
    times = measured.times_faster
    rows = [
        Row(
            "recherche, par question",
            f"{times:.1f} fois plus vite : {_p(ours)}, {passages} passages",
            f"≥ {budgets.TIMES_FASTER:.0f} fois",
            times >= budgets.TIMES_FASTER,
            f"starter : {_p(theirs)}, {starter.chunks} morceaux",
            {"times_faster": round(times, 2), "ours_ms": ours.numbers(), "starter_ms": theirs.numbers()},
        )
    ]
    for name, score in ((f"recall@{k}", recall), (f"MRR@{k}", reciprocal_rank)):
        if not measured.judged:
            rows.append(Row(name, "questions sans objet", "> starter", None, "les articles visés ne sont pas dans ces fichiers"))
            continue
        mine, their = score(measured.our_ranks, k), score(measured.starter_ranks, k)
        strict = score(measured.starter_ranks_strict, k)
        rows.append(
            Row(
                f"{name}, {measured.judged} questions",
                f"{mine:.3f}",
                "> starter",
                mine > their,
                f"starter : {their:.3f} (début d'article seul : {strict:.3f})",
                {"ours": round(mine, 4), "starter": round(their, 4), "starter_strict": round(strict, 4)},
            )
        )
    return rows


def of_asks(asks: Asks, size: int, base: Asks | None) -> list[Row]:
    """`base` are the asks among `budgets.PASSAGES`, for a larger edition: it may be `budgets.GROWTH` times slower."""
    many = 1.0 if base is None else budgets.GROWTH
    numbers: dict[str, object] = {"latency_ms": asks.latency.numbers(), "mean_stages_ms": asks.stages}
    stages = ", ".join(f"{stage} {ms:.1f}" for stage, ms in asks.stages.items() if stage != "total")
    where = f"/api/ask, {_thousands(size)} passages"
    rows = [
        _at_most(f"{where}, p50", asks.latency.p50, many * budgets.ASK_P50_MS, "ms", f"{asks.latency.count} questions", numbers),
        _at_most(f"{where}, p95", asks.latency.p95, many * budgets.ASK_P95_MS, "ms", f"moyennes en ms : {stages}"),
    ]
    if base is not None:
        growth = {"p50": asks.latency.p50 / base.latency.p50, "p95": asks.latency.p95 / base.latency.p95}
        rows.append(
            Row(
                f"{where}, beside {_thousands(budgets.PASSAGES)}".replace("beside", "à côté de"),
                f"{growth['p50']:.2f} fois (p50), {growth['p95']:.2f} fois (p95)",
                f"≤ {budgets.GROWTH:.0f} fois",
                max(growth.values()) <= budgets.GROWTH,
                "",
                {f"growth_{name}": round(value, 3) for name, value in growth.items()},
            )
        )
    return rows


def of_memory(megabytes: float, afterwards: float) -> Row:
    beside = f"{afterwards:.0f} Mo après la foule"
    return _at_most("mémoire du service, 10 000 passages", megabytes, budgets.MEMORY_MB, "Mo", beside, {"after_crowd_mb": round(afterwards, 1)})


def of_cold_starts(starts: ColdStarts) -> Row:
    beside = f"{min(starts.seconds):.2f} à {max(starts.seconds):.2f} s, {len(starts.seconds)} processus"
    return _at_most("kb ask, du démarrage à la réponse", starts.median, budgets.COLD_START_S, "s", beside)


def of_crowd(crowd: Crowd) -> list[Row]:
    who = f"{budgets.CLIENTS} clients, {crowd.seconds:.0f} s"
    first = f" ; le premier : {crowd.errors[0]}" if crowd.errors else ""
    numbers: dict[str, object] = {"latency_s": crowd.latency.numbers(), "answers": crowd.answers, "per_second": round(crowd.per_second, 2)}
    return [
        Row(f"{who}, erreurs", str(len(crowd.errors)), "0", not crowd.errors and crowd.answers > 0, f"{crowd.answers} réponses{first}"),
        _at_most(f"{who}, p95", crowd.latency.p95, budgets.CROWD_P95_S, "s", f"{crowd.per_second:.0f} réponses/s, p50 {crowd.latency.p50:.2f} s", numbers),
    ]  # fmt: skip


def of_embedding(embedding: Embedding) -> Row:
    return Row(
        f"ingestion, passages de {budgets.TOKENS_OF_A_PASSAGE} tokens",
        f"{embedding.per_second:.1f} par seconde",
        f"≥ {budgets.PASSAGES_PER_SECOND:.0f} par seconde",
        embedding.per_second >= budgets.PASSAGES_PER_SECOND,
        f"starter : {embedding.starter_per_second:.1f}, sans vecteurs de phrases",
        asdict(embedding),
    )


def of_reingestion(measured: Reingestion) -> Row:
    times = ", ".join(f"{seconds:.2f}" for seconds in measured.changed)
    return Row(
        f"réingestion, 1 document changé sur {budgets.DOCUMENTS}",
        f"{measured.share:.1%} du total",
        f"≤ {budgets.CHANGED_SHARE:.0%}",
        measured.share <= budgets.CHANGED_SHARE,
        f"{times} s contre {measured.full:.1f} s, {measured.passages} passages",
        asdict(measured),
    )


def of_files(seconds: float, passages: int, starter: Starter) -> Row:
    """Without a budget: what both sides took to read the same files."""
    return Row(
        "ingestion des mêmes fichiers",
        f"{seconds:.1f} s, {passages} passages et leurs phrases",
        "—",
        None,
        f"starter : {starter.seconds:.1f} s, {starter.chunks} morceaux",
        {"seconds": round(seconds, 2), "starter_seconds": round(starter.seconds, 2)},
    )


def _at_most(what: str, value: float, limit: float, unit: str, beside: str = "", numbers: dict[str, object] | None = None) -> Row:
    shown = f"{value:.2f}" if unit == "s" else f"{value:.1f}"
    most = f"{limit:g}".replace(".", ",")
    return Row(what, f"{shown} {unit}", f"≤ {most} {unit}", value <= limit, beside, {"value": round(value, 4), "limit": limit, **(numbers or {})})


def _p(summary: Summary) -> str:
    return f"p50 {summary.p50:.1f}, p95 {summary.p95:.1f} ms"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")
