"""The adapter sees texts that are known to be asked something, the model alone all others."""

from __future__ import annotations

import numpy as np
import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.edition import Edition
from corpus.editions.shelf import open_current
from corpus.embedding.question_adapter import NO_ADAPTER, QuestionAdapter
from corpus.embedding.scale import ADAPTED, PLAIN
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.retrieval.nearness import Views, around

SWAP = QuestionAdapter(np.array([[0, 1], [1, 0]], np.float32), ADAPTED)
TEXTS = np.array([[1, 0], [0, 1]], np.float32)


def test_a_known_text_is_compared_with_the_adapted_question() -> None:
    views = Views.of(np.array([1, 0], np.float32), SWAP)
    known, unknown = views.nearness(TEXTS, True), views.nearness(TEXTS, False)
    assert known[1] == pytest.approx(ADAPTED.texts.scaled(1.0))
    assert known[0] == pytest.approx(ADAPTED.texts.scaled(0.0))
    assert unknown[0] == pytest.approx(PLAIN.texts.scaled(1.0))
    assert unknown[1] == pytest.approx(PLAIN.texts.scaled(0.0))


def test_without_an_adapter_both_are_the_same() -> None:
    views = Views.of(np.array([0.6, 0.8], np.float32), NO_ADAPTER)
    assert np.array_equal(views.nearness(TEXTS, True), views.nearness(TEXTS, False))


@pytest.fixture
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("around")
    (folder / "textes").mkdir()
    for number in range(3):
        (folder / "textes" / f"t{number}.md").write_text(f"# T{number}\n\n## Un\n\nLe texte numéro {number}.\n")
    settings = Settings(data_dir=folder)
    ingest([folder / "textes"], settings, Catalogue(()), HashEmbedder())
    return open_current(settings)


def test_fewer_than_ten_have_their_last_as_the_tenth_and_what_is_far_is_bounded(edition: Edition) -> None:
    views = Views.of(HashEmbedder().embed_query("tout autre chose"), NO_ADAPTER)
    everything = np.ones(edition.size, np.bool_)
    told = around(edition, views, np.array([0.9, 0.83, -0.4], np.float32), everything, False, np.empty(0, np.float32))
    assert told.nearest == pytest.approx(1.0)
    assert told.tenth == -0.5
    assert told.middle == -0.5
    assert (told.typical, told.tenth_typical) == (0, 0)


def test_where_nothing_may_answer_nothing_is_near(edition: Edition) -> None:
    views = Views.of(HashEmbedder().embed_query("texte"), NO_ADAPTER)
    none = np.zeros(edition.size, np.bool_)
    told = around(edition, views, np.empty(0, np.float32), none, False, np.empty(0, np.float32))
    assert (told.nearest, told.tenth, told.middle) == (0, 0, 0)
