"""Dates of birth: a date that the words before it tie to a birth, in the languages that people write in here.

The date of a law, a judgment or a decision is never one, nor are the bounds of a rule ("nés avant le…").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.legal_text.dates import MONTHS
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CONDITIONAL, STRONG, THRESHOLD, Finding, Reading

_FOREIGN_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro "
    "ocak subat nisan mayis haziran temmuz agustos eylul ekim kasim aralik"
)
_MONTH = rf"(?:{'|'.join(sorted({*MONTHS, *_FOREIGN_MONTHS.split()}, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:(?:19|20)\d\d|\d\d)"
DATE = (
    rf"(?:(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?{_YEAR}"
    rf"|\d{{1,2}}(?:er|e|st|nd|rd|th|\.)? ?(?:de |of )?{_MONTH},? ?(?:de |del )?{_YEAR}"
    rf"|{_MONTH} \d{{1,2}},? (?:19|20)\d\d|\d{{8}})(?!\d)"
)
_BORN = r"""(?:\b(?: nee?s?\b[ ]?(?:\(e?s?\))? | naissance | d\.?d\.?n\b | d\.?n\b | date[ ]nais\w* | nais\.
    | anniversaire
    | nacid[oa]s? | nat[oa]\b | nascid[oa] | geboren | geb\b | geboortedatum | geburtsdatum | born\b | dob\b
    | birth(?:[ ]?date|day)? | dogum[ ]tarihi ))"""
# "née à Liège le", "naissance : ", "geboren op": a few words, but no clause of another verb, no bound of a rule.
_LINK = r"""(?:[ .:,(=-] | \ba[ ][a-z' -]{2,30}?(?=,?[ ]le\b) | \ben[ ][a-z]{3,20}\b
    | \b(?:au|du|sur|selon)[ ](?:la[ ]|le[ ]|l')?[a-z]{3,15}\b
    | \b(?:le|la|est|el|op|am|on|il|em|du|de|of|au)\b | \b[ld]' ){0,8}?"""
_TIED = re.compile(rf"(?x:{_BORN}{_LINK})(?P<date>{DATE})")
_MONTH_ONLY = re.compile(rf"\bnee? (?:en|au mois de) (?P<date>{_MONTH} (?:de )?(?:19|20)\d\d)(?!\d)")
# "le jeune il est du 12/05/07", not "la décision, elle est du 12/05/2023".
_IS_OF = re.compile(rf"\b(?:il|elle) est du (?P<date>{DATE})")
_OF_A_PAPER = re.compile(r"(?:decision|loi|arrete|jugement|demande|lettre|courrier|mail|rapport|contrat|attestation)")
# "Dupont Marie °12/03/1985" (not "n°" nor "1°"), "*12/03/1985".
_SIGN = re.compile(rf"(?:(?<![\dn])°|(?<![\w*])\*) ?(?P<date>{DATE})")


# "Luca Ferraro, 15/06/1979", "Dupont Marie (12.03.85)": right after a name, unless it is too recent for a birth.
_PLAIN = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-](?P<year>(?:19|20)\d\d)(?!\d|[/.-]\d)")
_AFTER_NAME = re.compile(r"[ ,;:(–-]{1,4}")
YOUNGEST = 6
"""Years: a date beside a name that is more recent is rather that of a letter or a decision."""


def find(reading: Reading) -> Iterator[Finding]:
    """Dates tied to a birth; those of long ago too, with a score that drops them unless `after_a_name` raises it."""
    for pattern in (_TIED, _MONTH_ONLY, _SIGN):
        for match in pattern.finditer(reading.folded):
            yield Finding(*match.span("date"), PersonalKind.BIRTH_DATE, STRONG)
    for match in _IS_OF.finditer(reading.folded):
        if not _OF_A_PAPER.search(reading.folded, max(0, match.start() - 60), match.start()):
            yield Finding(*match.span("date"), PersonalKind.BIRTH_DATE, STRONG)
    for match in _PLAIN.finditer(reading.folded):
        if int(match["year"]) <= date.today().year - YOUNGEST:
            yield Finding(*match.span(), PersonalKind.BIRTH_DATE, CONDITIONAL)


def after_a_name(reading: Reading, found: Sequence[Finding], persons: Sequence[tuple[int, int]]) -> list[Finding]:
    """The dates that stand as they are, and those that follow a person's name at once.

    `persons` are the spans of the names that the other recognisers found.
    """
    names = {end for _, end in [*persons, *reading.masked_persons]}
    return [
        Finding(each.start, each.end, each.kind, STRONG)
        for each in found
        if each.score >= THRESHOLD or any(_AFTER_NAME.fullmatch(reading.folded, end, each.start) for end in names)
    ]
