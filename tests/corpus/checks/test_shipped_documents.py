"""The shipped documents: every reference resolves, every figure is in the data, every subject is covered.

Two procedures are out of date on purpose, as in a real centre: `outdated.toml` says where, and the checks find
exactly that. It is known here only, for the product must notice it by itself.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import CORPUS, Subject, load_catalogue, split_reference
from corpus.checks.coverage import KINDS, as_table, coverage
from corpus.checks.documents import read_documents
from corpus.checks.finding import Fault, Finding
from corpus.checks.run import check_documents
from corpus.delais import load_delays
from corpus.model import Kind

TODAY = date(2026, 11, 25)
CATALOGUE = load_catalogue()
SHIPPED = [source for source, _ in CATALOGUE.shipped_files()]
OUTDATED = tomllib.loads((Path(__file__).parent / "outdated.toml").read_text(encoding="utf-8"))
LARGEST_FOLDER = 15 * 2**20


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return check_documents(CATALOGUE, TODAY)


def test_only_the_two_documents_that_are_out_of_date_on_purpose_are_found(findings: list[Finding]) -> None:
    expected = {document["source"] for document in OUTDATED["document"]}
    assert [str(f) for f in findings if f.source_id not in expected] == []
    assert {f.source_id for f in findings} == expected
    assert len(expected) == 2


@pytest.mark.parametrize("document", OUTDATED["document"], ids=lambda document: document["source"])
def test_what_is_out_of_date_is_found_and_nothing_else_of_it(
    findings: list[Finding], document: dict[str, object]
) -> None:
    found = defaultdict(set)
    for finding in findings:
        if finding.source_id == document["source"]:
            found[finding.fault].add(finding.message.split("»")[0].removeprefix("« ").strip())
    assert dict(found) == {Fault(str(document["fault"])): set(document["says"])}  # type: ignore[call-overload]


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    counts = {kind: sum(source.kind is kind for source in SHIPPED) for kind in KINDS}
    assert counts[Kind.FICHE] >= 45
    assert counts[Kind.REFORM] >= 15
    assert counts[Kind.PROCEDURE] >= 20
    assert counts[Kind.CIRCULAR] >= 10
    official = [source for source in CATALOGUE.sources if source.url and not source.files]
    assert len(official) >= 30
    assert sum(path.stat().st_size for path in (CORPUS / "documents").rglob("*") if path.is_file()) < LARGEST_FOLDER


def test_every_subject_has_a_fiche_and_the_law_that_it_rests_on() -> None:
    rows = coverage(SHIPPED)
    assert [row.subject for row in rows] == list(Subject)
    without = [
        row.subject for row in rows if not row.works or not row.documents[Kind.FICHE] + row.documents[Kind.REFORM]
    ]
    assert without in ([], [Subject.CENTRE])  # how the centre works is a matter of its procedures
    table = as_table(rows, SHIPPED)
    assert table.splitlines()[-1].split()[-2] == str(len(SHIPPED))


def test_every_document_says_what_it_is_about() -> None:
    assert [source.source_id for source in SHIPPED if not 1 <= len(source.subjects) <= 3] == []


@pytest.mark.parametrize("document", read_documents(CATALOGUE), ids=lambda document: document.source.source_id)
def test_a_document_is_of_a_length_to_be_read(document) -> None:  # type: ignore[no-untyped-def]
    assert 250 <= len(document.text.split()) <= 960


def test_every_delay_rests_on_a_catalogued_work() -> None:
    assert [d.key for d in load_delays() if CATALOGUE.by_id(split_reference(d.basis)[0]) is None] == []


def test_what_a_circular_replaces_is_over_when_it_begins() -> None:
    for source in SHIPPED:
        for replaced in source.replaces:
            old = CATALOGUE.by_id(replaced)
            assert old is not None
            assert old.validity.valid_to is not None
            assert source.validity.valid_from is not None
            assert old.validity.valid_to < source.validity.valid_from


def test_the_script_prints_the_coverage_and_what_does_not_resolve() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corpus.checks"], capture_output=True, text=True, cwd=CORPUS.parent, check=False
    )
    assert "Références qui ne se résolvent pas : 0" in done.stdout
    aged = done.stdout.split("Montants et délais qui ne valent plus")[1]
    assert all(document["source"] in aged for document in OUTDATED["document"])  # others follow as time passes
    assert "PIIS" in done.stdout
    assert done.returncode == 0, "what has aged is told and no reason to fail"
