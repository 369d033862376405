"""The catalogue that the project ships, and what it says of one that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.catalogue import CORPUS, Catalogue, load_catalogue, split_reference
from corpus.errors import BadInput
from corpus.model import Kind, Source

ARTICLE = r"\d+(?:/\d+)?(?:bis|ter|quater|quinquies)?"
OFFICIAL_ARTICLE = re.compile(rf"^(?:\*\*Art(?:icle|\.)|##### Article) ({ARTICLE})", re.MULTILINE)
CITED_ARTICLE = re.compile(
    r"(loi DIS|AR DIS|AR du 11 juillet 2002|LO|loi du 2 avril 1965|[Ll]oi-programme du 18 juillet 2025), "
    rf"art\. ({ARTICLE})((?:(?:,| et|, et art\.| et art\.) {ARTICLE}(?![\d°]))*)"
)
CITED_AS = {
    "loi DIS": "loi-2002-05-26",
    "AR DIS": "ar-2002-07-11",
    "AR du 11 juillet 2002": "ar-2002-07-11",
    "LO": "loi-1976-07-08",
    "loi du 2 avril 1965": "loi-1965-04-02",
    "loi-programme du 18 juillet 2025": "loi-programme-2025-07-18",
    "Loi-programme du 18 juillet 2025": "loi-programme-2025-07-18",
}

CATALOGUE = load_catalogue()
SHIPPED = CATALOGUE.shipped_files()
TEXTS = [path for _, path in SHIPPED if path.suffix == ".md"] + sorted((CORPUS / "documents/sources").glob("*.md"))


@pytest.fixture(scope="session")
def official_articles(official_texts: Path) -> dict[str, set[str]]:
    """The article numbers of each official text that lies in ../shared, by source id."""
    articles: dict[str, set[str]] = {}
    for path in official_texts.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        numac = re.search(r"^number: (\S+)$", text, re.MULTILINE)
        if numac is None:  # an old version, in the other dialect
            continue
        source = CATALOGUE.by_numac(numac.group(1))
        assert source is not None, f"{path.name} is of no catalogued work"
        articles.setdefault(source.source_id, set()).update(OFFICIAL_ARTICLE.findall(text))
    return articles


def test_every_shipped_document_has_its_file_and_every_file_its_entry() -> None:
    assert CATALOGUE.missing_files() == []
    documents = CORPUS / "documents"
    there = {path for path in documents.rglob("*") if path.is_file() and documents / "sources" not in path.parents}
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
    day = "/".join(re.findall(r"\d{4}-\d\d-\d\d", source.source_id)[0].split("-"))
    assert source.url.startswith("https://www.ejustice.just.fgov.be/eli/")
    assert source.url.endswith(f"/{day}/{source.numac}/justel")


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


def test_a_reference_into_the_void_is_an_error() -> None:
    with pytest.raises(BadInput, match="loi-1831-02-07/art_1"):
        CATALOGUE.resolve("loi-1831-02-07/art_1")


def test_every_legal_basis_is_an_article_that_exists(official_articles: dict[str, set[str]]) -> None:
    unknown = []
    for source in CATALOGUE.sources:
        for reference in source.legal_basis:
            source_id, provision = split_reference(reference)
            known = official_articles.get(source_id)
            if known and provision and provision.removeprefix("art_") not in known:
                unknown.append(f"{source.source_id}: {reference}")
    assert unknown == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_article_cited_in_a_text_exists(path: Path, official_articles: dict[str, set[str]]) -> None:
    cited = CITED_ARTICLE.findall(path.read_text(encoding="utf-8"))
    assert cited, "a text without references can't be checked"
    for name, first, more in cited:
        for number in [first, *re.findall(ARTICLE, more)]:
            assert number in official_articles[CITED_AS[name]], f"{name}, art. {number}"


FICHES = [path for source, path in SHIPPED if source.kind is Kind.FICHE]


@pytest.mark.parametrize("path", FICHES, ids=lambda path: path.stem)
def test_a_fiche_follows_its_plan(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "La règle en bref"
    assert {"Exemple chiffré", "Pièges", "Que faire", "Base légale"} <= set(headings)
    assert "\nÀ jour au 24 novembre 2026 ; " in text


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
