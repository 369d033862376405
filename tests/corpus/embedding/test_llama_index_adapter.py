"""llama-index sees the house's embedder: queries as queries, texts as passages, one or many."""

from __future__ import annotations

import asyncio

import pytest
from kit import HashEmbedder

from corpus.embedding.embedder import Vectors
from corpus.embedding.llama_index_adapter import KbEmbedding


class Prefixing(HashEmbedder):
    def embed_query(self, text: str) -> Vectors:
        return super().embed_query(f"question {text}")


def test_queries_and_texts_reach_their_own_method() -> None:
    inner = Prefixing()
    adapter = KbEmbedding(inner)
    assert adapter.model_name == "hash"
    assert adapter.get_query_embedding("aide") == pytest.approx(inner.embed_query("aide").tolist())
    assert adapter.get_text_embedding("aide") == pytest.approx(inner.embed_passages(["aide"])[0].tolist())
    assert adapter.get_query_embedding("aide") != pytest.approx(adapter.get_text_embedding("aide"))


def test_a_batch_and_its_asynchronous_twin_agree() -> None:
    adapter = KbEmbedding(HashEmbedder(), embed_batch_size=2)
    texts = ["un", "deux", "trois"]
    batch = adapter.get_text_embedding_batch(texts)
    assert len(batch) == 3
    assert batch[2] == pytest.approx(adapter.get_text_embedding("trois"))
    assert asyncio.run(adapter.aget_text_embedding_batch(texts)) == batch
    assert asyncio.run(adapter.aget_query_embedding("un")) == adapter.get_query_embedding("un")
