"""Addresses, plates and references as people type them in a hurry, and what only looks like them."""

from __future__ import annotations

import pytest

# fmt: off
ADDRESSES = [
    # small letters, no comma, signs and boxes
    ("il abite rue du pont n°7 a 4020 liege bte 12", "rue du pont n°7 a 4020 liege bte 12"),
    ("ruelle du puits 3 5640 mettet la maison est vide", "ruelle du puits 3 5640 mettet"),
    ("chez lui avenue albert 1er 27 bte 4 5590 ciney", "avenue albert 1er 27 bte 4 5590 ciney"),
    ("av. de la gare, n°18 bte: 2 à 6700 arlon", "av. de la gare, n°18 bte: 2 à 6700 arlon"),
    ("place du marché n°4 a 5600 philippeville", "place du marché n°4 a 5600 philippeville"),
    ("impasse du four 3, 6250 presles", "impasse du four 3, 6250 presles"),
    ("sentier des ânes 8 a namur", "sentier des ânes 8 a namur"),
    ("rue du 11 novembre 15 4400 flemalle", "rue du 11 novembre 15 4400 flemalle"),
    # towns that no list knows
    ("12 rue des champs 6870 hatrival", "12 rue des champs 6870 hatrival"),
    ("habite n°12 rue du moulin, 5380 noville-les-bois", "n°12 rue du moulin, 5380 noville-les-bois"),
    ("rue du Fourneau 9, 5170 Rivière avec sa fille", "rue du Fourneau 9, 5170 Rivière"),
    ("rue Basse 9 à Bothey", "rue Basse 9 à Bothey"),
    # Dutch streets
    ("Molenstraat 12 bus 3, 9400 Ninove", "Molenstraat 12 bus 3, 9400 Ninove"),
    ("lindelaan 44 1702 Groot-Bijgaarden", "lindelaan 44 1702 Groot-Bijgaarden"),
    ("kapellelei 9 te 2640 Mortsel", "kapellelei 9 te 2640 Mortsel"),
    ("Brusselsesteenweg 310, 3090 Overijse", "Brusselsesteenweg 310, 3090 Overijse"),
    ("Leuvense steenweg 45 te 3080 Tervuren", "Leuvense steenweg 45 te 3080 Tervuren"),
    ("Oude Dreef 12 1640 Sint-Genesius-Rode", "Oude Dreef 12 1640 Sint-Genesius-Rode"),
    ("beekstraat 7b 8800 rumbeke elle demande", "beekstraat 7b 8800 rumbeke"),
    ("lindenplein 2, 3530 Houthalen-Helchteren", "lindenplein 2, 3530 Houthalen-Helchteren"),
]
# What follows the address stays.
ENDS = [
    ("rue de Fer 12, 5000 elle demande", "rue de Fer 12, 5000"), ("rue de Fer 12 à 5 minutes", "rue de Fer 12"),
    ("rue de Fer 12 à 500 euros", "rue de Fer 12"), ("rue de Fer 12 à 1200 euros", "rue de Fer 12"),
    ("rue de Fer 12, 5000 CPAS compétent ?", "rue de Fer 12, 5000"),
]
PLATES = [
    ("son véhicule luxembourgeois AB 1234", "AB 1234"), ("véhicule néerlandais 12-XK-GR", "12-XK-GR"),
    ("voiture allemande AC-MK 345", "AC-MK 345"), ("plaque néerlandaise GB-123-H", "GB-123-H"),
    ("plaque roumaine B 123 ABC", "B 123 ABC"), ("plaque polonaise WA 12345", "WA 12345"),
    ("camionnette immatriculée au Luxembourg LL 4521", "LL 4521"), ("plaque espagnole : 4567 KLM", "4567 KLM"),
    ("immatriculée en France sous le n° AA 229 BB", "AA 229 BB"), ("plaque bulgare CB 4321 KA", "CB 4321 KA"),
    ("voiture anglaise LB12 XYZ", "LB12 XYZ"), ("moto italienne plaque ef 456 gh", "ef 456 gh"),
]
CASES = [
    ("la demande 2026/0914 est en attente", "2026/0914"), ("réf. 2025/1187, merci", "2025/1187"),
    ("référence : 2026/AS/0411", "2026/AS/0411"), ("demande n° 2026-0999 introduite", "2026-0999"),
    ("Réf 26/0412 décision de refus", "26/0412"), ("sa demande d'aide 2025/00318", "2025/00318"),
    ("dossier 0914/2026 clos", "0914/2026"),
]
NOTHING = [
    "le demandeur cite le compte BE43 2109 8765 4321", "la place du compte BE43 2109 8765 4321, plaque BE43 2109 8765 4321",
    "une place à 2000 euros", "un temps plein 38 heures, temps plein 4 à 1500 euros", "emploi à temps plein 12 mois",
    "elle cite l'article 12, 2002 et la page 3", "en cours de route 3, 2026 arrive",
    "véhicule immatriculé en 2015, plaque de 2015", "une plaque, AR 2001 article 22", "véhicule français de 2019 à 3500 euros",
    "voiture française 12000 km", "immatriculé à l'étranger depuis 2 ans",
    "la demande de 2026, demandes 2025-2026, année de référence 2025-2026", "adresse de référence 2025/123",
    "arrêt du tribunal, n° de rôle 2025/0412", "R.G. 2024/1183, demande recevable", "circulaire réf. 2019/123",
    "demande fondée sur le règlement 2016/679", "référence 2016/679/UE", "demande 3/4 temps, demande 12/2025",
]
# fmt: on


def of(kind, found, text):
    return [span for each, span in found(text) if each == kind]


@pytest.mark.parametrize(("text", "expected"), [*ADDRESSES, *ENDS])
def test_an_address_typed_in_a_hurry_ends_where_its_town_does(found, text, expected):
    assert of("ADDRESS", found, text) == [expected]


@pytest.mark.parametrize(("text", "expected"), PLATES)
def test_a_foreign_plate_is_found_where_a_word_says_so(found, text, expected):
    assert found(text) == [("LICENCE_PLATE", expected)]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_year_and_a_number_after_a_request_are_a_file(found, text, expected):
    assert found(text) == [("CASE_NUMBER", expected)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_them_stays(found, text):
    assert found(text) == []
