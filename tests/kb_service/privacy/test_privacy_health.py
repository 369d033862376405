"""An expression of illness or treatment is masked whole, and only that."""

from __future__ import annotations

import pytest

# fmt: off
WHOLE = [
    ("Mme Sow souffre d'arthrose cervicale", ["arthrose cervicale"]),
    ("mon client a une schizophrénie paranoïde", ["schizophrénie paranoïde"]),
    ("son mari a une hépatite C chronique", ["hépatite C chronique"]),
    ("Mr Bakari, insuffisance rénale terminale sous dialyse", ["insuffisance rénale terminale", "sous dialyse"]),
    ("Mme Petit a un cancer de la prostate métastatique", ["cancer de la prostate métastatique"]),
    ("sa mère, diabète de type 1 mal équilibré", ["diabète de type 1 mal équilibré"]),
    ("ma cliente a une polyarthrite rhumatoïde", ["polyarthrite rhumatoïde"]),
    ("sa mère a eu un accident vasculaire cérébral", ["accident vasculaire cérébral"]),
    ("Mme Sow a un glaucome et du lupus érythémateux", ["glaucome", "lupus érythémateux"]),
    ("son fils a un trouble du spectre autistique", ["trouble du spectre autistique"]),
    ("Mme Roland, dépression post-partum, demande l'AMU", ["dépression post-partum"]),
    ("mon usager a une fracture du fémur droit", ["fracture du fémur droit"]),
    ("Jean Duval attend une greffe du foie", ["greffe du foie"]),
    ("Mme Petit, dépendance sévère aux opiacés", ["dépendance sévère aux opiacés"]),
    ("Mme Petit suit un traitement antidépresseur", ["traitement antidépresseur"]),
    ("sa fille, leucémie aiguë, est hospitalisée", ["leucémie aiguë"]),
]
# What follows belongs to another group of words.
ENDS = [
    ("Mme Petit, cancer bénéficiaire du RIS", ["cancer"]), ("son fils autiste scolaire", ["autiste"]),
    ("Mr Bakari, diabète, aide médicale urgente", ["diabète"]), ("Mme Sow invalide locataire", ["invalide"]),
    ("Mme Sow enceinte célibataire", ["enceinte"]),
]
NOBODYS = [
    "le greffe du tribunal a écrit à Mme Sow", "la tuberculose contagieuse donne-t-elle droit à l'AMU ?",
    "quelle aide pour une hernie ?", "un cancer du côlon est-il une maladie grave au sens de la loi ?",
]
# fmt: on


def health(found, text):
    return [span for kind, span in found(text) if kind == "HEALTH"]


@pytest.mark.parametrize(("text", "expected"), [*WHOLE, *ENDS])
def test_an_illness_takes_its_adjectives_and_complements_along(found, text, expected):
    assert health(found, text) == expected


@pytest.mark.parametrize("text", NOBODYS)
def test_an_illness_of_nobody_stays(found, text):
    assert health(found, text) == []
