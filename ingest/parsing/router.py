"""One door for every file: its content decides which parser reads it, its extension only breaks ties."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from corpus.errors import Defect, KbError
from corpus.settings import Settings
from ingest.parsing import refusals
from ingest.parsing.decoding import decode, is_binary
from ingest.parsing.document import ParsedDocument, Parser


class Format(StrEnum):
    """What a file is, whatever it is called."""

    PDF = "PDF"
    DOCX = "DOCX"
    ODT = "ODT"
    HTML = "HTML"
    JUSTEL = "page Justel"
    MARKDOWN = "Markdown"
    LEGAL_MARKDOWN = "Markdown juridique"
    TEXT = "texte"
    EMAIL = "courriel EML"


EXTENSIONS: dict[str, Format] = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".odt": Format.ODT,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
    ".eml": Format.EMAIL,
}
_SAME_EXTENSION = {Format.JUSTEL: Format.HTML, Format.LEGAL_MARKDOWN: Format.MARKDOWN}
_CONTAINERS = {Format.PDF, Format.DOCX, Format.ODT}

_HEAD_BYTES = 65536
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""A document that unpacks to more than this is a zip bomb or a mistake."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
_IMAGES = {
    b"\x89PNG": "image PNG",
    b"\xff\xd8\xff": "image JPEG",
    b"II*\0": "image TIFF",
    b"MM\0*": "image TIFF",
    b"GIF8": "image GIF",
}
_HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Not any mention of ejustice: our own fiches link to the laws there.
_JUSTEL = re.compile(
    r"id=[\"']?list-title-\d|<title>\s*(?:ELI\b|[^<]*\bJustel)"
    r"|<(?:base|link|form|script)\b[^>]*\bejustice|saved from url=\S*ejustice",
    re.IGNORECASE,
)
_LEGAL_ARTICLE = re.compile(r"^\*\*Art(?:icle|\.) ?\d\S*?\*\*|^#{4,6} Art(?:icle|\.) \d", re.MULTILINE)
_LEGAL_FIELDS = {"number", "identifier"}
_MAIL_HEADER = re.compile(
    r"^(?P<name>From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To)\s*:",
    re.IGNORECASE | re.MULTILINE,
)


def parse_file(path: Path, settings: Settings) -> ParsedDocument:
    """The document in `path`, whatever its format.

    Raises `BadInput` with a stable code (see `refusals`) for a file that can't be read, `Unavailable`
    ("ocr_missing") for a scan without Tesseract, `Defect` ("parser_failed") for a failure of ours. A file
    whose extension lies is read for what it is, with a line in `problems`.
    """
    try:
        _check_size(path, settings.max_file_mb)
        found = detect(path)
        if found is Format.PDF:
            _check_pages(path, settings.max_pages)
        document = _parser(found)(path)
    except KbError:
        raise
    except PermissionError as error:
        raise refusals.unreadable_file(path) from error
    except Exception as error:
        raise Defect(
            "parser_failed", f"La lecture de « {path.name} » a échoué ({type(error).__name__}).", "Signalez ce fichier."
        ) from error
    if not document.blocks:
        raise refusals.no_text(path)
    declared = EXTENSIONS.get(path.suffix.lower())
    if path.suffix and declared is not _SAME_EXTENSION.get(found, found):
        lie = (
            f"« {path.name} » porte l'extension {path.suffix} mais contient un document {found} : "
            f"il a été lu comme {found}."
        )
        document = replace(document, problems=(lie, *document.problems))
    return document


def detect(path: Path) -> Format:
    """What the content of `path` is. Raises `BadInput` where it is nothing that we read."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    declared = EXTENSIONS.get(path.suffix.lower())
    if not head.strip():
        raise refusals.empty_file(path)
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _detect_in_zip(path, declared)
    if head.startswith(_OLE):
        if _ENCRYPTED_OOXML in path.read_bytes():
            raise refusals.encrypted_file(path)
        raise refusals.unsupported_format(path, "ancien format Office")
    if head.startswith(b"{\\rtf"):
        raise refusals.unsupported_format(path, "RTF")
    if image := next((name for magic, name in _IMAGES.items() if head.startswith(magic)), None):
        raise (
            refusals.not_text(path)
            if declared and declared not in _CONTAINERS
            else refusals.unsupported_format(path, image)
        )
    if is_binary(head):
        if declared is None:
            raise refusals.unsupported_format(path)
        raise refusals.corrupt_file(path) if declared in _CONTAINERS else refusals.not_text(path)
    return _detect_in_text(path, decode(head), declared)


def _detect_in_zip(path: Path, declared: Format | None) -> Format:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED_BYTES:
                raise refusals.file_too_large(path, unpacked / 2**20, MAX_UNPACKED_BYTES // 2**20)
            found = _named_in_zip(archive, names)
            if found is not None and archive.testzip() is not None:
                raise refusals.corrupt_file(path)
    except KbError:
        raise
    except Exception as error:  # not a zip, damaged, encrypted, packed in a way that zipfile does not know …
        if isinstance(error, BadZipFile) and declared not in _CONTAINERS and declared is not None:
            raise refusals.not_text(path) from error
        raise refusals.corrupt_file(path) from error
    if found is None:
        raise refusals.unsupported_format(path, "archive ou document d'un autre logiciel")
    return found


def _named_in_zip(archive: ZipFile, names: set[str]) -> Format | None:
    if "word/document.xml" in names:
        return Format.DOCX
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        return Format.ODT
    return None


def _detect_in_text(path: Path, head: str, declared: Format | None) -> Format:
    """Text that shows what it is goes by that; else by its extension."""
    if _HTML.match(head) or declared is Format.HTML:
        return Format.JUSTEL if _JUSTEL.search(head) else Format.HTML
    headers = {m["name"].lower() for m in _MAIL_HEADER.finditer(re.split(r"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0])}
    if declared is Format.EMAIL or (len(headers) >= 3 and headers & {"from", "received", "message-id"}):
        return Format.EMAIL
    if declared in {Format.MARKDOWN, Format.TEXT} or not path.suffix:
        return Format.LEGAL_MARKDOWN if _is_legal(head.replace("\r\n", "\n")) else declared or Format.TEXT
    if declared is not None:
        raise refusals.corrupt_file(path)
    raise refusals.unsupported_format(path)


def _is_legal(head: str) -> bool:
    from ingest.parsing.markdown import split_front_matter

    fields, _ = split_front_matter(head)
    return bool(_LEGAL_FIELDS & fields.keys()) or _LEGAL_ARTICLE.search(head) is not None


def _check_size(path: Path, limit_mb: int) -> None:
    if not path.is_file():
        raise refusals.missing_file(path)
    size = path.stat().st_size
    if size == 0:
        raise refusals.empty_file(path)
    if size > limit_mb * 2**20:
        raise refusals.file_too_large(path, size / 2**20, limit_mb)


def _check_pages(path: Path, limit: int) -> None:
    from ingest.parsing.pdf import page_count

    if (pages := page_count(path)) > limit:
        raise refusals.too_many_pages(path, pages, limit)


def _parser(found: Format) -> Parser:
    """Imported only when a file needs it: unstructured takes a second to load."""
    match found:
        case Format.PDF:
            from ingest.parsing.pdf import parse
        case Format.DOCX:
            from ingest.parsing.docx import parse
        case Format.ODT:
            from ingest.parsing.odt import parse
        case Format.HTML:
            from ingest.parsing.html import parse
        case Format.JUSTEL:
            from ingest.parsing.justel_html import parse
        case Format.MARKDOWN:
            from ingest.parsing.markdown import parse
        case Format.LEGAL_MARKDOWN:
            from ingest.parsing.legal_markdown import parse
        case Format.TEXT:
            from ingest.parsing.text import parse
        case Format.EMAIL:
            from ingest.parsing.email import parse
    return parse
