"""Mails (EML): subject, date, sender and body; attachments are named, not read."""

from __future__ import annotations

import email.policy
import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from ingest.parsing.decoding import decode
from ingest.parsing.document import Block, BlockKind, ParsedDocument
from ingest.parsing.html import document_of_html
from ingest.parsing.plain_outline import clean
from ingest.parsing.refusals import corrupt_file, empty_file
from ingest.parsing.text import blocks_of_text

_SIGNATURE = re.compile(r"^-- ?\n.*\Z", re.MULTILINE | re.DOTALL)


def parse(path: Path) -> ParsedDocument:
    """The subject is the title and the first heading; what follows "-- " (RFC 3676) is a signature and left out."""
    data = path.read_bytes()
    if not data.strip():
        raise empty_file(path)
    message = message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise corrupt_file(path)
    subject = clean(_header(message, "subject"))
    metadata = {"title": subject, "author": clean(_header(message, "from")), "date": _date(_header(message, "date"))}
    heading = (Block(BlockKind.HEADING, subject, 1),) if subject else ()
    body = _body(message)
    blocks = heading + body if body else ()
    return ParsedDocument(subject or None, blocks, {k: v for k, v in metadata.items() if v}, _attachments(message))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, IndexError, AttributeError):  # the standard library's header parser on malformed addresses
        return ""


def _date(header: str) -> str:
    try:
        sent: datetime = parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return ""
    return sent.date().isoformat()


def _body(message: EmailMessage) -> tuple[Block, ...]:
    """The HTML body where there is one (it has headings and tables), else the plain one."""
    for preferred in ("html", "plain"):
        part = message.get_body(preferencelist=(preferred,))
        if part is None:
            continue
        payload = part.get_payload(decode=True)
        text = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset()).replace("\r\n", "\n")
        blocks = document_of_html(text).blocks if preferred == "html" else blocks_of_text(_SIGNATURE.sub("", text))
        if blocks:
            return blocks
    return ()


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [part.get_filename() or "sans nom" for part in message.iter_attachments()]
    return tuple(
        f"La pièce jointe « {name} » n'a pas été lue : ajoutez-la séparément si elle est utile." for name in names
    )
