"""From blocks to the articles of one state: numbers, paths, wordings, days, repeals; then their identifiers."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.legal_text.dates import UNDETERMINED
from corpus.model import Change, Kind, Region, Source
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.structure.articles import Article, articles_of
from ingest.structure.provisions import provisions_of_articles

START = date(2003, 5, 1)
LAW = Source("loi-2003-04-01", "Loi relative au registre des parapluies", Kind.LAW)


def articles(*lines: str) -> list[Article]:
    """Lines as in a tree: `# TITRE`, `## Chapitre`, `@ 3 REGION WALLONNE`, `> note`, else text."""
    kinds = {"@ ": BlockKind.ARTICLE, "> ": BlockKind.NOTE}
    blocks = []
    for line in lines:
        if line.startswith("#"):
            marks, text = line.split(" ", 1)
            blocks.append(Block(BlockKind.HEADING, text, level=len(marks)))
        else:
            kind = kinds.get(line[:2])
            blocks.append(Block(kind or BlockKind.PARAGRAPH, line[2:] if kind else line))
    return articles_of(ParsedDocument(None, tuple(blocks)), START)


NUMBERS = [
    ("1", "1"),
    ("1er", "1"),
    ("43/5", "43/5"),
    ("60bis", "60bis"),
    ("7quaterdecies", "7quaterdecies"),
    ("417/4/1", "417/4/1"),
    ("9 Communauté germanophone", "9"),
    ("N1", "N1"),
    ("VI", "VI"),
]


@pytest.mark.parametrize(("printed", "number"), NUMBERS)
def test_a_number_is_what_one_cites(printed: str, number: str) -> None:
    (article,) = articles(f"@ {printed}", "Il pleut.")
    assert article.number == number


def test_an_article_stands_below_its_headings_and_not_those_of_the_chapter_before() -> None:
    first, second, third = articles(
        "# TITRE Ier. - Pluie.", "## Chapitre 1er. [1 - Averses.]1", "@ 1", "a",
        "## Chapitre 2. <L 2004-01-01/01, art. 2>", "@ 2", "b", "# TITRE II. - Soleil", "@ 3", "c",
    )  # fmt: skip
    assert first.path == ("TITRE Ier. - Pluie", "Chapitre 1er. - Averses")
    assert second.path == ("TITRE Ier. - Pluie", "Chapitre 2")
    assert third.path == ("TITRE II. - Soleil",)


OLD = "(1)<L 2010-01-01/01, art. 2; En vigueur : 01-02-2010>"
NEW = "(2)<L 2020-01-01/01, art. 2; En vigueur : 01-02-2020>"
WAITING = "(3)<L 2024-01-01/01, art. 2; En vigueur : indéterminée>"
UNDATED = "(4)<L 9-7-1971, art. 2>"

FIRST_DAYS = [
    ("5", [], START),
    ("5", [OLD], date(2010, 2, 1)),
    ("5", [OLD, NEW], date(2020, 2, 1)),
    ("5", [UNDATED], START),
    ("5", [OLD, WAITING], date(2010, 2, 1)),  # one sentence waits, the article holds
    ("5", [WAITING], UNDETERMINED),
    ("5 DROIT FUTUR", [], UNDETERMINED),
    ("5 DROIT FUTUR", [OLD, WAITING], UNDETERMINED),
    ("5 (DROIT FUTUR)", [OLD, NEW], date(2020, 2, 1)),
]


@pytest.mark.parametrize(("number", "notes", "first_day"), FIRST_DAYS)
def test_a_wording_holds_from_its_last_amendment(number: str, notes: list[str], first_day: date) -> None:
    (article,) = articles(f"@ {number}", "Il pleut.", *(f"> {note}" for note in notes))
    assert article.validity.valid_from == first_day


def test_wordings_side_by_side_hold_one_after_the_other() -> None:
    today, tomorrow, wallonia = articles(
        "@ 5", "Il pleut.", "@ 5", "[2 Il neige.]2", "> (2)<L 2025-01-01/01, art. 1; En vigueur : 01-01-2028>",
        "@ 5 REGION WALLONNE", "Il bruine.",
    )  # fmt: skip
    assert (today.validity.valid_from, today.validity.valid_to) == (START, date(2027, 12, 31))
    assert (tomorrow.text, tomorrow.validity.valid_from, tomorrow.validity.valid_to) == (
        "Il neige.",
        date(2028, 1, 1),
        None,
    )
    assert (wallonia.region, wallonia.validity.valid_to) == (Region.WALLOON, None)


REPEALED = [
    ["> Abrogé par L 2016-07-21/08, art. 9, 021; En vigueur : 01-11-2016"],
    ["(Abrogé) <L 2016-07-21/08, art. 9, 021; En vigueur : 01-11-2016>"],
    ["[1 ...]1", "> (1)<L 2016-07-21/08, art. 9, 021; En vigueur : 01-11-2016>"],
]


@pytest.mark.parametrize("lines", REPEALED)
def test_a_repealed_article_is_known_as_such_since_its_day(lines: list[str]) -> None:
    (article,) = articles("@ 33", *lines)
    assert (article.repealed, article.text) == (True, "")
    assert article.validity.valid_from == date(2016, 11, 1)
    assert article.amendments[-1].change is Change.REPEALED


def test_what_is_no_amendment_is_a_note() -> None:
    (article,) = articles("@ 14", "Le montant est dû.", "> AR 2015-08-30/01, art. 1; En vigueur : 01-09-2015")
    assert article.amendments == ()
    assert article.notes == ("AR 2015-08-30/01, art. 1; En vigueur : 01-09-2015",)


def test_identifiers_name_the_article_and_tell_its_wordings_apart() -> None:
    found = articles(
        "@ 1er", "a", "@ 5", "b", "@ 5", "[2 c]2", "> (2)<L 2025-01-01/01, art. 1; En vigueur : 01-01-2028>",
        "@ 5 REGION WALLONNE", "d", "@ 6", "e", "@ 6", "f",
    )  # fmt: skip
    provisions = provisions_of_articles(LAW, found)
    assert [(p.provision_id.removeprefix("loi-2003-04-01/"), p.label) for p in provisions] == [
        ("art_1", "art. 1er"),
        ("art_5@2003-05-01", "art. 5"),
        ("art_5@2028-01-01", "art. 5"),
        ("art_5~wallonne", "art. 5"),
        ("art_6@2003-05-01", "art. 6"),
        ("art_6@2003-05-01-2", "art. 6"),
    ]


def test_a_region_s_own_law_is_the_region_s_without_saying_it_in_each_identifier() -> None:
    decree = Source("decret-2003-04-01", "Décret", Kind.LAW, region=Region.WALLOON)
    (provision,) = provisions_of_articles(decree, articles("@ 1", "a"))
    assert (provision.provision_id, provision.region) == ("decret-2003-04-01/art_1", Region.WALLOON)
