"""The words of rules: what is one thing under several names, and what a file of them must hold to."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BadInput
from corpus.legal_text.normalise import fold
from kb_service.verification.lexicon import SHIPPED, Hit, Lexicon, load_lexicon, shipped_lexicon
from kb_service.verification.reading import read

SMALL = """
[same]
aide = ["aide", "aides"]
aide_urgente = ["aide* urgente*"]

[not]
payer = ["gratuit*"]

[[category]]
name = "ménage"
values = { "isolé" = ["isolé*"], cohabitant = ["cohabit*"] }

[[opposite]]
values = { "écrit" = ["par écrit"], oral = ["oral*"] }

[actor]
"le centre" = { words = ["cpas", "centre"] }
"le conseil" = { words = ["conseil"], within = "le centre" }
"""

ONE_THING = [
    ("RIS", "revenu d'intégration"),
    ("le CPAS", "le centre public d'action sociale"),
    ("il statue", "il prend sa décision"),
    ("le conjoint", "l'époux"),
    ("le recouvrement", "la récupération"),
    ("un PIIS", "un projet individualisé d'intégration sociale"),
    ("sans-abri", "sans domicile fixe"),
    ("assistante sociale", "travailleur social"),
    ("par lettre recommandée à la poste", "par recommandé"),
    ("pris en compte", "tenu compte"),
    ("trop-perçu", "indu"),
]

TWO_THINGS = [
    ("aide sociale", "aide médicale urgente"),
    ("aide sociale", "aide sociale équivalente"),
    ("le conseil", "le conseil communal"),
    ("le comité spécial", "le comité de concertation"),
    ("le juge", "le juge de paix"),
    ("le projet", "le projet de loi"),
    ("le centre", "le centre d'accueil"),
    ("une caution", "un cautionnement"),
    ("l'allocation de chômage", "l'allocation d'insertion"),
    ("pension", "pension alimentaire"),
    ("registre de la population", "registre des étrangers"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return load_lexicon(written(tmp_path_factory.mktemp("lexicon"), SMALL))


def written(folder: Path, text: str) -> Path:
    path = folder / "lexique.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("one", "other"), ONE_THING)
def test_one_thing_has_one_name(one: str, other: str) -> None:
    assert read(one).names & read(other).names


@pytest.mark.parametrize(("one", "other"), TWO_THINGS)
def test_two_things_keep_two_names(one: str, other: str) -> None:
    assert read(one).names.isdisjoint(read(other).names)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("l'aide", ["aide"]),
        ("les AIDES", ["aide"]),
        ("l'aide urgente", ["aide_urgente"]),
        ("les aides\n urgentes", ["aide_urgente"]),
        ("l'aide non urgente", ["aide"]),
        ("il aidera", []),
        ("la plaide", []),
        ("l'aide et l'aide urgente", ["aide", "aide_urgente"]),
    ],
)
def test_whole_words_are_found_the_longest_expression_first(small: Lexicon, text: str, same: list[str]) -> None:
    assert [hit.value for hit in small.scan(fold(text)).same] == same


def test_each_list_is_read_for_itself(small: Lexicon) -> None:
    text = "Le conseil du CPAS aide l'isolé gratuitement, par écrit ou oralement."
    hits = small.scan(fold(text))
    assert [text[h.start : h.end] for h in hits.same] == ["aide"]
    assert hits.opposed == (Hit("payer", text.index("gratuit"), text.index(", par")),)
    assert [h.value for h in hits.actors] == ["le conseil", "le centre"]
    assert [[h.value for h in group] for group in hits.categories] == [["isolé"]]
    assert [[h.value for h in group] for group in hits.opposites] == [["écrit", "oral"]]
    assert small.within == {"le conseil": "le centre"}


@pytest.mark.parametrize(
    "text",
    [
        "pas du toml [",
        SMALL.replace("[same]", "[semblable]"),
        SMALL.replace("within", "dans"),
        SMALL.replace('["aide", "aides"]', '"aide"'),
        SMALL.replace('name = "ménage"', 'nom = "ménage"'),
    ],
)
def test_a_file_that_does_not_hold_to_the_form_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        load_lexicon(written(tmp_path, text))
    assert refusal.value.code == "bad_lexicon"
    assert "lexique.toml" in refusal.value.message


def test_no_expression_of_the_shipped_file_names_two_things() -> None:
    same = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["same"]
    names: dict[str, set[str]] = {}
    for name, words in same.items():
        for word in words:
            names.setdefault(fold(word), set()).add(name)
    assert {word: found for word, found in names.items() if len(found) > 1} == {}


def test_what_is_opposed_and_who_is_within_exist() -> None:
    raw = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    assert set(raw["not"]) <= set(raw["same"])
    assert set(shipped_lexicon().within.values()) <= set(raw["actor"])
    assert all(len(group["values"]) > 1 for group in (*raw["category"], *raw["opposite"]))


@given(st.text(max_size=120))
def test_hits_stand_in_any_text_in_order(text: str) -> None:
    hits = shipped_lexicon().scan(fold(text))
    for found in (hits.same, hits.opposed, hits.actors, *hits.categories, *hits.opposites):
        past = 0
        for hit in found:
            assert past <= hit.start < hit.end <= len(text)
            past = hit.end
