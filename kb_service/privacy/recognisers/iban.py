"""Bank accounts: the IBAN of any country, in any spacing (ISO 13616; remainder 1 by 97, ISO 7064)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CERTAIN, STRONG, Finding, Reading

_LIKE = re.compile(r"(?<![a-z0-9])[a-z]{2}[ .-]?\d\d(?:[ .-]{0,2}[a-z0-9]){11,30}")
# The national form of before 2008, where the text says that it is an account.
_ANNOUNCED = re.compile(
    r"\b(?:compte|rekening(?:nummer)?|cpte|account)\b[^\d\n;!?]{0,30}?(?P<number>\b\d{3}-\d{7}-\d\d(?!\d))"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Every stretch that is a valid IBAN, and old Belgian accounts that the text calls accounts."""
    figures = reading.figures
    at = 0
    while match := _LIKE.search(figures, at):
        end = _valid_end(match.group())
        if end:
            yield Finding(match.start(), match.start() + end, PersonalKind.IBAN, CERTAIN)
        at = match.start() + (end or 2)
    for announced in _ANNOUNCED.finditer(figures):
        yield Finding(*announced.span("number"), PersonalKind.IBAN, STRONG)


def _valid_end(written: str) -> int:
    """The length of the longest beginning of `written` that is an IBAN; 0 where none is."""
    from stdnum import iban

    for end in range(len(written), 14, -1):
        if not written[end - 1].isalnum() or written[end : end + 1].isalnum():
            continue  # in the middle of a word or a group of digits
        if iban.is_valid(written[:end], check_country=False):
            return end
    return 0
