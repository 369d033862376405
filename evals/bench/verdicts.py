"""From measurements to the lines of the table: the one place where numbers meet budgets."""

from __future__ import annotations

from dataclasses import asdict

from evals.bench import budgets
from evals.bench.crowd import Crowd
from evals.bench.ingestion import Embedding, Reingestion
from evals.bench.report import Row, french
from evals.bench.retrieval import Retrieval
from evals.bench.service import Asks
from evals.bench.sizes import AtSize, numbers_of
from evals.bench.statistics import Summary, percentile, recall, reciprocal_rank
from evals.bench.verification import Verification
from evals.bench.ways import Way
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

    "At most twice that" is held to twice: to twice the budget, and to twice what was measured. A smaller edition has
    no budget.
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
    if size < budgets.PASSAGES:
        return [Row(where, _p(asks.latency), "—", None, asked, numbers)]
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


def of_ways(at: AtSize) -> Row:
    """Without a budget: the same questions, searched in one process in every way."""
    others = [
        f"{way} : {_p(at.searches[way])}, {french(at.times_ours(way).p50, 2)} fois nous"
        for way in Way
        if way is not Way.OURS
    ]
    numbers: dict[str, object] = {way.name.lower(): summary.numbers() for way, summary in at.searches.items()}
    what = f"recherche parmi {_thousands(at.passages)} passages"
    return Row(
        what, _p(at.searches[Way.OURS]), "—", None, " ; ".join(others), {**numbers, "times_ours": at.all_times_ours()}
    )


def of_memory(at: AtSize, asked: int, after_crowd: float | None) -> Row:
    """Held to its budget among `budgets.PASSAGES`, where the crowd comes too."""
    what = f"mémoire du service, {_thousands(at.passages)} passages, {asked} questions"
    times = at.memory_mb / at.starter.memory_mb
    beside = f"starter, sans service : {at.starter.memory_mb:.0f} Mo ; nous {french(times, 2)} fois cela"
    numbers: dict[str, object] = {"starter_mb": round(at.starter.memory_mb, 1), "times_starter": round(times, 4)}
    if after_crowd is not None:
        beside = f"{after_crowd:.0f} Mo après la foule ; {beside}"
        numbers["after_crowd_mb"] = round(after_crowd, 1)
    if at.passages != budgets.PASSAGES:
        return Row(what, f"{french(at.memory_mb, 1)} Mo", "—", None, beside, {"value": at.memory_mb, **numbers})
    return _at_most(what, at.memory_mb, budgets.MEMORY_MB, "Mo", beside, numbers)


def of_starts(at: AtSize) -> Row:
    """As `of_memory`, of `kb ask`; beside it the service until it is well, and the starter's process."""
    starts = at.cold_starts
    fastest, slowest = french(min(starts.seconds), 2), french(max(starts.seconds), 2)
    times = starts.median / at.starter_start
    beside = (
        f"{fastest} à {slowest} s, {len(starts.seconds)} processus ; service prêt en {french(at.ready_seconds, 1)} s ; "
        f"starter : {french(at.starter_start, 1)} s, nous {french(times, 2)} fois cela"
    )
    numbers: dict[str, object] = {
        "service_ready_s": round(at.ready_seconds, 3),
        "starter_s": round(at.starter_start, 3),
        "times_starter": round(times, 4),
    }
    what = f"kb ask, du démarrage à la réponse, {_thousands(at.passages)} passages"
    if at.passages != budgets.PASSAGES:
        return Row(what, f"{french(starts.median, 2)} s", "—", None, beside, {"value": starts.median, **numbers})
    return _at_most(what, starts.median, budgets.COLD_START_S, "s", beside, numbers)


def of_crowd(crowd: Crowd, alone: Crowd | None = None) -> list[Row]:
    """`budgets.CLIENTS` clients have budgets, fewer are told. `alone` is the one client to compare the pace with."""
    who = f"{crowd.clients} client{'s à la fois' if crowd.clients > 1 else ''}, {crowd.seconds:.0f} s"
    told = f"{crowd.answers} réponses" + (f" ; {crowd.errors[0]}" if crowd.errors else "")
    pace = f"{french(crowd.per_second, 1)} réponses/s, p50 {french(crowd.latency.p50, 3)} s"
    numbers: dict[str, object] = numbers_of(crowd)
    if alone is not None and alone.answers:
        times = crowd.per_second / alone.per_second
        pace += f", {french(times, 2)} fois le débit d'un client"
        numbers["times_alone"] = round(times, 4)
    if crowd.clients != budgets.CLIENTS:
        measured = f"p95 {french(crowd.latency.p95, 3)} s, {len(crowd.errors)} erreur{'s' * (len(crowd.errors) > 1)}"
        return [Row(who, measured, "—", None, f"{pace} ; {told}", numbers)]
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
