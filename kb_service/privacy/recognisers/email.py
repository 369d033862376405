"""E-mail addresses, "at" spelt out included; the mailbox of a service ("info@…") is nobody's.

A pattern of our own: Presidio's asks tldextract, which fetches the list of public suffixes from the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.legal_text.normalise import word_set
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CERTAIN, Finding, Reading

_ADDRESS = re.compile(
    r"(?<![\w.+%-])(?P<box>[\w+%'-](?:[\w.+%'-]{0,62}[\w+%'-])?)"
    r"(?: ?@ ?| ?[(\[] ?(?:at|@|arobase) ?[)\]] ?| arobase )"
    r"(?:[\w-]{1,63}(?:\.| ?[(\[](?:dot|point)[)\]] ?)){1,4}[a-z]{2,24}(?!\w)"
)
SERVICE_MAILBOXES = word_set(
    "info infos information contact question questions vragen secretariat accueil cpas ocmw aide helpdesk support",
    "noreply no-reply service greffe juridique ethique webmaster mail mailbox dpo privacy plainte plaintes mediation",
)


def find(reading: Reading) -> Iterator[Finding]:
    for match in _ADDRESS.finditer(reading.folded):
        if match["box"] not in SERVICE_MAILBOXES:
            yield Finding(*match.span(), PersonalKind.EMAIL, CERTAIN)
