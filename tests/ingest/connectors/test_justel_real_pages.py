"""The real pages of ../shared/justel, served under the site's own addresses, brought in and ingested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from justel_office import Office
from justel_site import Site, page

from corpus.editions.shelf import open_current
from corpus.model import Kind, Source
from ingest.connectors.justel.sync import SyncOutcome

WORKS = {
    "sample-ordinary-law.html": ("loi-2024-01-07", "/eli/loi/2024/01/07/2024000164/justel", Kind.LAW),
    "sample-regulation.html": ("arrete-2024-01-12", "/eli/arrete/2024/01/12/2024001284/justel", Kind.DECREE),
    "sample-with-tables.html": ("loi-2013-02-28", "/eli/loi/2013/02/28/2013011134/justel", Kind.LAW),
    "sample-constitution.html": ("constitution", "/eli/constitution/1994/02/17/1994021048/justel", Kind.LAW),
    "sample-code.html": ("code-penal", "/eli/loi/1867/06/08/1867060850/justel", Kind.LAW),
}
ARCHIVED = {"constitution": 78, "code-penal": 166}


@pytest.fixture
def pages(shared: Path) -> dict[str, str]:
    return {name: (shared / "justel" / name).read_bytes().decode("cp1252") for name in WORKS}


@pytest.fixture
def sources(pages: dict[str, str], site: Site, office: Office) -> tuple[Source, ...]:
    """The works of those pages; each page stands on the site."""
    made = []
    for name, (source_id, path, kind) in WORKS.items():
        site.put(path, page(pages[name]))
        numac = path.split("/")[-2]
        made.append(Source(source_id, source_id, kind, numac=numac, url=f"https://www.ejustice.just.fgov.be{path}"))
    office.sources = tuple(made)
    return office.sources


def test_every_page_comes_in_whole(sources: tuple[Source, ...], office: Office) -> None:
    report = office.sync()
    assert [line.outcome for line in report.sources] == [SyncOutcome.ADDED] * len(WORKS)
    for source in sources:
        record = office.record(source.source_id)
        assert record.archived == ARCHIVED.get(source.source_id, 0)
        assert record.articles > 0
    assert office.sync().count(SyncOutcome.UNCHANGED) == len(WORKS)


def test_they_are_ingested_as_the_works_of_the_catalogue(sources: tuple[Source, ...], office: Office) -> None:
    office.sources = tuple(s for s in sources if s.source_id in ("loi-2024-01-07", "loi-2013-02-28"))
    run = office.sync_and_ingest()
    assert run.ingestion is not None
    with open_current(office.settings, one_shot=True) as edition:
        held = {source.source_id: source for source in edition.sources()}
        assert set(held) == {"loi-2024-01-07", "loi-2013-02-28"}
        assert all(len(edition.provisions_of_source(source_id)) > 1 for source_id in held)


def test_an_archived_version_is_asked_for_at_the_sites_own_address(
    sources: tuple[Source, ...], pages: dict[str, str], site: Site, office: Office
) -> None:
    office.sources = tuple(s for s in sources if s.source_id == "constitution")
    last = re.search(r'href="(/cgi_loi/article\.pl\?[^"]*arch=078[^"]*)"', pages["sample-constitution.html"])
    assert last is not None
    older = pages["sample-constitution.html"].replace("LA CONSTITUTION COORDONNEE", "LA CONSTITUTION ANCIENNE")
    site.put(last[1], page(older))
    (line,) = office.sync(history=True).sources
    assert line.new_versions == 1
    assert line.missing == tuple(range(1, 78))


def test_the_listing_of_a_year_is_no_law(shared: Path, sources: tuple[Source, ...], site: Site, office: Office) -> None:
    office.sources = sources[:1]
    listing = (shared / "justel" / "sample-listing-loi-2024.html").read_bytes().decode("cp1252")
    site.put("/eli/loi/2024/01/07/2024000164/justel", page(listing))
    (line,) = office.sync().sources
    assert (line.outcome, line.code) == (SyncOutcome.FAILED, "justel_error_page")
