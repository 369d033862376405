"""The articles that a statement names: held, repealed, absent from the base, or of no act at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.edition import Edition
from corpus.editions.follower import EditionFollower
from corpus.model import Region
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.verification.reading import read
from kb_service.verification.references import Fault, Named, named_articles

DAY = date(2026, 7, 1)
FABRICATED, REPEALED, ABSENT = Fault.FABRICATED, Fault.REPEALED, Fault.ABSENT


def act(day: str, numac: str, title: str, articles: list[str]) -> str:
    head = (
        f'---\ntitle: "{title}"\nidentifier: "{numac}"\nlast_updated: "2026-01-01"\npublication_date: "{day}"\n'
        f'source: "https://www.ejustice.just.fgov.be/eli/loi/{day.replace("-", "/")}/{numac}/justel"\n---\n\n'
    )
    return head + "\n\n".join(f"##### Article {text}" for text in articles) + "\n"


WHOLE_ACT = act(
    "2003-04-01",
    "2003099999",
    "Loi relative aux parapluies",
    [f"{number}. Le centre prête {number} parapluies." for number in range(1, 10)]
    + ["9bis. Le centre répare les parapluies."]
    + ["9ter. § 1er. Le centre sèche les parapluies.\n\n§ 2. Il les rend.\n\n§ 3. Il les compte."]
    + ["10.\n\nAbrogé par L 2010-05-06/01, art. 2, 003; En vigueur : 01-07-2010"],
)
EXTRACTS = act(
    "2004-05-02",
    "2004099999",
    "Loi relative aux bottes",
    [f"{number}. Le centre prête {number} bottes." for number in (1, 12, 60)],
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    folder: Path = tmp_path_factory.mktemp("references")
    settings = Settings(data_dir=folder / "data")
    files = {"parapluies.md": WHOLE_ACT, "bottes.md": EXTRACTS}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    report = ingest([folder / name for name in files], settings, Catalogue(()), HashEmbedder())
    assert report.problems == ()
    with EditionFollower(settings, True).edition() as edition:
        yield edition


def named(edition: Edition, text: str, day: date = DAY, regions: tuple[Region, ...] = (Region.FEDERAL,)) -> list[Named]:
    return named_articles(edition, read(text).references, day, regions)


@pytest.mark.parametrize(
    ("text", "fault", "said"),
    [
        ("L'article 3 de la loi du 1er avril 2003 prévoit un prêt.", None, ""),
        ("L'article 9bis de la loi du 1er avril 2003 prévoit un prêt.", None, ""),
        ("L'article 60 de la loi du 2 mai 2004 prévoit un prêt.", None, ""),
        ("L'article 99 de la loi du 1er avril 2003 prévoit un prêt.", FABRICATED, "jusqu'à l'art. 10"),
        ("L'article 11 de la loi du 1er avril 2003 prévoit un prêt.", FABRICATED, "pas d'art. 11"),
        ("L'article 3ter de la loi du 1er avril 2003 prévoit un prêt.", FABRICATED, "pas d'art. 3ter"),
        ("L'article 10 de la loi du 1er avril 2003 prévoit un prêt.", REPEALED, "abrogé depuis le 1er juillet 2010"),
        # of an act that the base holds in part, or not at all, nothing can be denied
        ("L'article 13 de la loi du 2 mai 2004 prévoit un prêt.", ABSENT, "n'est pas dans la base"),
        ("L'article 61 de la loi du 2 mai 2004 prévoit un prêt.", ABSENT, "n'est pas dans la base"),
        ("L'article 37 de la loi du 3 juillet 1978 prévoit un prêt.", ABSENT, "n'a pas pu être vérifiée"),
    ],
)
def test_a_named_article_is_looked_up(edition: Edition, text: str, fault: Fault | None, said: str) -> None:
    (reference,) = named(edition, text)
    assert reference.fault is fault
    assert said in reference.reason
    assert bool(reference.wordings) is (fault in (None, REPEALED))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("art. 9ter, § 4, de la loi du 1er avril 2003", FABRICATED),
        ("art. 9ter, § 3, de la loi du 1er avril 2003", None),
        ("art. 9ter de la loi du 1er avril 2003", None),
        # where an article counts no §, nothing can be denied: its text may have been read without them
        ("art. 3, § 2, de la loi du 1er avril 2003", None),
    ],
)
def test_a_paragraph_beyond_the_last_is_fabricated(edition: Edition, text: str, fault: Fault | None) -> None:
    (reference,) = named(edition, text)
    assert reference.fault is fault
    assert ("s'arrête au § 3" in reference.reason) is (fault is FABRICATED)


@pytest.mark.parametrize(
    ("text", "contradicts"),
    [
        ("art. 99 de la loi du 1er avril 2003", True),
        ("art. 10 de la loi du 1er avril 2003", True),
        ("art. 13 de la loi du 2 mai 2004", False),
        ("art. 3 de la loi du 1er avril 2003", False),
    ],
)
def test_only_what_cannot_be_so_contradicts(edition: Edition, text: str, contradicts: bool) -> None:
    (reference,) = named(edition, text)
    assert reference.contradicts is contradicts


def test_each_reference_is_told_apart(edition: Edition) -> None:
    text = "Voir l'article 3 de la loi du 1er avril 2003 et l'article 99 de la loi du 1er avril 2003."
    assert [reference.fault for reference in named(edition, text)] == [None, FABRICATED]


def test_before_its_repeal_an_article_is_not_said_to_be_repealed(edition: Edition) -> None:
    (reference,) = named(edition, "art. 10 de la loi du 1er avril 2003", date(2009, 1, 1))
    assert reference.fault is None


def test_the_wordings_of_other_regions_are_not_those_of_the_centre(edition: Edition) -> None:
    (reference,) = named(edition, "art. 3 de la loi du 1er avril 2003", regions=(Region.FLEMISH,))
    assert (reference.wordings, reference.contradicts) == ((), False)


@pytest.mark.parametrize(
    "text", ["L'article 3 le prévoit.", "La loi du 1er avril 2003 le prévoit.", "Le centre décide."]
)
def test_an_article_without_its_act_or_an_act_alone_is_not_looked_up(edition: Edition, text: str) -> None:
    assert named(edition, text) == []
