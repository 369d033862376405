"""National numbers: NISS of the national register, and BIS numbers of the Crossroads Bank.

Eleven digits: birth date (YYMMDD), order number, and a check number of two digits, 97 less the
remainder by 97 of the nine before; born from 2000 on, "2" is put before the nine (royal decree of 3
April 1984 on the identification number of the national register; royal decree of 8 February 1991 for
the BIS number, whose month is raised by 20 or 40).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CERTAIN, STRONG, Finding, Reading

_GAP = r"[ ./_-]{0,3}"
_NUMBER = re.compile(rf"(?<!\d)(?<!\d[.,/-])\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}{_GAP}\d\d(?!\d|[/,-]\d|\.\d)")
# After a word that says so, any eleven digits are one: a mistyped number is personal too.
_ANNOUNCED = re.compile(
    r"""\b(?: niss | insz | nrn | rrn | rnn | n\.?n\.? | bis | rijksregister(?:nummer)?
      | numero[ ]de[ ]securite[ ]sociale
      | (?:numero|registre|n°|nr)[ ]national | (?:numero|n°|nr)[ ](?:bis|de[ ]registre[ ]national) )
    (?!\w) [^\d\n]{0,30} (?P<number>\d(?:[ ./_-]{0,3}\d){10})(?!\d)""",
    re.VERBOSE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Numbers that pass modulo 97, however spaced, and eleven digits that the text itself calls a national number."""
    for match in _NUMBER.finditer(reading.figures):
        if is_national_number(match.group()):
            yield Finding(*match.span(), PersonalKind.NISS, CERTAIN)
    for match in _ANNOUNCED.finditer(reading.figures):
        if _has_birth_date(match["number"]):
            yield Finding(*match.span("number"), PersonalKind.NISS, STRONG)


def _has_birth_date(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    return int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31


def is_national_number(written: str) -> bool:
    """Whether eleven digits, in any spelling, are a possible national or BIS number."""
    from stdnum.be import bis, nn

    digits = re.sub(r"\D", "", written)
    return bool(nn.is_valid(digits) or bis.is_valid(digits))
