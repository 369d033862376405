"""Rows that stand in the texts as lines with bars are shown as tables."""

from __future__ import annotations

from kb_service.web.tables import Table, blocks

HEAD, FIRST, SECOND = "Catégorie | Montant", "Isolé | 1 288,46 euros", "Cohabitant | 858,97 euros"


def test_rows_are_a_table_among_the_other_lines() -> None:
    assert blocks(["Avant.", HEAD, FIRST, SECOND, "Après."]) == (
        "Avant.",
        Table(("Catégorie", "Montant"), (("Isolé", "1 288,46 euros"), ("Cohabitant", "858,97 euros"))),
        "Après.",
    )


def test_a_quote_that_begins_further_down_has_no_head() -> None:
    assert blocks([SECOND], before=f"2.1 Montants.\n{HEAD}\n{FIRST}\n") == (
        Table(None, (("Cohabitant", "858,97 euros"),)),
    )


def test_the_first_row_after_a_plain_line_is_the_head() -> None:
    (table,) = blocks([HEAD, FIRST], before="2.1 Montants.\n")
    assert table == Table(("Catégorie", "Montant"), (("Isolé", "1 288,46 euros"),))


def test_a_head_without_rows_stays_a_line() -> None:
    assert blocks([HEAD], before="2.1 Montants.\n") == (HEAD,)


def test_an_empty_cell_keeps_its_place() -> None:
    (table,) = blocks(["Mois |  | Taux", "mai | x | 2 %"])
    assert isinstance(table, Table)
    assert table.head == ("Mois", "", "Taux")
