"""What lines say of their own structure, as tables of examples."""

from __future__ import annotations

import pytest

from ingest.parsing.document import BlockKind
from ingest.parsing.plain_outline import Draft, blocks, clean, heading_level, list_style, paragraphs


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("1. une copie", "1."),
        ("12. une copie", "1."),
        ("3) une copie", "1)"),
        ("2° une copie", "1°"),
        ("2°bis une copie", "1°bis"),
        ("b) une copie", "a)"),
        ("(b) une copie", "(a)"),
        ("ii) une copie", "i)"),
        ("2.3 Le centre décide", "1.1"),
        ("• une copie", "•"),
        ("– une copie", "–"),
        ("o une copie", "o"),
        ("1.450,00 EUR par mois", None),
        ("12 mois de stage", None),
        ("M. le président", None),
        ("30 % du montant", None),
        ("-5 degrés", None),
        ("art. 3, al. 2", None),
    ],
)
def test_list_markers(line: str, style: str | None) -> None:
    assert list_style(line) == style


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("TITRE Ier – Dispositions", 1),
        ("Chapitre 2. Procédure", 2),
        ("Section 1re", None),
        ("Section 3 – Recours", 3),
        ("ANNEXE A", 1),
        ("1. Objet", 1),
        ("2.1 Pièces à joindre", 2),
        ("IV. Montants", 1),
        ("PROCÉDURE D'URGENCE", 1),
        ("1. une pièce d'identité", None),
        ("2. Le centre décide dans les trente jours.", None),
        ("Le demandeur doit :", None),
        ("Section contentieux du service", None),
        ("Objet de la circulaire", None),
    ],
)
def test_headings_by_their_wording(line: str, level: int | None) -> None:
    assert heading_level(line) == level


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Le centre décide", "dans les trente jours."], ["Le centre décide dans les trente jours."]),
        (["Un.", "", "Deux."], ["Un.", "Deux."]),
        (["Il faut :", "1. ceci ;", "2. cela, qui est", "long."], ["Il faut :", "1. ceci ;", "2. cela, qui est long."]),
        (["le plafond est fixé au point", "3. du règlement"], ["le plafond est fixé au point 3. du règlement"]),
        (["1. Objet", "La présente note explique"], ["1. Objet", "La présente note explique"]),
        (["Décision", "--------", "Le comité décide."], ["Décision", "Le comité décide."]),
    ],
)
def test_wrapped_lines_are_joined(lines: list[str], expected: list[str]) -> None:
    assert paragraphs(lines) == expected


def test_a_short_numbered_line_with_a_sibling_is_an_item() -> None:
    kinds = [
        b.kind
        for b in blocks(
            [Draft(t) for t in ("1. Objet", "Il faut :", "1. Carte d'identité", "2. Contrat de bail", "Fin.")]
        )
    ]

    assert kinds == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.PARAGRAPH,
    ]


def test_lists_nest_by_the_style_of_their_markers() -> None:
    texts = ["1° un ;", "a) premier ;", "- détail ;", "b) second ;", "2° deux."]

    assert [(b.level, b.text) for b in blocks([Draft(t) for t in texts])] == [
        (1, "1° un ;"), (2, "a) premier ;"), (3, "détail ;"), (2, "b) second ;"), (1, "2° deux."),
    ]  # fmt: skip


def test_clean_keeps_words_whole() -> None:
    assert clean(" 12\u00a0mois\u202fde   pro\u00adcédure\x07\n") == "12 mois de procédure"
