"""Whom a heading names, whom a question may mean."""

from __future__ import annotations

import pytest

from corpus.audiences import every_audience, meant_in, named_in, shipped_audiences

NAMED = [
    ("Étudiants : quelles ressources compter — La règle en bref", {"étudiants"}),
    ("PIIS des étudiants de moins de 25 ans — Délais", {"étudiants", "moins de 25 ans"}),
    ("Exonération ISP : travail et formation — Étudiants", {"étudiants"}),
    ("Fiche calcul des ressources — La règle en bref", set()),
    ("Section 1re. - Intégration sociale pour les personnes âgées de moins de 25 ans", {"moins de 25 ans"}),
    ("Garantie de revenus aux personnes âgées (GRAPA) — Montant", {"personnes âgées"}),
]
MEANT = [
    ("il étudie à l'unif, on compte son job ?", "étudiants"),
    ("ELLE EST A L ECOLE DE PROMOTION SOCIALE", "étudiants"),
    ("une jeune de 19 ans", "moins de 25 ans"),
    ("un gamin de 6ans sans parents", "mineurs"),
    ("monsieur a 66 ans", "personnes âgées"),
    ("il vit chez sa tante", "cohabitants"),
    ("un contrat art60 §7", "personnes mises au travail"),
]


@pytest.mark.parametrize(("heading", "names"), NAMED)
def test_a_heading_names_people(heading, names):
    assert named_in(heading) == names


@pytest.mark.parametrize(("question", "name"), MEANT)
def test_a_question_may_mean_people_without_their_name(question, name):
    assert name in meant_in(question)


@pytest.mark.parametrize("question", ["on déduit tout le salaire ?", "le risque est grand", "à 41 ans, quel délai ?"])
def test_a_question_that_gives_no_sign_of_them_means_neither_students_nor_minors(question):
    assert not meant_in(question) & {"étudiants", "mineurs", "moins de 25 ans", "personnes âgées"}


def test_each_audience_is_meant_by_the_words_that_name_it():
    missed = [(one.name, word) for one in shipped_audiences() for word in one.named if one.name not in meant_in(word)]
    assert missed == []
    assert every_audience() == {one.name for one in shipped_audiences()}
