"""Who must, may, may not; what is denied: each with the words that it is said of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.normalise import fold
from kb_service.verification.polarity import Modality, find_modals, find_negations, in_condition
from kb_service.verification.reading import read

MUST, MAY, MUST_NOT, NEED_NOT = Modality.MUST, Modality.MAY, Modality.MUST_NOT, Modality.NEED_NOT

MODALS = [
    ("Le centre doit entendre le demandeur.", MUST, "=entendre"),
    ("Le centre est tenu d'entendre le demandeur.", MUST, "=entendre"),
    ("Il faut entendre le demandeur.", MUST, "=entendre"),
    ("Le projet est obligatoire.", MUST, "=piis"),
    ("Le centre peut récupérer l'aide.", MAY, "=recuperer"),
    ("Le centre a la faculté de récupérer l'aide.", MAY, "=recuperer"),
    ("Le centre ne peut récupérer l'aide.", MUST_NOT, "=recuperer"),
    ("Le centre ne peut pas récupérer l'aide.", MUST_NOT, "=recuperer"),
    ("La récupération est interdite.", MUST_NOT, "=recuperer"),
    ("Il est interdit de récupérer l'aide.", MUST_NOT, "=recuperer"),
    ("Aucune aide ne peut être accordée.", MUST_NOT, "=octroyer"),
    ("Le centre n'est pas tenu de payer la prime.", NEED_NOT, "=payer"),
    ("Le centre n'est pas obligé de payer la prime.", NEED_NOT, "=payer"),
    ("Le centre ne doit pas payer la prime.", NEED_NOT, "=payer"),
    ("La récupération est facultative.", NEED_NOT, "=recuperer"),
]

NO_MODALS = ["Le centre décide.", "Il est tenu compte de la bourse.", "Il n'est pas tenu compte de la bourse."]

NEGATIONS = [
    ("Le centre ne récupère pas l'aide.", "=recuperer"),
    ("L'aide n'est plus payée.", "=payer"),
    ("Le centre n'informe jamais le demandeur.", "=notifier"),
    ("Le transport est payé sans certificat médical.", "=certificat_medical"),
    ("Il n'est pas tenu compte de la bourse.", "=compter"),
    ("La bourse est exonérée.", "=compter"),
    ("Le centre décide, et non le bourgmestre.", "=bourgmestre"),
]

NO_NEGATIONS = [
    "Le centre récupère l'aide.",
    "L'aide n'est accordée qu'aux majeurs.",
    "L'étudiant n'a droit qu'à une bourse.",
    # a prohibition is a modal word, told above
    "Le centre ne peut récupérer l'aide.",
]

CONDITIONS = [
    ("Si la demande", True),
    ("Le centre paie lorsque la demande", True),
    ("La personne qui demande", True),
    ("Le centre paie en cas de demande", True),
    ("Si le centre paie, la demande", False),
    ("Le centre paie la demande", False),
    ("Lorsque le centre paie : la demande", False),
]


@pytest.mark.parametrize(("text", "modality", "first"), MODALS)
def test_a_modal_word_is_said_of_the_word_next_to_it(text: str, modality: Modality, first: str) -> None:
    (modal,) = read(text).modals
    assert (modal.modality, modal.first) == (modality, first)
    assert first in modal.about


@pytest.mark.parametrize("text", NO_MODALS)
def test_the_plain_indicative_has_no_modal_word(text: str) -> None:
    assert read(text).modals == ()


def test_what_the_head_of_a_list_says_is_said_of_each_item() -> None:
    (modal,) = read(
        "La personne doit : 1° être majeure, 2° résider en Belgique, 3° collaborer, 4° signer, 5° témoigner."
    ).modals
    assert {"=majeur", "=resider", "=collaborer", "=temoin"} <= modal.about


def test_a_modal_word_does_not_reach_into_the_next_rule() -> None:
    (modal,) = read("Le centre doit payer; le bourgmestre signe.").modals
    assert modal.about == {"=payer"}


@pytest.mark.parametrize(("text", "denied"), NEGATIONS)
def test_a_denial_is_of_the_word_next_to_it(text: str, denied: str) -> None:
    (negation,) = read(text).negations
    assert (negation.first, negation.conditional) == (denied, False)


@pytest.mark.parametrize("text", NO_NEGATIONS)
def test_a_restriction_denies_nothing(text: str) -> None:
    assert read(text).negations == ()


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("L'aide est accordée si le demandeur ne travaille pas.", True),
        ("Le demandeur qui ne réside pas en Belgique est aidé.", True),
        ("Lorsque la demande est écrite, le centre ne paie pas.", False),
    ],
)
def test_a_denied_condition_is_told_from_a_denied_rule(text: str, conditional: bool) -> None:
    (negation,) = read(text).negations
    assert negation.conditional is conditional


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_a_word_stands_in_a_condition_until_a_comma_ends_it(text: str, expected: bool) -> None:
    folded = fold(text)
    assert in_condition(folded, folded.rindex("demande")) is expected


WORDS = st.sampled_from(
    ["le centre", "récupère", "l'aide", "exonérée", "est", "tenu de", "si", "lorsque", "qui", "que"]
)
DENIALS = st.sampled_from(["ne", "n'", "pas", "doit", "peut", "aucune", "sans", "jamais", "obligatoire", "interdit"])
MARKS = st.sampled_from([":", ";", ".", ",", "\n"])


@given(st.one_of(st.text(max_size=120), st.lists(WORDS | DENIALS | MARKS, max_size=30).map(" ".join)))
def test_any_text_is_read_and_words_stand_inside_it(text: str) -> None:
    reading = read(text)
    names = [(term.name, term.start, term.end) for term in reading.terms]
    modals = list(find_modals(reading.folded, names))
    negations = list(find_negations(reading.folded, names, reading.hits.opposed))
    assert [modal.start for modal in modals] == sorted(modal.start for modal in modals)
    for said in (*modals, *negations):
        assert 0 <= said.start < said.end <= len(text)
        assert said.about <= {name for name, _, _ in names} | {f"={hit.value}" for hit in reading.hits.opposed}
