"""What pages and terminals say of an answer, in French: one wording for both."""

from __future__ import annotations

from datetime import date, timedelta

from corpus.legal_text.dates import french as french
from corpus.model import Kind, Region, Status
from kb_service.contract import Answer, Citation, Part, Reason, Verdict

KINDS = {
    Kind.LAW: "Loi",
    Kind.DECREE: "Arrêté",
    Kind.CIRCULAR: "Circulaire",
    Kind.PROCEDURE: "Procédure",
    Kind.REFORM: "Réforme",
    Kind.FICHE: "Fiche",
    Kind.FAQ: "Questions fréquentes",
}
REGIONS = {
    Region.FEDERAL: "Fédéral",
    Region.WALLOON: "Région wallonne",
    Region.BRUSSELS: "Région bruxelloise",
    Region.FLEMISH: "Région flamande",
    Region.GERMAN_SPEAKING: "Communauté germanophone",
}

VERDICTS = {
    Verdict.SUPPORTED: "Confirmé",
    Verdict.CONTRADICTED: "Contredit",
    Verdict.UNSUPPORTED: "Non confirmé",
    Verdict.NOT_CHECKABLE: "Non vérifiable",
}

READ_BEFORE = frozenset({"base_amount"})
"""Codes of the warnings that are shown before the quotes: who reads "6 600 EUR" in the law must know what is paid."""

CONFIDENCE = (
    (0.8, "élevée", "la première citation répond à la question dans quatre cas sur cinq environ"),
    (0.65, "moyenne", "lisez aussi les textes voisins avant de décider"),
    (0.0, "faible", "vérifiez dans le texte entier avant de vous y fier"),
)
"""From which probability on an answer is said to be sure, and what a reader should do with it."""


def abstention(reason: Reason, as_of: date) -> tuple[str, str]:
    """Why there is no answer, and what to do."""
    if reason is Reason.OUT_OF_SCOPE:
        return (
            "Je ne trouve pas de réponse : la question ne semble pas porter sur la réglementation de l'aide sociale.",
            "Cette base ne contient que des textes de droit social et des procédures du CPAS.",
        )
    if reason is Reason.NO_VERSION_AT_DATE:
        return (
            f"Je ne trouve pas de texte en vigueur le {french(as_of)} qui réponde à cette question.",
            "Un texte d'une autre date existe peut-être, mais il ne vaut pas ce jour-là : changez la date.",
        )
    if reason is Reason.NOT_A_QUESTION:
        return (
            "Je ne trouve pas de question dans ce que vous avez écrit.",
            "Écrivez-la en une phrase, par exemple : « Dans quel délai le CPAS doit-il décider ? »",
        )
    return (
        "Je ne trouve pas de réponse dans les textes de cette base.",
        "Reformulez avec d'autres mots, ou lisez ce qui s'en approche.",
    )


def confidence(answer: Answer | Part) -> tuple[str, str]:
    """The confidence in one word, and what it means for the reader."""
    return next((word, meaning) for least, word, meaning in CONFIDENCE if answer.confidence >= least)


def validity(citation: Citation) -> str:
    """ "en vigueur depuis le 1er juillet 2026", "à venir : à partir du …", "abrogé depuis le …"."""
    first, last = _known(citation.valid_from), _known(citation.valid_to)
    if citation.status is Status.UPCOMING:
        return f"à venir : à partir du {french(first)}" if first else "à venir, à une date encore à fixer"
    if citation.status is Status.REPEALED:
        gone = last + timedelta(days=1) if last else first  # the end of a wording, or the start of its absence
        return f"abrogé depuis le {french(gone)}" if gone else "abrogé"
    since = f"en vigueur depuis le {french(first)}" if first else "en vigueur"
    return f"{since}, jusqu'au {french(last)}" if last else since


def _known(day: date | None) -> date | None:
    """A day of the last year of the calendar stands for one that a law leaves to be fixed."""
    return None if day is None or day.year == date.max.year else day
