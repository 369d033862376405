"""A build costs what changed, and gives what a build from nothing would have given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from edition_samples import CountingEmbedder, content, small_corpus

from corpus.editions import build
from corpus.editions.content import SourceContent
from corpus.editions.edition import Edition
from corpus.editions.layout import (
    COLUMNS,
    DIGESTS,
    SENTENCE_OFFSETS,
    SENTENCES,
    VECTORS,
)
from corpus.editions.manifest import diff
from corpus.errors import Defect, KbError
from corpus.legal_text.tokens import tokens


def many(changed: str | None = None) -> list[SourceContent]:
    """Twenty sources of ten articles; `changed` is a new wording of the seventh source's first article."""
    sources = [
        content(f"loi-{i:02}", [f"Article {i} et {j} de la loi.\nSuite {j}." for j in range(10)]) for i in range(20)
    ]
    if changed is not None:
        articles = [provision.text for provision in sources[7].provisions]
        sources[7] = content("loi-07", [changed, *articles[1:]])
    return sources


def assert_same_content(one: Edition, other: Edition, embedder: CountingEmbedder) -> None:
    for name in (COLUMNS, DIGESTS, VECTORS, SENTENCES, SENTENCE_OFFSETS):
        assert (one.folder / name).read_bytes() == (other.folder / name).read_bytes(), name
    everything = range(one.size)
    assert one.sources() == other.sources()
    assert one.passages(everything) == other.passages(everything)
    assert one.provisions_of_passages(everything) == other.provisions_of_passages(everything)
    for question in ("article 7", "suite 3", "renouvelé"):
        vector = embedder.embed_query(question)
        for ours, theirs in (
            (one.nearest(vector, 10), other.nearest(vector, 10)),
            (one.words(tokens(question), 10), other.words(tokens(question), 10)),
        ):
            assert list(ours[0]) == list(theirs[0])
            assert ours[1] == pytest.approx(theirs[1], abs=1e-6)


def test_only_changed_text_is_embedded(published: Any, opened: Any, embedder: CountingEmbedder) -> None:
    parent = opened(published(many()))
    assert len(embedder.embedded) == 200
    embedder.embedded.clear()
    published(many(changed="Article renouvelé."), parent)
    assert embedder.embedded == ["loi-07 — art. 1\nArticle renouvelé."]


def test_the_same_text_cut_into_other_sentences_is_embedded_again(
    published: Any, opened: Any, embedder: CountingEmbedder
) -> None:
    source = content("loi-a", ["Une phrase. Une autre."])
    parent = opened(published([source]))
    halves = ((0, 11), (12, 22))
    recut = replace(source, passages=(replace(source.passages[0], sentences=halves),))
    edition = opened(published([recut], parent))
    expected = [embedder.embed_query("Une phrase."), embedder.embed_query("Une autre.")]
    assert edition.sentence_vectors(0) == pytest.approx(np.stack(expected), abs=1e-3)


def test_a_carried_over_source_equals_one_that_was_read_again(
    published: Any, opened: Any, embedder: CountingEmbedder
) -> None:
    parent = opened(published(many()))
    changed = many(changed="Article renouvelé.")
    unchanged = {source.source.source_id for source in changed} - {"loi-07"}
    carried = opened(published([changed[7]], parent, carry_over=unchanged))
    assert_same_content(carried, opened(published(changed)), embedder)
    assert carried.manifest.sources == opened(published(changed)).manifest.sources


def test_chroma_is_mended_and_forgets_what_is_gone(published: Any, opened: Any, embedder: CountingEmbedder) -> None:
    parent = opened(published(many()))
    mended = opened(published(many(changed="Article renouvelé."), parent))
    assert mended.manifest.tombstones == 1
    old = embedder.embed_query("loi-07 — art. 1\nArticle 7 et 0 de la loi.\nSuite 0.")
    new = embedder.embed_query("loi-07 — art. 1\nArticle renouvelé.")
    changed = mended.ordinals(["loi-07/art_1#0"])[0]
    assert mended.nearest(new, 1)[0] == [changed]
    assert mended.nearest(new, 1)[1] == pytest.approx(1, abs=1e-6)
    assert mended.nearest(old, 1)[1] < 0.99
    assert parent.nearest(old, 1)[1] == pytest.approx(1, abs=1e-6), "the parent still answers as it did"


def test_chroma_is_made_anew_when_most_of_it_would_be_tombstones(published: Any, opened: Any) -> None:
    edition = opened(published([content("loi-a", [f"Texte {i}." for i in range(10)])]))
    seen = []
    for round_ in range(4):
        articles = [f"Tour {round_}.", *(f"Texte {i}." for i in range(1, 10))]
        edition = opened(published([content("loi-a", articles)], edition))
        seen.append(edition.manifest.tombstones)
    assert seen == [1, 2, 0, 1]
    assert len(edition.nearest(edition.vectors[0], 100)[0]) == 10


def test_removed_and_added_sources_make_the_diff(published: Any, opened: Any) -> None:
    before = opened(published(small_corpus()))
    after = opened(
        published(
            [content("loi-a", ["Le centre décide dans les quinze jours."]), content("fiche-d", ["Un conseil."])],
            before,
            carry_over={"procedure-c"},
        )
    )
    changes = diff(before.manifest, after.manifest)
    assert [entry.source_id for entry in changes.added] == ["fiche-d"]
    assert [entry.source_id for entry in changes.removed] == ["circulaire-b"]
    assert [(c.before.source_id, c.before.provisions, c.after.provisions) for c in changes.changed] == [("loi-a", 2, 1)]
    assert not changes.is_empty
    assert diff(before.manifest, before.manifest).is_empty


def test_the_manifest_says_where_it_comes_from(published: Any, opened: Any) -> None:
    first = opened(published(small_corpus(), note="premier essai", problems=["vide.pdf est vide."]))
    second = opened(published(small_corpus(), first))
    assert (first.manifest.parent, second.manifest.parent) == (None, first.edition_id)
    assert (first.manifest.note, first.manifest.problems) == ("premier essai", ("vide.pdf est vide.",))
    assert (first.manifest.model, first.manifest.dimensions) == ("hachage", 16)
    assert (first.manifest.provisions, first.manifest.passages) == (5, 5)
    assert second.edition_id > first.edition_id, "ids sort in the order of making, even within a second"
    assert second.edition_id[-6:] == first.edition_id[-6:], "one content, one hash"


def test_another_model_embeds_everything_again_without_parsing(settings: Any, published: Any, opened: Any) -> None:
    parent = opened(published(small_corpus()))
    other = CountingEmbedder("autre", dimensions=8)
    names = {source.source_id for source in parent.sources()}
    edition = opened(build.build_edition(settings, [], other, parent, carry_over=names))
    assert len(other.embedded) == 5
    edition.require_model(other)
    assert edition.nearest(other.embed_query(edition.passage(2).indexed_text), 1)[0] == [2]


def test_tokens_are_cut_again_only_when_text_or_tokenizer_changed(
    published: Any, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = opened(published(many()))
    cut: list[str] = []

    def cut_and_count(text: str) -> list[str]:
        cut.append(text)
        return ["mot"]

    monkeypatch.setattr("corpus.legal_text.tokens.tokens", cut_and_count)
    published(many(changed="Article renouvelé."), parent)
    assert cut == ["loi-07 — art. 1\nArticle renouvelé."]
    monkeypatch.setattr(build, "tokenizer_fingerprint", lambda: "une autre façon de couper")
    published(many(), parent)
    assert len(cut) == 201


def test_progress_counts_what_is_embedded(published: Any, opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.editions.embed.BLOCK", 60)
    seen: list[tuple[int, int]] = []
    parent = opened(published(many(), on_progress=lambda done, total: seen.append((done, total))))
    assert sorted(set(seen)) == [(60, 200), (120, 200), (180, 200), (200, 200)]
    seen.clear()
    published(many(changed="Article renouvelé."), parent, on_progress=lambda done, total: seen.append((done, total)))
    assert set(seen) == {(1, 1)}


def test_a_passage_without_sentences_or_words_is_no_accident(published: Any, opened: Any) -> None:
    source = content("loi-a", ["…"])
    source = replace(source, passages=(replace(source.passages[0], context="", sentences=()),))
    edition = opened(published([source]))
    assert edition.sentence_vectors(0).shape == (0, 16)
    assert len(edition.words(["mot"], 5)[0]) == 0


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        (list, "nothing_to_index"),
        (lambda: [content("loi-a", [])], "nothing_to_index"),
        (lambda: [content("loi-a", ["x."]), content("loi-a", ["y."])], "duplicate_id"),
    ],
    ids=["no source", "no text", "one source twice"],
)
def test_what_cannot_be_an_edition_is_refused(
    settings: Any, embedder: CountingEmbedder, sources: Callable[[], list[SourceContent]], code: str
) -> None:
    with pytest.raises(KbError) as refusal:
        build.build_edition(settings, sources(), embedder)
    assert refusal.value.code == code


def test_carrying_over_what_the_parent_lacks_is_a_defect(settings: Any, published: Any, opened: Any) -> None:
    parent = opened(published(small_corpus()))
    for known_parent in (parent, None):
        with pytest.raises(Defect, match="loi-inconnue"):
            build.build_edition(settings, [], CountingEmbedder(), known_parent, carry_over={"loi-inconnue"})


def test_an_embedder_that_returns_too_little_is_told(settings: Any) -> None:
    class Short(CountingEmbedder):
        def embed_with_spans(self, texts: Any, spans: Any, on_progress: Any = None) -> Any:
            vectors, pieces = super().embed_with_spans(texts, spans, on_progress)
            return vectors, pieces[:-1]

    with pytest.raises(Defect) as defect:
        build.build_edition(settings, small_corpus(), Short())
    assert defect.value.code == "bad_vectors"
