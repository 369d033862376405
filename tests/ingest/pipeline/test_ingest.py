"""What an ingestion publishes, carries over and says: only what changed changes."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from ingestion_house import House, fiche, law, outcomes, texts, told
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.shelf import list_editions
from corpus.embedding.vector_cache import CachedEmbedder
from corpus.errors import BadInput
from corpus.model import Kind, Source, Validity
from ingest.pipeline import assembly, reading
from ingest.pipeline.report import Outcome

DECISION = "Le centre décide dans les trente jours."
NOTICE = "La décision est notifiée dans les huit jours."


# --- A first edition, and the next


def test_a_folder_makes_a_first_edition(house: House) -> None:
    house.write("fiches/delais.md", fiche("Délais", DECISION, NOTICE))
    house.write("procedures/accueil.md", fiche("Accueil", "L'agent inscrit la demande."))
    house.write("README.md", "Notes de rangement.")
    house.write("fiches/~$delais.docx", b"lock of an office program")

    report = house.ingest()

    assert outcomes(report) == {"delais.md": Outcome.ADDED, "accueil.md": Outcome.ADDED}
    assert (report.edition_id, report.provisions, report.passages) == (house.current, 3, 3)
    assert report.problems == ()
    assert {source.source_id: source.kind for source in house.sources().values()} == {
        "delais": Kind.FICHE,
        "accueil": Kind.PROCEDURE,
    }
    assert texts(house.provisions("delais")) == [DECISION, NOTICE]


def test_the_same_files_again_publish_nothing(house: House) -> None:
    house.write("a.md", fiche("A", DECISION))
    house.write("loi.md", law("2020-01-01", "1. Il pleut."))
    first = house.ingest().edition_id

    report = house.ingest()

    assert report.edition_id is None
    assert outcomes(report) == {"a.md": Outcome.UNCHANGED, "loi.md": Outcome.UNCHANGED}
    assert house.current == first
    assert len(list_editions(house.settings)) == 1


def test_another_model_makes_everything_anew_from_the_same_files(house: House) -> None:
    """What an edition by another model advises to do, "kb ingest", must lead out of it."""
    house.write("a.md", fiche("A", DECISION))
    house.write("b.md", fiche("B", NOTICE))
    house.ingest()

    house.embedder = HashEmbedder("another")
    report = house.ingest(house.folder / "a.md")

    assert report.edition_id == house.current
    with house.edition() as edition:
        assert edition.made_by(house.embedder)
    assert set(house.sources()) == {"a", "b"}


def test_one_changed_file_changes_alone(house: House) -> None:
    for name in "abc":
        house.write(f"{name}.md", fiche(name.upper(), f"{DECISION} ({name})"))
    house.ingest()
    house.embedder.embedded.clear()

    house.write("b.md", fiche("B", NOTICE))
    report = house.ingest()

    assert outcomes(report) == {"a.md": Outcome.UNCHANGED, "b.md": Outcome.CHANGED, "c.md": Outcome.UNCHANGED}
    assert report.diff is not None
    assert [change.after.source_id for change in report.diff.changed] == ["b"]
    assert not report.diff.added
    assert not report.diff.removed
    assert [NOTICE in text for text in house.embedder.embedded] == [True]
    assert texts(house.provisions("a")) == [f"{DECISION} (a)"]
    assert texts(house.provisions("b")) == [NOTICE]


def test_a_file_ingested_alone_comes_beside_what_was_there(house: House) -> None:
    house.ingest(house.write("a.md", fiche("A", DECISION)))

    report = house.ingest(house.write("b.md", fiche("B", NOTICE)))

    assert report.diff is not None
    assert [entry.source_id for entry in report.diff.added] == ["b"]
    assert set(house.sources()) == {"a", "b"}


def test_the_same_content_under_two_names_is_read_once_and_said(house: House) -> None:
    house.write("a.md", fiche("A", DECISION))
    house.write("copie.md", fiche("A", DECISION))

    report = house.ingest()

    assert told(report, "copie.md").outcome is Outcome.DUPLICATE
    assert told(report, "copie.md").message.startswith("« copie.md » a le même contenu que « a.md »")
    assert report.problems == (told(report, "copie.md").message,)
    assert set(house.sources()) == {"a"}


def test_a_renamed_file_is_not_read_again(house: House) -> None:
    path = house.write("a.md", fiche("A", DECISION))
    house.ingest()

    path.rename(path.with_name("b.md"))

    assert outcomes(house.ingest()) == {"b.md": Outcome.UNCHANGED}
    assert set(house.sources()) == {"a"}


def test_two_documents_of_one_name_are_both_kept(house: House) -> None:
    house.write("2025/avis.md", fiche("Avis 2025", DECISION))
    house.write("2026/avis.md", fiche("Avis 2026", NOTICE))

    house.ingest()

    assert {key: source.title for key, source in house.sources().items()} == {
        "2025-avis": "Avis 2025",
        "2026-avis": "Avis 2026",
    }
    house.write("2026/avis.md", fiche("Avis 2026", "Il pleut."))
    house.ingest()
    assert texts(house.provisions("2025-avis")) == [DECISION]
    assert texts(house.provisions("2026-avis")) == ["Il pleut."]


def test_the_catalogue_s_word_goes_over_the_file_s(house: House) -> None:
    path = house.write("delais.md", fiche("Délais", DECISION))
    validity = Validity(date(2025, 1, 1), date(2025, 12, 31))
    entry = Source("fiche-delais", "Fiche des délais", Kind.CIRCULAR, validity=validity, files=("delais.md",))
    house.catalogue = Catalogue((entry,), house.folder)

    house.ingest(path)

    assert house.sources() == {"fiche-delais": entry}
    assert [provision.validity for provision in house.provisions("fiche-delais")] == [validity]


def test_passages_quote_their_provisions_exactly(house: House, tmp_path: Path) -> None:
    items = "\n".join(f"{number}° la condition {number} est remplie {'et prouvée ' * 12};" for number in range(1, 15))
    house.write("loi.md", law("2020-01-01", "1. Il pleut.", f"2. § 1er. Le droit est ouvert lorsque :\n\n{items}"))
    house.write("fiche.md", fiche("Fiche", f"{DECISION} {NOTICE}\n\n- un manche ;\n- une toile."))

    house.ingest()

    with house.edition() as edition:
        passages = edition.passages(range(edition.size))
        assert len(passages) > 3
        for passage in passages:
            text = edition.provision(passage.provision_id).text
            assert passage.text == text[passage.start : passage.end]
            assert all(passage.start <= start < end <= passage.end for start, end in passage.sentences)


# --- States of a law

OLD = law("2014-07-01", "1. Il pleut.", "2. Dans les cinq jours.", "3. Le parapluie est prêté.")
NEW = law(
    "2026-06-01",
    "1. Il pleut.",
    "2. [¹ Dans les deux jours.]¹\n\n(1)<L 2020-02-02/97, art. 3, 003; En vigueur : 01-03-2020>",
    "3.\n\nAbrogé par L 2016-07-21/98, art. 9, 002; En vigueur : 01-11-2016",
)
BETWEEN = law(
    "2018-01-01",
    "1. Il pleut.",
    "2. Dans les cinq jours.",
    "3.\n\nAbrogé par L 2016-07-21/98, art. 9, 002; En vigueur : 01-11-2016",
)
WORDINGS = [
    ("1", "Il pleut.", date(2003, 4, 10), None),
    ("2", "Dans les cinq jours.", date(2003, 4, 10), date(2020, 2, 29)),
    ("2", "Dans les deux jours.", date(2020, 3, 1), None),
    ("3", "", date(2016, 11, 1), None),
    ("3", "Le parapluie est prêté.", date(2003, 4, 10), date(2016, 10, 31)),
]


def wordings(house: House) -> list[tuple[str, str, date | None, date | None]]:
    found = house.provisions("loi-2003-04-01")
    return sorted((p.number, p.text, p.validity.valid_from, p.validity.valid_to) for p in found)


@pytest.mark.parametrize("order", permutations([("vieux.md", OLD), ("milieu.md", BETWEEN), ("neuf.md", NEW)]))
def test_states_of_a_law_make_one_line_of_wordings_in_whatever_order_they_come(
    order: tuple[tuple[str, str], ...], house: House
) -> None:
    reports = [house.ingest(house.write(name, content)) for name, content in order]

    assert [file.outcome for report in reports for file in report.files] == [
        Outcome.ADDED,
        Outcome.CHANGED,
        Outcome.CHANGED,
    ]
    assert wordings(house) == WORDINGS
    assert house.sources()["loi-2003-04-01"].consolidated_on == date(2026, 6, 1)


def test_states_that_come_together_are_told_apart_too(house: House) -> None:
    house.write("neuf.md", NEW)
    house.write("vieux.md", OLD)

    house.ingest()

    assert wordings(house) == WORDINGS


def test_archived_versions_without_a_day_come_in_any_order(house: House) -> None:
    folder = "loi-1999-05-05-ombrelles"
    house.catalogue = Catalogue((Source(folder, "Loi ombrelles", Kind.LAW, published=date(1999, 5, 6)),))
    old = "**Art. 1.** Il pleut.\n\n**Art. 2.** Cinq jours.\n"
    note = "`(1)<L 2020-02-02/97, art. 3, 003; En vigueur : 01-03-2020>`"
    new = f"**Art. 1.** Il pleut.\n\n**Art. 2.** [1 Deux jours.]1\n\n{note}\n"

    house.ingest(house.write(f"{folder}/version-084.md", new))
    house.ingest(house.write(f"{folder}/version-001.md", old))

    assert sorted((p.number, p.text, p.validity.valid_to) for p in house.provisions(folder)) == [
        ("1", "Il pleut.", None),
        ("2", "Cinq jours.", date(2020, 2, 29)),
        ("2", "Deux jours.", None),
    ]


def test_the_same_state_again_replaces_itself(house: House) -> None:
    house.ingest(house.write("loi.md", law("2020-01-01", "1. Il plut.")))

    house.ingest(house.write("corrige.md", law("2020-01-01", "1. Il pleut.")))

    assert texts(house.provisions("loi-2003-04-01")) == ["Il pleut."]


def test_two_files_of_one_state_are_read_as_one_and_said_each_time_in_the_same_way(house: House) -> None:
    house.write("a.md", law("2020-01-01", "1. Il pleut."))
    house.write("b.md", law("2020-01-01", "1. Il pleut !"))

    first, again = house.ingest(), house.ingest()

    assert outcomes(first) == {"a.md": Outcome.ADDED, "b.md": Outcome.DUPLICATE}
    assert outcomes(again) == {"a.md": Outcome.UNCHANGED, "b.md": Outcome.DUPLICATE}
    assert "« b.md » donne le même texte à la même date que « a.md »" in told(again, "b.md").message
    assert again.edition_id is None
    assert texts(house.provisions("loi-2003-04-01")) == ["Il pleut."]


def test_an_excerpt_of_a_state_does_not_replace_the_whole(house: House) -> None:
    whole = law("2020-01-01", "1. Il pleut.", "2. Cinq jours.")
    excerpt = law("2020-01-01", "2. Cinq jours.").replace("title:", "extraits: art. 2\ntitle:", 1)
    house.ingest(house.write("loi.md", whole))

    house.ingest(house.write("extrait.md", excerpt))

    assert texts(house.provisions("loi-2003-04-01")) == ["Il pleut.", "Cinq jours."]


def test_two_laws_of_one_day_are_two_sources(house: House) -> None:
    house.write("a.md", law("2020-01-01", "1. Il pleut."))
    house.ingest()
    house.write("b.md", law("2020-01-01", "1. Il neige.", numac="2003088888", title="Loi relative aux bottes"))

    house.ingest()

    assert texts(house.provisions("loi-2003-04-01")) == ["Il pleut."]
    assert texts(house.provisions("loi-2003-04-01-2003088888")) == ["Il neige."]


# --- What is kept


def test_originals_are_kept_as_they_were_read(house: House) -> None:
    path = house.write("a.md", fiche("A", DECISION))
    before = path.read_bytes()
    house.ingest()
    house.write("a.md", fiche("A", NOTICE))
    house.ingest()

    kept = [file.read_bytes() for file in (house.settings.data_dir / "originals").rglob("a.md")]

    assert sorted(kept) == sorted([before, path.read_bytes()])


def test_an_older_state_is_found_again_when_its_file_is_gone(house: House) -> None:
    house.ingest(house.write("vieux.md", OLD))
    (house.folder / "vieux.md").unlink()
    (house.settings.data_dir / "cache" / "parsed.sqlite").unlink()

    house.ingest(house.write("neuf.md", NEW))

    assert wordings(house) == WORDINGS


def test_a_damaged_cache_of_readings_is_begun_anew(house: House) -> None:
    house.ingest(house.write("a.md", fiche("A", DECISION)))
    (house.settings.data_dir / "cache" / "parsed.sqlite").write_bytes(b"no database at all" * 300)

    house.ingest(house.write("b.md", fiche("B", NOTICE)))

    assert set(house.sources()) == {"a", "b"}


def test_a_parser_that_reads_otherwise_reads_all_given_files_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write("a.md", fiche("A", DECISION))
    house.ingest()

    monkeypatch.setattr(assembly, "PARSERS", reading.PARSERS + 1)

    assert outcomes(house.ingest()) == {"a.md": Outcome.CHANGED}


def test_vectors_are_kept_across_editions_that_no_longer_hold_them(house: House) -> None:
    house.ingest(house.write("a.md", fiche("A", DECISION)))
    house.ingest(house.write("a.md", fiche("A", NOTICE)))
    house.embedder.embedded.clear()

    house.ingest(house.write("a.md", fiche("A", DECISION)))

    assert house.embedder.embedded == []
    cached = CachedEmbedder(house.embedder, house.settings.data_dir / "cache" / "vectors.sqlite")
    assert cached.name == house.embedder.name


def test_a_path_that_is_not_there_is_refused_before_anything_is_read(house: House) -> None:
    with pytest.raises(BadInput, match="n'existe pas") as refused:
        house.ingest(house.write("a.md", fiche("A", DECISION)), house.folder / "absent")

    assert refused.value.code == "no_such_file"
    assert house.current is None


def test_an_empty_folder_is_no_error(house: House) -> None:
    house.folder.mkdir()
    report = house.ingest()
    assert (report.files, report.edition_id) == ([], None)
