"""Telephone numbers of persons: Belgian ones and international ones.

What is valid is decided by phonenumbers (Google's metadata, in the package). Toll-free and shared-cost
numbers and the short public ones (112, 1710) belong to services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import STRONG, Finding, Reading

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_CANDIDATE = re.compile(
    r"(?<![\w+])(?<!\d[.,/-])(?:\+ ?\d{1,3}|00 ?\d{1,3}|\(0\d{0,3}\)|0)(?:[ ./()-]{0,3}\d){6,13}(?!\d|[/,]\d|[.-]\d)"
)
# After a word that says so, any nine digits or more are one, whatever the country and the typing.
_ANNOUNCED = re.compile(
    r"""(?: \btel\b\.?[ :.n°]{0,4}   # "tel que modifié par la loi du" is no telephone
      | \b(?: telephone | gsm | portable | mobile | whatsapp | fax | phone | telefoon | telefono | joignable
          | r?appele[rz]? | contacter )\b [^\d\n;!?+(]{0,30}? )
    (?P<number>[+(]?\d(?:[ ./()-]{0,3}\d){7,13})(?!\d|[/,]\d)""",
    re.VERBOSE,
)
# An enterprise number has ten digits and begins with 0, as a mobile does.
_ENTERPRISE_BEFORE = re.compile(r"(?:\b(?:bce|kbo|tva|btw|rpm|be|entreprise|onss)\b)[ .:n°]{0,5}(?:numero )?$")
_DATE = re.compile(r"[0-3]?\d[./ -]\d\d[./ -](?:19|20)\d\d(?!\d)|(?:19|20)\d\d[./-]\d\d[./-]\d\d(?!\d)")


def find(reading: Reading) -> Iterator[Finding]:
    figures = reading.figures
    for match in _CANDIDATE.finditer(figures):
        if _ENTERPRISE_BEFORE.search(figures[max(0, match.start() - 24) : match.start()]):
            continue
        if is_personal_phone(match.group()) and not _DATE.match(match.group()):
            yield Finding(*match.span(), PersonalKind.PHONE, STRONG)
    for match in _ANNOUNCED.finditer(figures):
        if not _DATE.match(match["number"]) and not is_service(match["number"]):
            yield Finding(*match.span("number"), PersonalKind.PHONE, STRONG)


def is_personal_phone(written: str) -> bool:
    """Whether this is a telephone number that Belgium or the country of its prefix could have given to someone."""
    import phonenumbers

    number = _parsed(written)
    return number is not None and phonenumbers.is_valid_number(number) and not is_service(written)


def is_service(written: str) -> bool:
    """Whether this is a number that only services have."""
    import phonenumbers

    number = _parsed(written)
    return number is not None and phonenumbers.number_type(number) in (
        phonenumbers.PhoneNumberType.TOLL_FREE,
        phonenumbers.PhoneNumberType.SHARED_COST,
        phonenumbers.PhoneNumberType.PREMIUM_RATE,
        phonenumbers.PhoneNumberType.UAN,
    )


def _parsed(written: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(re.sub(r"[^\d+]", "", written.replace("(0)", "")), "BE")
    except phonenumbers.NumberParseException:
        return None
