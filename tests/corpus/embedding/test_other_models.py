"""The two settings that name another model: an embedding model and a reranker, here tiny and random."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tiny_model import DIMENSIONS, write_tiny_cross_encoder, write_tiny_embedder

from corpus.embedding.embedder import Embedder, load_embedder
from corpus.embedding.reranker import Reranker, load_reranker
from corpus.errors import Unavailable
from corpus.settings import Settings

TEXT = "le revenu . la tarte au sucre"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_tiny_embedder(folder / "plain")
    write_tiny_embedder(folder / "tuned", seed=1)
    write_tiny_embedder(folder / "prompted", prompts={"query": "query : ", "document": "passage : "})
    write_tiny_cross_encoder(folder / "reranker")
    write_tiny_cross_encoder(folder / "classifier", labels=3)
    shutil.copytree(folder / "plain", folder / "tiny-e5-copy")
    return folder


def embedder(folder: Path) -> Embedder:
    return load_embedder(Settings(embedding_model=str(folder)))


def test_a_local_folder_is_an_embedder_of_unit_vectors(models: Path) -> None:
    plain = embedder(models / "plain")
    assert isinstance(plain, Embedder)
    vectors = plain.embed_passages(["la tarte", TEXT, "aide"])
    assert vectors.shape == (3, DIMENSIONS) == (3, plain.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert vectors[1] == pytest.approx(plain.embed_passages([TEXT])[0], abs=1e-5)


def test_each_sentence_is_embedded_on_its_own(models: Path) -> None:
    plain = embedder(models / "plain")
    _, sentences = plain.embed_with_spans([TEXT, "aide", "jour"], [[(0, 11), (12, len(TEXT))], [], [(0, 4)]])
    assert [len(own) for own in sentences] == [2, 0, 1]
    assert sentences[0] == pytest.approx(plain.embed_passages([TEXT[:11], TEXT[12:]]), abs=1e-5)
    assert plain.embed_with_spans([], [])[1] == []


@pytest.mark.parametrize(
    ("folder", "query", "passage"),
    [("plain", "", ""), ("prompted", "query : ", "passage : "), ("tiny-e5-copy", "query: ", "passage: ")],
)
def test_prefixes_are_the_models_own_or_those_of_its_family(
    models: Path, folder: str, query: str, passage: str
) -> None:
    bare, prefixed = embedder(models / "plain"), embedder(models / folder)
    assert prefixed.embed_query("aide") == pytest.approx(bare.embed_query(query + "aide"), abs=1e-5)
    assert prefixed.embed_passages(["aide"]) == pytest.approx(bare.embed_passages([passage + "aide"]), abs=1e-5)


def test_the_name_follows_the_weights_and_the_prefixes_not_the_place(models: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(models / "plain", tmp_path / "plain")
    assert embedder(elsewhere).name == embedder(models / "plain").name
    shutil.rmtree(elsewhere)
    shutil.copytree(models / "tuned", elsewhere)
    assert embedder(elsewhere).name != embedder(models / "plain").name
    suffixes = {embedder(models / folder).name.partition(":")[2] for folder in ("plain", "prompted", "tiny-e5-copy")}
    assert len(suffixes) == 3


def test_a_reranker_scores_pairs(models: Path) -> None:
    reranker = load_reranker(Settings(reranker_model=str(models / "reranker")))
    assert isinstance(reranker, Reranker)
    scores = reranker.score("le revenu", ["la tarte au sucre", "le revenu", "cpas"])
    assert scores.shape == (3,)
    assert len(set(scores.tolist())) == 3
    assert scores[1] == pytest.approx(reranker.score("le revenu", ["le revenu"])[0], abs=1e-5)
    assert reranker.score("le revenu", []).shape == (0,)


def test_no_reranker_is_the_default() -> None:
    assert load_reranker(Settings(reranker_model=None)) is None


@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("/no/such/folder", "model_missing"),
        ("./neither-this", "model_missing"),
        ("nobody/no-such-model", "model_missing"),
    ],
)
def test_a_model_that_is_nowhere(model: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    for load in (
        lambda: load_embedder(Settings(embedding_model=model)),
        lambda: load_reranker(Settings(reranker_model=model)),
    ):
        with pytest.raises(Unavailable, match=model) as refusal:
            load()
        assert refusal.value.code == code
        assert refusal.value.remedy


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(Unavailable, match="lisible") as refusal:
        embedder(tmp_path)
    assert refusal.value.code == "model_unreadable"


def test_a_classifier_is_no_reranker(models: Path) -> None:
    with pytest.raises(Unavailable, match="3 catégories") as refusal:
        load_reranker(Settings(reranker_model=str(models / "classifier")))
    assert refusal.value.code == "model_not_a_reranker"
