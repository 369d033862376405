"""Pages of Justel: an invented law against its tree, and six real pages against their own anchors and words."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from corpus.errors import BadInput
from corpus.settings import Settings
from ingest.parsing.document import BlockKind, tree
from ingest.parsing.justel_html import parse
from ingest.parsing.router import parse_file

TRUTH = Path(__file__).parent / "truth"


def test_a_page_is_read_as_its_tree_says(laws: Path, limits: Settings) -> None:
    expected = (TRUTH / "loi-parapluies.html.tree.txt").read_text(encoding="utf-8")

    assert tree(parse_file(laws / "loi-parapluies.html", limits)) == expected


@pytest.mark.parametrize("name", ["erreur.html", "sans-articles.html", "liste.html"])
def test_a_page_without_a_law_is_refused(name: str, laws: Path, limits: Settings) -> None:
    with pytest.raises(BadInput) as refused:
        parse_file(laws / name, limits)

    assert refused.value.code == "justel_error_page"
    assert name in refused.value.message
    assert refused.value.remedy.endswith(".")


# --- The real pages, and how many articles each has

PAGES = {
    "sample-code.html": 884,
    "sample-constitution.html": 217,
    "sample-ordinary-law.html": 2,
    "sample-regulation.html": 22,
    "sample-with-tables.html": 10,
}


@pytest.fixture
def pages(shared: Path) -> Path:
    return shared / "justel"


def markup(page: Path) -> str:
    """Box 3: all that stands between its heading and the next box."""
    whole = page.read_bytes().decode("cp1252", errors="replace")
    text = whole[whole.index("</h2>", whole.index('id="list-title-3"')) + len("</h2>") :]
    return re.split(r"<div\b", text, maxsplit=1)[0]


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text) if word not in {"Art", "Article"}]


@pytest.mark.parametrize(("name", "count"), PAGES.items())
def test_every_anchor_is_an_article(name: str, count: int, pages: Path) -> None:
    articles = [block.text for block in parse(pages / name).blocks if block.kind is BlockKind.ARTICLE]

    assert len(articles) == len(re.findall(r"<A NAME='Art\.", markup(pages / name))) == count
    assert len(set(articles)) == len(articles)


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_the_page_is_lost_or_moved(name: str, pages: Path) -> None:
    text = re.split(r"<BR>(?:&nbsp;)*\s*Promulguons la présente", markup(pages / name))[0]
    text = re.sub(r"</?(?:BR|TABLE|TR|TD|TH)\b[^>]*>", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"</?(?:A|sup|font|span|b|i|u|center|div|p|img)\b[^>]*>", "", text, flags=re.IGNORECASE)

    kept = "\n".join(block.text for block in parse(pages / name).blocks)

    assert words(kept) == words(html.unescape(text))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_which_work_it_is(name: str, pages: Path) -> None:
    document = parse(pages / name)

    assert document.title
    assert re.fullmatch(r"\d{10}", document.metadata["numac"])
    assert document.metadata["numac"] in document.metadata["url"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", document.metadata[key]) for key in ("date", "published", "state"))


def test_a_table_keeps_its_columns(pages: Path) -> None:
    (table,) = [b.text for b in parse(pages / "sample-with-tables.html").blocks if b.kind is BlockKind.TABLE]

    header, units = table.splitlines()
    assert header.split(" | ") == ["Grandeur", "Unité de base", "Symbole"]
    assert [len(cell.split(" / ")) for cell in units.split(" | ")] == [7, 7, 7]


def test_the_list_of_the_laws_of_a_year_is_no_law(pages: Path, limits: Settings) -> None:
    with pytest.raises(BadInput) as refused:
        parse_file(pages / "sample-listing-loi-2024.html", limits)

    assert refused.value.code == "justel_error_page"
