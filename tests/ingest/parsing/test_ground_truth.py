"""Each office format against a readable tree: a regression of a parser shows as a diff of `truth/`.

To accept a change, see `accept_truth.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from make_documents import DOCUMENTS

from corpus.settings import Settings
from ingest.parsing.document import BlockKind, tree
from ingest.parsing.router import parse_file

TRUTH = Path(__file__).parent / "truth"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_read_as_its_tree_says(name: str, documents: Path, limits: Settings) -> None:
    expected = (TRUTH / f"{name}.tree.txt").read_text(encoding="utf-8")

    assert tree(parse_file(documents / name, limits)) == expected


@pytest.mark.parametrize(
    "name", [name for name in DOCUMENTS if name.startswith("circulaire") and not name.endswith(".txt")]
)
def test_every_format_keeps_the_table_and_the_headings(name: str, documents: Path, limits: Settings) -> None:
    document = parse_file(documents / name, limits)

    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert table.text.splitlines()[1] == "Personne isolée | 1.450,00 EUR | 180,00 EUR"
    levels = {block.text: block.level for block in document.blocks if block.kind is BlockKind.HEADING}
    assert levels["1. Objet"] == levels["4. Décision"] == 2


def test_a_sentence_over_two_pages_is_one_paragraph_on_the_page_where_it_begins(
    documents: Path, limits: Settings
) -> None:
    document = parse_file(documents / "circulaire.pdf", limits)

    (recourse,) = [block for block in document.blocks if "recours devant le tribunal" in block.text]
    assert recourse.page == 1
    assert recourse.text.endswith("prises d'office.")


def test_running_heads_and_menus_are_not_text(documents: Path, limits: Settings) -> None:
    for name in ("circulaire.pdf", "circulaire.docx", "circulaire.html"):
        text = " ".join(block.text for block in parse_file(documents / name, limits).blocks)
        for furniture in (
            "Service social –",
            "Page 1",
            "sur 2",
            "cookies",
            "Menu des services",
            "Mentions légales",
            "Accueil",
            "Texte biffé",
        ):
            assert furniture not in text, name
