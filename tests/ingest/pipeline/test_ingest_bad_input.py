"""Bad input among good: each bad file is one French line that names it and says what to do; the rest goes on."""

from __future__ import annotations

import errno
import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ingestion_house import House, fiche, law, told

from corpus.catalogue import Catalogue
from corpus.editions import build
from corpus.errors import Defect, Unavailable
from corpus.model import Kind, Source
from ingest.pipeline import reading, run
from ingest.pipeline.report import Outcome
from ingest.structure import articles

GOOD = "Le centre décide dans les trente jours."
JUSTEL_ERROR = (
    "<html><head><title>ELI - BELGIQUE - Justel</title></head>"
    "<body><p>Le document demandé n'existe pas.</p></body></html>"
)


def pdf(pages: int = 1, password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def docx(text: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def spreadsheet() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


BAD_FILES: list[tuple[str, Any, str]] = [
    ("verrouille.pdf", lambda: pdf(password="secret"), "encrypted_pdf"),
    ("vide.pdf", lambda: b"", "empty_file"),
    ("blanc.md", lambda: b" \n\n", "empty_file"),
    ("tronque.pdf", lambda: pdf(30)[:700], "corrupt_file"),
    ("annuaire.pdf", lambda: pdf(500), "too_many_pages"),
    ("image.md", lambda: b"\x89PNG\r\n\x1a\n" + bytes(300), "not_text"),
    ("programme.md", lambda: bytes(range(256)) * 40, "not_text"),
    ("enorme.txt", lambda: b"mot " * 1_400_000, "file_too_large"),
    ("budget.xlsx", spreadsheet, "unsupported_format"),
    ("erreur.html", lambda: JUSTEL_ERROR.encode("cp1252"), "justel_error_page"),
    ("titre-seul.md", lambda: b"# Titre\n\n## 1. Objet\n", "no_text"),
    ("loi-coupee.md", lambda: b"---\nnumber: 2003099999\n---\n\nRien.\n", "not_a_law"),
]


def test_all_bad_files_at_once_beside_a_good_one(house: House) -> None:
    for name, make, _ in BAD_FILES:
        house.write(name, make())
    house.write("bon.md", fiche("Bon", GOOD))
    house.write("copie-du-bon.md", fiche("Bon", GOOD))
    house.write("rapport.pdf", docx(GOOD))
    missing = ["Le fichier fiches/absent.md de « Fiche » (fiche) manque : remettez-le en place."]

    report = house.ingest(missing=missing)

    assert {name: told(report, name).code for name, _, _ in BAD_FILES} == {name: code for name, _, code in BAD_FILES}
    for name, _, _ in BAD_FILES:
        line = told(report, name)
        assert line.outcome is Outcome.FAILED
        assert f"« {name} »" in line.message
        assert "\n" not in line.message
        assert line.message.endswith(".")
    assert told(report, "catalogue").message == missing[0]
    assert told(report, "copie-du-bon.md").code == "duplicate_content"
    assert told(report, "rapport.pdf").outcome is Outcome.PARTIAL
    assert "il a été lu comme DOCX" in told(report, "rapport.pdf").message
    assert told(report, "bon.md").outcome is Outcome.ADDED
    assert len(report.problems) == len(BAD_FILES) + 3
    assert set(house.sources()) == {"bon", "rapport"}
    with house.edition() as edition:
        assert edition.manifest.problems == report.problems


def test_files_are_reported_in_the_order_in_which_they_are_found(house: House) -> None:
    for name in ("c.md", "a.md"):
        house.write(name, fiche(name, f"{GOOD} {name}"))
    house.write("b.pdf", b"")

    assert [file.name for file in house.ingest().files] == ["a.md", "b.pdf", "c.md"]


def test_nothing_but_bad_files_is_a_report_and_no_edition(house: House) -> None:
    house.write("vide.pdf", b"")

    report = house.ingest()

    assert told(report, "vide.pdf").code == "empty_file"
    assert (report.edition_id, house.current) == (None, None)


def test_a_bad_file_leaves_the_edition_that_was_there(house: House) -> None:
    path = house.write("delais.md", fiche("Délais", GOOD))
    first = house.ingest().edition_id

    path.write_bytes(bytes(range(256)) * 40)
    report = house.ingest()

    assert told(report, "delais.md").code == "not_text"
    assert report.edition_id is None
    assert house.current == first
    assert [provision.text for provision in house.provisions("delais")] == [GOOD]


def test_a_file_that_cannot_be_opened_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write("a.md", fiche("A", GOOD))
    house.write("ferme.md", fiche("Fermé", GOOD))

    def refuse(path: Path) -> str:
        if path.name == "ferme.md":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return sha256_of(path)

    sha256_of = run.sha256_of
    monkeypatch.setattr(run, "sha256_of", refuse)
    report = house.ingest()

    assert told(report, "ferme.md").code == "unreadable_file"
    assert told(report, "a.md").outcome is Outcome.ADDED


def test_a_failure_of_ours_is_reported_for_its_file_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write("a.md", fiche("A", GOOD))
    house.write("loi.md", law("2020-01-01", "1. Il pleut."))

    def fail(text: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(articles, "clean", fail)
    report = house.ingest()

    assert told(report, "loi.md").code == "structure_failed"
    assert "« loi.md »" in told(report, "loi.md").message
    assert set(house.sources()) == {"a"}


def test_a_parser_that_fails_is_reported_for_its_file_only(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write("a.md", fiche("A", GOOD))
    house.write("b.md", fiche("B", GOOD + GOOD))
    parse_file = reading.parse_file

    def fail(path: Path, settings: object) -> object:
        if path.name == "b.md":
            raise Defect("parser_failed", "La lecture de « b.md » a échoué.", "Signalez ce fichier.")
        return parse_file(path, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse_file", fail)
    report = house.ingest()

    assert told(report, "b.md").message == "La lecture de « b.md » a échoué. Signalez ce fichier."
    assert set(house.sources()) == {"a"}


def test_an_original_that_is_gone_is_told_and_the_law_stays_as_it_was(house: House) -> None:
    house.ingest(house.write("vieux.md", law("2014-07-01", "1. Il pleut.")))
    shutil.rmtree(house.settings.data_dir / "originals")
    house.write("a.md", fiche("A", GOOD))
    house.write("neuf.md", law("2020-01-01", "1. Il pleut.", "2. Deux jours."))

    report = house.ingest(house.folder / "neuf.md", house.folder / "a.md")

    assert told(report, "neuf.md").code == "missing_original"
    assert "kb ingest" in told(report, "neuf.md").message
    assert [provision.text for provision in house.provisions("loi-2003-04-01")] == ["Il pleut."]
    assert "a" in house.sources()


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("module", "step"),
    [(build, "write_words"), (build, "write_vectors"), (run, "publish"), (shutil, "copyfileobj")],
    ids=["words", "vectors", "pointer", "originals"],
)
def test_a_disk_that_fills_up_loses_nothing(
    module: object, step: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.ingest(house.write("a.md", fiche("A", GOOD)))
    first = house.current
    house.write("b.md", fiche("B", GOOD + " Il pleut."))

    with monkeypatch.context() as patch:
        patch.setattr(module, step, full)
        with pytest.raises(Unavailable, match="disque est plein") as told_so:
            house.ingest()

    assert told_so.value.code == "disk_full"
    assert house.current == first
    assert [passage.text for passage in house.passages()] == [GOOD]
    assert house.drafts() == []
    assert told(house.ingest(), "b.md").outcome is Outcome.ADDED
    assert set(house.sources()) == {"a", "b"}


def test_a_catalogue_entry_without_its_file_is_said_by_the_catalogue(house: House) -> None:
    house.write("a.md", fiche("A", GOOD))
    absent = Source("fiche-b", "Fiche B", Kind.FICHE, files=("fiches/b.md",))
    house.catalogue = Catalogue((absent,), house.folder)

    report = house.ingest(missing=house.catalogue.missing_files())

    assert told(report, "catalogue").code == "missing_file"
    assert "fiches/b.md" in told(report, "catalogue").message
    assert set(house.sources()) == {"a"}
