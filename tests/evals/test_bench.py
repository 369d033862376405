"""The benchmark's arithmetic: how series are told, chunks judged, editions enlarged, verdicts given.

No time is measured here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from bench_samples import asks, at_size, crowd
from hypothesis import given
from hypothesis import strategies as st
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.build import build_edition
from corpus.editions.content import SourceContent
from corpus.editions.follower import EditionFollower
from corpus.editions.shelf import open_current, open_edition, publish
from corpus.errors import Defect
from corpus.settings import Settings
from evals.bench import budgets, enlarged_starter
from evals.bench.crowd import ask_at_once
from evals.bench.ingestion import write_documents
from evals.bench.plan import FULL, QUICK, Plan
from evals.bench.replicas import ReplicaEmbedder, Variation, replicate
from evals.bench.report import Row
from evals.bench.retrieval import Retrieval
from evals.bench.service import Service
from evals.bench.statistics import Summary, percentile, recall, reciprocal_rank
from evals.bench.verdicts import of_asks, of_crowd, of_memory, of_retrieval, of_starts, of_ways
from evals.bench.ways import Way, in_turns, ways
from evals.bench.workshop import real_contents
from evals.systems.llama_index import Starter
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase

LAW = """**Article 1er.** La présente loi règle une matière visée à l'article 78 de la Constitution.

**Art. 2.** Toute personne a droit à l'intégration sociale. Ce droit peut prendre la forme d'un emploi.

**Art. 9bis.** § 1er. Le centre décide dans les trente jours de la réception de la demande.

§ 2. Le centre notifie sa décision au demandeur dans les huit jours, par lettre recommandée.

**Art. 43/5.** L'Etat rembourse au centre une part du revenu d'intégration.
"""
OTHER_DIALECT = "##### Article 57. § 1. Le centre a pour mission d'assurer l'aide.\n\n##### Article 57ter/1. [1 ...]1\n"


# Series and ranks


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7.0], 50, 7.0),
        ([4.0, 1.0, 3.0, 2.0], 50, 2.0),
        ([4.0, 1.0, 3.0, 2.0], 95, 4.0),
        ([float(n) for n in range(1, 101)], 95, 95.0),
        ([float(n) for n in range(1, 101)], 50, 50.0),
    ],
)
def test_a_percentile_is_a_value_that_was_seen(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_summary_is_in_order(values: list[float]) -> None:
    told = Summary.of(values)
    assert min(values) <= told.p50 <= told.p95 <= told.longest == max(values)


def test_nothing_measured_is_not_fast() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Summary.of([])


def test_ranks_past_the_last_place_count_as_not_found() -> None:
    ranks = [1, 2, None, 6]
    assert recall(ranks, 5) == 0.5
    assert reciprocal_rank(ranks, 5) == pytest.approx((1 + 1 / 2) / 4)


# Larger editions


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A tiny law, really ingested."""
    path = tmp_path / "loi-essai.md"
    path.write_text(LAW, encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data")
    ingest([path], settings, Catalogue((), tmp_path), HashEmbedder())
    return settings


@pytest.fixture
def contents(settings: Settings) -> list[SourceContent]:
    return list(real_contents(settings))


@given(st.text("abcdefgh éàù .,;§\n", max_size=200), st.integers())
def test_a_varied_text_keeps_its_length_and_its_signs(text: str, seed: int) -> None:
    variation = Variation([text, "abcd abce abcdef décider"])
    varied = variation.vary(text, str(seed), share=1.0)
    assert varied == variation.vary(text, str(seed), share=1.0)
    assert [char.isalpha() for char in varied] == [char.isalpha() for char in text]


def test_copies_quote_exactly_under_names_of_their_own(contents: list[SourceContent]) -> None:
    size = 10 * sum(len(content.passages) for content in contents) + 1
    copies, origins = replicate(contents, size)
    passages = [passage for copy in copies for passage in copy.passages]
    provisions = {provision.provision_id: provision for copy in copies for provision in copy.provisions}
    assert len(passages) == size == len({passage.passage_id for passage in passages})
    assert len({copy.source.source_id for copy in copies}) == len(copies)
    assert copies[: len(contents)] == contents
    assert len({passage.text for passage in passages}) > size / 2
    for copy in copies:
        for passage in copy.passages:
            provision = provisions[passage.provision_id]
            assert provision.source_id == passage.source_id == copy.source.source_id
            assert passage.text == provision.text[passage.start : passage.end]
            assert all(passage.start <= start < end <= passage.end for start, end in passage.sentences)
            assert passage.indexed_text in origins


def test_fewer_passages_than_there_are_can_be_asked_for(contents: list[SourceContent]) -> None:
    copies, _ = replicate(contents, 2)
    assert [len(copy.passages) for copy in copies] == [2]
    assert {p.provision_id for p in copies[0].passages} == {p.provision_id for p in copies[0].provisions}


def test_an_edition_of_copies_is_an_edition_of_the_same_model(
    settings: Settings, contents: list[SourceContent]
) -> None:
    copies, origins = replicate(contents, 40)
    with open_current(settings, one_shot=True) as real:
        built = build_edition(settings, copies, ReplicaEmbedder(real, origins), real)
        with open_edition(settings, built, one_shot=True) as enlarged:
            enlarged.require_model(HashEmbedder())
            assert enlarged.size == 40
            np.testing.assert_allclose(np.linalg.norm(enlarged.vectors, axis=1), 1, atol=1e-5)
            for ordinal in range(enlarged.size):
                passage = enlarged.passage(ordinal)
                origin = int(real.ordinals([origins[passage.indexed_text]])[0])
                assert enlarged.vectors[ordinal] @ real.vectors[origin] > 0.9
                assert len(enlarged.sentence_vectors(ordinal)) == len(passage.sentences)


def test_a_hundred_documents_hold_every_provision_once(contents: list[SourceContent], tmp_path: Path) -> None:
    many, _ = replicate(contents, 300)
    paths = write_documents(many, tmp_path / "documents")
    written = "".join(path.read_text(encoding="utf-8") for path in paths)
    provisions = [provision for content in many for provision in content.provisions if provision.text]
    assert len(paths) == 100
    assert written.count("\n## ") == len(provisions)
    assert all(provision.text.split("\n")[0] in written for provision in provisions)


# Clients


@contextmanager
def _answering(*statuses: int) -> Iterator[Service]:
    """A server that answers with these statuses in turn."""
    answered: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answered.append(1)
            self.send_response(statuses[len(answered) % len(statuses)])
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its failures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield Service("127.0.0.1", server.server_port, 0, 1.0)
    finally:
        server.shutdown()
        server.server_close()


CLIENTS = budgets.CLIENTS


@pytest.mark.parametrize(("statuses", "refused"), [((200,), False), ((200, 503), True), ((503,), True)])
def test_what_is_not_an_answer_is_an_error(statuses: tuple[int, ...], refused: bool) -> None:
    with _answering(*statuses) as service:
        crowd = ask_at_once(service, ["délai ?"], clients=3, seconds=0.1)
    assert bool(crowd.errors) is refused
    assert bool(crowd.answers) is (200 in statuses)
    assert of_crowd(replace(crowd, clients=CLIENTS))[0].kept is not refused


# Verdicts


def test_a_budget_is_kept_up_to_its_limit() -> None:
    assert [row.kept for row in of_asks(asks(40.0), 10_000, None)] == [True, True]
    assert [row.kept for row in of_asks(asks(40.1), 10_000, None)] == [False, True]


def test_among_more_passages_twice_the_budget_and_twice_the_measure_count() -> None:
    assert [row.kept for row in of_asks(asks(70.0), 100_000, asks(35.0))] == [True, True, True]
    assert [row.kept for row in of_asks(asks(70.0), 100_000, asks(30.0))] == [True, True, False]


def test_fewer_passages_are_told_without_a_budget() -> None:
    (row,) = of_asks(asks(70.0), 1_000, None)
    assert row.kept is None
    assert "70,0" in row.measured


def test_a_crowd_without_answers_keeps_nothing() -> None:
    assert [row.kept for row in of_crowd(crowd(CLIENTS, 0, 1, 10.0))] == [False, False]


def test_few_clients_are_told_without_a_budget_their_errors_too() -> None:
    (row,) = of_crowd(crowd(10, 400, 2), alone=crowd(1, 200))
    assert row.kept is None
    assert "2 erreurs" in row.measured
    assert "40,0 réponses/s" in row.beside
    assert "2,00 fois le débit d'un client" in row.beside
    assert row.numbers["times_alone"] == 2


def test_every_way_is_told_as_a_ratio_of_ours() -> None:
    at = at_size(1_000)
    expected = {Way.OURS: (1, 1), Way.WORDS: (0.25, 0.25), Way.VECTORS: (0.5, 0.5), Way.STARTER: (4, 4)}
    assert {way: at.times_ours(way) for way in Way} == expected
    row = of_ways(at)
    assert row.kept is None
    assert row.what == "recherche parmi 1 000 passages"
    assert "starter LlamaIndex : p50 40,0, p95 40,0 ms, 4,00 fois nous" in row.beside
    assert row.numbers["times_ours"] == at.numbers()["search_times_ours"]


@pytest.mark.parametrize(
    ("size", "memory", "start", "kept"),
    [
        (1_000, 701.0, 3.1, [None, None]),
        (10_000, 700.0, 3.0, [True, True]),
        (10_000, 701.0, 3.1, [False, False]),
        (100_000, 701.0, 3.1, [None, None]),
    ],
)
def test_memory_and_start_are_held_to_their_budgets_at_one_size(
    size: int, memory: float, start: float, kept: list[bool | None]
) -> None:
    at = at_size(size, memory=memory, start=start)
    rows = [of_memory(at, 300, None), of_starts(at)]
    assert [row.kept for row in rows] == kept
    assert rows[0].numbers["times_starter"] == round(memory / 800, 4)
    assert rows[1].numbers["times_starter"] == round(start / 9, 4)


@pytest.mark.parametrize("plan", [QUICK, FULL], ids=lambda plan: plan.mode)
def test_a_plan_measures_what_the_budgets_speak_of_in_the_order_that_comparisons_need(plan: Plan) -> None:
    assert budgets.PASSAGES in plan.sizes
    assert CLIENTS in plan.clients
    assert plan.clients[0] == 1
    assert list(plan.sizes) == sorted(set(plan.sizes))
    assert list(plan.clients) == sorted(set(plan.clients))
    assert min(plan.starts, plan.cold_starts, plan.sized_rounds) > 0
    assert plan.seconds_of(CLIENTS) == plan.crowd_seconds
    assert plan.seconds_of(1) == plan.few_seconds


def test_only_the_full_plan_goes_to_a_hundred_thousand() -> None:
    assert FULL.sizes == (*QUICK.sizes, budgets.MANY_PASSAGES)
    assert FULL.crowd_seconds == budgets.CROWD_SECONDS


# Ways to search


def test_every_way_searches_the_same_edition(settings: Settings, contents: list[SourceContent], tmp_path: Path) -> None:
    pytest.importorskip("llama_index.vector_stores.chroma")
    from llama_index.core.embeddings import MockEmbedding

    copies, origins = replicate(contents, 40)
    with open_current(settings, one_shot=True) as real:
        publish(settings, build_edition(settings, copies, ReplicaEmbedder(real, origins), real))
    embedder = HashEmbedder()
    with open_current(settings, one_shot=True) as enlarged:
        enlarged_starter.fill(enlarged, tmp_path / "starter")
    knowledge_base = KnowledgeBase(settings, embedder, EditionFollower(settings, one_shot=True))
    try:
        with enlarged_starter.opened(tmp_path / "starter", MockEmbedding(embedder.dimensions), 40) as retriever:
            searches = ways(knowledge_base, embedder, retriever)
            assert list(searches) == list(Way)
            assert all(found("Dans quel délai le centre décide-t-il ?") > 0 for found in searches.values())
            with (
                pytest.raises(Defect, match="40 morceaux au lieu de 41"),
                enlarged_starter.opened(tmp_path / "starter", MockEmbedding(embedder.dimensions), 41),
            ):
                pass
    finally:
        knowledge_base.close()


def test_ways_take_turns_and_each_is_asked_everything() -> None:
    asked: list[tuple[Way, str]] = []

    def searching(way: Way) -> Callable[[str], int]:
        return lambda question: asked.append((way, question)) or 1

    taken = in_turns({way: searching(way) for way in (Way.OURS, Way.STARTER)}, ["a", "b"], rounds=2)
    assert {way: summary.count for way, summary in taken.items()} == {Way.OURS: 4, Way.STARTER: 4}
    round_of_both = [(way, question) for way in (Way.OURS, Way.STARTER) for question in ("a", "b")]
    assert asked == 3 * round_of_both  # the first one warms, and is not timed


def test_a_way_that_finds_nothing_is_not_fast() -> None:
    with pytest.raises(Defect, match="mots seuls"):
        in_turns({Way.WORDS: lambda question: 0}, ["a", "b"], rounds=1)


def _retrieval(ours: list[int | None], theirs: list[int | None]) -> list[Row]:
    measured = Retrieval(Summary.of([10.0]), Summary.of([40.0]), len(ours), ours, theirs, theirs)
    return of_retrieval(measured, Starter(None, None, {}, 129, 1.0), 600)


def test_retrieval_must_be_four_times_faster_and_better() -> None:
    assert [row.kept for row in _retrieval([1, 2], [1, None])] == [True, True, True]
    assert [row.kept for row in _retrieval([1, 2], [1, 2])] == [True, False, False]


def test_questions_about_other_texts_give_no_verdict() -> None:
    assert [row.kept for row in _retrieval([], [])] == [True, None, None]
