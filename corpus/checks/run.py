"""All checks over all documents."""

from __future__ import annotations

from datetime import date

from corpus.catalogue import Catalogue
from corpus.checks.documents import read_documents
from corpus.checks.examples import check_example, load_suppositions
from corpus.checks.figures import check_amounts, check_delays
from corpus.checks.finding import Finding
from corpus.checks.references import check_references
from corpus.provisions import articles_read


def check_documents(catalogue: Catalogue, today: date) -> list[Finding]:
    """What is wrong in the shipped documents by the law of `today`, in the order of the catalogue."""
    register, suppositions = articles_read(), load_suppositions()
    findings: list[Finding] = []
    for document in read_documents(catalogue):
        given = suppositions.given.get(document.source.source_id, frozenset())
        findings += check_references(document, catalogue, register)
        findings += check_amounts(document, today, suppositions.denied)
        findings += check_delays(document, today)
        findings += check_example(document, today, given)
    return findings
