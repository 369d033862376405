"""The text of a document to check: a DOCX, a PDF, an ODT, a page or a plain text. Nothing of it is kept."""

from __future__ import annotations

import tempfile
from pathlib import Path

from corpus.errors import BadInput
from corpus.settings import Settings
from ingest.parsing.decoding import read_text
from ingest.parsing.router import Format, detect, parse_file

LONGEST_SUFFIX = 8
_PLAIN = {Format.TEXT, Format.MARKDOWN, Format.LEGAL_MARKDOWN}


def text_of_document(name: str, content: bytes, settings: Settings) -> str:
    """The text of a document by its content; the ending of `name` only breaks ties.

    The file is written to a folder of its own in the system's temporary space, which is removed at once.
    Raises what `ingest.parsing.router.parse_file` raises, and `BadInput` ("empty_text") for an empty file.
    """
    if not content.strip():
        raise BadInput("empty_text", "Le document est vide.", "Choisissez le document à vérifier.")
    with tempfile.TemporaryDirectory(prefix="kb-verify-") as folder:
        # Not its own name: that may hold a person's, and a refusal would say it back.
        path = Path(folder) / f"document{Path(name).suffix[:LONGEST_SUFFIX]}"
        path.write_bytes(content)
        return text_of_file(path, settings)


def text_of_file(path: Path, settings: Settings) -> str:
    """The text of a file: as it stands where it is plain text, else its blocks, one a line.

    Raises what `parse_file` raises.
    """
    if path.stat().st_size <= settings.max_file_mb << 20 and detect(path) in _PLAIN:
        return read_text(path)
    return "\n".join(block.text for block in parse_file(path, settings).blocks)
