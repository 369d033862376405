"""Sixty short questions as people type them, each in its language, and what is no question at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.language import detect_language

QUESTIONS = {
    "fr": [
        "piis pas signé sanction ?",
        "ris cohabitant montant 2026",
        "un étudiant de 22 ans qui vit chez sa tante, il a droit au RIS ?",
        "dans quel délai le CPAS doit-il décider ?",
        "art 60 §7 loi orga",
        "caution locative refus recours",
        "chomage limité cpas qui paie",
        "AMU conditions",
        "quelles ressources ne sont pas prises en compte",
        "delai decision ris",
        "sdf adresse de reference",
        "peut on refuser un piis",
        "aide médicale urgente étranger illégal",
        "GRAPA et RIS cumul",
        "tarif social electricite client protege",
        "mineure enceinte ris",
        "demandeur d'asile aide matérielle",
        "combien touche une famille à charge",
        "remboursement par les débiteurs alimentaires",
        "bonjour",
        "ris",
        "recours tribunal du travail",
        "pension alimentaire exonération",
        "art. 43/6",
        "etudiant job vacances immunisation",
        "leefloon en français c'est quoi ?",
        "stage en entreprise pour un jeune",
        "location caution garantie locative",
        "ressources conjoint prise en compte",
    ],
    "nl": [
        "hoeveel dagen heeft het OCMW om te beslissen?",
        "wat is het bedrag van het leefloon?",
        "leefloon student",
        "kan het OCMW mijn aanvraag weigeren?",
        "dringende medische hulp voorwaarden",
        "wie betaalt na het einde van de werkloosheid?",
        "beroep tegen beslissing OCMW",
        "heb ik recht op een huurwaarborg",
        "artikel 60 § 7 organieke wet",
        "GPMI niet ondertekend sanctie",
        "samenwonend leefloon bedrag 2026",
        "sociaal tarief elektriciteit",
    ],
    "en": [
        "how long does the CPAS have to decide?",
        "can a student get social assistance?",
        "what is the amount for a single person in 2026?",
        "who pays after unemployment benefits end?",
        "urgent medical aid for undocumented migrants",
        "can I appeal the decision?",
        "is the contract mandatory for a 20 year old?",
        "rent deposit help",
    ],
    "de": [
        "wie lange hat das ÖSHZ Zeit, um zu entscheiden?",
        "wie hoch ist das Eingliederungseinkommen?",
        "kann ein Student Sozialhilfe bekommen?",
        "wer zahlt nach dem Ende der Arbeitslosigkeit?",
        "dringende medizinische Hilfe",
        "Mietkaution Antrag ablehnen",
    ],
    "ar": [
        "كم من الوقت لدى CPAS لاتخاذ القرار؟",
        "ما هو مبلغ دخل الاندماج؟",
        "هل يحق للطالب الحصول على المساعدة؟",
        "من يدفع بعد انتهاء البطالة",
    ],
    "other": [
        "¿cuánto tiempo tiene el CPAS para decidir?",
        "quanto tempo ha il CPAS per decidere?",
        "сколько дней есть у CPAS?",
        "CPAS'ın karar vermek için ne kadar zamanı var?",
        "如何申请社会援助",
    ],
}


@pytest.mark.parametrize(
    ("language", "question"), [(code, text) for code, texts in QUESTIONS.items() for text in texts]
)
def test_language_of_a_question(language: str, question: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize("nothing", ["", " ", "?", "2026", "43/6 § 7", "!!!"])
def test_what_says_nothing_is_french(nothing: str) -> None:
    assert detect_language(nothing) == "fr"


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert detect_language(text) in {"fr", "nl", "en", "de", "ar", "other"}
