"""Scanned pages: OCR of those pages alone, and what happens where it can't be done."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from circular import AMOUNTS, CONDITIONS, DECISION, INTRO, RECOURSE

from corpus.errors import BadInput, Unavailable
from corpus.settings import Settings
from ingest.parsing import ocr
from ingest.parsing.document import BlockKind, ParsedDocument
from ingest.parsing.pdf_page import Page
from ingest.parsing.router import parse_file

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or shutil.which("pdftoppm") is None, reason="needs Tesseract, poppler"
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def recall(expected: str, document: ParsedDocument) -> float:
    wanted, found = words(expected), words(" ".join(block.text for block in document.blocks))
    return (wanted & found).total() / wanted.total()


@needs_tesseract
def test_a_scan_is_read_in_order_with_its_table(documents: Path, limits: Settings) -> None:
    document = parse_file(documents / "scan.pdf", limits)

    expected = " ".join([INTRO, *CONDITIONS, *(cell for row in AMOUNTS for cell in row), DECISION, RECOURSE])
    assert recall(expected, document) >= 0.95
    assert document.problems == ()
    assert {block.page for block in document.blocks} == {1, 2}
    assert [b.text for b in document.blocks if b.kind is BlockKind.HEADING][1:] == [
        "1. Objet",
        "2. Conditions",
        "3. Montants",
        "4. Décision",
    ]
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert [len(row.split(" | ")) for row in table.text.splitlines()] == [3, 3, 3, 3]


@needs_tesseract
def test_only_the_page_without_text_is_read_by_ocr(
    documents: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    original = ocr.read_scanned

    def spy(path: Path, pages: Sequence[Page]) -> tuple[dict[int, Page], tuple[str, ...]]:
        asked.extend(page.number for page in pages)
        return original(path, pages)

    monkeypatch.setattr(ocr, "read_scanned", spy)
    document = parse_file(documents / "mixte.pdf", limits)

    assert asked == [2]
    assert any("page suivante" in block.text and block.page == 1 for block in document.blocks)
    assert any("trente jours" in block.text and block.page == 2 for block in document.blocks)


@needs_tesseract
def test_a_page_that_ocr_cannot_read_is_a_problem_of_the_document(
    documents: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, page: Page) -> list[object]:
        raise RuntimeError("Tesseract process timeout")

    monkeypatch.setattr(ocr, "_words", fail)
    document = parse_file(documents / "mixte.pdf", limits)

    assert {block.page for block in document.blocks} == {1}
    assert document.problems == ("La page 2 n'a pas pu être lue par OCR (RuntimeError).",)
    with pytest.raises(BadInput, match=r"scan\.pdf") as refused:
        parse_file(documents / "scan.pdf", limits)
    assert refused.value.code == "no_text"


def test_tesseract_is_asked_for_only_by_a_scanned_page(
    documents: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert parse_file(documents / "circulaire.pdf", limits).blocks
    with pytest.raises(Unavailable, match=r"mixte\.pdf.*Tesseract n'est pas installé.*tesseract-ocr-fra") as missing:
        parse_file(documents / "mixte.pdf", limits)
    assert missing.value.code == "ocr_missing"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Le 8 ler du règlement", "Le § 1er du règlement"),
        ("Le $ 1er du règlement", "Le § 1er du règlement"),
        ("art. 60, $ 7", "art. 60, § 7"),
        ("le ler juillet 2026", "le 1er juillet 2026"),
        ("les 8 jours", "les 8 jours"),
        ("article 8", "article 8"),
    ],
)
def test_the_section_sign_that_tesseract_lacks_is_put_back(read: str, meant: str) -> None:
    assert ocr._with_section_signs(read) == meant
