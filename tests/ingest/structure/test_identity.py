"""Which work a file is: by the catalogue, the NUMAC, the ELI address, and last its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.model import Kind, Region, Source
from ingest.parsing.document import ParsedDocument
from ingest.structure.identity import entry_into_force, identify, names_of, told_apart

KNOWN = (
    Source("loi-2003-04-01", "Loi parapluies", Kind.LAW, numac="2003099999", published=date(2003, 4, 10)),
    Source("loi-1999-05-05-ombrelles", "Loi ombrelles", Kind.LAW),
    Source("fiche-averses", "Fiche averses", Kind.FICHE, files=("fiches/averses.md",)),
)
CATALOGUE = Catalogue(KNOWN, Path("/corpus"))
ELI = "https://www.ejustice.just.fgov.be/eli/{}/2011/02/03/2011012345/justel"


def document(title: str | None = None, **metadata: str) -> ParsedDocument:
    return ParsedDocument(title, (), metadata)


OMBRELLES = "loi-1999-05-05-ombrelles"
OFFICIAL = [
    ("a NUMAC of the catalogue", "x/export(3).md", {"numac": "2003099999"}, ("loi-2003-04-01", Kind.LAW)),
    ("the folder of archived versions", f"{OMBRELLES}/version-012.md", {}, (OMBRELLES, Kind.LAW)),
    ("an ELI address", "x/page.html", {"url": ELI.format("loi")}, ("loi-2011-02-03", Kind.LAW)),
    ("that of a decree", "x/page.html", {"url": ELI.format("arrete")}, ("arrete-2011-02-03", Kind.DECREE)),
    ("a name, at last", "x/AR 2012-01-01 Bottes.md", {}, ("ar-2012-01-01-bottes", Kind.DECREE)),
]  # fmt: skip


@pytest.mark.parametrize(("path", "metadata", "expected"), [c[1:] for c in OFFICIAL], ids=[c[0] for c in OFFICIAL])
def test_an_official_text_is_known_whatever_its_file_is_called(
    path: str, metadata: dict[str, str], expected: tuple[str, Kind]
) -> None:
    source = identify(Path(path), document(**metadata), CATALOGUE, official=True).source
    assert (source.source_id, source.kind) == expected


TITLES = [
    ("loi", "Loi relative aux bottes", "loi-2011-02-03"),
    ("loi", "Loi-programme (I)", "loi-programme-2011-02-03"),
    ("loi_programme", "Bottes", "loi-programme-2011-02-03"),
    ("arrete", "Arrêté royal relatif aux bottes", "ar-2011-02-03"),
    ("arrete", "Arrêté ministériel relatif aux bottes", "am-2011-02-03"),
    ("arrete", "Arrêté du Gouvernement wallon relatif aux bottes", "agw-2011-02-03"),
    ("decret", "Décret relatif aux bottes", "decret-2011-02-03"),
]


@pytest.mark.parametrize(("eli_type", "title", "source_id"), TITLES)
def test_an_act_s_id_is_the_key_by_which_other_texts_name_it(eli_type: str, title: str, source_id: str) -> None:
    found = document(title, url=ELI.format(eli_type))
    assert identify(Path("p.html"), found, CATALOGUE, official=True).source.source_id == source_id


INTERNAL = [
    ("/corpus/fiches/averses.md", "fiche-averses", Kind.FICHE),
    ("/ailleurs/averses.md", "averses", Kind.FICHE),
    ("/docs/Circulaires/2026 - Pluie.pdf", "2026-pluie", Kind.CIRCULAR),
    ("/docs/procédures/accueil.docx", "accueil", Kind.PROCEDURE),
    ("/docs/Réforme/vagues.md", "vagues", Kind.REFORM),
    ("/docs/FAQ/bottes.md", "bottes", Kind.FAQ),
]


@pytest.mark.parametrize(("path", "source_id", "kind"), INTERNAL)
def test_another_document_goes_by_its_name_and_its_folder_says_its_kind(path: str, source_id: str, kind: Kind) -> None:
    source = identify(Path(path), document(), CATALOGUE, official=False).source
    assert (source.source_id, source.kind) == (source_id, kind)


DATED = [("avis.md", date(2026, 2, 1)), ("avis.eml", date(2026, 2, 1)), ("avis.pdf", None), ("avis.docx", None)]


@pytest.mark.parametrize(("name", "first_day"), DATED)
def test_the_day_on_which_a_program_saved_a_file_is_no_rule_s_first_day(name: str, first_day: date | None) -> None:
    source = identify(Path(name), document(date="2026-02-01"), CATALOGUE, official=False).source
    assert source.validity.valid_from == first_day


def test_a_state_says_its_day_its_number_and_whether_it_is_whole() -> None:
    identity = identify(
        Path("l/version-012.md"), document(state="2014-07-01", extracts="art. 2"), CATALOGUE, official=True
    )
    assert (identity.state, identity.sequence, identity.excerpt) == (date(2014, 7, 1), 12, True)


def test_what_the_catalogue_does_not_say_the_text_does() -> None:
    metadata = {"numac": "2003099999", "published": "1990-01-01", "url": ELI.format("loi")}
    source = identify(Path("l.md"), document("Titre", **metadata), CATALOGUE, official=True).source
    assert (source.title, source.published, source.url) == ("Loi parapluies", date(2003, 4, 10), ELI.format("loi"))


def test_a_government_s_decree_is_its_region_s() -> None:
    found = document(
        "Arrêté du Gouvernement flamand relatif aux bottes", url=ELI.format("arrete"), issuer="Autorité flamande"
    )
    assert identify(Path("p.html"), found, CATALOGUE, official=True).source.region is Region.FLEMISH


STARTS = [
    ({"starts": "2002-01-01, 2002-10-01"}, KNOWN[0], date(2002, 10, 1)),
    ({"date": "1999-05-05"}, KNOWN[1], date(1999, 5, 5)),
    ({"date": "2003-04-01"}, KNOWN[0], date(2003, 4, 10)),
    ({}, KNOWN[1], None),
    ({"date": "hier"}, KNOWN[1], None),
]


@pytest.mark.parametrize(("metadata", "source", "expected"), STARTS)
def test_unamended_articles_hold_from_the_start_of_their_law(
    metadata: dict[str, str], source: Source, expected: date | None
) -> None:
    assert entry_into_force(document(**metadata), source) == expected


def test_two_acts_of_one_day_are_two_works() -> None:
    second = Source("loi-2003-04-01", "Loi bottes", Kind.LAW, numac="2003088888")
    taken = {source.source_id: source.numac for source in KNOWN}
    assert told_apart(second, taken).source_id == "loi-2003-04-01-2003088888"
    assert told_apart(KNOWN[0], taken) == KNOWN[0]
    assert told_apart(KNOWN[2], taken) == KNOWN[2]


def test_two_files_of_one_name_are_known_by_their_folders() -> None:
    paths = [
        Path(p) for p in ("/d/2025/avis.pdf", "/d/2026/avis.pdf", "/d/2026/note.docx", "/d/x/plan.md", "/d/x/plan.pdf")
    ]
    names = [choices[0] for choices in names_of(paths).values()]
    assert names[:3] == ["2025-avis", "2026-avis", "note"]
    assert len(set(names)) == len(names)
    assert all(name.startswith("x-plan-") for name in names[3:])
