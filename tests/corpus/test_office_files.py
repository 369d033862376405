"""The office files that are shipped say what their Markdown says, word for word; a scan, as OCR reads it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import BadInput
from corpus.office_files import DOCUMENTS, TEXTS, Line, make_office_files, office_files, read_source, text_path

WORD = re.compile(r"\w+")


def docx_text(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def odt_text(path: Path) -> str:
    from odf import teletype, text
    from odf.opendocument import load

    document = load(str(path))
    blocks = [block for kind in (text.H, text.P) for block in document.getElementsByType(kind)]
    return "\n".join(teletype.extractText(block) for block in blocks)


def pdf_text(path: Path) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))


READERS: dict[str, Callable[[Path], str]] = {".docx": docx_text, ".odt": odt_text, ".pdf": pdf_text}
SOURCES = sorted(TEXTS.glob("*.md"))
SCANS = [name for name in office_files() if name.stem.endswith("-scan")]


def words_of_source(name: Path) -> Counter[str]:
    lines = read_source(text_path(name))
    cells = [cell for line in lines for row in line.rows for cell in row]
    return Counter(WORD.findall(" ".join([line.text for line in lines] + cells)))


@pytest.mark.parametrize("name", [name for name in office_files() if name not in SCANS], ids=lambda name: name.stem)
def test_an_office_file_is_the_product_of_its_text(name: Path) -> None:
    path = DOCUMENTS / name
    words = Counter(WORD.findall(READERS[path.suffix](path)))
    wanted = words_of_source(name)
    assert not wanted - words, "run python -m corpus.office_files"
    headers = {
        cell for line in read_source(text_path(name)) if line.rows for cell in WORD.findall(" ".join(line.rows[0]))
    }
    assert set(words - wanted) <= headers, "a table over two pages says its header twice, and nothing else"


@pytest.mark.parametrize("name", SCANS, ids=lambda name: name.stem)
def test_a_scan_has_no_text_layer_and_ocr_reads_it(name: Path) -> None:
    import pypdfium2
    import pytesseract

    if shutil.which("tesseract") is None:
        pytest.skip("Tesseract is not installed")
    assert pdf_text(DOCUMENTS / name).strip() == ""
    pages = pypdfium2.PdfDocument(DOCUMENTS / name)
    read = " ".join(pytesseract.image_to_string(page.render(scale=200 / 72).to_pil(), lang="fra") for page in pages)
    wanted = words_of_source(name)
    lost = wanted - Counter(WORD.findall(read))
    assert lost.total() <= 0.03 * wanted.total(), f"OCR lost {lost}"


def test_making_the_files_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = make_office_files(tmp_path / "a"), make_office_files(tmp_path / "b")
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


def test_every_text_is_made_into_a_file() -> None:
    assert {text_path(name) for name in office_files()} == set(SOURCES)


def test_there_are_scans_among_procedures_and_circulars() -> None:
    assert {name.parent.name for name in SCANS} == {"procedures", "circulaires"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_made_up_document_says_so(source: Path) -> None:
    assert read_source(source)[1].text.startswith("Document fictif : ")


def test_the_lines_of_a_source(tmp_path: Path) -> None:
    path = tmp_path / "source.md"
    markdown = "# Titre\n\nUn mot.\n\n## 1. Point\n\n- un\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    path.write_text(markdown, encoding="utf-8")
    assert read_source(path) == (
        Line("title", "Titre"),
        Line("paragraph", "Un mot."),
        Line("heading", "1. Point"),
        Line("item", "un"),
        Line("table", rows=(("A", "B"), ("1", "2"))),
    )
    path.write_text("Sans titre.\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"source\.md"):
        read_source(path)
