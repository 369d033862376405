"""Which source of the current edition a file goes on: the same place, or the same document from another.

Two documents may have one name ("note.md" of two services), and one document may come from two places
(a new version from the download folder). The place decides first, then what the documents say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.editions.edition import Edition
from ingest.parsing.document import ParsedDocument
from ingest.structure.sections import slug

SAME_DOCUMENT = 0.3
"""Share of words in common from which a file of the same name is a new version of the same document."""

_WORD = re.compile(r"[^\W\d_]{3,}")


def name_of(path: Path, document: ParsedDocument, choices: Sequence[str], parent: Edition | None) -> str:
    """The name by which an internal document is known: that of the source which it goes on, or the first of
    `choices` (plainest first) that no other document of the current edition has."""
    if parent is None:
        return choices[0]
    origins = {file.origin: entry.source_id for entry in parent.manifest.sources for file in entry.files if file.origin}
    if known := origins.get(str(path)):
        return known
    held = {source.source_id: source for source in parent.sources() if source.numac is None}
    for name in choices:
        source = held.get(slug(name))
        if source is None or _is_same_document(parent, source.source_id, source.title, document):
            return name
    return choices[-1]


def _is_same_document(parent: Edition, source_id: str, title: str, document: ParsedDocument) -> bool:
    if document.title and document.title == title:
        return True
    before = _words(" ".join(provision.text for provision in parent.provisions_of_source(source_id)))
    after = _words(" ".join(block.text for block in document.blocks))
    return len(before & after) >= SAME_DOCUMENT * max(1, len(before | after))


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}
