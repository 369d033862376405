"""Circulars, procedures and fiches: what their provisions are called, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Kind, PageBreak, Provision, Source
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.structure.sections import provisions_of, slug

SOURCE = Source("procedure-parapluies", "Procédure : parapluies", Kind.PROCEDURE)


def document(*lines: str, title: str | None = None) -> ParsedDocument:
    """Lines as in Markdown: `# heading`, `- item`, `| row |` (one table a line), else a paragraph."""
    blocks = []
    for line in lines:
        if line.startswith("#"):
            marks, text = line.split(" ", 1)
            blocks.append(Block(BlockKind.HEADING, text, level=len(marks)))
        elif line.startswith("- "):
            blocks.append(Block(BlockKind.LIST_ITEM, line[2:], level=1))
        elif line.startswith("| "):
            blocks.append(Block(BlockKind.TABLE, line[2:]))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line))
    return ParsedDocument(title, tuple(blocks))


def named(*lines: str, title: str | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    provisions = provisions_of(SOURCE, document(*lines, title=title))
    return [(p.provision_id.removeprefix("procedure-parapluies/"), p.label, p.path) for p in provisions]


NAMES = [
    ("a document without headings", ["Il pleut."], [("sec_introduction", "introduction", ())]),
    (
        "what stands under the title alone",
        ["# Procédure : parapluies", "Fictif.", "## Délais", "Cinq jours."],
        [("sec_introduction", "introduction", ()), ("sec_delais", "section « Délais »", ())],
    ),
    ("a number", ["# 1. Objet", "a", "# 2 Délais", "b"], [("sec_1", "point 1", ()), ("sec_2", "point 2", ())]),
    ("a heading in words", ["# Étape 3 : Décision", "a"], [("sec_3", "point 3", ())]),
    ("a year is no number", ["# Préface", "a", "# 2026 : réforme", "b"], [
        ("sec_preface", "section « Préface »", ()), ("sec_2026-reforme", "section « 2026 : réforme »", ()),
    ]),
    (
        "headings within headings",
        ["# Titre", "## 1. Objet", "### 1.1 Buts", "a", "### 1.2 Limites", "b", "## 2. Fin", "c"],
        [("sec_1.1", "point 1.1", ("1. Objet",)), ("sec_1.2", "point 1.2", ("1. Objet",)), ("sec_2", "point 2", ())],
    ),
    (
        "a scan gives headings of one series unequal depths",
        ["# 2. Accueil", "a", "## 3. Décision", "b", "## 4. Suivi", "c"],
        [("sec_2", "point 2", ()), ("sec_3", "point 3", ()), ("sec_4", "point 4", ())],
    ),
    (
        "numbered points are provisions",
        ["# 1. Objet", "1.1 Il pleut.", "1.2 Il neige."],
        [("sec_1.1", "point 1.1", ()), ("sec_1.2", "point 1.2", ())],
    ),
    (
        "a table, then the only point of its section",
        ["# 3. Montants", "| Parapluie | Droit\nGrand | 12,50", "3.1 Le droit est payé."],
        [("sec_3", "point 3", ()), ("sec_3.1", "point 3.1", ())],
    ),
    ("an amount is no point", ["# Prix", "1.000 euros.", "2.500 aussi."], [("sec_prix", "section « Prix »", ())]),
    (
        "the same heading twice",
        ["# Délais", "a", "# Délais", "b"],
        [("sec_delais", "section « Délais »", ()), ("sec_delais-2", "section « Délais »", ())],
    ),
    ("a heading without text", ["# Titre", "## Vide", "## Plein", "a"], [("sec_plein", "section « Plein »", ())]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_a_provision_is_called_as_colleagues_cite_it(
    lines: list[str], expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert named(*lines) == expected


def test_a_title_that_is_not_alone_on_top_is_known_by_its_words() -> None:
    assert named("# Parapluies", "a", "# Délais", "b", title="Parapluies")[0][1] == "introduction"


def test_a_bullet_keeps_to_the_line_that_announces_it() -> None:
    (provision,) = provisions_of(SOURCE, document("Il faut :", "- un manche ;", "- 2° une toile ;", "- a) sèche."))
    assert provision.text == "Il faut :\n- un manche ;\n2° une toile ;\na) sèche."


def test_pages_are_kept_where_they_turn() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, text, page=page) for text, page in (("abc", 1), ("de", 1), ("fgh", 2))]
    (provision,) = provisions_of(SOURCE, ParsedDocument(None, tuple(blocks)))
    assert provision.pages == (PageBreak(0, 1), PageBreak(7, 2))
    assert [provision.page_at(provision.text.index(letter)) for letter in "aeh"] == [1, 1, 2]


SLUGS = [("Droit d'être entendu", "droit-d-etre-entendu"), ("Œuvre n° 3 !", "oeuvre-n-3"), ("…", "sans-titre")]


@pytest.mark.parametrize(("text", "expected"), SLUGS)
def test_a_slug_is_plain(text: str, expected: str) -> None:
    assert slug(text) == expected


LINE = st.sampled_from(["# Titre", "## 1. Objet", "## Délais", "1.1 Il pleut.", "1.2 Il neige.", "- item", "Un mot."])


@given(st.lists(LINE, min_size=1, max_size=15))
def test_no_text_is_lost_or_repeated_and_no_identifier_twice(lines: list[str]) -> None:
    provisions: list[Provision] = provisions_of(SOURCE, document(*lines))
    texts = [line.removeprefix("- ") for line in lines if not line.startswith("#")]
    assert [line.removeprefix("- ") for p in provisions for line in p.text.split("\n")] == texts
    assert len({p.provision_id for p in provisions}) == len(provisions)
