"""Numbers that point to one person, in the spellings that people use, and the numbers that only look like them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb_service.privacy.recognisers.identity_papers import is_card_number
from kb_service.privacy.recognisers.niss import is_national_number

# fmt: off
NUMBERS = [
    ("NISS 85.07.30-033.28", [("NISS", "85.07.30-033.28")]),
    ("niss 85073003328 refus ris", [("NISS", "85073003328")]),
    ("son n° est le 85 07 30 033 28 ?", [("NISS", "85 07 30 033 28")]),
    ("(85/07/30-033/28)", [("NISS", "85/07/30-033/28")]),
    ("né en 2017 : 17.07.30-033.84", [("NISS", "17.07.30-033.84")]),
    ("numéro bis 98.47.28-997.65", [("NISS", "98.47.28-997.65")]),
    ("numéro national 85.07.30-033.29 (mal recopié)", [("NISS", "85.07.30-033.29")]),
    ("carte d'identité 591-1917064-58", [("EID_CARD", "591-1917064-58")]),
    ("eid 591191706458", [("EID_CARD", "591191706458")]),
    ("titre de séjour B 1234567 89", [("EID_CARD", "B 1234567 89")]),
    ("son passeport marocain AB1234567 expire", [("PASSPORT", "AB1234567")]),
    ("passeport n° EH 123456", [("PASSPORT", "EH 123456")]),
    ("BE68 5390 0754 7034", [("IBAN", "BE68 5390 0754 7034")]),
    ("iban be68539007547034 bloqué", [("IBAN", "be68539007547034")]),
    ("compte BE68-5390-0754-7034.", [("IBAN", "BE68-5390-0754-7034")]),
    ("FR76 3000 6000 0112 3456 7890 189 et NL91ABNA0417164300", [("IBAN", "FR76 3000 6000 0112 3456 7890 189"), ("IBAN", "NL91ABNA0417164300")]),
    ("gsm 0470/12.34.56", [("PHONE", "0470/12.34.56")]),
    ("au 0470 12 34 56 ou au 081/22.33.44", [("PHONE", "0470 12 34 56"), ("PHONE", "081/22.33.44")]),
    ("+32 (0)470 12 34 56, 0032470123456", [("PHONE", "+32 (0)470 12 34 56"), ("PHONE", "0032470123456")]),
    ("appeler le +33 6 12 34 56 78", [("PHONE", "+33 6 12 34 56 78")]),
    ("tél. 06 12 34 56 78", [("PHONE", "06 12 34 56 78")]),
    ("écrire à jp_durand-77@exemple.be", [("EMAIL", "jp_durand-77@exemple.be")]),
    ("marie.dupont (at) exemple.com", [("EMAIL", "marie.dupont (at) exemple.com")]),
    ("voiture 1-ABC-123 devant la maison", [("LICENCE_PLATE", "1-ABC-123")]),
    ("immatriculée 1ABC123", [("LICENCE_PLATE", "1ABC123")]),
    ("plaque abc-123", [("LICENCE_PLATE", "abc-123")]),
    ("sa voiture 2 hbn 340", [("LICENCE_PLATE", "2 hbn 340")]),
    ("taxi T-XAA-123", [("LICENCE_PLATE", "T-XAA-123")]),
    ("dossier n° 2024/1234", [("CASE_NUMBER", "2024/1234")]),
    ("votre dossier social 45872 est complet", [("CASE_NUMBER", "45872")]),
    ("notre réf. : SOC-5678", [("CASE_NUMBER", "SOC-5678")]),
    ("dossier 2024-AMU-00871 remboursement", [("CASE_NUMBER", "2024-AMU-00871")]),
    ("numéro de dossier 123456", [("CASE_NUMBER", "123456")]),
]

NOT_NUMBERS = [
    "le 85.07.30-033.29 ne passe pas le contrôle",
    "référence interne 20240115087 du SPP",
    "NUMAC 2002022559, ECLI:BE:CASS:2010:ARR.20100315.5",
    "https://www.ejustice.just.fgov.be/eli/loi/2002/05/26/2002022559/justel",
    "numéro d'entreprise 0471.805.327, TVA BE 0471 805 327",
    "le compte BE12 3456 7890 1234 est-il valide ?",
    "appeler le 0800 12 033, le 1710, le 112 ou le 107",
    "tel que modifié par la loi du 12 janvier 2007, tel 1965",
    "formulaire 0470/1234 à joindre",
    "son passeport est périmé depuis 3 mois, article 2019",
    "plaque CD ou plaque transit, véhicule de 2019",
    "question@mi-is.be et info@cpas.example",
    "le dossier 2024 est clos, 3 dossiers en 2025, dossier complet",
    "doc. parl., Chambre, dossier n° 55-1234/001",
    "dossier n° 7123 de la Cour constitutionnelle",
    "la circulaire 591-2019 et le code 104/111-02",
    "30 jours, 1.314,20 €, 15 770,42 euros, 500 000 EUR",
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_number_of_a_person_is_found_as_it_is_written(found, text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_other_numbers_are_left_alone(found, text):
    assert found(text) == []


SPELLINGS = ["{}{}{}{}{}", "{}.{}.{}-{}.{}", "{} {} {} {} {}", "{}/{}/{}-{}-{}", "{}-{}-{} {} {}", "{}{}{}-{}-{}"]
BIRTHS = st.dates(date(1905, 1, 1), date.today() - timedelta(days=1))


def _national_number(born: date, order: int, month_shift: int) -> tuple[str, str, str, str, str]:
    parts = f"{born.year % 100:02}", f"{born.month + month_shift:02}", f"{born.day:02}", f"{order:03}"
    digits = ("2" if born.year >= 2000 else "") + "".join(parts)
    return *parts, f"{97 - int(digits) % 97:02}"


@settings(max_examples=60, deadline=None)
@given(BIRTHS, st.integers(1, 997), st.sampled_from([0, 20, 40]), st.sampled_from(SPELLINGS))
def test_every_valid_national_number_is_found_in_every_spelling(found, born, order, month_shift, spelling):
    number = spelling.format(*_national_number(born, order, month_shift))
    assert ("NISS", number) in found(f"Que faire avec {number} au CPAS ?")


@given(BIRTHS, st.integers(1, 997), st.integers(1, 97))
def test_a_number_that_fails_modulo_97_is_no_national_number(born, order, check):
    nine = "".join(_national_number(born, order, 0)[:4])
    passes = check in (97 - int(nine) % 97, 97 - int("2" + nine) % 97)
    assert passes or not is_national_number(f"{nine}{check:02}")


@given(st.integers(1, 9_999_999_999), st.integers(1, 97))
def test_the_check_digits_of_a_card_are_the_remainder_by_97(ten, check):
    assert is_card_number(f"{ten:010}{check:02}") == (check == (ten % 97 or 97))
