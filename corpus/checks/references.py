"""Every article that a document cites is of a catalogued work, was read, and stands in its legal basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from corpus.catalogue import Catalogue, split_reference
from corpus.checks.documents import Document
from corpus.checks.finding import Fault, Finding
from corpus.legal_text.references import Reference, find_references

Register = Mapping[str, Set[str]]
"""Article numbers that were read, by work id."""


def check_references(document: Document, catalogue: Catalogue, register: Register) -> Iterator[Finding]:
    """What the text cites, then what the entry of the catalogue gives as its legal basis."""
    source_id, basis = document.source.source_id, set(document.source.legal_basis)
    for reference in find_references(document.text):
        if reference.act_key is None:
            if reference.article and _in_brackets(document.text, reference.start):
                message = f"« {document.text[reference.start : reference.end]} » : de quel texte ?"
                yield Finding(Fault.UNNAMED_WORK, source_id, document.line_at(reference.start), message)
            continue
        line, said = document.line_at(reference.start), document.text[reference.start : reference.end]
        works = catalogue.works_named(reference.act_key)
        if not works:
            yield Finding(Fault.UNKNOWN_WORK, source_id, line, f"{reference.act_key} n'est pas dans le catalogue")
            continue
        for article in _articles(reference):
            if not any(article in register.get(work.source_id, ()) for work in works):
                message = f"« {said} » ({reference.act_key}/art_{article}) n'est pas dans corpus/provisions.toml"
                yield Finding(Fault.UNREAD_ARTICLE, source_id, line, message)
            elif not any(f"{work.source_id}/art_{article}" in basis for work in works):
                message = f"« {said} » ({reference.act_key}/art_{article}) manque dans legal_basis"
                yield Finding(Fault.NOT_IN_LEGAL_BASIS, source_id, line, message)
    for entry in document.source.legal_basis:
        work_id, provision = split_reference(entry)
        if provision and provision.removeprefix("art_") not in register.get(work_id, ()):
            yield Finding(Fault.UNREAD_ARTICLE, source_id, 0, f"{entry} n'est pas dans corpus/provisions.toml")


def _in_brackets(text: str, at: int) -> bool:
    """Whether a reference is a citation, "(loi DIS, art. 21)", and not a word of a sentence or of a heading."""
    if text.startswith("#", text.rfind("\n", 0, at) + 1):
        return False
    return text.rfind("(", 0, at) > max(text.rfind(")", 0, at), text.rfind("\n", 0, at))


def _articles(reference: Reference) -> list[str]:
    return [article for article in (reference.article, reference.article_end) if article]
