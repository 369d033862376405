"""A base of one fiche, and what is found in it for one question: to test what is made of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.settings import Settings
from ingest.pipeline.run import ingest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.question.analysis import Question
from kb_service.retrieval.search import Found, search

FICHE = "# Prêt de parapluies\n\n" + "\n\n".join(
    f"## {number}. {title}\n\n{text}"
    for number, (title, text) in enumerate(
        [
            ("Durée", "Le parapluie est prêté quinze jours."),
            ("Caution", "Le prêt du parapluie demande une caution de cinq euros."),
            ("Retard", "Le parapluie rendu en retard n'est plus prêté pendant un mois."),
            ("Réparation", "Le parapluie abîmé est réparé par le centre."),
            ("Couleur", "Le parapluie prêté est bleu."),
            ("Rangement", "Le parapluie rendu sèche dans le couloir."),
            ("Perte", "Le parapluie perdu est payé par la caution."),
        ],
        start=1,
    )
)
QUESTION = "combien de temps le parapluie est-il prêté ?"


@dataclass(frozen=True)
class Small:
    """The base, a question of it, and what is found for it."""

    knowledge_base: KnowledgeBase
    question: Question
    found: Found


def small_base(folder: Path) -> Small:
    settings = Settings(data_dir=folder / "data")
    (folder / "parapluies.md").write_text(FICHE, encoding="utf-8")
    ingest([folder / "parapluies.md"], settings, Catalogue(()), HashEmbedder())
    base = KnowledgeBase(
        settings, HashEmbedder(), EditionFollower(settings, True), Catalogue(()), today=lambda: date(2026, 11, 26)
    )
    with base.edition() as edition:
        question, vector = base.understand(QUESTION, None, edition)
        found = search(edition, question, vector, base.regions, None)
    return Small(base, question, found)
