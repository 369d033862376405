"""Questions about the law, full of dates, numbers, institutions and places: nothing in them is personal."""

from __future__ import annotations

import pytest

# fmt: off
QUESTIONS = [
    "Le CPAS peut-il refuser le RIS à un étudiant de 22 ans qui vit chez sa tante à Charleroi ?",
    "Quel est le montant du RIS cohabitant au 1er juillet 2026 selon l'art. 14 § 1er de la loi du 26 mai 2002 ?",
    "Quel est le montant de la GRAPA au 01/07/2026 ?",
    "Art. L1122-30 du CODT, art. 60 § 7, al. 2, 3° de la loi organique du 8 juillet 1976",
    "Circulaire du 26 mars 2015 relative à l'article 57 § 2 ; AR du 11.07.2002 (M.B. 31.07.2002)",
    "M.B. 31/07/2002 p. 33610 éd. 2, entrée en vigueur 01/10/2002",
    "Doc. parl., Chambre, 2001-2002, n° 50-1603/001, exposé des motifs",
    "Arrêt C-333/13 Dano de la CJUE du 11 novembre 2014",
    "L'arrêt Chakroun (C-578/08) s'applique-t-il au regroupement familial ?",
    "Cass., 22 janvier 2018, S.17.0024.F, notion de cohabitation",
    "le Tribunal du travail de Bruxelles, 3e ch., 12 mars 2019, R.G. 18/2345/A",
    "Cour du travail de Mons, 20 février 2013, inéd., R.G. 2012/AM/1",
    "Que dit l'arrêt n° 43/2019 de la Cour constitutionnelle (ECLI:BE:GHCC:2019:ARR.043) ?",
    "ECLI:BE:CTLIE:2021:ARR.20210324.5 cohabitation avantage économico-financier",
    "NUMAC 2002022559 version en vigueur au 1er janvier 2026, numac 2002A22559",
    "la loi du 2 avril 1965, art. 1er, 1°, 2° et 3°, modifiée par la loi du 20/07/1991",
    "plafond de 15.770,42 euros, 1.314,20 €/mois, indice 2,1223, 70 % de 500 000",
    "La loi Onkelinx et la loi Breyne sont-elles appliquées par le CPAS de Val-Mosan ?",
    "l'arrêté Verwilghen, la réforme Clarinval du chômage et le plan Marshall wallon",
    "Que prévoit le gouvernement De Wever sur le RIS ? Le ministre Lalieux a-t-il écrit ?",
    "La société Val-Mosan doit-elle prévenir le CPAS avant une expulsion ?",
    "Les communes de Chapelle-lez-Herlaimont, Sombreffe, Jemeppe-sur-Sambre et Woluwe-Saint-Lambert",
    "prime Énergie, Fonds Social Chauffage, chèque Mazout, tarif social",
    "Le Relais Social de Namur, l'abri de nuit de Charleroi et les Restos du Cœur",
    "Haute École Robert Schuman, Institut Saint-Joseph, athénée royal Jean Rey",
    "convention entre le CHU Ambroise Paré et un CPAS pour MediPrima",
    "Housing First Belgium, Médecins du Monde, Maribel social, attestation Limosa et Dimona",
    "échelle de Katz et place en maison de repos, qui paie le solde ?",
    "Est-ce que Partenamut rembourse ? et Solidaris ? Le Forem contrôle-t-il ?",
    "prime de Noël et Saint-Nicolas pour les enfants : ressources exonérées ?",
    "marchand de sommeil, expulsion par le bourgmestre, personne à la rue depuis 3 nuits ?",
    "Un homme de 45 ans, belge, seul, sans revenu depuis le 15/01/2026",
    "Une mère célibataire avec 3 enfants (2, 5 et 8 ans) loue un appartement 650 €",
    "monsieur sans papiers 34 ans, mutuelle non, AMU oui ?",
    "Quelle suite pour une personne née en 1950 sans carrière ?",
    "délai de 30 jours, 45 jours, 5 jours ouvrables ; 12 mois sur 18",
    "Le Bureau Permanent du 12/05/2026 à 14h30, salle 3",
    "PIIS, GPMI, AMU, DIS, ERIS, AIS, ILA, ADA : que veulent dire ces sigles ?",
    "Arrêté du Gouvernement wallon du 8 mars 2018, article 12/3, annexe II",
    "loi-programme du 18 juillet 2025, articles 176 à 215",
    "ISBN 978-2-87455-123-4, code postal 5000, B-1000 Bruxelles, code 104/111-02",
    "dossiers 2024 et 2025 à clôturer, inspection SPP IS, pièces à garder combien d'années",
    "Un couple marié dont l'époux est au Maroc, taux isolé ou famille à charge ?",
    "Sa mère est décédée : qui paie les frais d'obsèques ?",
    "combien de jour le cpas a pour repondre si je demande aujourdhui",
    "un etudian de 20 ans ki habite ché ses parent peu til avoir le ris",
    "Kan een student een leefloon krijgen in Vlaanderen?",
    "What is the amount of the integration income in Belgium in 2026?",
    "Wie hat Anspruch auf das Eingliederungseinkommen in Eupen?",
    "DROIT À L'INTÉGRATION SOCIALE : CONDITIONS ET MONTANTS AU 1ER JANVIER 2026",
    "Loi Organique, Titre II, Chapitre III, Section 2 « Du Conseil de l'Action sociale »",
]
# fmt: on


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_about_the_law_is_not_personal(found, question):
    assert found(question) == []


def test_the_official_texts_are_not_personal(guard, official_texts):
    """Of 2,600 lines only the signatures of the King and of a minister are names."""
    masked = []
    for path in sorted(official_texts.glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            masked += [span.text for span in guard.inspect(line).spans]
    assert len(masked) <= 4, masked
