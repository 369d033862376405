"""The catalogue that the project ships, and what it says of one that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.catalogue import CORPUS, Catalogue, load_catalogue, split_reference
from corpus.errors import BadInput
from corpus.legal_text.dates import french
from corpus.model import Kind, Source
from corpus.provisions import articles_read

OFFICIAL_ARTICLE = re.compile(
    r"^(?:\*\*Art(?:icle|\.)|##### Article) (\d+(?:/\d+)?(?:bis|ter|quater|quinquies|sexies)?)", re.MULTILINE
)
CATALOGUE = load_catalogue()
SHIPPED = CATALOGUE.shipped_files()


def test_every_shipped_document_has_its_file_and_every_file_its_entry() -> None:
    assert CATALOGUE.missing_files() == []
    documents = CORPUS / "documents"
    there = {path for path in documents.rglob("*") if path.is_file()}
    assert {path for _, path in SHIPPED} == there


def test_the_corpus_has_its_kinds_and_formats() -> None:
    assert {source.kind for source, _ in SHIPPED} == {Kind.FICHE, Kind.REFORM, Kind.PROCEDURE, Kind.CIRCULAR}
    assert {path.suffix for _, path in SHIPPED} == {".md", ".docx", ".odt", ".pdf"}


@pytest.mark.parametrize("source", [source for source, _ in SHIPPED], ids=lambda source: source.source_id)
def test_a_shipped_document_says_who_keeps_it_when_it_was_verified_and_on_what_it_rests(source: Source) -> None:
    assert source.owner
    assert source.verified_on
    assert source.validity.valid_from
    assert source.legal_basis
    if source.kind in (Kind.PROCEDURE, Kind.CIRCULAR):
        assert "fictif" in (source.authority or "").lower(), "a made-up author is called made up"


def test_official_works_are_found_by_id_and_by_numac() -> None:
    law = CATALOGUE.by_id("loi-2002-05-26")
    assert law is not None
    assert law is CATALOGUE.by_numac("2002022559")
    assert (law.name, law.kind, law.url) == (
        "Loi DIS",
        Kind.LAW,
        "https://www.ejustice.just.fgov.be/eli/loi/2002/05/26/2002022559/justel",
    )
    assert CATALOGUE.by_id("loi-1831-02-07") is None


@pytest.mark.parametrize("source", [s for s in CATALOGUE.sources if s.numac], ids=lambda source: source.source_id)
def test_the_link_of_an_official_work_is_made_of_its_date_and_numac(source: Source) -> None:
    assert source.url
    assert source.numac
    link = re.fullmatch(r"https://www\.ejustice\.just\.fgov\.be/eli/\w+/(\d{4}/\d\d/\d\d)/(\w{10})/justel", source.url)
    assert link is not None
    assert link[2] == source.numac
    for day in re.findall(r"\d{4}-\d\d-\d\d", source.source_id):  # a code has none in its id
        assert link[1] == day.replace("-", "/")


def test_a_shipped_file_finds_its_source_and_a_file_of_the_same_name_elsewhere_does_not(tmp_path: Path) -> None:
    path = CORPUS / "documents/fiches/piis.md"
    found = CATALOGUE.by_file(path)
    assert found is not None
    assert found.source_id == "fiche-piis"
    assert CATALOGUE.by_file(tmp_path / "piis.md") is None


@pytest.mark.parametrize(
    ("reference", "split"),
    [
        ("loi-2002-05-26/art_21", ("loi-2002-05-26", "art_21")),
        ("loi-2002-05-26/art_43/5", ("loi-2002-05-26", "art_43/5")),
        ("loi-2025-11-17", ("loi-2025-11-17", None)),
    ],
)
def test_a_reference_is_split_at_its_first_slash(reference: str, split: tuple[str, str | None]) -> None:
    assert split_reference(reference) == split
    source, provision = CATALOGUE.resolve(reference)
    assert (source.source_id, provision) == split


@pytest.mark.parametrize(
    ("key", "article", "end"),
    [
        ("loi-2002-05-26", "21", "2002022559/justel#Art.21"),
        ("loi-1976-07-08", "60", "1976A70810/justel#Art.60"),  # the reader is Walloon
        ("loi-2024-02-29", "15", "2024003420/justel#Art.15"),  # three laws of that day; one is called just that
        ("code-judiciaire", "1675/2", "1967101056/justel#Art.1675/2"),
        ("code-judiciaire", "728", "1967101055/justel#Art.728"),
        ("loi-1999-04-29", "99", None),  # of which of two?
        ("loi-1831-02-07", "1", None),
        ("loi-2002-05-26", None, "2002022559/justel"),
    ],
)
def test_the_link_to_an_official_article(key: str, article: str | None, end: str | None) -> None:
    link = CATALOGUE.official_link(key, article)
    assert link is None if end is None else (link or "").endswith(end)


def test_a_reference_into_the_void_is_an_error() -> None:
    with pytest.raises(BadInput, match="loi-1831-02-07/art_1"):
        CATALOGUE.resolve("loi-1831-02-07/art_1")


def test_what_is_registered_as_read_stands_in_the_official_texts_at_hand(official_texts: Path) -> None:
    """The register is written by hand: no article in it that the text does not have."""
    register = articles_read()
    compared = 0
    for path in official_texts.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        numac = re.search(r"^number: (\S+)$", text, re.MULTILINE)
        source = CATALOGUE.by_numac(numac.group(1)) if numac else None
        if source is None or "extrait" in path.name or source.source_id not in register:
            continue
        assert register[source.source_id] <= set(OFFICIAL_ARTICLE.findall(text)), source.source_id
        compared += 1
    assert compared >= 3


FICHES = [path for source, path in SHIPPED if source.kind is Kind.FICHE]


@pytest.mark.parametrize("path", FICHES, ids=lambda path: path.stem)
def test_a_fiche_follows_its_plan(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "La règle en bref"
    assert {"Exemple chiffré", "Pièges", "Que faire", "Base légale"} <= set(headings)
    (source,) = [source for source, own in SHIPPED if own == path]
    assert source.verified_on
    assert f"\nÀ jour au {french(source.verified_on)} ; " in text


ENTRY = '[[source]]\nid = "a-1"\ntitle = "Un texte"\nkind = "law"\n'


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("[[source]\n", "n'est pas lisible"),
        ('source = "a"\n', "tables"),
        (ENTRY + 'colour = "red"\n', "a-1 (entrée 1), champ « colour »"),
        (ENTRY.replace("law", "poem"), "champ « kind »"),
        (ENTRY.replace('title = "Un texte"\n', ""), "champ « title »"),
        (ENTRY + "valid_from = 2026-02-01\nvalid_to = 2026-01-01\n", "valid_to précède valid_from"),
        (ENTRY + 'files = ["../secret.md"]\n', "sort du dossier"),
        (ENTRY + 'url = "http://exemple.be"\n', "champ « url »"),
        (ENTRY + 'legal_basis = ["b-2/art_1"]\n', "« b-2/art_1 » est inconnu"),
        (ENTRY + ENTRY, "« a-1 » est employé 2 fois"),
        (ENTRY + 'numac = "2002022559"\n' + ENTRY.replace("a-1", "b-2") + 'numac = "2002022559"\n', "champ « numac »"),
    ],
)
def test_a_wrong_catalogue_names_the_entry_and_the_field(tmp_path: Path, toml: str, named: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_catalogue(path)
    assert caught.value.code == "bad_catalogue"
    assert named in caught.value.message


def test_an_entry_without_its_file_is_one_french_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(ENTRY + 'files = ["documents/absent.md", "documents/present.md"]\n', encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/present.md").write_text("# Un texte\n", encoding="utf-8")
    catalogue: Catalogue = load_catalogue(path)
    (line,) = catalogue.missing_files()
    assert "documents/absent.md" in line
    assert "a-1" in line
    assert [shipped.name for _, shipped in catalogue.shipped_files()] == ["present.md"]
