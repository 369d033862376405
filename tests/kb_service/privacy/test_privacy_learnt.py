"""What is made of the reader's word: whole words, no more than it is sure of, and nothing that is the law's."""

from __future__ import annotations

import pytest

from corpus.readers.personal_data import Seen
from kb_service.privacy.french_words import FrenchWords
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.model import DICTIONARY, model_folder
from kb_service.privacy.name_words import NameWords
from kb_service.privacy.not_personal import known
from kb_service.privacy.reading import Reading
from kb_service.privacy.recognisers.health import about_someone
from kb_service.privacy.recognisers.learnt import LEAST, finder, illnesses


@pytest.fixture(scope="module")
def names() -> NameWords:
    return NameWords(known(), FrenchWords(model_folder() / DICTIONARY))


def found(names: NameWords, text: str, piece: str, kind: PersonalKind, probability: float = 1.0) -> list[str]:
    return [text[f.start : f.end] for f in finder(names)(seeing(text, piece, kind, probability))]


def seeing(text: str, piece: str, kind: PersonalKind, probability: float = 1.0) -> Reading:
    start = text.index(piece)
    return Reading(text, seen=(Seen(start, start + len(piece), kind.value, probability),))


@pytest.mark.parametrize(
    ("text", "piece", "kind", "whole"),
    [
        ("et pour kevin c quoi le delai", "kev", PersonalKind.PERSON, "kevin"),
        ("le (24/113) est cloturé", "(24/113)", PersonalKind.CASE_NUMBER, "24/113"),
        ("gsm +32 477 12 33 90, elle répond pas", "+32 477 12 33 90,", PersonalKind.PHONE, "+32 477 12 33 90"),
    ],
)
def test_a_stretch_goes_to_the_edges_of_its_words(
    names: NameWords, text: str, piece: str, kind: PersonalKind, whole: str
) -> None:
    assert found(names, text, piece, kind) == [whole]


def test_what_it_is_not_sure_of_is_left(names: NameWords) -> None:
    assert found(names, "le dossier de kevin", "kevin", PersonalKind.PERSON, LEAST - 0.01) == []


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("que dit ECLI:BE:CASS:2016:ARR.20161121.2 ?", "ECLI:BE:CASS:2016:ARR.20161121.2", PersonalKind.CASE_NUMBER),
        ("le tribunal du travail de Namur", "Namur", PersonalKind.PERSON),
        ("il a dit « … » puis rien", "« …", PersonalKind.PERSON),
        ("appeler le 0800 12 033", "12", PersonalKind.PHONE),
        ("écrire à question@mi-is.be", "mi-is.be", PersonalKind.CASE_NUMBER),
        ("le NISS 85.07.30-033.29 ne passe pas", "85.07.30-033.29", PersonalKind.NISS),
        ("monsieur percoit chomage il a droit", "percoit", PersonalKind.PERSON),
        ("loyer, lorsqu'il est payé", "lorsqu", PersonalKind.PERSON),
        ("voir le dossier 1976-07-08/34", "1976-07-08/34", PersonalKind.CASE_NUMBER),
        ("## TITRE V. - EMPLOI", "TITRE V", PersonalKind.PERSON),
        ("LE DEMANDEUR HABITE LIEGE ET MANGE", "DEMANDEUR HABITE", PersonalKind.PERSON),
    ],
)
def test_what_is_the_laws_is_left(names: NameWords, text: str, piece: str, kind: PersonalKind) -> None:
    assert found(names, text, piece, kind) == []


def test_an_illness_must_be_somebodys() -> None:
    rule, of_someone = "L'AMU couvre la dialyse.", "Madame est sous dialyse."
    for text, kept in ((rule, 0), (of_someone, 1)):
        reading = seeing(text, "dialyse", PersonalKind.HEALTH)
        assert len(about_someone(reading, list(illnesses(reading)), [])) == kept


def test_a_name_that_no_rule_sees_is_masked(guard) -> None:  # type: ignore[no-untyped-def]
    assert guard.inspect("et pour kevin et sa mere josiane c quoi le delai de recours").masked.count("[personne]") == 2
