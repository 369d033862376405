"""Bad input: one stable code, one French line that names the file, one remedy; nothing of a library leaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.errors import BadInput, Defect
from corpus.settings import Settings
from ingest.parsing import router
from ingest.parsing.router import parse_file


def encrypted_pdf(path: Path, documents: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(documents / "circulaire.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(str(path))


def pages_500(path: Path, documents: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(500):
        writer.add_blank_page(595, 842)
    writer.write(str(path))


def blank_pdf(path: Path, documents: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(str(path))


def first_part_of(name: str, share: float) -> Callable[[Path, Path], None]:
    def make(path: Path, documents: Path) -> None:
        data = (documents / name).read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return make


def damaged_docx(path: Path, documents: Path) -> None:
    """A sound archive whose document is not XML."""
    with ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:body>")


def damaged_in_the_middle(path: Path, documents: Path) -> None:
    data = bytearray((documents / "circulaire.docx").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 400] = bytes(400)
    path.write_bytes(data)


def holding(data: bytes) -> Callable[[Path, Path], None]:
    def make(path: Path, documents: Path) -> None:
        path.write_bytes(data)

    return make


def spreadsheet(path: Path, documents: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CASES: list[tuple[str, str, Callable[[Path, Path], None]]] = [
    ("encrypted_pdf", "verrouille.pdf", encrypted_pdf),
    ("encrypted_file", "verrouille.docx", holding(OLE + "EncryptedPackage".encode("utf-16-le"))),
    ("empty_file", "vide.pdf", holding(b"")),
    ("empty_file", "blancs.txt", holding(b" \n\n ")),
    ("corrupt_file", "coupe.pdf", first_part_of("circulaire.pdf", 0.6)),
    ("corrupt_file", "coupe.docx", first_part_of("circulaire.docx", 0.7)),
    ("corrupt_file", "coupe.odt", first_part_of("circulaire.odt", 0.5)),
    ("corrupt_file", "abime.docx", damaged_docx),
    ("corrupt_file", "gratte.docx", damaged_in_the_middle),
    ("corrupt_file", "creux.pdf", holding(b"%PDF-1.7\nrien\nstartxref\n12\n%%EOF")),
    ("corrupt_file", "bruit.pdf", holding(bytes(range(256)) * 20)),
    ("too_many_pages", "annuaire.pdf", pages_500),
    ("file_too_large", "enorme.txt", holding(b"mot " * 1_500_000)),
    ("not_text", "image.md", holding(b"\x89PNG\r\n\x1a\n" + bytes(200))),
    ("not_text", "binaire.txt", holding(bytes(range(256)) * 20)),
    ("not_text", "archive.md", holding(b"PK\x03\x04" + bytes(range(200)))),
    ("unsupported_format", "photo.png", holding(b"\x89PNG\r\n\x1a\n" + bytes(200))),
    ("unsupported_format", "budget.xlsx", spreadsheet),
    ("unsupported_format", "ancien.doc", holding(OLE)),
    ("unsupported_format", "note.rtf", holding(b"{\\rtf1 Bonjour}")),
    ("unsupported_format", "donnees.csv", holding(b"a;b\n1;2\n")),
    ("no_text", "blanc.pdf", blank_pdf),
    ("no_text", "menu.html", holding(b"<html><body><nav>Accueil</nav></body></html>")),
    ("file_not_found", "absent.pdf", lambda path, documents: None),
]


@pytest.mark.parametrize(("code", "name", "make"), CASES, ids=[f"{code}-{name}" for code, name, _ in CASES])
def test_a_bad_file_is_refused(
    code: str, name: str, make: Callable[[Path, Path], None], documents: Path, tmp_path: Path, limits: Settings
) -> None:
    make(tmp_path / name, documents)

    with pytest.raises(BadInput) as refused:
        parse_file(tmp_path / name, limits)

    assert refused.value.code == code
    assert name in refused.value.message
    assert "\n" not in refused.value.message
    assert refused.value.remedy.endswith(".")


def test_the_page_limit_is_checked_before_any_page_is_read(
    documents: Path, tmp_path: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.parsing import pdf

    monkeypatch.setattr(pdf, "read_pages", lambda file: pytest.fail("a page was read"))
    pages_500(tmp_path / "annuaire.pdf", documents)

    with pytest.raises(BadInput, match="500 pages, plus que la limite de 40"):
        parse_file(tmp_path / "annuaire.pdf", limits)


def test_an_owner_lock_that_opens_without_password_is_no_obstacle(
    documents: Path, tmp_path: Path, limits: Settings
) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(documents / "circulaire.pdf"))
    writer.encrypt("", owner_password="secret", algorithm="AES-256")
    writer.write(str(tmp_path / "impression-interdite.pdf"))

    assert "trente jours" in " ".join(b.text for b in parse_file(tmp_path / "impression-interdite.pdf", limits).blocks)


def test_a_failure_of_ours_is_a_defect_that_names_the_file(
    tmp_path: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise KeyError("oops")

    (tmp_path / "a.txt").write_text("Bonjour.")
    monkeypatch.setattr(router, "_parser", lambda found: fail)

    with pytest.raises(Defect, match=r"a\.txt") as failed:
        parse_file(tmp_path / "a.txt", limits)
    assert failed.value.code == "parser_failed"
