"""Sentences of French legal text: the table is the specification."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.sentences import sentence_spans, sentences

# Each of these is one sentence.
WHOLE = [
    "Sans préjudice de l'art. 3, al. 2, le centre décide.",
    "Voir l'art. 3, al. 2 de la loi.",
    "Cf. art. 60, § 7, al. 2, et l'A.R. du 11 juillet 2002.",
    "§ 1er. Le centre prend sa décision dans les trente jours.",
    "§ 1. Le centre décide.",
    "§§ 1er et 2. Les paragraphes s'appliquent.",
    "Art. 3. Pour pouvoir bénéficier du droit, la personne doit être majeure.",
    "Article 1er. La présente loi règle une matière.",
    "Art. 21. § 1er. Le centre décide.",
    "Art. 43/6. [2 § 1er. Le droit est subventionné.",
    "Chapitre 1er. - Dispositions générales.",
    "TITRE Ier. - Droit à l'intégration sociale.",
    "Sous-section 2. - Recours.",
    "26 MAI 2002. - Loi concernant le droit à l'intégration sociale",
    "1. Avoir sa résidence en Belgique;",
    "2.1. Le travailleur social rencontre la personne.",
    "1° L'octroi de l'aide médicale urgente;",
    "a) Les personnes isolées; b) Les cohabitants;",
    "Il fournit : 1. Une carte; 2. Un bail; 3. Une attestation.",
    "Publié au M.B. 29-07-2025, p. 63555.",
    "Publié au M.B. du 29 juillet 2025.",
    "Le C.P.A.S. de la commune est compétent.",
    "Le C.P.A.S. Le Roeulx est compétent.",
    "Le C.P.A.S. Bruxelles-Ville décide.",
    "Il s'agit p. ex. Des revenus du travail.",
    "Les loyers, les charges, etc. sont pris en compte.",
    "Les loyers, etc. (EUR) comptent.",
    "Mme Martin et M. Le Brun sont entendus par le Dr. Claes.",
    "L'arrêté de J.-P. Dupont vaut.",
    "La loi est d'application au 1er janv. 2026 partout.",
    "Le montant est de 1.314,20 EUR par mois, soit 1 314,20 EUR.",
    "Le texte est sur https://www.ejustice.just.fgov.be/eli/loi/2002/05/26/2002022559/justel et ailleurs.",
    "Le centre (...) Le décide.",
    "Le centre […] Peut agir.",
    "Le centre décide; Il notifie.",
    "Trib. trav. Liège, 3 mai 2019, R.G. n° 18/123/A.",
    "« Est-ce permis ? » demande le travailleur social.",
    "Il décide. (art. 3)",
    "Demande .......... 12",
    "Voir le n° 3, p. 12 et s. Annexe 2",
    "La décision est prise (C. trav. Liège).",
    "Le droit est limité à « douze mois. »",
    "N.B. Le délai court.",
    "Modifié par <L 1999-05-07/39,art. 6, 015> en 1999.",
    'Les études sont ininterrompues. "',
]

# Each of these is cut as shown.
CUT = [
    ("Le centre décide. Il notifie.", ["Le centre décide.", "Il notifie."]),
    ("C'est visé au § 2. Le centre décide.", ["C'est visé au § 2.", "Le centre décide."]),
    ("Voir l'article 60. Le centre agit.", ["Voir l'article 60.", "Le centre agit."]),
    ("Voir art. 3, al. 2. Le centre agit.", ["Voir art. 3, al. 2.", "Le centre agit."]),
    ("Voir le point 2.1. Le centre agit.", ["Voir le point 2.1.", "Le centre agit."]),
    ("Le délai court. § 2. Le centre agit.", ["Le délai court.", "§ 2. Le centre agit."]),
    ("Il paie. 3. Le centre agit.", ["Il paie.", "3. Le centre agit."]),
    ("Il reçoit 1.314,20 EUR. Il paie.", ["Il reçoit 1.314,20 EUR.", "Il paie."]),
    ("Il s'adresse au C.P.A.S. Le centre décide.", ["Il s'adresse au C.P.A.S.", "Le centre décide."]),
    ("Il paie le loyer, etc. Le centre décide.", ["Il paie le loyer, etc.", "Le centre décide."]),
    ("Il relève de la catégorie A. Il paie.", ["Il relève de la catégorie A.", "Il paie."]),
    ("« Il décide. » Le centre agit.", ["« Il décide. »", "Le centre agit."]),
    ('Il dit : "Je paie." Le centre agit.', ['Il dit : "Je paie."', "Le centre agit."]),
    ('Il dit : " Je paie. " Le centre agit.', ['Il dit : " Je paie. "', "Le centre agit."]),
    ('Il paie. " Demandeur " : la personne.', ["Il paie.", '" Demandeur " : la personne.']),
    ("(Il encourage.) Cette aide est sociale.", ["(Il encourage.)", "Cette aide est sociale."]),
    ("Il décide. (Il notifie.)", ["Il décide.", "(Il notifie.)"]),
    ("[1 Il décide.]1 Il notifie.", ["[1 Il décide.]1", "Il notifie."]),
    ("Peut-il refuser ? Oui. Vraiment !", ["Peut-il refuser ?", "Oui.", "Vraiment !"]),
    ("Il attend... Le centre agit.", ["Il attend...", "Le centre agit."]),
    ("Il attend… Puis rien.", ["Il attend…", "Puis rien."]),
    ("Il paie. À défaut, le centre agit. Œuvrer suffit.", ["Il paie.", "À défaut, le centre agit.", "Œuvrer suffit."]),
    ("1° la carte;\n2° le bail.\n\n  Le centre agit.  ", ["1° la carte;", "2° le bail.", "Le centre agit."]),
    ("Le centre\r\nagit.", ["Le centre", "agit."]),
    ("Il paie.\u00a0Il signe.", ["Il paie.", "Il signe."]),
    ("", []),
    (" \n\t ", []),
    (".", ["."]),
]


@pytest.mark.parametrize("text", WHOLE)
def test_is_one_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_is_cut_there_and_nowhere_else(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


LEGAL_BITS = st.sampled_from(
    [
        "art. 3",
        ", al. 2",
        "§ 1er. ",
        "Le centre",
        " décide. ",
        "C.P.A.S. ",
        "« ",
        " »",
        '"',
        " (…) ",
        "1° ",
        "\n",
        " ",
        "; ",
        "? ",
        ".]1 ",
        "1.314,20",
    ]
)


@given(st.one_of(st.text(), st.lists(LEGAL_BITS, max_size=30).map("".join)))
def test_spans_cover_all_text_once_and_are_trimmed(text: str) -> None:
    spans = sentence_spans(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("filler", [".", " ", "…", '"', "(", "1.", "§ 1. ", "a ", ". »"])
def test_long_runs_of_one_character_do_not_blow_up(filler: str) -> None:
    """Quadratic matching would make these take minutes."""
    text = filler * 50_000
    assert sum(end - start for start, end in sentence_spans(text)) <= len(text)


def test_no_sentence_of_the_official_texts_ends_in_an_abbreviation(official_texts: Path) -> None:
    cut_wrong = re.compile(r"(?:^|[\s'’(])(?:art|al|p|cf|n)\.$|^\W*§ \d+(?:er)?\.$", re.IGNORECASE)
    for file in sorted(official_texts.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for start, end in sentence_spans(text):
            if text[end : end + 1] == " ":
                assert not cut_wrong.search(text[start:end]), text[start:end]
