"""Consolidated law in Markdown: an invented law against its tree, and the official texts against themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.errors import BadInput
from corpus.model import Provision, Region
from corpus.settings import Settings
from ingest.parsing.document import BlockKind, tree
from ingest.parsing.legal_markdown import parse
from ingest.parsing.router import parse_file
from ingest.structure.articles import articles_of
from ingest.structure.identity import entry_into_force, identify
from ingest.structure.provisions import provisions_of_articles
from ingest.structure.versions import State, consolidate

TRUTH = Path(__file__).parent / "truth"


@pytest.mark.parametrize("name", ["loi-parapluies.md", "loi-parapluies-2014.md"])
def test_a_law_is_read_as_its_tree_says(name: str, laws: Path, limits: Settings) -> None:
    assert tree(parse_file(laws / name, limits)) == (TRUTH / f"{name}.tree.txt").read_text(encoding="utf-8")


LAW = "---\nnumber: 2003099999\n---\n\n**Art. 1.** L'été, la pluie est gardée.\n"
ENCODINGS: list[tuple[str, Callable[[str], bytes]]] = [
    ("utf-8", lambda text: text.encode()),
    ("utf-8 with a mark", lambda text: text.encode("utf-8-sig")),
    ("utf-16", lambda text: text.encode("utf-16")),
    ("the Windows code page", lambda text: text.encode("cp1252")),
    ("Windows line ends", lambda text: text.replace("\n", "\r\n").encode()),
]


@pytest.mark.parametrize(("name", "encode"), ENCODINGS, ids=[name for name, _ in ENCODINGS])
def test_a_law_is_read_whatever_program_saved_it(name: str, encode: Callable[[str], bytes], tmp_path: Path) -> None:
    (tmp_path / "loi.md").write_bytes(encode(LAW))

    document = parse(tmp_path / "loi.md")

    assert [block.text for block in document.blocks] == ["1", "L'été, la pluie est gardée."]
    assert document.metadata["numac"] == "2003099999"


def test_a_law_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loi.md").write_text("---\nnumber: 2003099999\n---\n\nLa pluie.\n", encoding="utf-8")

    with pytest.raises(BadInput, match=r"« loi\.md » : aucun article") as refused:
        parse(tmp_path / "loi.md")
    assert refused.value.code == "not_a_law"


def test_a_numbered_circular_is_no_law(tmp_path: Path, limits: Settings) -> None:
    (tmp_path / "avis.md").write_text("---\nnumber: 2026/04\n---\n\n# Avis\n\nIl pleut.\n", encoding="utf-8")

    document = parse_file(tmp_path / "avis.md", limits)

    assert document.title == "Avis"
    assert not any(block.kind is BlockKind.ARTICLE for block in document.blocks)


# --- The official texts

_ARTICLE_LINE = re.compile(r"^(?:\*\*Art(?:icle|\.) |#+ Article )", re.MULTILINE)
_LEFTOVERS = re.compile(r"\[\d+ |\]\d|<[A-Z]+\.? |\*\*|\]\(http|[⁰¹²³⁴-⁹]|\{fut\}|\bEn vigueur ?:|_Table")


def provisions(path: Path) -> list[Provision]:
    document = parse(path)
    source = identify(path, document, load_catalogue(), official=True).source
    return provisions_of_articles(source, articles_of(document, entry_into_force(document, source)))


def official_files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.md"))
    assert len(files) >= 11
    return files


def test_every_article_is_found_once(official_texts: Path) -> None:
    for path in official_files(official_texts):
        articles = [block for block in parse(path).blocks if block.kind is BlockKind.ARTICLE]
        assert len(articles) == len(_ARTICLE_LINE.findall(path.read_text(encoding="utf-8"))), path.name
        ids = [provision.provision_id for provision in provisions(path)]
        assert len(ids) == len(articles) == len(set(ids)), path.name


def test_no_word_of_the_body_is_lost(official_texts: Path) -> None:
    for path in official_files(official_texts):
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"^# .*", "", text, flags=re.MULTILINE)
        text = re.split(r"^Promulguons la présente", text, flags=re.MULTILINE)[0]
        text = re.sub(r"\]\(https?://[^)]*\)", " ", text).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
        text = re.sub(r"_Table:_|\.\. \S+\{fut\}|<br>", " ", text)
        assert words("\n".join(block.text for block in parse(path).blocks)) == words(text), path.name


def words(text: str) -> list[str]:
    """Words in order; "3. ter" and "3°ter" are one word, "Art." is said by the kind of a block."""
    text = re.sub(r"(?<=\d)\.? ?°? ?(?=(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies)\b)", "", text)
    return [word for word in re.findall(r"[^\W_]+", text) if word not in {"Art", "Article"}]


def test_no_editor_s_mark_is_left_in_a_provision(official_texts: Path) -> None:
    for path in official_files(official_texts):
        for provision in provisions(path):
            assert not _LEFTOVERS.search(provision.text), provision.provision_id
            assert provision.text or provision.repealed, provision.provision_id


@pytest.fixture(scope="module")
def dis(official_texts: Path) -> list[Provision]:
    return provisions(official_texts / "loi-2002-05-26-droit-integration-sociale.md")


def days(provisions: list[Provision], number: str) -> list[tuple[date | None, date | None]]:
    wordings = [provision.validity for provision in provisions if provision.number == number]
    return [(validity.valid_from, validity.valid_to) for validity in wordings]


def test_an_article_that_changes_again_has_two_wordings(dis: list[Provision]) -> None:
    assert [last for _, last in days(dis, "43/5")] == [date(2027, 12, 31), None]
    assert days(dis, "43/5")[1][0] == date(2028, 1, 1)


def test_regional_doubles_are_told_apart(dis: list[Provision]) -> None:
    assert [provision.region for provision in dis if provision.number == "36"] == [
        Region.FEDERAL,
        Region.WALLOON,
        Region.BRUSSELS,
        Region.FLEMISH,
        Region.GERMAN_SPEAKING,
    ]


def test_a_repealed_article_is_known_since_when(dis: list[Provision]) -> None:
    (article,) = [provision for provision in dis if provision.number == "33"]
    assert (article.repealed, article.text, article.validity.valid_from) == (True, "", date(2016, 11, 1))


def test_the_wording_before_the_repeal_comes_from_the_older_state(official_texts: Path) -> None:
    states = []
    for path in sorted(official_texts.glob("loi-2002-05-26-*.md")):
        document = parse(path)
        identity = identify(path, document, load_catalogue(), official=True)
        assert identity.state is not None
        states.append(State(identity.state, articles_of(document, entry_into_force(document, identity.source))))

    wordings = [article for article in consolidate(states) if article.number == "33"]

    assert len(states) == 2
    before, after = sorted(wordings, key=lambda article: article.repealed)
    assert (bool(before.text), before.validity.valid_to) == (True, date(2016, 10, 31))
    assert (after.repealed, after.validity.valid_from) == (True, date(2016, 11, 1))


def test_an_amended_article_holds_from_its_last_change(official_texts: Path) -> None:
    decree = provisions(official_texts / "ar-2002-07-11-reglement-general-dis.md")
    assert days(decree, "34") == [(date(2026, 3, 1), None)]
