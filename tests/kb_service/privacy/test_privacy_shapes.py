"""Shapes that a second set of authors wrote and the first had not thought of, each beside what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str], list[tuple[str, str]]]

# fmt: off
SHAPES = [
    # addresses
    ("il vit Grand'Place 3 à Mons", "ADDRESS", "Grand'Place 3 à Mons"),
    ("rte de Philippeville 201", "ADDRESS", "rte de Philippeville 201"),
    ("domiciliée Grand Route 44", "ADDRESS", "Grand Route 44"),
    ("Steenweg op Brussel 12", "ADDRESS", "Steenweg op Brussel 12"),
    ("il loge chez un ami, Am Bach 14, 4700 Eupen", "ADDRESS", "Am Bach 14, 4700 Eupen"),
    ("habite chee de gand 402 mais dort ailleurs", "ADDRESS", "chee de gand 402"),
    ("le proprio loue le 12/3 quai du Halage à un autre", "ADDRESS", "12/3 quai du Halage"),
    # files
    ("mon numéro de dossier c'est le 45872", "CASE_NUMBER", "45872"),
    ("dossier médiation de dettes MD-2024-56", "CASE_NUMBER", "MD-2024-56"),
    ("son dossier chez nous porte le n° A-4521", "CASE_NUMBER", "A-4521"),
    ("référence interne 25-00874", "CASE_NUMBER", "25-00874"),
    ("réf. : CVB/2026/14", "CASE_NUMBER", "CVB/2026/14"),
    ("Synthèse MD/088/2023, onze créanciers", "CASE_NUMBER", "MD/088/2023"),
    ("point 7 : dossier 24/0091-B, octroi", "CASE_NUMBER", "24/0091-B"),
    ("client 88-20417 pour la facture", "CASE_NUMBER", "88-20417"),
    ("la farde 1187 est au bureau", "CASE_NUMBER", "1187"),
    # plates and papers
    ("plaque néerlandaise 12-AB-CD", "LICENCE_PLATE", "12-AB-CD"),
    ("la voitur 1hbx907 il la déclarée", "LICENCE_PLATE", "1hbx907"),
    ("sa remorque Q-ABC-12", "LICENCE_PLATE", "Q-ABC-12"),
    ("son titre (B 184 027 396) a été retiré", "EID_CARD", "B 184 027 396"),
    ("la date de naissance au passeport, 01/01/1997, diffère", "BIRTH_DATE", "01/01/1997"),
    # names
    ("L'avocat de Haydar K. réclame l'accès", "PERSON", "Haydar K."),
    ("Prudence a quitté son contrat", "PERSON", "Prudence"),
    ("svp mr dos santos il di que", "PERSON", "dos santos"),
    ("2) M'Bemba attend son permis", "PERSON", "M'Bemba"),
    ("Quel recours pour J.-P. Collignon ?", "PERSON", "J.-P. Collignon"),
    ("jean est parti 5 semaines sans prévenir", "PERSON", "jean"),
    ("on paie le loyer au proprio vermeiren", "PERSON", "vermeiren"),
    ("dossier 88/412bis, la dame a déménagé", "CASE_NUMBER", "88/412bis"),
    ("Mukendi K., dossier 4471.", "CASE_NUMBER", "4471"),
    ("à classer sous FSC-25/0092", "CASE_NUMBER", "FSC-25/0092"),
    ("mon usager roule en PLM-284", "LICENCE_PLATE", "PLM-284"),
    ("une Skoda 1.BRN.356 est devant", "LICENCE_PLATE", "1.BRN.356"),
    ("passeport portugais CB 604 218", "PASSPORT", "CB 604 218"),
    ("le jeune il est du 12/05/07", "BIRTH_DATE", "12/05/07"),
    ("23, quai du Halage. Camionnette roumaine", "ADDRESS", "23, quai du Halage"),
    # health, of somebody whom an earlier sentence names
    ("Hélène reprend une formation. Sevrage alcoolique réussi.", "HEALTH", "Sevrage alcoolique"),
    ("Lydie vit seule. Elle a fait une tentative de suicide.", "HEALTH", "tentative de suicide"),
    ("Mme Diallo est enceinte de jumeaux", "HEALTH", "enceinte de jumeaux"),
    ("mon client est en rémission d'un cancer", "HEALTH", "en rémission d'un cancer"),
]
NOTHING = [
    "référence interne 20240115087 du SPP IS", "la directive 2004/38/CE et le règlement CE/2003/859",
    "A.R. 1er juillet 1999, M.B. 14.07.1999", "le dossier RIS 2026 est complet", "un dossier de 2025",
    "la loi publiée sous le numéro 2002/022559", "la patience a ses limites",
    "le barème B 2026 s'applique", "L'aide médicale urgente couvre-t-elle la dialyse ?", "Je suis Belge et chômeur", "Réf. interne, objet : circulaire",
    "il y a 12/3 rendez-vous", "la décision, elle est du 12/05/07", "un dossier 2025 incomplet", "arrêt C/2003/45 de la cour",
]
# fmt: on


@pytest.mark.parametrize(("text", "kind", "expected"), SHAPES)
def test_a_shape_of_real_life_is_found_whole(found: Found, text: str, kind: str, expected: str) -> None:
    assert (kind, expected) in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_one_stays(found: Found, text: str) -> None:
    assert found(text) == []


def test_a_rule_in_a_signed_mail_says_nothing_of_its_writer(found: Found) -> None:
    text = "L'allocation de handicap n'est pas comptée. Le CPAS couvre la dialyse.\nPascal Vanhamme"
    assert found(text) == [("PERSON", "Pascal Vanhamme")]
