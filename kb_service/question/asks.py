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


# Matched on folded text (small letters, no accents).
_PATTERNS: tuple[tuple[Ask, str], ...] = (
    (Ask.DELAY, r"\bdelais?\b|\bcombien de (?:temps|jours?|mois|semaines?|annees?|ans)\b|\b(?:dans|sous|endeans) (?:les? )?(?:combien|quels?)"
                r"|\ba partir de quand\b|^(?:et )?quand\b(?! meme)|\bquand (?:est|sont|doit|faut|peut|commen\w+|prend|recoit|introduire)\b|\bjusqu'a quand\b|\bduree\b|\bdepuis quand\b|\bfrequence\b|\bcombien de fois\b"
                r"|\b(?:hoeveel (?:dagen|tijd|maanden|weken)|termijn|wanneer|hoe ?lang)\b|\b(?:how (?:long|many (?:days|weeks|months))|when|deadline)\b"
                r"|كم يوم|متى|كم من الوقت"),
    (Ask.AMOUNT, r"\bcombien\b(?! de (?:temps|jours?|mois|semaines?|annees?|ans|fois)\b)|\bmontants?\b|\btaux\b|\bpourcentages?\b|\bpour ?cent\b"
                 r"|\bquel(?:le)? (?:somme|prime|subvention|part)\b|\b(?:hoeveel(?! (?:dagen|tijd|maanden|weken))|bedrag|percentage)\b"
                 r"|\b(?:how much|amount|rate)\b|كم (?:يبلغ|المبلغ|قيمة)|مبلغ|€|\beuros?\b"),
    (Ask.CONDITIONS, r"\bconditions?\b|\b(?:a|ai|ont|avoir|aurait|avons)(?:-t-(?:il|elle|on))? (?:encore |quand meme )?droit\b|\bqui (?:y )?a droit\b|\bpour (?:avoir|obtenir|beneficier)\b"
                     r"|\b(?:voorwaarden?|recht op|heeft recht)\b|\b(?:eligib\w+|entitled|qualif\w+)\b|شروط|يحق"),
    (Ask.ENUMERATION, r"\bquel(?:le)?s\b|\bmentions?\b|\bliste\b|\bque doit contenir\b|\bwelke\b|\bwhich\b|\bwhat (?:are|must)\b|ما هي"),
    (Ask.WHO, r"\bqui\b(?! (?:a|est|vit|habite|demande|gagne|touche|sort|quitte|travaille|paie pas)\b)|\bquel (?:cpas|centre|organe|tribunal)\b|\bpar qui\b|\bwie\b|\bwho\b|من (?:الذي|يدفع)"),
    (Ask.PERMISSION, r"\b(?:peut|peuvent|peux|puis|pouvons|doit|doivent|dois|faut|est-ce qu|obligat\w*|autorise\w*|interdit\w*)\b|\best-(?:il|elle|ce)\b|\bon (?:peut|doit)\b"
                     r"|\b(?:mag|moet|kan|verplicht)\b|\b(?:can|may|must|is it|does|do)\b|هل"),
    (Ask.DEFINITION, r"\b(?:c'est quoi|qu'est-ce qu\w*|defini\w*|signifie|veut dire|qu'entend-on|notion)\b|\bwat is\b|\bwhat is\b|ما هو"),
    (Ask.HOW, r"\bcomment\b|\bquelle (?:demarche|procedure)\b|\bque (?:faire|devient|se passe)\b|\bhoe\b(?! ?lang)|\bhow (?:do|can|to)\b|كيف"),
)  # fmt: skip
_COMPILED = tuple((ask, re.compile(pattern)) for ask, pattern in _PATTERNS)

_COURTESY = re.compile(
    r"^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hallo|goedendag|dag|merci|merci beaucoup|dank u(?: wel)?|bedankt|thanks?(?: you)?|ok(?:ay)?|d'accord|parfait|super|tres bien|bien|bonne journee|au revoir|a bientot|oui|non|ja|nee|yes|no|test|allo|ca va|svp|stp|please|"
    r"madame|monsieur|a tous|a toutes|beaucoup|pour (?:tout|votre aide)|et|a vous|مرحبا|شكرا(?: جزيلا)?|السلام عليكم|[\s!?.,;:…()'-])+$"
)


def asks_of(text: str) -> frozenset[Ask]:
    """The kinds of thing that a question asks for; empty where its words do not say."""
    folded = fold(text)
    return frozenset(ask for ask, pattern in _COMPILED if pattern.search(folded))


def is_courtesy(text: str) -> bool:
    """Whether a text only greets, thanks or agrees."""
    return _COURTESY.match(fold(text).strip()) is not None
