"""§, alinéa, 1°, a): where a line of an article stands, and what announces it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.outline import EXCEPTION, heads_of, outline

ARTICLES = [
    (
        "Pour pouvoir bénéficier du droit, la personne doit :\n1° être majeure;\n2° être disposée à travailler.",
        [(), ("1°",), ("2°",)],
    ),
    (
        "§ 1er. Le centre décide.\nIl motive sa décision.\n§ 2. La décision est notifiée.",
        [("§ 1er", "al. 1er"), ("§ 1er", "al. 2"), ("§ 2",)],
    ),
    (
        "§ 7. Lorsqu'une personne travaille, le centre :\n1° l'engage;\na) à temps plein;\nb) à mi-temps;\n2° la paie.\nLe Roi fixe la durée.",
        [
            ("§ 7", "al. 1er"),
            ("§ 7", "al. 1er", "1°"),
            ("§ 7", "al. 1er", "1°", "a)"),
            ("§ 7", "al. 1er", "1°", "b)"),
            ("§ 7", "al. 1er", "2°"),
            ("§ 7", "al. 2"),
        ],
    ),
    (
        "Le revenu s'élève à :\n1° 4 400 EUR pour un cohabitant.\nIl faut entendre par cohabitation la vie en commun.\n2° 6 600 EUR pour un isolé.\nCe droit s'ouvre.",
        [("al. 1er",), ("al. 1er", "1°"), ("al. 1er", "1°"), ("al. 1er", "2°"), ("al. 2",)],
    ),
    ("§ 4bis. Une subvention est due.", [("§ 4bis",)]),
    ('L\'article 114 est remplacé :\n"Art. 114. § 1er. Le chômeur complet.\n§ 2. Par dérogation.', [(), ("« art. 114 »", "§ 1er"), ("« art. 114 »", "§ 2")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), ARTICLES)
def test_each_line_knows_where_it_stands(text, labels):
    assert [unit.labels for unit in outline(text)] == labels


def test_an_item_knows_the_heads_that_announce_it():
    text = "Le centre paie :\n1° les frais :\na) de soins;\nb) de transport;\n2° le loyer."
    units = outline(text)
    said = [[text[units[h].start : units[h].end] for h in heads_of(units, i)] for i in range(len(units))]
    assert said == [
        [],
        ["Le centre paie :"],
        ["Le centre paie :", "1° les frais :"],
        ["Le centre paie :", "1° les frais :"],
        ["Le centre paie :"],
    ]


def test_dashes_belong_to_the_item_above_them():
    text = "3° appartenir à une catégorie :\n- Belge;\n- réfugié;\n4° ne pas avoir de ressources."
    units = outline("La personne doit :\n" + text)
    assert [unit.head for unit in units] == [None, 0, 1, 1, 0]


def test_ranks_as_circulars_type_them_are_items_too():
    units = outline("Le centre vérifie :\n1. le revenu ;\n2) le logement :\na) son loyer.\n1.450 euros sont dus.")
    assert [unit.labels[-1] for unit in units] == ["al. 1er", "1.", "2)", "a)", "al. 2"]
    assert [unit.head for unit in units] == [None, 0, 0, 2, None]


def test_the_first_row_of_a_table_governs_its_rows_and_rows_are_no_alineas():
    units = outline("Les montants :\n | Isolé | Famille\n2025 | 1 314,20 | 1 776,07\n2026 | 1 | 2\nIls sont nets.")
    assert [unit.head for unit in units] == [None, 0, 1, 1, None]
    assert [unit.labels for unit in units] == [("al. 1er",)] * 4 + [("al. 2",)]


def test_a_list_that_nothing_announces_has_no_head():
    assert [unit.head for unit in outline("- un;\n- deux;\n- trois.")] == [None, None, None]


@pytest.mark.parametrize(
    ("sentence", "limits"),
    [
        ("Toutefois, le centre peut renoncer.", True),
        ("Par dérogation à l'alinéa précédent, le Roi fixe.", True),
        ("Sauf opposition du client, la société transmet.", True),
        ("§ 5. Par dérogation aux paragraphes précédents, le montant.", True),
        ("Il est dérogé aux dispositions de l'alinéa précédent.", True),
        ("Le centre décide dans les trente jours.", False),
        ("Les décisions sauf urgence sont écrites.", False),
    ],
)
def test_a_sentence_that_limits_the_one_before_is_recognised(sentence, limits):
    assert (EXCEPTION.match(sentence) is not None) is limits


LINES = st.lists(
    st.sampled_from(["§ 1er. Règle :", "§ 2. Autre.", "Alinéa simple.", "1° un;", "2° deux;", "3° trois.", "a) aa;", "b) bb.", "- tiret;", "A | B", "", "  "]),
    max_size=14,
)  # fmt: skip


@given(LINES)
def test_units_cover_every_line_once_and_heads_come_before(lines):
    text = "\n".join(lines)
    units = outline(text)
    assert [text[u.start : u.end] for u in units] == [line for line in lines if line.strip()]
    for index, unit in enumerate(units):
        assert unit.head is None or unit.head < index
        assert unit.paragraph <= index
        assert unit.alinea <= index
