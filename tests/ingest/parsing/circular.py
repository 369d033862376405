"""What the circular of the parsing tests says: an invented text of a fictional CPAS."""

from __future__ import annotations

TITLE = "Circulaire interne 2026/04 : les frais de chauffage"
AUTHOR = "CPAS de Valmarais"
HEADER = "CPAS de Valmarais – Service social"
INTRO = (
    "La présente circulaire explique comment le service social instruit une demande d'intervention dans les frais de "
    "chauffage. Elle s'appuie sur l'art. 3, al. 2 du règlement du conseil et ne remplace pas la loi."
)
CONDITIONS = [
    "habiter la commune de façon effective ;",
    "disposer de ressources inférieures au plafond du point 3 ;",
    "ne pas avoir reçu une intervention pour le même hiver, sauf si le ménage a changé de composition.",
]
PIECES = ["la dernière facture de régularisation ;", "une composition de ménage de moins de trois mois."]
AMOUNTS = [
    ["Composition du ménage", "Plafond mensuel", "Intervention"],
    ["Personne isolée", "1.450,00 EUR", "180,00 EUR"],
    ["Couple sans enfant", "1.930,00 EUR", "240,00 EUR"],
    ["Par enfant à charge", "+ 310,00 EUR", "+ 45,00 EUR"],
]
DECISION = (
    "Le comité décide dans les trente jours de la demande complète. La décision est notifiée par courrier recommandé ; "
    "elle mentionne les motifs, le montant accordé et les voies de recours."
)
RECOURSE = (
    "Le demandeur peut introduire un recours devant le tribunal du travail dans les trois mois de la notification. "
    "Le § 1er du règlement s'applique aussi aux décisions de refus, de retrait et de récupération prises d'office."
)
