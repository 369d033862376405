"""Numbers of files: "dossier n° 2024/1234", "notre réf. SOC-5678". The numbers of judgments, of parliamentary
papers and of circulars are the law's, not a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import STRONG, Finding, Reading

_SIGN = r"(?:n°|nr\.?|num(?:ero)?\.?|no\.?|ref(?:erence)?s?\.?|[:#=])"
_QUALIFIED = (
    r"(?: (?:social|sociale|ris|ri|dis|eris|cpas|interne|individuel|client|de suivi|beneficiaire|aide|energie|logement"
    r"|mediation(?: de dettes)?|est|porte|c'est|le|chez nous|ici)\b){0,4}"
)
_TOKEN = (
    r"(?P<number>(?<![\w/])(?:[a-z]{1,8}(?:[./_-]|(?=\d))|[a-z]{1,4} (?=\d{3}))?(?:[a-z]{1,6}[./_-])?"
    r"\d[a-z0-9]*+(?:[./_-][a-z0-9]++){0,5}+)(?! (?:de la|du|devant)"
    r" (?:cour|tribunal|conseil|spp|spf|spw|ministre|ministere|service public)\b)"
)
# Said to be a number: anything with a digit is one.
_NUMBERED = re.compile(
    rf"\b(?:dossiers?|dos\.|fiche client|client|beneficiaire|usager|menage){_QUALIFIED} ?(?:{_SIGN} ?){{1,3}}{_TOKEN}"
)
_NUMBER_OF = re.compile(
    r"\b(?:(?:numero|num\.?|n°|nr\.?|reference|ref\.?) ?(?:de |du |d')?"
    r"(?:dossier|client|beneficiaire|usager|cas|interne)"
    rf"|matricule|farde|dossiernummer){_QUALIFIED} ?(?:{_SIGN} ?){{0,3}}{_TOKEN}"
)
_OUR_REFERENCE = re.compile(
    r"\b(?:notre|nos|votre|vos|n/|v/|mes|ma|mon) ?(?:ref(?:erence)?s?\b\.?|dossiers?)"
    rf"{_QUALIFIED} ?(?:{_SIGN} ?){{0,3}}{_TOKEN}"
)
# Without a sign: only what looks like nothing else ("dossier 2024/1234", "dossier 45678"), no year, no count.
_BARE = re.compile(
    r"""\bdossiers?
    (?:[ ](?:social|ris|ri|dis|eris|cpas|individuel|energie|logement|mediation(?:[ ]de[ ]dettes)?)){0,2}[ ]?\(?
    (?P<number>(?<![\w/])(?: [a-z]{1,5}[-/_.]?\d{3,}[a-z0-9./_-]*\b | \d{3,6}/[a-z]\b
      | (?!art|le|de|du|la)[a-z]{2,4}[ ](?!(?:19|20)\d\d\b)\d{4,9}\b
      | \d{2,4}[/.-](?:[a-z]{2,6}[/.-])?\d{3,}(?:[/.-]\d+)?(?:-[a-z]|bis|ter)?\b
      | [a-z]{1,5}[-/_.]\d\d[-/]\d{2,6}\b | (?!(?:19|20)\d\d\b)\d{4}\b | \d{5,9}\b ))
    (?![ .,]?\d | / | [ ]?(?:€|euros?\b|eur\b|jours?\b|mois\b|ans\b))""",
    re.VERBOSE,
)
# A year and a number ("demande 2026/0758", "réf. 26/AS/0411"): no school year, no regulation ("2016/679/UE").
_YEARLY = re.compile(
    rf"""\b(?: demandes? | dossiers?
    | (?<!adresse[ ]de[ ])(?<!annee[ ]de[ ])(?<!periode[ ]de[ ])ref(?:erence)?s?\b\.? )
    (?:[ ](?: d'aide | du[ ]ris | de[ ]ris | d'amu | amu | grapa | urgente | medicale | introduite | initiale
    | en[ ]cours )){{0,3}}
    (?x:[ ]?(?:[ ]?(?:sous[ ]le[ ])?(?:{_SIGN}|[(])[ ]?){{0,3}})
    (?P<number>(?<![\w/-])(?: (?:[a-z]{{1,6}}[/.-])?(?:(?:19|20)\d\d|\d\d)[/-](?:[a-z]{{1,6}}[/.-])?
        (?!(?:19|20)\d\d\b)\d{{3,6}}(?:-[a-z]\b)?
      | (?!(?:19|20)\d\d[/-])\d{{3,6}}[/-](?:19|20)\d\d ))
    (?![\w/]|[-.,]\d|[ ]?€|[ ](?:de[ ]la|du|devant)[ ](?:cour|tribunal|conseil))""",
    re.VERBOSE,
)
# Letters between or before a year and a number ("2025/RI/0098", "AS/23/118"), said to be a reference.
_LETTERED = re.compile(
    rf"""\b(?: ref(?:erence)?s?\b\.? | sous[ ]le | porte[ ]le | identifiant | code )(?x:[ ]?(?:{_SIGN}[ ]?){{0,3}})
    (?P<number>(?<![\w/-])(?: (?:(?:19|20)\d\d|\d\d)[/.-][a-z]{{2,6}}[/.-]\d{{2,6}}
      | [a-z]{{2,6}}[/.-](?:(?:19|20)\d\d|\d\d)[/.-]\d{{2,6}} )(?![\w/]|[-.,]\d))""",
    re.VERBOSE,
)
# In capitals with a year: the centre's own way to number ("MD/088/2023", "RI/25/00733").
_OWN_SERIES = re.compile(
    r"(?<![\w/.-])(?P<number>[A-Z]{2,5}[- ]\d\d[-/]\d{3,6}"
    r"|[A-Z]{1,5}/(?:\d{2,5}/(?:19|20)\d\d|(?:(?:19|20)\d\d|\d\d)/\d{2,6}))(?![\w/]|[-.,]\d)"
)
# "client 88-20417": a short and a long number, said to be somebody's.
_CLIENT = re.compile(r"\b(?:cliente?|usagere?|beneficiaire) (?P<number>\d{2,4}[/-]\d{4,6})(?![\w/]|[-.,]\d)")
_OF_THE_LAW = re.compile(
    r"""(?: parlementaire | legislatif | doc\.?[ ]parl\.? | chambre | senat | parlement | circulaire | arret
      | jugement | cour
      | cass | c\.c | r\.?g | role | moniteur | m\.b | numac | directive | reglement | decision[ ]cadre | avis
      | projet[ ]de[ ]loi | proposition )
    [^.;!?\n]{0,30}$""",
    re.VERBOSE,
)


def find(reading: Reading) -> Iterator[Finding]:
    figures = reading.figures
    for pattern in (_NUMBERED, _NUMBER_OF, _OUR_REFERENCE, _BARE, _YEARLY, _LETTERED, _CLIENT):
        for match in pattern.finditer(figures):
            if _is_ours(figures, match.start()):
                yield Finding(*match.span("number"), PersonalKind.CASE_NUMBER, STRONG)
    for match in _OWN_SERIES.finditer(reading.raw):
        if _is_ours(figures, match.start()):
            yield Finding(*match.span("number"), PersonalKind.CASE_NUMBER, STRONG)


def _is_ours(figures: str, start: int) -> bool:
    """Whether neither a reference of the law stands there nor a word of the law before it."""
    return figures[start] != "\x1f" and not _OF_THE_LAW.search(figures[max(0, start - 50) : start])
