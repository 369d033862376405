"""The stand-ins keep the promises of what they stand for."""

from __future__ import annotations

import numpy as np
import pytest
from kit import HashEmbedder

from corpus.embedding.embedder import Embedder


def test_the_hash_embedder_is_an_embedder() -> None:
    embedder = HashEmbedder()
    assert isinstance(embedder, Embedder)
    vectors = embedder.embed_passages(["Le délai de décision", "", "?!"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert np.array_equal(vectors, HashEmbedder().embed_passages(["Le délai de décision", "", "?!"]))


def test_texts_that_share_words_are_nearer() -> None:
    embedder = HashEmbedder()
    near, far = embedder.embed_passages(["Les décisions du CPAS : délais", "La tarte au sucre"])
    query = embedder.embed_query("délai de décision du cpas")
    assert query @ near > query @ far + 0.3
