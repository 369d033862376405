"""The vocabulary bridge."""

from __future__ import annotations

import re

import pytest

from corpus.catalogue import load_catalogue
from corpus.errors import BadInput
from corpus.thesaurus import Entry, Thesaurus, load_thesaurus, shipped_thesaurus

BRIDGE = Thesaurus([
    Entry(terms=("ris",), nl=("leefloon",), ar=("دخل الاندماج",), law=("revenu d'intégration",)),
    Entry(terms=("prime d'installation",), law=("majoration",)),
    Entry(terms=("sans-abri", "à la rue"), law=("personne sans abri",)),
])  # fmt: skip

FOUND = [
    ("Le RIS est-il dû ?", ["RIS"]),
    ("une prime d’installation", ["prime d’installation"]),
    ("les PRIMES D'INSTALLATION", ["PRIMES D'INSTALLATION"]),
    ("il est a la rue", ["a la rue"]),
    ("het leefloon", ["leefloon"]),
    ("ودخل الاندماج ؟", ["ودخل الاندماج"]),
    ("le risque", []),
    ("un risotto", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_whole_words_are_met_whatever_their_case_accents_and_plural(text, expected):
    assert [text[match.start : match.end] for match in BRIDGE.find(text)] == expected


def test_the_longest_term_wins():
    bridge = Thesaurus([Entry(terms=("art. 60",), law=("a",)), Entry(terms=("contrat art. 60",), law=("b",))])
    assert [match.entry.law for match in bridge.find("un contrat art. 60 ?")] == [("b",)]


def test_a_misspelt_field_is_refused(tmp_path):
    path = tmp_path / "thesaurus.toml"
    path.write_text('[[entry]]\nterm = ["ris"]\nlaw = ["revenu"]\n')
    with pytest.raises(BadInput, match="thésaurus"):
        load_thesaurus(path)


def test_no_shipped_entry_gives_the_answer_away():
    figures = re.compile(r"\d+ ?(?:%|jours|euros?)|\b(?:trente|quinze|huit|cinq|dix) jours|\bpour cent\b")
    assert [law for entry in shipped_thesaurus().entries for law in entry.law if figures.search(law)] == []


def test_shipped_entries_name_works_of_the_catalogue():
    catalogue = load_catalogue()
    named = {work for entry in shipped_thesaurus().entries for work in (*entry.sources, *entry.about)}
    assert {work for work in named if catalogue.by_id(work) is None} == set()


def test_no_term_stands_in_two_entries():
    seen: dict[str, int] = {}
    for index, entry in enumerate(shipped_thesaurus().entries):
        for form in set(entry.forms()):
            assert seen.setdefault(form, index) == index, form
