"""A sentence that joins two rules is cut in two; one that says a single thing is left whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_service.verification.clauses import clauses

TWO_RULES = [
    (
        "Le centre décide dans les trente jours et notifie la décision dans les huit jours.",
        ["Le centre décide dans les trente jours", "notifie la décision dans les huit jours."],
    ),
    (
        "Le délai est de 30 jours ; le recours est de trois mois.",
        ["Le délai est de 30 jours", "le recours est de trois mois."],
    ),
    (
        "Le centre paie la facture, mais le demandeur rembourse la moitié.",
        ["Le centre paie la facture", "le demandeur rembourse la moitié."],
    ),
    (
        "Le demandeur est entendu et il peut être assisté.",
        ["Le demandeur est entendu", "il peut être assisté."],
    ),
    (
        "Le RIS est récupérable tandis que l'aide sociale reste gratuite.",
        ["Le RIS est récupérable", "l'aide sociale reste gratuite."],
    ),
    (
        "Le centre paie la facture, le centre garde la preuve, et le fournisseur envoie une copie.",
        ["Le centre paie la facture, le centre garde la preuve", "le fournisseur envoie une copie."],
    ),
]

ONE_RULE = [
    "Le centre décide dans les trente jours.",
    "Le conseil et le président décident de l'aide.",
    "L'aide est accordée aux isolés et aux cohabitants.",
    "La décision est motivée et signée.",
    # too short to be compared alone
    "Le centre décide; il notifie.",
    "Le centre examine la demande et décide.",
    "",
]


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


@pytest.mark.parametrize(("text", "parts"), TWO_RULES)
def test_each_rule_of_a_sentence_is_a_clause(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize("text", ONE_RULE)
def test_a_sentence_that_says_one_thing_is_not_cut(text: str) -> None:
    assert cut(text) == [text]


WORDS = st.sampled_from(
    ["le centre", "décide", "et", "mais", ";", ",", ".", "notifie", "est", "la prime", "qu'il", " ", "\n"]
)


@given(st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_cut_into_parts_in_order_from_its_start_to_its_end(text: str) -> None:
    spans = clauses(text)
    assert (spans[0][0], spans[-1][1]) == (0, len(text))
    assert all(start <= end for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
