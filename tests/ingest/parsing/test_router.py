"""Which parser reads a file: its content decides, its extension only breaks ties."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.settings import Settings
from ingest.parsing.router import Format, detect, parse_file

PROSE = "Le centre décide dans les trente jours.\n"
MAIL = f"From: a@cpas.example\nTo: b@cpas.example\nSubject: Rappel\n\n{PROSE}"

TEXTS = [
    ("note.txt", PROSE, Format.TEXT),
    ("sans_extension", PROSE, Format.TEXT),
    ("note.md", f"# Note\n\n{PROSE}", Format.MARKDOWN),
    ("fiche.md", f"---\ntitle: Fiche\n---\n\n{PROSE}", Format.MARKDOWN),
    ("fiche.md", "## Article 60 : de quoi s'agit-il ?\n\nVoir l'art. 60, § 7.\n", Format.MARKDOWN),
    ("loi.md", f"**Art. 3.** {PROSE}", Format.LEGAL_MARKDOWN),
    ("loi.md", f"**Article 1er.** {PROSE}", Format.LEGAL_MARKDOWN),
    ("loi.md", f"##### Article 3\n\n{PROSE}", Format.LEGAL_MARKDOWN),
    ("loi.md", f"---\nnumber: 2002022559\n---\n\n{PROSE}", Format.LEGAL_MARKDOWN),
    ("loi.md", f"---\r\nidentifier: loi-2002\r\n---\r\n\r\n{PROSE}", Format.LEGAL_MARKDOWN),
    ("loi.txt", f"**Art. 3.** {PROSE}", Format.LEGAL_MARKDOWN),
    ("page.html", f"<p>{PROSE}</p>", Format.HTML),
    ("page.txt", f"<!DOCTYPE html><html><body>{PROSE}</body></html>", Format.HTML),
    (
        "lien.html",
        "<p>Voir <a href='https://www.ejustice.just.fgov.be/eli/loi/2002/05/26/2002022559/justel'>la loi</a></p>",
        Format.HTML,
    ),
    (
        "justel.html",
        "<html><title>Banque de données Justel</title><div id='list-title-3'>Art. 1</div></html>",
        Format.JUSTEL,
    ),
    ("erreur.html", "<html><head><title>Justel</title></head><body>Service indisponible</body></html>", Format.JUSTEL),
    ("mail.eml", MAIL, Format.EMAIL),
    ("mail.txt", MAIL, Format.EMAIL),
]


@pytest.mark.parametrize(("name", "content", "expected"), TEXTS)
def test_text_shows_what_it_is(name: str, content: str, expected: Format, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8", newline="")

    assert detect(tmp_path / name) is expected


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("circulaire.docx", "circulaire.pdf", Format.DOCX),
        ("circulaire.docx", "circulaire.md", Format.DOCX),
        ("circulaire.docx", "circulaire.doc", Format.DOCX),
        ("circulaire.odt", "circulaire.docx", Format.ODT),
        ("circulaire.pdf", "circulaire.txt", Format.PDF),
    ],
)
def test_a_wrong_extension_is_told_and_no_obstacle(
    name: str, wrong: str, expected: Format, documents: Path, tmp_path: Path, limits: Settings
) -> None:
    shutil.copy(documents / name, tmp_path / wrong)

    document = parse_file(tmp_path / wrong, limits)

    extension = Path(wrong).suffix
    assert document.problems == (
        f"« {wrong} » porte l'extension {extension} mais contient un document {expected} : "
        f"il a été lu comme {expected}.",
    )
    assert document.blocks == parse_file(documents / name, limits).blocks


def test_the_official_pages_go_to_their_parser(shared: Path) -> None:
    pages = sorted((shared / "justel").glob("*.html"))

    assert pages
    assert {detect(page) for page in pages} == {Format.JUSTEL}


def test_the_official_texts_go_to_their_parser(official_texts: Path) -> None:
    texts = sorted(official_texts.rglob("*.md"))

    assert texts
    assert {detect(text) for text in texts} == {Format.LEGAL_MARKDOWN}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encoding_it_was_written_in(encoding: str, tmp_path: Path, limits: Settings) -> None:
    (tmp_path / "note.txt").write_bytes("L'été, l'œuvre coûte 12 €.".encode(encoding))

    assert [b.text for b in parse_file(tmp_path / "note.txt", limits).blocks] == ["L'été, l'œuvre coûte 12 €."]
