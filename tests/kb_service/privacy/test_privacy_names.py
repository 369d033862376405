"""Names of persons: announced by a civility or a tie, written in capitals, or first names; of every origin."""

from __future__ import annotations

import pytest

# fmt: off
NAMES = [
    # after a civility, small letters included
    ("Monsieur De Smet est propriétaire", ["De Smet"]),
    ("mme fatima benali touche 500 €", ["fatima benali"]),
    ("mr dupont pas venu", ["dupont"]),
    ("mme lopez garcia elle a perdu son boulo", ["lopez garcia"]),
    ("M. et Mme Lambert-Dubois cohabitent", ["Lambert-Dubois"]),
    ("M. Ben Ali, Mme N'Diaye, M. O'Brien, Mme D'Angelo", ["Ben Ali", "N'Diaye", "O'Brien", "D'Angelo"]),
    ("mr. van den berghe jan est expulsé", ["van den berghe jan"]),
    ("mme d'haene vit seule, mr n'diaye aussi", ["d'haene", "n'diaye"]),
    ("mr el amrani a un titre de séjour", ["el amrani"]),
    ("mme nguyen thi hoa est arrivée à Huy", ["nguyen thi hoa"]),
    ("M.Dupont et Mme.Leroy", ["Dupont", "Leroy"]),
    ("M. Namur habite à Namur", ["Namur"]),
    ("Mme Janssens (née Peeters)", ["Janssens", "Peeters"]),
    ("docteur Lemmens confirme", ["Lemmens"]),
    ("madame rose martin demande une avance", ["rose martin"]),
    ("Mevrouw Janssens heeft recht op leefloon?", ["Janssens"]),
    ("M. Lejeune est détenu ; que dit la loi Lejeune ?", ["Lejeune"]),
    ("MME DUPONT FATIMA HABITE LIEGE", ["DUPONT FATIMA"]),
    # after a family or care tie
    ("mon bénéficiaire abdoulaye refuse le PIIS", ["abdoulaye"]),
    ("la maman de kevin touche les allocs", ["kevin"]),
    ("mon beau frère rachid il a le cpas", ["rachid"]),
    ("le nommé Traoré Ibrahima est sans papier", ["Traoré Ibrahima"]),
    ("son compagnon Bilal et sa soeur leila", ["Bilal", "leila"]),
    ("la famille nguyen, les époux Haddad", ["nguyen", "Haddad"]),
    ("elle s'appelle Mariama Baldé", ["Mariama Baldé"]),
    ("Nom : Dupont, Prénom : Marie", ["Dupont", "Marie"]),
    ("Dossier Mwamba : faut-il un PIIS ?", ["Mwamba"]),
    ("usager: kowalski piotr", ["kowalski piotr"]),
    # set off by commas after a word of family, before a pronoun, before a civility in brackets
    ("la cousine du demandeur, Blessing, née à Lomé", ["Blessing"]),
    ("mon fils, Lovely, étudie", ["Lovely"]),
    ("la mère de l'usagère, Merveille, est arrivée", ["Merveille"]),
    ("mr gomes pereira elle dit que non", ["gomes pereira"]),
    ("mme sanchez torres elle a recu", ["sanchez torres"]),
    ("mr rossi il a recu une lettre", ["rossi"]),
    ("Nwosu (mme) demande l'AMU", ["Nwosu"]),
    ("Tshibanda (Mr) et Adeyemi (mlle) cohabitent", ["Tshibanda", "Adeyemi"]),
    ("Van Hoof (M.) est expulsé", ["Van Hoof"]),
    # written as names
    ("DUPONT Marie demande le RIS", ["DUPONT Marie"]),
    ("BOUKHARI Samir DDN ?", ["BOUKHARI Samir"]),
    ("Peut-on refuser l'AMU à Olena Kovalenko, arrivée de Kiev ?", ["Olena Kovalenko"]),
    ("D'après le service, Blandine Mukendi n'a plus de titre", ["Blandine Mukendi"]),
    ("Quid de Wójcik Małgorzata et de Şahin Özgür ?", ["Wójcik Małgorzata", "Şahin Özgür"]),
    ("P. Van Damme habite à Ciney", ["P. Van Damme"]),
    ("Mukendi Kabongo Jean-Pierre demande l'AMU", ["Mukendi Kabongo Jean-Pierre"]),
    ("Bien à vous,\nNadia El Amrani", ["Nadia El Amrani"]),
    ("Can John Smith get the RIS?", ["John Smith"]),
    # first names
    ("Karim et Samira vivent ensemble", ["Karim", "Samira"]),
    ("sandrine a déménagé à Namur", ["sandrine"]),
    ("Le RIS de Pierre est suspendu", ["Pierre"]),
    ("jean dupont habite avec sa mère", ["jean dupont"]),
    ("fatoumata diallo a 3 enfants", ["fatoumata diallo"]),
    ("MARTIN SOPHIE DEMANDE LE RIS", ["MARTIN SOPHIE"]),
]

NOBODY = [
    "Monsieur demande le RIS depuis le 3 mai", "madame perçoit 500 euros et monsieur travaille",
    "monsieur le président du CPAS, Madame la Directrice", "Madame ne veut pas signer, Monsieur non plus",
    "mon client malade, mon client sdf, ma cliente mineure, mon bénéficiaire ukrainien",
    "son fils étudie à Louvain, sa fille mineure aussi", "son conjoint travaille au noir, sa compagne étudiante",
    "monsieur abite chez sa mere, madame ki vi seul", "mon mari travaile au noir et ma cliente na pas signé",
    "son fils handicappé a droit a koi", "mon client benificiaire du ris", "mevrouw heeft recht op een leefloon",
    "la mère de famille isolée, le père de l'enfant", "un jeune desocialisé, une dame agée",
    "sa fille, étudiante, vit seule", "le père, Belge, travaille", "sa cousine, Marocaine, sans titre de séjour",
    "sa mère, Pension de survie et GRAPA", "le fils, RIS refusé, a un recours", "Question (M.) à poser, Demandeur (Mr), CPAS (Mme)",
    "monsieur dit il a recu", "mr travail il a rien", "madame sans revenu il faut koi", "monsieur percoit chomage il a droit",
    "MON CLIENT A DROIT AU RIS ?", "Mr a droit à quoi ? Mme aussi ?", "est-ce que monsieur peut cumulé mutuel et cpas",
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_name_is_found_without_its_civility(found, text, expected):
    assert [span for kind, span in found(text) if kind == "PERSON"] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_a_civility_or_a_tie_alone_names_nobody(found, text):
    assert [span for kind, span in found(text) if kind == "PERSON"] == []
