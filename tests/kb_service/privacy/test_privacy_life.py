"""Where someone lives, when they were born, what they suffer from."""

from __future__ import annotations

import pytest

# fmt: off
ADDRESSES = [
    ("rue de Fer 12 à Namur", "rue de Fer 12 à Namur"),
    ("elle loge rue grande 18 a dinant avec eux", "rue grande 18 a dinant"),
    ("avenue Reine Astrid 45/3 à 5000 Namur", "avenue Reine Astrid 45/3 à 5000 Namur"),
    ("chée de Liège 12b, le reste", "chée de Liège 12b"),
    ("bd du Nord 5 boite 4", "bd du Nord 5 boite 4"),
    ("le proprio du 12 rue du vieux moulin veut", "12 rue du vieux moulin"),
    ("12, rue des Fleurs 5300 Andenne", "12, rue des Fleurs 5300 Andenne"),
    ("place du Marché 3, 1348 Louvain-la-Neuve", "place du Marché 3, 1348 Louvain-la-Neuve"),
    ("clos des Lilas 7 à Jambes", "clos des Lilas 7 à Jambes"),
    ("Kerkstraat 5, 3000 Leuven", "Kerkstraat 5, 3000 Leuven"),
    ("Hauptstraße 15, 4780 Sankt Vith", "Hauptstraße 15, 4780 Sankt Vith"),
]
NO_ADDRESS = [
    "il est à la rue depuis 3 mois", "place 2 fois par an", "en cours de route 3 agents", "la Cour du travail de Mons, 20 février 2013",
    "une place en maison d'accueil 30 jours", "voie de recours : 3 mois", "personne à la rue, article 3", "route 3, point 2.1",
]
BIRTHS = [
    ("né le 12 mars 1985", "12 mars 1985"), ("née à Liège le 3 avril 1990", "3 avril 1990"), ("né(e) le 12/03/85", "12/03/85"),
    ("née en mai 1990", "mai 1990"), ("date de naissance : 30-04-2003", "30-04-2003"), ("DN: 03-04-1990", "03-04-1990"),
    ("ddn 3/4/90", "3/4/90"), ("nacido el 12 de marzo de 1985", "12 de marzo de 1985"), ("geboren op 3 april 1990", "3 april 1990"),
    ("Dupont Marie °12/03/1985", "12/03/1985"), ("Luca Ferraro, 15/06/1979", "15/06/1979"), ("nee le 1 1 1999", "1 1 1999"),
]
NO_BIRTH = [
    "nés avant le 1er janvier 1960", "loi du 26 mai 2002", "n°12/03/1985", "le 12/03/1985", "une personne née en 1950",
    "M. Dupont, courrier du 12/03/2026", "arrêté royal du 11.07.2002 (M.B. 31.07.2002)",
]
HEALTH = [
    ("Mme Diallo est enceinte de 5 mois", ["enceinte de 5 mois"]),
    ("mon client souffre de schizophrénie et sa mère a un cancer du sein", ["schizophrénie", "cancer du sein"]),
    ("son fils est autiste", ["autiste"]),
    ("Mr Ndongo séropositif, AMU ?", ["séropositif"]),
    ("Zoé Wauthier, hospitalisée pour anorexie", ["anorexie"]),
    ("Luca Ferraro, dépendance à l'héroïne", ["dépendance à l'héroïne"]),
]
NO_HEALTH = [
    "une personne malade a-t-elle droit à l'AMU ?", "une personne handicapée a-t-elle droit à une allocation ?",
    "Un bénéficiaire qui soigne sa mère malade peut-il être exempté ?", "le parent d'un enfant autiste a-t-il droit à une aide ?",
    "assurance maladie-invalidité et frais d'hospitalisation", "la cure de désintoxication peut-elle figurer au PIIS ?",
]
# fmt: on


def of(kind, found, text):
    return [span for each, span in found(text) if each == kind]


@pytest.mark.parametrize(("text", "expected"), ADDRESSES)
def test_an_address_runs_to_its_town(found, text, expected):
    assert of("ADDRESS", found, text) == [expected]


@pytest.mark.parametrize("text", NO_ADDRESS)
def test_a_street_without_a_house_is_no_address(found, text):
    assert of("ADDRESS", found, text) == []


@pytest.mark.parametrize(("text", "expected"), BIRTHS)
def test_a_date_tied_to_a_birth_is_found(found, text, expected):
    assert of("BIRTH_DATE", found, text) == [expected]


@pytest.mark.parametrize("text", NO_BIRTH)
def test_the_date_of_a_law_or_of_a_letter_is_no_birth(found, text):
    assert of("BIRTH_DATE", found, text) == []


@pytest.mark.parametrize(("text", "expected"), HEALTH)
def test_an_illness_is_personal_beside_someone(found, text, expected):
    assert of("HEALTH", found, text) == expected


@pytest.mark.parametrize("text", NO_HEALTH)
def test_an_illness_in_a_rule_is_nobodys(found, text):
    assert of("HEALTH", found, text) == []
