"""Bytes of a text file -> str: byte order mark, declared charset, UTF-8, then the Windows code page."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.parsing.refusals import empty_file, not_text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}
MAX_CONTROL_SHARE = 0.01


def is_binary(data: bytes) -> bool:
    """Whether `data` (a first part is enough) can't be text: NUL bytes or many control characters."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    return b"\0" in data or sum(byte in _CONTROL for byte in data) > MAX_CONTROL_SHARE * len(data)


def decode(data: bytes, declared: str | None = None) -> str:
    """Always succeeds: cp1252 (with its five holes as ISO-8859-1) reads what nothing else does."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for candidate in (declared or "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("iso-8859-1")


def read_text(path: Path) -> str:
    """The text of a file. Raises `BadInput` (`empty_file`, `not_text`)."""
    data = path.read_bytes()
    if not data.strip():
        raise empty_file(path)
    if is_binary(data[:65536]):
        raise not_text(path)
    return decode(data)
