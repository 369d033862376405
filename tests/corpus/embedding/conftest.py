"""The built-in model, converted once and kept beside the checkout's other state."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.embedding.default_model import load_default_model
from corpus.embedding.onnx_embedder import OnnxEmbedder
from corpus.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def model_settings() -> Settings:
    return Settings(data_dir=CHECKOUT / ".kb-data/eval", embedding_model="multilingual-e5-small")


@pytest.fixture(scope="session")
def e5(model_settings: Settings) -> OnnxEmbedder:
    return load_default_model(model_settings)
