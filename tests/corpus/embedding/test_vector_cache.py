"""No text is embedded twice, whatever happens to the run or to the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit import HashEmbedder

from corpus.embedding.embedder import Embedder, Progress, Vectors
from corpus.embedding.vector_cache import CachedEmbedder
from corpus.errors import Unavailable

TEXTS = [f"Le point numéro {number} du texte." for number in range(200)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache/vectors.sqlite"


def test_a_second_run_computes_nothing_and_answers_the_same_bits(path: Path) -> None:
    spans = [[(0, 8), (9, len(text))] for text in TEXTS]
    first = CachedEmbedder(HashEmbedder(), path).embed_with_spans(TEXTS, spans)
    inner = HashEmbedder()
    cached = CachedEmbedder(inner, path)
    assert isinstance(cached, Embedder)
    assert (cached.name, cached.dimensions) == (inner.name, inner.dimensions)
    again = cached.embed_with_spans(TEXTS[::-1], spans[::-1])
    assert inner.embedded == []
    assert np.array_equal(again[0][::-1], first[0])
    assert all(np.array_equal(a, b) for a, b in zip(again[1][::-1], first[1], strict=True))


def test_cached_vectors_are_those_of_the_embedder(path: Path) -> None:
    inner = HashEmbedder()
    spans = [[(0, 8), (9, 20)], [], [(2, 5)]]
    vectors, sentences = CachedEmbedder(inner, path).embed_with_spans(TEXTS[:3], spans)
    expected, expected_sentences = inner.embed_with_spans(TEXTS[:3], spans)
    assert (vectors * expected).sum(axis=1).min() > 0.99999
    assert [own.shape for own in sentences] == [own.shape for own in expected_sentences]
    assert (sentences[0] * expected_sentences[0]).sum(axis=1).min() > 0.99999


def test_only_what_changed_is_computed(path: Path) -> None:
    inner = HashEmbedder()
    cached = CachedEmbedder(inner, path)
    cached.embed_passages(TEXTS)
    inner.embedded.clear()
    cached.embed_passages([*TEXTS[:50], "Une phrase nouvelle.", *TEXTS[50:], "Une phrase nouvelle."])
    assert inner.embedded == ["Une phrase nouvelle."]


def test_other_sentences_or_another_model_are_other_entries(path: Path) -> None:
    CachedEmbedder(HashEmbedder(), path).embed_with_spans(["le revenu"], [[(0, 2)]])
    for name, spans in [("hash", [(0, 2), (3, 9)]), ("hash", []), ("another", [(0, 2)])]:
        inner = HashEmbedder(name)
        CachedEmbedder(inner, path).embed_with_spans(["le revenu"], [spans])
        assert inner.embedded == ["le revenu"]


class Interrupted(HashEmbedder):
    """Stops at the hundredth text, as a killed ingestion does."""

    def embed_passages(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        if len(self.embedded) + len(texts) > 100:
            raise KeyboardInterrupt
        return super().embed_passages(texts, on_progress)


def test_an_interrupted_run_resumes_where_it_stopped(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(Interrupted(), path).embed_passages(TEXTS)
    inner = HashEmbedder()
    seen: list[int] = []
    CachedEmbedder(inner, path).embed_passages(TEXTS, seen.append)
    assert len(inner.embedded) == len(TEXTS) - 64
    assert seen[0] == 64
    assert seen[-1] == len(TEXTS)
    assert seen == sorted(seen)


@pytest.mark.parametrize("damage", [b"not a database at all", b"SQLite format 3\x00" + b"\xff" * 4096, b""])
def test_a_damaged_file_is_set_aside_and_begun_anew(path: Path, damage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)
    assert CachedEmbedder(HashEmbedder(), path).embed_passages(TEXTS).shape == (200, 256)
    inner = HashEmbedder()
    CachedEmbedder(inner, path).embed_passages(TEXTS)
    assert inner.embedded == []
    aside = list(path.parent.glob("*.damaged-*"))
    assert [file.read_bytes() for file in aside] == ([damage] if damage else [])


def test_a_page_damaged_in_the_middle_is_survived(path: Path) -> None:
    CachedEmbedder(HashEmbedder(), path).embed_passages(TEXTS)
    data = bytearray(path.read_bytes())
    data[4096:20480] = b"\xa5" * 16384
    path.write_bytes(data)
    vectors = CachedEmbedder(HashEmbedder(), path).embed_passages(TEXTS)
    assert (vectors * HashEmbedder().embed_passages(TEXTS)).sum(axis=1).min() > 0.99999


def test_an_entry_of_another_size_is_computed_again(path: Path) -> None:
    CachedEmbedder(HashEmbedder(dimensions=64), path).embed_passages(["le revenu"])
    assert CachedEmbedder(HashEmbedder(dimensions=256), path).embed_passages(["le revenu"]).shape == (1, 256)


def test_a_folder_that_cannot_be_written_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="cache de vecteurs") as refusal:
        CachedEmbedder(HashEmbedder(), tmp_path / "cache/vectors.sqlite").embed_passages(["le revenu"])
    assert refusal.value.code == "cache_unavailable"


def test_questions_are_not_kept(path: Path) -> None:
    CachedEmbedder(HashEmbedder(), path).embed_query("une question privée")
    assert not path.exists()


@given(st.lists(st.text(max_size=30), max_size=20))
def test_any_list_of_texts_comes_back_in_its_order(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.sqlite"
    vectors = CachedEmbedder(HashEmbedder(), path).embed_passages(texts)
    assert vectors == pytest.approx(HashEmbedder().embed_passages(texts), abs=2e-3)
