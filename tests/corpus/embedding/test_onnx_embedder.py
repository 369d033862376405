"""What the built-in embedder promises of its vectors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.embedding.default_model import default_model_folder, load_default_model
from corpus.embedding.embedder import Embedder
from corpus.embedding.onnx_embedder import WINDOW, OnnxEmbedder
from corpus.errors import Defect
from corpus.settings import Settings

TEXT = "Le revenu est payé par mois. Il est indexé. La décision est notifiée par lettre recommandée !"
SENTENCES = [(0, 28), (29, 43), (44, len(TEXT))]


def test_it_is_an_embedder_of_unit_vectors(e5: OnnxEmbedder) -> None:
    assert isinstance(e5, Embedder)
    vectors = e5.embed_passages(["un", "deux mots", "x" * 5000, "", "\ud800 \x00"])
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert e5.embed_query("").shape == (384,)
    assert e5.embed_passages([]).shape == (0, 384)


def test_a_query_and_a_passage_get_the_prefixes_of_the_family(e5: OnnxEmbedder) -> None:
    as_query, (as_passage,) = e5.embed_query("revenu"), e5.embed_passages(["revenu"])
    assert as_query @ as_passage < 0.995
    (hidden,) = e5._run([e5._tokenise("query: revenu").ids])
    mean = hidden.mean(axis=0)
    assert as_query == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_a_vector_depends_neither_on_its_batch_nor_on_the_order(e5: OnnxEmbedder) -> None:
    texts = [f"Le point {number} règle le montant." + " Et sa durée." * (number % 7) for number in range(40)]
    together = e5.embed_passages(texts)
    alone = np.array([e5.embed_passages([text])[0] for text in texts[:12]])
    assert together[:12] == pytest.approx(alone, abs=1e-4)
    assert e5.embed_passages(texts[::-1])[::-1] == pytest.approx(together, abs=1e-4)


def test_the_number_of_threads_changes_no_vector(e5: OnnxEmbedder, model_settings: Settings) -> None:
    texts = [f"Le point {number} règle la durée du paiement." * 9 for number in range(40)]
    alone = load_default_model(model_settings.model_copy(update={"threads": 1})).embed_passages(texts)
    assert np.array_equal(
        load_default_model(model_settings.model_copy(update={"threads": 3})).embed_passages(texts), alone
    )


def test_a_sentence_vector_is_the_mean_of_its_tokens_in_the_passage(e5: OnnxEmbedder) -> None:
    (vector,), (sentences,) = e5.embed_with_spans([TEXT], [SENTENCES])
    tokens = e5._tokenise("passage: " + TEXT)
    (states,) = e5._run([tokens.ids])
    processor: Any = e5._tokenise._processor
    pieces = [processor.id_to_piece(int(number)) for number in tokens.ids]
    first, second = pieces.index("▁Il"), pieces.index("▁La")
    begin = pieces.index("▁Le")
    for row, (start, end) in zip(sentences, [(begin, first), (first, second), (second, len(pieces) - 1)], strict=True):
        mean = states[start:end].mean(axis=0)
        assert row == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)
    assert vector == pytest.approx(e5.embed_passages([TEXT])[0], abs=1e-5)


def test_a_sentence_beyond_the_window_is_embedded_on_its_own(e5: OnnxEmbedder) -> None:
    start_of_text = "Le centre décide. " * 200
    last = "Le recours est introduit dans les trois mois."
    text = start_of_text + last
    spans = [(0, 17), (len(start_of_text), len(text))]
    (_,), (sentences,) = e5.embed_with_spans([text], [spans])
    assert len(e5._tokenise(text).ids) == WINDOW
    assert sentences[1] == pytest.approx(e5.embed_passages([last])[0], abs=1e-5)
    assert sentences[0] @ e5.embed_passages(["Le centre décide."])[0] < 0.9999, "read in its context"


def test_texts_without_sentences_and_sentences_without_tokens(e5: OnnxEmbedder) -> None:
    vectors, sentences = e5.embed_with_spans(["sans phrase", "a    b"], [[], [(1, 5)]])
    assert vectors.shape == (2, 384)
    assert [own.shape for own in sentences] == [(0, 384), (1, 384)]
    assert np.isfinite(sentences[1]).all()


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_span_outside_its_text_is_a_defect(e5: OnnxEmbedder, span: tuple[int, int]) -> None:
    with pytest.raises(Defect) as refusal:
        e5.embed_with_spans(["court"], [[span]])
    assert refusal.value.code == "bad_span"


def test_progress_counts_the_texts_done(e5: OnnxEmbedder) -> None:
    seen: list[int] = []
    e5.embed_passages(["a", "b", "c"], seen.append)
    assert seen[-1] == 3
    assert seen == sorted(seen)


ORDINARY = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=80).map(
    lambda text: " ".join(text.split())
)


@given(ORDINARY)
@settings(max_examples=60, deadline=None)
def test_sentencepiece_cuts_as_the_models_own_tokenizer(text: str) -> None:
    text = f"query: {text}".strip()
    assert _own.tokenise(text) == _own.reference(text)


class _Own:
    """Both tokenizers, loaded once for the property above, which hypothesis calls many times."""

    tokenise: Callable[[str], list[int]]
    reference: Callable[[str], list[int]]

    def load(self, embedder: OnnxEmbedder, model_settings: Settings) -> None:
        from tokenizers import Tokenizer

        tokenizer: Any = Tokenizer.from_file(str(default_model_folder(model_settings) / "tokenizer.json"))
        self.reference = lambda text: tokenizer.encode(text).ids
        self.tokenise = lambda text: embedder._tokenise(text).ids.tolist()


_own = _Own()


@pytest.fixture(autouse=True, scope="module")
def _load_tokenizers(e5: OnnxEmbedder, model_settings: Settings) -> None:
    _own.load(e5, model_settings)


def test_a_query_needs_no_torch(e5: OnnxEmbedder, model_settings: Settings) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from corpus.settings import Settings\n"
        "from corpus.embedding.embedder import load_embedder\n"
        f"load_embedder(Settings(data_dir=Path({str(model_settings.data_dir)!r}))).embed_query('aide')\n"
        "print([name for name in ('torch', 'transformers', 'tokenizers', 'onnx') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
