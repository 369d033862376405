"""What an edition gives back is what was put in, and it finds by vector and by word."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from edition_samples import CountingEmbedder, content, rich_content, small_corpus

from corpus.editions.columns import KINDS, REGIONS
from corpus.errors import BadInput
from corpus.legal_text.tokens import tokens
from corpus.model import Kind, Region, Validity


def test_every_field_of_the_vocabulary_survives_the_disk(published: Any, opened: Any) -> None:
    rich = rich_content()
    edition = opened(published([rich, *small_corpus()]))
    assert edition.source("arrete-z") == rich.source
    assert edition.manifest.sources[0] == rich.entry()
    assert tuple(edition.provisions_of_source("arrete-z")) == rich.provisions
    (ordinal,) = edition.passages_of_provision("arrete-z/art_9bis@2016-12-01")
    assert edition.passage(ordinal) == rich.passages[0]
    assert edition.provisions_of_passages([ordinal]) == [rich.provisions[0]]


def test_provisions_are_found_by_number_with_all_their_wordings(published: Any, opened: Any) -> None:
    edition = opened(published(small_corpus()))
    assert [found.label for found in edition.find_provisions("loi-a", "2")] == ["art. 2"]
    assert edition.find_provisions("loi-a", "99") == []
    assert edition.provision("procedure-c/art_2").text == "Encoder le rapport social."
    assert [source.source_id for source in edition.sources()] == ["circulaire-b", "loi-a", "procedure-c"]


def test_passages_come_in_the_order_asked(published: Any, opened: Any) -> None:
    edition = opened(published(small_corpus()))
    assert [passage.passage_id for passage in edition.passages(np.array([4, 0, 4]))] == [
        "procedure-c/art_2#0",
        "circulaire-b/art_1#0",
        "procedure-c/art_2#0",
    ]
    with pytest.raises(IndexError):
        edition.passage(5)
    with pytest.raises(KeyError):
        edition.source("loi-inconnue")


@pytest.mark.parametrize("one_shot", [False, True], ids=["chroma", "exact"])
def test_a_passage_is_nearest_to_its_own_vector(
    published: Any, opened: Any, embedder: CountingEmbedder, one_shot: bool
) -> None:
    edition = opened(published(small_corpus()), one_shot)
    for ordinal in range(edition.size):
        vector = embedder.embed_query(edition.passage(ordinal).indexed_text)
        ordinals, similarities = edition.nearest(vector, 3)
        assert (ordinals[0], len(ordinals)) == (ordinal, 3)
        assert similarities == pytest.approx(edition.vectors[ordinals] @ vector, abs=1e-6)
        assert list(similarities) == sorted(similarities, reverse=True)


@pytest.mark.parametrize("one_shot", [False, True], ids=["chroma", "exact"])
@pytest.mark.parametrize("k", [0, 1, 2, 50])
@pytest.mark.parametrize(
    "kinds",
    [{Kind.PROCEDURE}, {Kind.LAW, Kind.CIRCULAR}, {Kind.FAQ}],
    ids=["procedures", "laws and circulars", "questions"],
)
def test_only_what_is_allowed_is_nearest(
    published: Any, opened: Any, embedder: CountingEmbedder, one_shot: bool, k: int, kinds: set[Kind]
) -> None:
    edition = opened(published(small_corpus()), one_shot)
    allowed = edition.filter_mask(kinds=kinds)
    vector = embedder.embed_query("le centre")
    ordinals, _ = edition.nearest(vector, k, allowed)
    expected = [ordinal for ordinal in np.argsort(-(edition.vectors @ vector)) if allowed[ordinal]][:k]
    assert list(ordinals) == expected


@pytest.mark.parametrize("one_shot", [False, True], ids=["chroma", "exact"])
@pytest.mark.parametrize("kinds", [None, {Kind.LAW}, {Kind.FICHE}], ids=["all", "most", "few"])
def test_neighbours_are_the_true_ones_however_narrow_the_filter(
    published: Any, opened: Any, embedder: CountingEmbedder, kinds: set[Kind] | None, one_shot: bool
) -> None:
    laws = content("loi-a", [f"Texte de la loi numéro {i}." for i in range(300)])
    fiches = content("zoo-fiche", [f"Conseil pratique {i}." for i in range(20)], kind=Kind.FICHE)
    edition = opened(published([laws, fiches]), one_shot)
    allowed = edition.filter_mask(kinds=kinds) if kinds else None
    for question in ("délai", "montant", "carte"):
        vector = embedder.embed_query(question)
        truth = [i for i in np.argsort(-(edition.vectors @ vector)) if allowed is None or allowed[i]][:15]
        ordinals, similarities = edition.nearest(vector, 15, allowed)
        assert list(ordinals) == truth
        assert similarities == pytest.approx(edition.vectors[truth] @ vector, abs=1e-6)


def test_closing_one_reader_of_an_edition_leaves_the_other_open(
    published: Any, opened: Any, embedder: CountingEmbedder
) -> None:
    edition_id = published(small_corpus())
    one, other = opened(edition_id), opened(edition_id)
    one.warm()
    other.warm()
    one.close()
    assert other.nearest(other.vectors[3], 1)[0] == [3]
    assert other.passage(3) == small_corpus()[2].passages[0]


def test_words_find_the_passage_that_holds_them(published: Any, opened: Any) -> None:
    edition = opened(published(small_corpus()))
    ordinals, scores = edition.words(tokens("trente jours"), 5)
    assert [passage.provision_id for passage in edition.passages(ordinals)] == ["loi-a/art_1"]
    assert scores[0] > 0
    assert len(edition.words(["zygomatique"], 5)[0]) == len(edition.words([], 5)[0]) == 0


def test_words_weigh_what_the_caller_says_and_obey_the_mask(published: Any, opened: Any) -> None:
    edition = opened(published(small_corpus()))
    asked = tokens("carte rapport")
    carte, rapport = edition.ordinals(["procedure-c/art_1#0", "procedure-c/art_2#0"])
    assert edition.words(asked, 5, weights=[1.0, 0.1])[0][0] == carte
    assert edition.words(asked, 5, weights=[0.1, 1.0])[0][0] == rapport
    assert list(edition.words(asked, 5, weights=[0.0, 1.0])[0]) == [rapport]
    assert len(edition.words(asked, 5, allowed=edition.filter_mask(kinds={Kind.LAW}))[0]) == 0


def test_it_counts_the_passages_that_hold_a_word(published: Any, opened: Any) -> None:
    texts = ["Carte carte.", "Carte et rapport.", "Rien."]
    edition = opened(published([content("loi-a", texts)]))
    (carte,), (rapport,) = tokens("carte"), tokens("rapport")
    frequencies = edition.document_frequencies()
    assert (frequencies[carte], frequencies[rapport], frequencies.get("zygomatique")) == (2, 1, None)
    assert all(frequencies.values())
    assert frequencies is edition.document_frequencies(), "made once: it is asked at every question"


def test_each_sentence_has_its_vector(published: Any, opened: Any, embedder: CountingEmbedder) -> None:
    edition = opened(published(small_corpus()))
    (ordinal,) = edition.passages_of_provision("loi-a/art_1")
    sentences = ["Le centre décide dans les trente jours.", "Il notifie sa décision."]
    expected = np.stack([embedder.embed_query(sentence) for sentence in sentences])
    assert edition.sentence_vectors(ordinal) == pytest.approx(expected, abs=1e-3)


IN_2020 = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("validity", "source_validity", "repealed", "day", "kept"),
    [
        (Validity(), Validity(), False, IN_2020, True),
        (Validity(IN_2020, None), Validity(), False, IN_2020, True),
        (Validity(date(2020, 1, 2), None), Validity(), False, IN_2020, False),
        (Validity(None, IN_2020), Validity(), False, IN_2020, True),
        (Validity(None, date(2019, 12, 31)), Validity(), False, IN_2020, False),
        (Validity(), Validity(None, date(2019, 12, 31)), False, IN_2020, False),  # the source's end is the provision's
        (Validity(date(2002, 1, 1), None), Validity(date(2026, 1, 1), None), False, IN_2020, True),
        (Validity(), Validity(), True, IN_2020, False),
        (Validity(date(2030, 1, 1), None), Validity(), True, None, True),
    ],
)
def test_a_day_keeps_what_is_in_force_on_it(
    published: Any,
    opened: Any,
    validity: Validity,
    source_validity: Validity,
    repealed: bool,
    day: date | None,
    kept: bool,
) -> None:
    text = content("loi-a", ["Texte."], validity=validity, source_validity=source_validity, repealed=repealed)
    edition = opened(published([text]))
    assert edition.filter_mask(day).tolist() == [kept]


def test_regions_and_kinds_filter_together(published: Any, opened: Any) -> None:
    edition = opened(
        published(
            [
                content("a", ["x."], region=Region.WALLOON),
                content("b", ["y."], region=Region.FLEMISH),
                content("c", ["z."], kind=Kind.FICHE),
            ]
        )
    )
    assert edition.filter_mask(regions={Region.WALLOON, Region.FEDERAL}).tolist() == [True, False, True]
    assert edition.filter_mask(kinds={Kind.FICHE}).tolist() == [False, False, True]
    assert edition.filter_mask(regions={Region.WALLOON}, kinds={Kind.FICHE}).tolist() == [False, False, False]
    assert edition.filter_mask(regions=set()).tolist() == [False, False, False]


def test_validity_says_the_days_that_the_mask_used(published: Any, opened: Any) -> None:
    days = Validity(date(2016, 12, 1), date(2027, 12, 31))
    edition = opened(published([content("a", ["x."], validity=days), content("b", ["y."])]))
    assert [edition.validity(0), edition.validity(1)] == [days, Validity()]


def test_stored_codes_are_never_reordered() -> None:
    assert [str(kind) for kind in KINDS] == ["law", "decree", "circular", "procedure", "reform", "fiche", "faq"]
    assert [str(region) for region in REGIONS] == ["fédéral", "wallonne", "bruxelloise", "flamande", "germanophone"]
    assert (set(KINDS), set(REGIONS)) == (set(Kind), set(Region))


@pytest.mark.parametrize(
    "other", [CountingEmbedder("autre"), CountingEmbedder(dimensions=8)], ids=["name", "dimensions"]
)
def test_another_model_is_refused(
    published: Any, opened: Any, embedder: CountingEmbedder, other: CountingEmbedder
) -> None:
    edition = opened(published(small_corpus()))
    edition.require_model(embedder)
    with pytest.raises(BadInput, match="KB_EMBEDDING_MODEL") as refusal:
        edition.require_model(other)
    assert refusal.value.code == "model_mismatch"
