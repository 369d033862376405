"""The adapter moves questions alone, keeps their length, and belongs to the built-in model."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.embedding.default_model import NAME
from corpus.embedding.onnx_embedder import OnnxEmbedder
from corpus.embedding.question_adapter import NO_ADAPTER, QuestionAdapter, adapter_of
from corpus.embedding.scale import ADAPTED, LEARNT, PLAIN

PAIRS = [
    ("on m'a coupé mon revenu sans me prévenir", "La décision de suspension est notifiée à l'intéressé."),
    ("mon proprio me demande deux mois de garantie", "Le centre peut accorder une garantie locative."),
    ("il n'a plus de quoi remplir sa cuve", "L'allocation du Fonds social chauffage est accordée pour le gasoil."),
]


def test_one_question_and_many_are_moved_alike_and_keep_length_one() -> None:
    adapter = QuestionAdapter(np.array([[0, 2], [1, 0]], np.float32), ADAPTED)
    rows = np.array([[1, 0], [0.6, 0.8]], np.float32)
    moved = adapter.adapt(rows)
    assert np.allclose(np.linalg.norm(moved, axis=1), 1)
    assert np.allclose(moved[0], [0, 1])
    assert np.allclose(adapter.adapt(rows[1]), moved[1])


def test_another_model_has_none() -> None:
    assert adapter_of("intfloat/multilingual-e5-base:abc") is NO_ADAPTER
    rows = np.eye(3, dtype=np.float32)
    assert NO_ADAPTER.adapt(rows) is rows
    assert NO_ADAPTER.scale is PLAIN


def test_idle_it_moves_nothing_and_reads_cosines_as_the_model_s_own() -> None:
    rows = np.eye(3, dtype=np.float32)
    idle = adapter_of(NAME).idle
    assert idle.adapt(rows) is rows
    assert idle.scale is idle.plain is LEARNT
    assert adapter_of(NAME).idle is idle  # an index of known questions is kept for each


def test_the_shipped_matrix_fits_the_built_in_model(e5: OnnxEmbedder) -> None:
    matrix = adapter_of(NAME).matrix
    assert matrix is not None
    assert matrix.shape == (e5.dimensions, e5.dimensions)
    assert np.isfinite(matrix).all()


@pytest.mark.parametrize(("question", "text"), PAIRS)
def test_everyday_words_stand_out_more_for_what_answers_them(e5: OnnxEmbedder, question: str, text: str) -> None:
    """By the share of the band between unrelated and near that the answer lies above the other texts."""
    others = [other for _, other in PAIRS if other != text]
    texts, vector = e5.embed_passages([text, *others]), e5.embed_query(question)
    adapter = adapter_of(NAME)
    adapted = adapter.scale.texts.scaled(texts @ adapter.adapt(vector))
    assert adapted[0] > adapted[1:].max()


def test_a_band_tells_unrelated_from_near() -> None:
    assert PLAIN.texts.scaled(0.76) == 0
    assert ADAPTED.texts.scaled(0.46) == pytest.approx(1)
    assert LEARNT.texts.scaled(0.49) == pytest.approx(1)
