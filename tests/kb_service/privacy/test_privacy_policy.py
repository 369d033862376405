"""What becomes of a text under each policy."""

from __future__ import annotations

import pytest

from corpus.errors import BadInput
from kb_service.privacy.policy import Policy, screen

TEXT = "Mme Fatima Benali (NISS 85.07.30-033.28) et sa fille Amina ont-elles droit au RIS ?"


def test_masking_goes_on_with_placeholders_and_says_so_once_for_each_kind(guard):
    screened = screen(TEXT, Policy.MASK, guard)
    assert screened.text == "Mme [personne] (NISS [NISS]) et sa fille [personne] ont-elles droit au RIS ?"
    assert screened.notice == (
        "Données personnelles masquées avant la recherche : un nom de personne, un numéro national. "
        "La charte du centre interdit d'en écrire ici."
    )
    assert screened.inspection.personal


def test_blocking_names_the_kinds_and_never_the_values(guard):
    with pytest.raises(BadInput) as refusal:
        screen(TEXT, Policy.BLOCK, guard)
    assert refusal.value.code == "personal_data"
    assert "un nom de personne, un numéro national" in refusal.value.message
    assert refusal.value.remedy
    assert not any(part in str(refusal.value) for part in ("Benali", "Amina", "85.07"))


@pytest.mark.parametrize("policy", list(Policy))
def test_a_text_without_personal_data_goes_on_unchanged(guard, policy):
    screened = screen("Quel est le montant du RIS ?", policy, guard)
    assert (screened.text, screened.notice, screened.inspection.personal) == (
        "Quel est le montant du RIS ?",
        None,
        False,
    )


def test_off_asks_nobody():
    assert screen(TEXT, Policy.OFF, None).text == TEXT  # type: ignore[arg-type]
