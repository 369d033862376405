"""Geometry of a page: running heads, tables, columns, words cut at the end of a line."""

from __future__ import annotations

import pytest

from ingest.parsing.pdf_layout import drafts
from ingest.parsing.pdf_page import Page, Run
from ingest.parsing.running_heads import without_running_heads


def line(
    text: str, top: float, x0: float = 60, size: float = 10, bold: bool = False, width: float | None = None
) -> Run:
    return Run(x0, top, x0 + (width if width is not None else 5.0 * len(text)), top + size, text, size, bold)


def page(number: int, *runs: Run, scanned: bool = False) -> Page:
    return Page(number, 595, 842, runs, scanned=scanned)


def texts(*pages: Page) -> list[str]:
    return [draft.text for draft in drafts(pages)]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("CPAS de Valmarais", "CPAS de Valmarais", False),
        ("Page 1 sur 2", "Page 2 sur 2", False),
        ("Circulaire – 1", "Circulaire – 2", False),
        ("- 1 -", "- 2 -", False),
        ("Article 3", "Article 7", True),
        ("Montants 2025", "Montants 2027", True),
        ("Conditions", "Procédure", True),
    ],
)
def test_what_repeats_in_the_margin_goes_and_nothing_else(first: str, second: str, kept: bool) -> None:
    pages = without_running_heads(
        [page(1, line(first, 30), line("Un.", 400)), page(2, line(second, 30), line("Deux.", 400))]
    )

    assert [run.text for p in pages for run in p.runs] == (
        [first, "Un.", second, "Deux."] if kept else ["Un.", "Deux."]
    )


def test_a_sentence_that_repeats_in_the_middle_of_pages_stays() -> None:
    pages = [page(n, line("Le délai est de trente jours.", 400)) for n in (1, 2, 3)]

    assert without_running_heads(pages) == pages


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("la procé-", "dure est écrite.", "la procédure est écrite."),
        ("le rendez-", "vous est fixé.", "le rendez-vous est fixé."),
        ("au-", "delà du plafond.", "au-delà du plafond."),
        ("l'aide au", "logement.", "l'aide au logement."),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_made_whole(above: str, below: str, joined: str) -> None:
    assert texts(page(1, line(above, 100, width=400), line(below, 112))) == [joined]


def test_cells_in_columns_are_a_table_without_any_rule() -> None:
    rows = [("Ménage", "Plafond"), ("Isolé", "1.450,00"), ("Couple", "1.930,00")]
    runs = [line(cell, 100 + 14 * i, x0=60 + 200 * j) for i, row in enumerate(rows) for j, cell in enumerate(row)]

    (table,) = drafts([page(1, *runs)])
    assert table.table
    assert table.text == "Ménage | Plafond\nIsolé | 1.450,00\nCouple | 1.930,00"


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left = [line(f"colonne gauche, ligne {n} d'un long texte", 100 + 12 * n, width=220) for n in range(6)]
    right = [line(f"colonne droite, ligne {n} d'un long texte", 100 + 12 * n, x0=310, width=220) for n in range(6)]
    both = [run for pair in zip(left, right, strict=True) for run in pair]

    text = " ".join(texts(page(1, *both)))
    assert text.index("gauche, ligne 5") < text.index("droite, ligne 0")


def test_a_bullet_set_apart_belongs_to_its_item() -> None:
    runs = [line("•", 100), line("la facture ;", 100, x0=80), line("•", 114), line("le bail.", 114, x0=80)]

    assert texts(page(1, *runs)) == ["• la facture ;", "• le bail."]


def test_a_table_of_contents_is_not_text() -> None:
    assert texts(page(1, line("1. Objet ................ 3", 100), line("Le texte.", 140))) == ["Le texte."]


def test_headings_rank_by_their_look() -> None:
    runs = [
        line("Circulaire", 60, size=16, bold=True),
        line("1. Objet", 100, size=12, bold=True),
        line("Du texte courant assez long.", 130),
        line("1.1 Détail", 160, bold=True),
        line("Encore du texte courant.", 180),
        line("2. Suite", 210, size=12, bold=True),
        line("Et du texte pour finir.", 240),
    ]

    assert [(d.text, d.heading) for d in drafts([page(1, *runs)]) if d.heading] == [
        ("Circulaire", 1), ("1. Objet", 2), ("1.1 Détail", 3), ("2. Suite", 2),
    ]  # fmt: skip
