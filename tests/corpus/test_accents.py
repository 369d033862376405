"""Accents come back where French cannot be without them, and nowhere else."""

from __future__ import annotations

import pytest

from corpus.accents import TABLE, accented_words, restored, texts_of_documents


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("c'est quoi le delai pour le chomage ?", "c'est quoi le délai pour le chômage ?"),
        ("Etudiant, DELAI, délai", "Étudiant, DELAI, délai"),
        ("il refuse, on a coupe, il paye", "il refuse, on a coupe, il paye"),
        ("hoeveel dagen heeft het OCMW om te beslissen", "hoeveel dagen heeft het OCMW om te beslissen"),
        ("how long may a student work during the holidays", "how long may a student work during the holidays"),
        ("", ""),
    ],
)
def test_what_is_typed_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert restored(typed) == meant


def test_only_words_that_are_never_written_without_are_kept() -> None:
    texts = [
        "Le délai court. Le délai est long.",
        "Il est arrêté, il arrête, il arrete.",
        "payé payé",
        "rare à jamais vu",
    ]
    assert accented_words(texts) == ["délai"]


def test_the_table_is_the_one_that_the_documents_make() -> None:
    assert TABLE.read_text(encoding="utf-8").split() == accented_words(texts_of_documents()), (
        "run python -m corpus.accents"
    )
