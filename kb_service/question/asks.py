"""What kind of thing a question asks for, by its words: an amount, a delay, conditions, a yes or no.

One table, French first, then Dutch, English and Arabic. A question may ask for several things.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.legal_text.normalise import fold


class Ask(StrEnum):
    AMOUNT = "amount"
    DELAY = "delay"
    CONDITIONS = "conditions"
    ENUMERATION = "enumeration"
    WHO = "who"
    PERMISSION = "permission"
    DEFINITION = "definition"
    HOW = "how"


# One alternative a line, matched on folded text (small letters, no accents): French, Dutch, English, Arabic.
_PERIODS = r"(?:temps|jours?|mois|semaines?|annees?|ans)"
_PATTERNS: dict[Ask, tuple[str, ...]] = {
    Ask.DELAY: (
        r"\bdelais?\b|\bduree\b|\bfrequence\b|\bcombien de fois\b",
        rf"\bcombien de {_PERIODS}\b",
        r"\b(?:dans|sous|endeans) (?:les? )?(?:combien|quels?)",
        r"\ba partir de quand\b|\bjusqu'a quand\b|\bdepuis quand\b",
        r"^(?:et )?quand\b(?! meme)|\bquand (?:est|sont|doit|faut|peut|commen\w+|prend|recoit|introduire)\b",
        r"\b(?:hoeveel (?:dagen|tijd|maanden|weken)|termijn|wanneer|hoe ?lang)\b",
        r"\b(?:how (?:long|many (?:days|weeks|months))|when|deadline)\b",
        r"كم يوم|متى|كم من الوقت",
    ),
    Ask.AMOUNT: (
        rf"\bcombien\b(?! (?:de {_PERIODS}|de fois)\b)",
        r"\bmontants?\b|\btaux\b|\bpourcentages?\b|(?<!\d )(?<!\d)(?:%|€|\bpour ?cent\b|\beuros?\b)",
        r"\bquel(?:le)? (?:somme|prime|subvention|subside|remboursement|part)\b",
        r"\b(?:hoeveel(?! (?:dagen|tijd|maanden|weken))|bedrag|percentage)\b",
        r"\b(?:how much|amount|rate)\b",
        r"كم (?:يبلغ|المبلغ|قيمة)|مبلغ",
    ),
    Ask.CONDITIONS: (
        r"\bconditions?\b|\bpour (?:avoir|obtenir|beneficier)\b|\bqui (?:y )?a droit\b",
        r"\b(?:a|ai|ont|avoir|aurait|avons)(?:-t-(?:il|elle|on))? (?:encore |quand meme )?droit\b",
        r"\b(?:voorwaarden?|recht op|heeft recht)\b",
        r"\b(?:eligib\w+|entitled|qualif\w+)\b",
        r"شروط|يحق",
    ),
    Ask.ENUMERATION: (
        r"\bquel(?:le)?s\b|\bmentions?\b|\bliste\b|\bque doit contenir\b|\bqui sont\b",
        r"\bwelke\b",
        r"\bwhich\b|\bwhat (?:are|must)\b",
        r"ما هي",
    ),
    Ask.WHO: (
        r"\bqui\b(?! (?:a|est|vit|habite|demande|gagne|touche|sort|quitte|travaille|paie pas)\b)",
        r"\bquel (?:cpas|centre|organe|tribunal)\b|\bpar qui\b",
        r"\bwie\b",
        r"\bwho\b",
        r"من (?:الذي|يدفع)",
    ),
    Ask.PERMISSION: (
        r"\b(?:peut|peuvent|peux|puis|pouvons|doit|doivent|dois|faut|est-ce qu)\b",
        r"\b(?:obligat\w*|autorise\w*|interdit\w*)\b|\best-(?:il|elle|ce)\b|\bon (?:peut|doit)\b",
        r"\b(?:mag|moet|kan|verplicht)\b",
        r"\b(?:can|may|must|is it|does|do)\b",
        r"هل",
    ),
    Ask.DEFINITION: (
        r"\b(?:c'est quoi|qu'est-ce qu\w*|defini\w*|signifie|veut dire|qu'entend-on|notion)\b",
        r"\bwat is\b",
        r"\bwhat is\b",
        r"ما هو",
    ),
    Ask.HOW: (
        r"\bcomment\b|\bquelle (?:demarche|procedure)\b|\bque (?:faire|devient|se passe)\b",
        r"\bhoe\b(?! ?lang)",
        r"\bhow (?:do|can|to)\b",
        r"كيف",
    ),
}
_COMPILED = {ask: re.compile("|".join(alternatives)) for ask, alternatives in _PATTERNS.items()}

_COURTESIES = (
    "bonjour|bonsoir|salut|coucou|allo|merci|merci beaucoup|d'accord|parfait|super|tres bien|bien|oui|non|test|ca va",
    "bonne journee|au revoir|a bientot|svp|stp|madame|monsieur|a tous|a toutes|beaucoup",
    "pour (?:tout|votre aide)|et|a vous",
    "hallo|goedendag|dag|dank u(?: wel)?|bedankt|ja|nee",
    "hello|hi|hey|thanks?(?: you)?|ok(?:ay)?|yes|no|please",
    "مرحبا|شكرا(?: جزيلا)?|السلام عليكم",
)
_COURTESY = re.compile(rf"^(?:{'|'.join(_COURTESIES)}|[\s!?.,;:…()'-])+$")


def asks_of(text: str) -> frozenset[Ask]:
    """The kinds of thing that a question asks for; empty where its words do not say."""
    folded = fold(text)
    return frozenset(ask for ask, pattern in _COMPILED.items() if pattern.search(folded))


def is_courtesy(text: str) -> bool:
    """Whether a text only greets, thanks or agrees."""
    return _COURTESY.match(fold(text).strip()) is not None
