"""Publishing, going back, and all that must not lose what is published."""

from __future__ import annotations

import errno
import os
import select
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from edition_samples import CountingEmbedder, content, settings_in, small_corpus

from corpus.editions.arrays import ArrayWriter
from corpus.editions.build import build_edition
from corpus.editions.chroma import ChromaWriter, connect
from corpus.editions.failures import full_disk_told
from corpus.editions.layout import (
    COLUMNS,
    MANIFEST,
    POINTER,
    RECORDS,
    SENTENCES,
    VECTORS,
)
from corpus.editions.lock import builder_lock
from corpus.editions.shelf import (
    clean_up,
    current_id,
    list_editions,
    open_current,
    open_edition,
    publish,
    rollback,
)
from corpus.errors import BadInput, Defect, KbError, Unavailable
from corpus.settings import Settings

OTHER = [content("loi-a", ["Un tout autre texte."])]
CHECKOUT = Path(__file__).resolve().parents[3]


def hidden(settings: Settings) -> list[str]:
    """What a build leaves behind when it is stopped."""
    return [path.name for path in settings.editions_dir.iterdir() if path.name.startswith((".building", ".current"))]


def test_where_nothing_is_published_one_is_told_what_to_do(settings: Settings) -> None:
    with pytest.raises(Unavailable, match="kb ingest") as refusal:
        open_current(settings)
    assert refusal.value.code == "no_edition"
    assert (list_editions(settings), current_id(settings), clean_up(settings)) == ([], None, [])


def test_a_complete_edition_is_listed_before_it_is_published(settings: Settings, embedder: CountingEmbedder) -> None:
    edition_id = build_edition(settings, small_corpus(), embedder)
    assert [manifest.edition_id for manifest in list_editions(settings)] == [edition_id]
    assert current_id(settings) is None
    publish(settings, edition_id)
    with open_current(settings) as edition:
        assert edition.edition_id == edition_id


def test_going_back_moves_nothing_but_the_pointer(settings: Settings, published: Any) -> None:
    first, second = published(small_corpus()), published(OTHER)
    assert current_id(settings) == second
    rollback(settings, first)
    with open_current(settings) as edition:
        assert (edition.edition_id, edition.size) == (first, 5)
    assert [manifest.edition_id for manifest in list_editions(settings)] == [first, second]
    assert hidden(settings) == []


@pytest.mark.parametrize("name", ["2026-11-24T065107-3fa9c2", "../models", "", "current"])
def test_only_an_edition_can_be_published(settings: Settings, published: Any, name: str) -> None:
    first = published(small_corpus())
    for command in (publish, rollback, open_edition):
        with pytest.raises(BadInput) as refusal:
            command(settings, name)
        assert refusal.value.code == "unknown_edition"
    assert current_id(settings) == first


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def scribble(path: Path) -> None:
    path.write_bytes(b"\x00" * path.stat().st_size)


@pytest.mark.parametrize("harm", [Path.unlink, truncate, scribble], ids=["missing", "truncated", "scribbled over"])
@pytest.mark.parametrize("name", [MANIFEST, RECORDS, VECTORS, COLUMNS, SENTENCES, "words/vocab.index.json"])
def test_a_damaged_edition_names_itself_and_the_way_back(
    settings: Settings, published: Any, name: str, harm: Any
) -> None:
    edition_id = published(small_corpus())
    harm(settings.editions_dir / edition_id / name)
    with pytest.raises(Defect) as defect, open_current(settings) as edition:
        edition.warm()
    assert defect.value.code == "damaged_edition"
    assert edition_id in defect.value.message
    assert name.split("/")[0] in defect.value.message
    assert "kb editions rollback" in defect.value.remedy


def test_a_damaged_chroma_directory_is_told_not_answered_with_nothing(settings: Settings, published: Any) -> None:
    edition_id = published(small_corpus())
    (settings.editions_dir / edition_id / "vectors" / "chroma.sqlite3").unlink()
    with pytest.raises(Defect) as defect, open_current(settings) as edition:
        edition.nearest(edition.vectors[0], 3)
    assert defect.value.code == "damaged_edition"


def test_another_format_is_told(settings: Settings, published: Any) -> None:
    manifest = settings.editions_dir / published(small_corpus()) / MANIFEST
    manifest.write_text(manifest.read_text().replace('"format_version": 1', '"format_version": 99, "future": 1'))
    with pytest.raises(Defect, match="son format est le 99"):
        open_current(settings)


def test_a_damaged_edition_is_not_published(settings: Settings, published: Any, embedder: CountingEmbedder) -> None:
    first = published(small_corpus())
    second = build_edition(settings, OTHER, embedder)
    (settings.editions_dir / second / VECTORS).unlink()
    with pytest.raises(Defect):
        publish(settings, second)
    assert current_id(settings) == first


FULL_DISK = [
    ("corpus.editions.build.write_records", sqlite3.OperationalError("database or disk is full")),
    ("corpus.editions.build.write_vectors", OSError(errno.ENOSPC, "No space left on device")),
    ("corpus.editions.build.write_words", OSError(errno.EDQUOT, "Disk quota exceeded")),
    ("corpus.editions.chroma.ChromaWriter.add", RuntimeError("Error in compaction: database or disk is full")),
    ("corpus.editions.build._flush", OSError(errno.ENOSPC, "No space left on device")),
    ("pathlib.Path.mkdir", OSError(errno.ENOSPC, "No space left on device")),
]


@pytest.mark.parametrize(("step", "error"), FULL_DISK, ids=[step for step, _ in FULL_DISK])
def test_a_full_disk_is_told_and_costs_nothing(
    settings: Settings,
    published: Any,
    embedder: CountingEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: Exception,
) -> None:
    first = published(small_corpus())

    def fail(*_: Any, **__: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(Unavailable) as refusal:
            build_edition(settings, OTHER, embedder)
    assert refusal.value.code == "disk_full"
    assert hidden(settings) == []
    with open_current(settings) as edition:
        assert edition.edition_id == first
        assert edition.nearest(edition.vectors[3], 1)[0].tolist() == [3]


def test_arrays_meet_a_full_disk_as_an_error_not_a_signal() -> None:
    with pytest.raises(OSError, match="No space left"), ArrayWriter(Path("/dev/full"), (4000, 8), np.float32) as array:
        array.write(np.zeros((4000, 8), np.float32))


def test_any_other_error_is_not_called_a_full_disk(
    settings: Settings, published: Any, embedder: CountingEmbedder
) -> None:
    parent = published(small_corpus())

    class Broken(CountingEmbedder):
        def embed_with_spans(self, *_: Any, **__: Any) -> Any:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_edition(settings, OTHER, Broken())
    assert (hidden(settings), current_id(settings)) == ([], parent)


STOPPED_BUILD = """
import sys
from pathlib import Path
from edition_samples import CountingEmbedder, content, settings_in
import corpus.editions.build as build
import corpus.editions.shelf as shelf

def stop(*_, **__):
    print("stopped", flush=True)
    sys.stdin.read()

where, name = {"embedding": (CountingEmbedder, "embed_with_spans"), "flushing": (build, "_flush"),
               "publishing": (shelf.os, "replace")}[sys.argv[2]]
setattr(where, name, stop)
settings = settings_in(Path(sys.argv[1]))
shelf.publish(settings, build.build_edition(settings, [content("loi-a", ["Un tout autre texte."])], CountingEmbedder()))
"""


@pytest.fixture
def stopped_build(settings: Settings) -> Any:
    """Starts a builder in a process of its own, which waits for ever at the step named."""
    processes: list[subprocess.Popen[str]] = []

    def start(step: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", STOPPED_BUILD, str(settings.data_dir), step],
            env={**os.environ, "PYTHONPATH": f"{CHECKOUT}{os.pathsep}{Path(__file__).parent}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        assert select.select([process.stdout], [], [], 60)[0]
        assert process.stdout.readline() == "stopped\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("step", ["embedding", "flushing", "publishing"])
def test_a_build_killed_at_any_moment_changes_nothing(
    settings: Settings, published: Any, embedder: CountingEmbedder, stopped_build: Any, step: str
) -> None:
    first = published(small_corpus())
    process = stopped_build(step)
    process.kill()
    process.wait()
    assert len(hidden(settings)) == 1
    with open_current(settings) as edition:
        assert edition.edition_id == first
        assert edition.nearest(edition.vectors[3], 1)[0].tolist() == [3]
    second = published(OTHER)
    assert hidden(settings) == []
    assert current_id(settings) == second


def test_leftovers_can_be_removed_without_building(settings: Settings, published: Any, stopped_build: Any) -> None:
    first = published(small_corpus())
    process = stopped_build("flushing")
    assert clean_up(settings) == [], "a running build is not a leftover"
    process.kill()
    process.wait()
    assert [name.startswith(".building-") for name in clean_up(settings)] == [True]
    assert (hidden(settings), current_id(settings)) == ([], first)


def test_a_second_builder_is_refused_by_name(
    settings: Settings, embedder: CountingEmbedder, stopped_build: Any
) -> None:
    process = stopped_build("embedding")
    with pytest.raises(Unavailable, match=f"processus {process.pid}") as refusal:
        build_edition(settings, OTHER, embedder)
    assert refusal.value.code == "ingestion_running"
    assert len(hidden(settings)) == 1, "the first one's work is left alone"


def test_a_second_builder_in_another_thread_is_refused_too(settings: Settings, embedder: CountingEmbedder) -> None:
    codes: list[str] = []

    def build() -> None:
        try:
            build_edition(settings, OTHER, embedder)
        except KbError as error:
            codes.append(error.code)

    with builder_lock(settings) as lock:
        thread = threading.Thread(target=build)
        thread.start()
        thread.join()
        edition_id = build_edition(settings, OTHER, embedder, lock=lock)
    assert codes == ["ingestion_running"]
    assert build_edition(settings, OTHER, embedder) > edition_id


def test_the_pointer_is_replaced_never_rewritten(settings: Settings, published: Any) -> None:
    first = published(small_corpus())
    with (settings.editions_dir / POINTER).open() as pointer:
        published(OTHER)
        assert pointer.read().strip() == first


class FakeServers:
    """Chroma servers without a network: one in-process Chroma for each address."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import chromadb

        def client(host: str, port: int, ssl: bool, settings: Any) -> Any:
            if host == "absent":
                raise ValueError("Could not connect to a Chroma server")
            return chromadb.PersistentClient(path=str(folder / f"{host}-{port}-{ssl}"), settings=settings)

        monkeypatch.setattr("chromadb.HttpClient", client)


def test_a_chroma_server_holds_one_collection_an_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FakeServers(tmp_path / "server", monkeypatch)
    settings = Settings(data_dir=tmp_path, chroma_url="http://chroma:9000")
    embedder = CountingEmbedder()
    first = build_edition(settings, small_corpus(), embedder)
    with open_edition(settings, first) as parent:
        second = build_edition(settings, OTHER, embedder, parent, carry_over={"circulaire-b"})
        assert not (settings.editions_dir / second / "vectors").exists()
        with open_edition(settings, second) as edition:
            for one in (parent, edition):
                assert [int(one.nearest(vector, 1)[0][0]) for vector in one.vectors] == list(range(one.size))
    monkeypatch.setattr(ChromaWriter, "add", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(Unavailable):
        build_edition(settings, OTHER, embedder)
    client = connect(tmp_path, settings.chroma_url)
    assert sorted(collection.name for collection in client.list_collections()) == [f"kb-{first}", f"kb-{second}"]
    client.close()


def test_a_chroma_server_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FakeServers(tmp_path / "server", monkeypatch)
    with pytest.raises(Unavailable, match="http://absent:9000") as refusal:
        build_edition(Settings(data_dir=tmp_path, chroma_url="http://absent:9000"), OTHER, CountingEmbedder())
    assert refusal.value.code == "vector_store_unreachable"
    assert hidden(settings_in(tmp_path)) == []


def test_sqlite_s_other_words_for_a_full_disk_are_believed_only_where_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        with full_disk_told(tmp_path / "not" / "there"):
            raise sqlite3.OperationalError("unable to open database file")

    with pytest.raises(sqlite3.OperationalError):
        fail()
    monkeypatch.setattr("corpus.editions.failures._LEAST_ROOM", 1 << 62)
    with pytest.raises(Unavailable) as refusal:
        fail()
    assert refusal.value.code == "disk_full"
