"""References as laws write them and as people type them: (text, [label | act])."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.references import Reference, find_references

DIS, ORGANIC, AR = "loi-2002-05-26", "loi-1976-07-08", "ar-2002-07-11"

ONE_ARTICLE = [
    ("l'article 60", ["art. 60"]),
    ("art. 43/6", ["art. 43/6"]),
    ("art. 57ter/1", ["art. 57ter/1"]),
    ("art. 9 bis, al. 2", ["art. 9bis, al. 2"]),
    ("article 1er, § 1er", ["art. 1er, § 1er"]),
    ("l’art. 3, al. 2", ["art. 3, al. 2"]),
    ("art60", ["art. 60"]),
    ("ART 60 §7", ["art. 60, § 7"]),
    ("article 60§7", ["art. 60, § 7"]),
    ("l'art. 57 § 2", ["art. 57, § 2"]),
    ("art. 22 , §1 , al 1er , c)", ["art. 22, § 1er, al. 1er, c)"]),
    ("article 14, § 1er, alinéa 1er, 3°", ["art. 14, § 1er, al. 1er, 3°"]),
    ("article 580, 8°, d)", ["art. 580, 8°, d)"]),
    ("article 23, alinéa premier", ["art. 23, al. 1er"]),
    ("article 23, dernier alinéa", ["art. 23, al. dernier"]),
    ("article 2, deuxième alinéa", ["art. 2, al. 2"]),
    ("l'alinéa 2 de l'article 3", ["art. 3, al. 2"]),
    ("premier alinéa de l'article 6", ["art. 6, al. 1er"]),
    ("le paragraphe 7 de l'article 60", ["art. 60, § 7"]),
    ("au § 1er, 3°, de l'article 14", ["art. 14, § 1er, 3°"]),
    ("le 5° de l'article 3", ["art. 3, 5°"]),
    ("artikel 60 § 7", ["art. 60, § 7"]),
    ("Art. 21. § 1er. Le centre", ["art. 21, § 1er"]),
    ("art. L1122-30", ["art. L1122-30"]),
    ("article 3\nalinéa 2", ["art. 3, al. 2"]),
]

SEVERAL = [
    ("articles 3, 4 et 13, § 2", ["art. 3", "art. 4", "art. 13, § 2"]),
    ("articles 207 à 216", ["art. 207 à 216"]),
    ("art. 88-89", ["art. 88 à 89"]),
    ("article 3, 5° et 6°", ["art. 3, 5°", "art. 3, 6°"]),
    ("art. 6, 10, 11 et 30", ["art. 6", "art. 10", "art. 11", "art. 30"]),
    ("art. 57, § 2, 57ter, 58 et 60, § 7", ["art. 57, § 2", "art. 57ter", "art. 58", "art. 60, § 7"]),
    ("art. 43/5, 43/6", ["art. 43/5", "art. 43/6"]),
    ("art. 1675/13bis", ["art. 1675/13bis"]),
    ("art. 21, 30 jours et 8 jours", ["art. 21"]),
    ("art. 60, 7", ["art. 60"]),
    ("article 3, 1°, 2° 4° et 6°", ["art. 3, 1°", "art. 3, 2°", "art. 3, 4°", "art. 3, 6°"]),
    ("article 1er, 1°, a) et b)", ["art. 1er, 1°, a)", "art. 1er, 1°, b)"]),
    ("article 115, 1°, b), 2°, b), ou 3°, d)", ["art. 115, 1°, b)", "art. 115, 2°, b)", "art. 115, 3°, d)"]),
    ("article 34, §§ 1er et 2", ["art. 34, § 1er", "art. 34, § 2"]),
    ("article 63, §§ 2-4", ["art. 63, § 2", "art. 63, § 3", "art. 63, § 4"]),
    ("§§ 1er et 2", ["§ 1er", "§ 2"]),
    ("visée aux §§ 4 à 4ter", ["§ 4", "§ 4ter"]),
    ("art. 212, § 1er, al. 2 et 5", ["art. 212, § 1er, al. 2", "art. 212, § 1er, al. 5"]),
    ("article 11, § 1er, et § 2, alinéa 2", ["art. 11, § 1er", "art. 11, § 2, al. 2"]),
    ("article 30, § 2 ou 30ter", ["art. 30, § 2", "art. 30ter"]),
    ("aux articles 60, § 7, et 61", ["art. 60, § 7", "art. 61"]),
    ("articles 6, § 2, 6/1, 7 et 9bis", ["art. 6, § 2", "art. 6/1", "art. 7", "art. 9bis"]),
    ("l'article 3 et l'article 4", ["art. 3", "art. 4"]),
    ("l'article 3. § 2. Le Roi décide.", ["art. 3", "§ 2"]),
    ("article 29\n\n§ 1er du règlement", ["art. 29", "§ 1er"]),
]

WITH_ACT = [
    ("art. 60 § 7 de la loi organique", [("art. 60, § 7", ORGANIC)]),
    ("art 60 §7 loi orga", [("art. 60, § 7", ORGANIC)]),
    ("art.43/6 loi DIS", [("art. 43/6", DIS)]),
    ("art 47 dis", [("art. 47", DIS)]),
    ("arts 3 et 4 LO", [("art. 3", ORGANIC), ("art. 4", ORGANIC)]),
    ("loi organique, art. 60, § 7", [("art. 60, § 7", ORGANIC)]),
    ("AR 11/07/2002, art. 22", [("art. 22", AR)]),
    ("article 3, 5° et 6°, de la loi du 26 mai 2002", [("art. 3, 5°", DIS), ("art. 3, 6°", DIS)]),
    ("l'article 3, 5°, et à l'article 4 de la loi DIS", [("art. 3, 5°", DIS), ("art. 4", DIS)]),
    (
        "article 21 de la loi du 26 mai 2002, et l'article 22 de l'AR du 11 juillet 2002",
        [("art. 21", DIS), ("art. 22", AR)],
    ),
    ("article 4 de la loi DIS et article 6 de la même loi", [("art. 4", DIS), ("art. 6", DIS)]),
    ("l'article 3, 1°, de la loi", [("art. 3, 1°", None)]),
    ("l'article 2 de la présente loi", [("art. 2", None)]),
    ("article 1410, § 2, 8°, du Code judiciaire", [("art. 1410, § 2, 8°", "code-judiciaire")]),
    ("article 23 de la Constitution", [("art. 23", "constitution")]),
    ("artikel 60 § 7 van de organieke wet", [("art. 60, § 7", ORGANIC)]),
    ("<L 2016-07-21/08, art. 2, 021; En vigueur : 01-12-2016>", [("art. 2", "loi-2016-07-21")]),
    ("que dit la loi du 2 avril 1965 ?", [("", "loi-1965-04-02")]),
    ("l'article 5 prévoit que la loi organique s'applique", [("art. 5", None), ("", ORGANIC)]),
    ("la convention de l'article 61 (loi DIS, art. 38)", [("art. 61", None), ("art. 38", DIS)]),
    ("l'article 38 (loi DIS) le dit", [("art. 38", DIS)]),
    ("(loi DIS, art. 3, § 1er, et art. 60)", [("art. 3, § 1er", DIS), ("art. 60", DIS)]),
    ("la loi organique, du 1er juin 2026 de la loi DIS", [("", ORGANIC), ("", DIS)]),
]

NONE = [
    "art. 60 EUR",
    "art. 60,50 EUR",
    "art. 60 %",
    "l'article 12 juillet 2026",
    "un article intéressant",
    "smart 3",
    "le 60 rue de l'art",
    "§ 1er. Le centre décide.",
    "(§ 2. (Lorsque le montant est fixé.",
    "Le centre décide.\n§ 2. Il notifie.",
    "1° la carte; 2° le bail",
    "60 jours, 500 EUR, 3/4",
]


@pytest.mark.parametrize(("text", "labels"), ONE_ARTICLE + SEVERAL)
def test_labels(text: str, labels: list[str]) -> None:
    assert [reference.label for reference in find_references(text)] == labels


@pytest.mark.parametrize(("text", "expected"), WITH_ACT)
def test_the_act_pointed_into(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(reference.label, reference.act_key) for reference in find_references(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Loi du 26/05/2002 concernant le droit à l'intégration sociale, art. 14",
        "loi du 26 mai 2002 concernant le droit à l'intégration sociale (art. 14)",
        "Dans la loi du 26 mai 2002 concernant le droit à l'intégration sociale, l'article 14 est remplacé.",
    ],
)
def test_an_act_heads_an_article_behind_its_whole_title(text: str) -> None:
    (reference,) = find_references(text)
    assert (reference.label, reference.act_key) == ("art. 14", "loi-2002-05-26")


def test_what_goes_on_behind_a_title_is_not_headed_by_its_act() -> None:
    text = "La loi du 26 mai 2002 concernant le droit à l'intégration sociale, le conseil et l'article 5"
    assert [(r.label, r.act_key) for r in find_references(text)] == [("", "loi-2002-05-26"), ("art. 5", None)]


@pytest.mark.parametrize("text", NONE)
def test_no_reference(text: str) -> None:
    assert find_references(text) == []


@pytest.mark.parametrize(
    "text", ["article 60 et 2 enfants", "art 60 pour 18 mois", "art. 60, 3 personnes", "article 60 à 65 ans"]
)
def test_what_is_counted_is_no_second_article(text: str) -> None:
    assert [reference.label for reference in find_references(text)] == ["art. 60"]


def test_numbers_are_in_one_form() -> None:
    assert find_references("Article 1er, § 1er, al. 1er") == [Reference("1", 0, 27, paragraph="1", alinea=1)]


def test_a_range_keeps_both_ends() -> None:
    (reference,) = find_references("articles 207 à 216")
    assert (reference.article, reference.article_end) == ("207", "216")


def test_each_reference_quotes_its_own_words() -> None:
    text = "aux articles 3, 5°, et 13, § 2, de la loi DIS"
    found = find_references(text)
    assert [text[reference.start : reference.end] for reference in found] == ["articles 3, 5°", "13, § 2"]
    assert {text[reference.act.start : reference.act.end] for reference in found if reference.act} == {"loi DIS"}


ACTS = st.sampled_from([" de l'", " de la ", "loi DIS", "la même loi", "\n", ". ", " ", "du 26 mai 2002"])
BITS = st.sampled_from(
    ["art. ", "articles ", "3", "60", "43/6", "9bis", ", ", " et ", " à ", "-", "§ ", "§§ ", "1er", "al. ", "5°", "a)"]
)


@given(st.one_of(st.text(max_size=100), st.lists(BITS | ACTS, max_size=25).map("".join)))
def test_spans_are_words_of_the_text_in_order(text: str) -> None:
    found = find_references(text)
    assert [reference.span for reference in found] == sorted(reference.span for reference in found)
    for reference in found:
        assert text[reference.start : reference.end].strip()
        assert reference.label or reference.act


@pytest.mark.parametrize(
    "filler", ["art. ", "art. 3 et ", "§ ", "1, ", " ", "loi ", "al. 2 ", "articles 1, 2, ", "loi relative "]
)
def test_long_runs_do_not_blow_up(filler: str) -> None:
    find_references("art. 3 " + filler * 4000)


def test_the_official_texts_point_where_they_should(official_texts: Path) -> None:
    text = (official_texts / "loi-2002-05-26-droit-integration-sociale.md").read_text(encoding="utf-8")
    found = find_references(text)
    assert len(found) > 400
    assert {"3", "21", "43/6", "9/1"} <= {reference.article for reference in found}
    assert "loi-1965-04-02" in {reference.act_key for reference in found}
