"""What the report calls things, in French: the golden files and the code keep their English names."""

from __future__ import annotations

from kb_service.contract import Reason, Verdict
from kb_service.privacy.kinds import PersonalKind
from kb_service.wording import VERDICTS

_WORDS: dict[str, str] = {
    # styles of questions
    "terms": "termes du métier",
    "everyday": "langage courant",
    "acronym": "sigles",
    "typo": "fautes de frappe",
    "telegraphic": "télégraphique",
    "other_language": "autre langue",
    "case": "petit cas",
    "reference": "référence",
    "as_of": "à une date",
    "refusal": "à refuser",
    # how hard they are
    "easy": "facile",
    "medium": "moyenne",
    "hard": "difficile",
    # why there is no answer
    Reason.OUT_OF_SCOPE: "hors sujet",
    Reason.NO_EVIDENCE: "rien qui réponde",
    Reason.NO_VERSION_AT_DATE: "pas de texte à cette date",
    Reason.NOT_A_QUESTION: "pas une question",
    # personal data, in groups
    "structured": "numéros et adresses",
    "names": "noms",
    **{verdict: VERDICTS[verdict] for verdict in Verdict},
    **{kind: kind.placeholder.strip("[]") for kind in PersonalKind},
}
WORDS = {str(name): word for name, word in _WORDS.items()}


def word(name: str) -> str:
    """The French word, or the name itself where it has none (subjects are French already)."""
    return WORDS.get(name, name)
