"""A server's readers move to the next edition, and none closes under a reader."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from edition_samples import CountingEmbedder, content, small_corpus

from corpus.editions.build import build_edition
from corpus.editions.edition import Edition
from corpus.editions.follower import EditionFollower
from corpus.editions.layout import POINTER, VECTORS
from corpus.editions.shelf import rollback
from corpus.errors import Unavailable
from corpus.settings import Settings

OTHER = [content("loi-a", ["Un tout autre texte."])]


@pytest.fixture
def follower(settings: Settings) -> Iterator[EditionFollower]:
    follower = EditionFollower(settings)
    yield follower
    follower.close()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the editions that were closed, in order."""
    ids: list[str] = []
    close = Edition.close

    def record(edition: Edition) -> None:
        ids.append(edition.edition_id)
        close(edition)

    monkeypatch.setattr(Edition, "close", record)
    return ids


def test_it_waits_for_a_first_edition(follower: EditionFollower, published: Any) -> None:
    with pytest.raises(Unavailable, match="kb ingest"):
        follower.current()
    first = published(small_corpus())
    assert follower.current().edition_id == first


def test_it_moves_on_when_another_is_published_and_back_again(follower: EditionFollower, published: Any) -> None:
    first = published(small_corpus())
    assert follower.current().edition_id == first
    second = published(OTHER)
    assert follower.current().edition_id == second
    rollback(follower._settings, first)
    assert follower.current().edition_id == first


def test_the_same_edition_stays_open_between_questions(follower: EditionFollower, published: Any) -> None:
    published(small_corpus())
    assert follower.current() is follower.current()


def test_an_edition_in_use_closes_after_its_last_reader(
    follower: EditionFollower, published: Any, closed: list[str]
) -> None:
    first = published(small_corpus())
    with follower.edition() as held:
        with follower.edition() as held_too:
            second = published(OTHER)
            closed.clear()
            assert follower.current().edition_id == second
        assert (held is held_too, closed) == (True, [])
        assert held.passage(4).text == "Encoder le rapport social."
        assert held.nearest(held.vectors[3], 1)[0] == [3]
    assert closed == [first]


def test_a_reader_that_fails_lets_go_too(follower: EditionFollower, published: Any, closed: list[str]) -> None:
    first = published(small_corpus())

    def fail() -> None:
        with follower.edition():
            published(OTHER)
            closed.clear()
            follower.current()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert closed == [first]


def test_a_next_edition_that_does_not_open_leaves_the_old_one_answering(
    follower: EditionFollower, settings: Settings, published: Any, embedder: CountingEmbedder
) -> None:
    first = published(small_corpus())
    assert follower.current().edition_id == first
    assert follower.problem is None
    broken = build_edition(settings, OTHER, embedder)
    (settings.editions_dir / broken / VECTORS).unlink()
    (settings.editions_dir / POINTER).unlink()
    (settings.editions_dir / POINTER).write_text(broken)
    assert follower.current().edition_id == first
    assert follower.problem is not None
    assert (follower.problem.code, broken in follower.problem.message) == ("damaged_edition", True)
    third = published(OTHER)
    assert (follower.current().edition_id, follower.problem) == (third, None)


def test_readers_go_on_with_the_old_edition_while_one_opens_the_next(
    follower: EditionFollower, published: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(small_corpus())
    follower.current()
    second = published(OTHER)
    opening, go_on = threading.Event(), threading.Event()
    warm = Edition.warm

    def slow(edition: Edition) -> None:
        opening.set()
        go_on.wait(60)
        warm(edition)

    monkeypatch.setattr(Edition, "warm", slow)
    with ThreadPoolExecutor(1) as pool:
        mover = pool.submit(lambda: follower.current().edition_id)
        opening.wait(60)
        assert follower.current().edition_id == first
        go_on.set()
        assert mover.result(60) == second
    assert follower.current().edition_id == second


def test_many_readers_and_many_publications(follower: EditionFollower, settings: Settings, published: Any) -> None:
    sizes = {published(small_corpus()): 5, published(OTHER): 1}
    stop = threading.Event()

    def read() -> int:
        questions = 0
        while not stop.is_set() or questions == 0:
            with follower.edition() as edition:
                assert edition.size == sizes[edition.edition_id]
                last = edition.size - 1
                assert edition.nearest(edition.vectors[last], 1)[0] == [last]
                assert edition.passage(last).text
            questions += 1
        return questions

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        for edition_id in list(sizes) * 5:
            rollback(settings, edition_id)
            follower.current()
        stop.set()
        assert all(reader.result(60) for reader in readers)
