"""From measurements to the lines of the table: the one place where numbers meet budgets."""

from __future__ import annotations

from dataclasses import asdict

from evals.bench import budgets
from evals.bench.ingestion import Embedding, Reingestion
from evals.bench.report import Row, french
from evals.bench.retrieval import Retrieval
from evals.bench.service import Asks, ColdStarts, Crowd
from evals.bench.statistics import Summary, percentile, recall, reciprocal_rank
from evals.bench.verification import Verification
from evals.systems.llama_index import Starter


def of_retrieval(measured: Retrieval, starter: Starter, passages: int) -> list[Row]:
    ours, theirs, k = measured.ours, measured.starter, budgets.TOP_K
    times = measured.times_faster
    speed = Row(
        "recherche, par question",
        f"{french(times, 2)} fois la vitesse du starter ({_p(ours)}, {passages} passages)",
        f"≥ {budgets.TIMES_FASTER:.0f} fois",
        times >= budgets.TIMES_FASTER,
        f"starter : {_p(theirs)}, {starter.chunks} morceaux",
        {"times_faster": round(times, 3), "ours_ms": ours.numbers(), "starter_ms": theirs.numbers()},
    )
    rows = [speed]
    for name, score in ((f"recall@{k}", recall), (f"MRR@{k}", reciprocal_rank)):
        if not measured.judged:
            rows.append(Row(name, "—", "> starter", None, "ces fichiers n'ont pas les articles des questions"))
            continue
        mine, their = score(measured.our_ranks, k), score(measured.starter_ranks, k)
        strict = score(measured.starter_ranks_strict, k)
        rows.append(
            Row(
                f"{name}, {measured.judged} questions",
                french(mine, 3),
                "> starter",
                mine > their,
                f"starter : {french(their, 3)} ({french(strict, 3)} par les seuls débuts d'articles)",
                {"ours": round(mine, 4), "starter": round(their, 4), "starter_strict": round(strict, 4)},
            )
        )
    return rows


def of_verification(measured: Verification) -> list[Row]:
    texts, guard = measured.texts, measured.guard
    times = texts.p50 / measured.asked.p50
    return [
        Row(
            f"texte de {budgets.WORDS_OF_A_TEXT} mots vérifié",
            f"p50 {french(texts.p50, 2)} s",
            f"p50 ≤ {french(budgets.VERIFY_S, 1)} s",
            texts.p50 <= budgets.VERIFY_S,
            f"{french(times, 1)} fois ses phrases posées en questions ; p95 {french(texts.p95, 2)} s",
            {"seconds": texts.numbers(), "asked_seconds": measured.asked.numbers()},
        ),
        Row(
            "garde des données personnelles",
            f"p50 {french(guard.p50, 1)} ms",
            f"p50 ≤ {budgets.GUARD_MS:.0f} ms",
            guard.p50 <= budgets.GUARD_MS,
            f"p95 {french(guard.p95, 1)} ms, {guard.count} questions",
            {"milliseconds": guard.numbers()},
        ),
    ]


def of_asks(asks: Asks, size: int, base: Asks | None) -> list[Row]:
    """`base` are the asks among `budgets.PASSAGES`, for a larger edition: it may be `budgets.GROWTH` times slower.

    "At most twice that" is held to twice: to twice the budget, and to twice what was measured.
    """
    many = 1.0 if base is None else budgets.GROWTH
    numbers: dict[str, object] = {
        "latency_ms": asks.latency.numbers(),
        "first_ms": asks.first.numbers(),
        "mean_stages_ms": asks.stages,
    }
    asked = f"{asks.latency.count} questions ; posées la première fois : {_p(asks.first)}"
    stages = ", ".join(f"{stage} {french(ms, 1)}" for stage, ms in asks.stages.items())
    where = f"/api/ask, {_thousands(size)} passages"
    p50, p95 = asks.latency.p50, asks.latency.p95
    rows = [
        _at_most(f"{where}, p50", p50, many * budgets.ASK_P50_MS, "ms", asked, numbers),
        _at_most(f"{where}, p95", p95, many * budgets.ASK_P95_MS, "ms", f"moyennes en ms : {stages}"),
    ]
    if base is not None:
        growth = {"p50": p50 / base.latency.p50, "p95": p95 / base.latency.p95}
        rows.append(
            Row(
                f"{where}, à côté de {_thousands(budgets.PASSAGES)}",
                " et ".join(f"{french(times, 2)} fois le {name}" for name, times in growth.items()),
                f"≤ {budgets.GROWTH:.0f} fois",
                max(growth.values()) <= budgets.GROWTH,
                "",
                {f"growth_{name}": round(times, 3) for name, times in growth.items()},
            )
        )
    return rows


def of_memory(megabytes: float, asked: int, afterwards: float) -> Row:
    what = f"mémoire du service, {_thousands(budgets.PASSAGES)} passages, {asked} questions"
    beside = f"{afterwards:.0f} Mo après la foule"
    return _at_most(what, megabytes, budgets.MEMORY_MB, "Mo", beside, {"after_crowd_mb": round(afterwards, 1)})


def of_cold_starts(starts: ColdStarts) -> Row:
    fastest, slowest = french(min(starts.seconds), 2), french(max(starts.seconds), 2)
    beside = f"{fastest} à {slowest} s, {len(starts.seconds)} processus"
    return _at_most("kb ask, du démarrage à la réponse", starts.median, budgets.COLD_START_S, "s", beside)


def of_crowd(crowd: Crowd) -> list[Row]:
    who = f"{budgets.CLIENTS} clients à la fois, {crowd.seconds:.0f} s"
    told = f"{crowd.answers} réponses" + (f" ; {crowd.errors[0]}" if crowd.errors else "")
    pace = f"{french(crowd.per_second, 1)} réponses/s, p50 {french(crowd.latency.p50, 2)} s"
    numbers: dict[str, object] = {"latency_s": crowd.latency.numbers(), "per_second": round(crowd.per_second, 2)}
    return [
        Row(f"{who}, erreurs", str(len(crowd.errors)), "0", not crowd.errors and crowd.answers > 0, told),
        _at_most(f"{who}, p95", crowd.latency.p95, budgets.CROWD_P95_S, "s", pace, numbers),
    ]


def of_embedding(embedding: Embedding) -> Row:
    return Row(
        f"ingestion, passages de {budgets.TOKENS_OF_A_PASSAGE} tokens",
        f"{french(embedding.per_second, 1)} par seconde, avec leurs phrases",
        f"≥ {budgets.PASSAGES_PER_SECOND:.0f} par seconde",
        embedding.per_second >= budgets.PASSAGES_PER_SECOND,
        f"starter : {french(embedding.starter_per_second, 1)}, sans phrases",
        asdict(embedding),
    )


def of_reingestion(measured: Reingestion) -> Row:
    again = percentile(measured.changed, 50)
    return Row(
        f"réingestion, 1 document réécrit sur {budgets.DOCUMENTS}",
        f"{french(100 * measured.share, 1)} % du total",
        f"≤ {100 * budgets.CHANGED_SHARE:.0f} %",
        measured.share <= budgets.CHANGED_SHARE,
        f"{french(again, 2)} s contre {french(measured.full, 1)} s, {measured.passages} passages",
        asdict(measured),
    )


def of_files(seconds: float, passages: int, starter: Starter) -> Row:
    """Without a budget: what both sides took to read the same files."""
    return Row(
        "ingestion des mêmes fichiers",
        f"{french(seconds, 1)} s, {passages} passages et leurs phrases",
        "—",
        None,
        f"starter : {french(starter.seconds, 1)} s, {starter.chunks} morceaux",
        {"seconds": round(seconds, 2), "starter_seconds": round(starter.seconds, 2)},
    )


def _at_most(
    what: str, value: float, limit: float, unit: str, beside: str, numbers: dict[str, object] | None = None
) -> Row:
    shown = french(value, 2 if unit == "s" else 1)
    most = f"{limit:g}".replace(".", ",")
    raw: dict[str, object] = {"value": round(value, 4), "limit": limit, "unit": unit, **(numbers or {})}
    return Row(what, f"{shown} {unit}", f"≤ {most} {unit}", value <= limit, beside, raw)


def _p(summary: Summary) -> str:
    return f"p50 {french(summary.p50, 1)}, p95 {french(summary.p95, 1)} ms"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")
