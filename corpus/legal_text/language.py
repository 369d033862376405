"""The language of a short question, from its small words, its script and a few telling letters.

A language model of any size would cost more memory than it is worth for six answers; questions here are
French unless they say otherwise, and telegraphic French ("piis pas signé sanction ?") has hardly a small
word in it, so French wins where nothing speaks for another language.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.legal_text.normalise import fold, word_set

Language = Literal["fr", "nl", "en", "de", "ar", "other"]

# Folded words that mark one language. A word common to two of them stands in neither ("in", "is", "me").
_WORDS: dict[Language, frozenset[str]] = {
    "fr": word_set(
        "le la les un une de des du au aux ce cette ces est sont ont il elle ils elles on je nous vous qui que quoi",
        "quel quelle quels quelles quand comment combien pourquoi avec sans pour par dans sur sous chez pas ne peut",
        "doit faut et ou si d l qu c j s n y etre avoir fait mon ma mes son sa ses leur leurs plus moins droit",
        "delai montant aide conditions cpas ris piis eris amu chomage etudiant loi personne demande revenu mois",
        "jours a meme apres avant depuis refus refuse aussi encore deja selon entre vers jusque etrangere etranger",
        "cohabitant isole enfant loyer caution",
    ),
    "nl": word_set(
        "de het een van wat wie hoe waar wanneer waarom welke hoeveel ik jij hij zij wij jullie heeft hebben ben",
        "bent zijn wordt worden kan kunnen moet moeten mag mogen niet geen met voor naar bij uit aan om te op als",
        "dan ook nog maar er ocmw leefloon recht steun dagen jaar maand maanden student werkloosheid aanvraag",
        "beslissing beslissen krijgt krijgen is adres referentieadres premie toelage toeslag inkomen inkomsten",
        "dakloos dakloze wet koninklijk besluit artikel mijn jouw haar onze hun deze dit dat die of tegen tijdens",
        "zonder volgens dringende medische hulp bedrag huur zelf",
    ),
    "en": word_set(
        "the of and to what who how where when why which many much does do did i you he she we they has have had",
        "are was were can could must should may not no with for from by at on as but or if my your his her our",
        "their this that these those a an be been will would get any right days year month student unemployment",
        "benefit help allowance application is into home housing address homeless work job family child children",
        "parent payment pay paid law refugee decide income long amount someone person living rent",
    ),
    "de": word_set(
        "der das ein eine einen einem einer und was wer wie wo wann warum welche welcher wieviel ich er sie wir ihr",
        "hat haben bin bist ist sind wird werden kann konnen muss mussen darf nicht kein keine mit fur nach bei aus",
        "an um zu auf als auch noch aber recht hilfe tage jahr monat oshz sozialhilfe eingliederungseinkommen",
        "antrag entscheidung mein dein sein wohnung wohnsitz obdachlose obdachlos miete gesetz artikel arbeit",
        "zulage einkommen bedingungen hohe frist unser dies dem den des im vom zum zur ohne gegen wahrend student",
        "arbeitslosigkeit betrag",
    ),
    "other": word_set(
        "el los las una del que es y cuanto cuando como donde quien por para con sin tiene puede debe ayuda dias",
        "derecho mi il lo gli della quanto quando come dove chi perche ha puo deve aiuto giorni diritto sono non di",
        "per che nel o os uma do da dos das quem tem pode ajuda nao sao com em ne kadar zaman nasil kim var yok",
        "icin bir ve bu hakkim gun ile czy jak kiedy kto jest sa nie dla pomoc dni prawo w z na cat cand cine are",
        "pentru sau pasa si no firmo contrato plazo paga dopo depois desemprego cuales quales quali hay ajutor zile",
        "drept este sunt ce la",
    ),
}
# Letters and endings, looked up in the text as typed (small letters, with accents).
_MARKS: tuple[tuple[Language, re.Pattern[str], float], ...] = (
    ("fr", re.compile(r"[êèçùûœàâî]|é(?:e?s?\b|[a-z])|\b[ldnscjm]['’](?=[aeiouyhéèêà])|\bqu['’]"), 1.0),
    ("fr", re.compile(r"(?:tions?|ments?|eurs?|euses?|ités?|aires?|iques?|oirs?|eaux|ants?|ance|age)\b"), 0.4),
    ("nl", re.compile(r"ij|aa[nrtlkmg]|oo[rntkd]|ee[nrftl]|uu[rt]|ieuw"), 0.7),
    ("nl", re.compile(r"\w(?:heid|lijke?|ingen|sch|tie|baar)\b"), 0.7),
    ("en", re.compile(r"\bth|\bwh|\w(?:ing|ness|ship|ould|ght)\b|n't\b|\b(?:i'm|it's)\b|ough"), 0.8),
    ("de", re.compile(r"[äöüß]|sch|\w(?:ung|ungen|keit|heit|lich|isch)\b|ein|ei[nt]|\bge\w+t\b"), 0.7),
    ("other", re.compile(r"[ñ¿¡ãõąęłńśźżășțşğı]|ção|zione\b|ción\b|[iz]ione\b"), 1.5),
)
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[a-zA-ZÀ-ɏḀ-ỿ]")
_FRENCH_BY_DEFAULT = 0.3


def detect_language(text: str) -> Language:
    """The language in which `text` is asked; "fr" where nothing speaks for another.

    Arabic script counts as "ar" (Persian and Urdu included); any other script than Latin is "other".
    """
    letters = sum(1 for char in text if char.isalpha())
    if letters == 0:
        return "fr"
    if len(_ARABIC.findall(text)) * 2 > letters:
        return "ar"
    if len(_LATIN.findall(text)) * 2 < letters:
        return "other"
    scores: dict[Language, float] = {"fr": _FRENCH_BY_DEFAULT, "nl": 0.0, "en": 0.0, "de": 0.0, "other": 0.0}
    words = _WORD.findall(fold(text))
    for language, known in _WORDS.items():
        scores[language] += sum(1.0 for word in words if word in known)
    lowered = text.lower()
    for language, pattern, weight in _MARKS:
        scores[language] += weight * len(pattern.findall(lowered))
    return max(scores, key=lambda language: scores[language])
