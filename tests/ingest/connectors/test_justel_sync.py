"""The official texts, brought in and kept: a good page is only ever replaced by a good one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from justel_office import Office, umbrella_law
from justel_site import ELI, ERROR_PAGE, Answer, Site, archive_path, cut_short, law_page, page, status

from corpus.catalogue import load_catalogue
from corpus.editions.shelf import open_current
from corpus.errors import BadInput, Defect
from ingest.connectors.justel.sync import SyncOutcome, official_sources, pending_files

PATH = ELI.format(numac="2003099999")
ARTICLES = [f"Règle {n} du parapluie." for n in range(1, 7)]
LAW = law_page(*ARTICLES)
NEWER = law_page(*ARTICLES[:-1], "Règle 6, tout autre.", state="01-06-2026")


def test_a_first_visit_brings_the_text_and_says_when(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    (line,) = office.sync().sources
    record = office.record()
    assert line.outcome is SyncOutcome.ADDED
    assert office.page() == LAW
    assert (record.tried, record.fetched, record.changed) == (office.now, office.now, office.now)
    assert (record.articles, record.pending) == (6, ["loi-2003-04-01.html"])


@pytest.mark.parametrize("etag", [True, False], ids=["the server knows", "the text is compared"])
def test_an_unchanged_text_is_not_written_again(site: Site, office: Office, etag: bool) -> None:
    site.put(PATH, page(LAW, etag=etag), page(LAW.replace("visites : 4212", "visites : 4213"), etag=etag))
    if etag:
        site.put(PATH, LAW)
    office.sync()
    first = office.now
    (line,) = office.sync().sources
    record = office.record()
    assert line.outcome is SyncOutcome.UNCHANGED
    assert (record.tried, record.fetched, record.changed) == (office.now, office.now, first)
    assert "4212" in office.page()


def test_a_new_text_takes_the_place_of_the_old_one(site: Site, office: Office) -> None:
    site.put(PATH, LAW, NEWER)
    office.sync()
    (line,) = office.sync().sources
    assert line.outcome is SyncOutcome.CHANGED
    assert office.page() == NEWER
    assert office.record().changed == office.now


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page(ERROR_PAGE), "justel_error_page"),
        (page(law_page()), "justel_error_page"),
        (page(law_page(*ARTICLES[:2])), "justel_lost_articles"),
        (page(LAW[: LAW.index("Règle 5")]), "justel_truncated"),
        (page(law_page(*ARTICLES, numac="2003088888")), "justel_other_work"),
        (status(404), "justel_no_such_page"),
        (status(500), "justel_unreachable"),
        (cut_short(NEWER), "justel_unreachable"),
    ],
    ids=["error page", "no article", "half the articles", "cut page", "another law", "404", "500", "cut connection"],
)
def test_a_bad_answer_never_replaces_a_good_page(site: Site, office: Office, answer: Answer, code: str) -> None:
    site.put(PATH, LAW, answer)
    office.sync()
    good = office.now
    (line,) = office.sync().sources
    record = office.record()
    assert (line.outcome, line.code) == (SyncOutcome.FAILED, code)
    assert office.page() == LAW
    assert (record.tried, record.fetched, record.changed) == (office.now, good, good)
    assert record.problem == line.message
    site.put(PATH, LAW)
    assert office.sync().sources[0].outcome is SyncOutcome.UNCHANGED
    assert office.record().problem is None


def test_a_law_that_really_shrank_is_taken_when_an_admin_says_so(site: Site, office: Office) -> None:
    site.put(PATH, LAW, law_page(*ARTICLES[:2]))
    office.sync()
    (line,) = office.sync(accept_shorter=True).sources
    assert line.outcome is SyncOutcome.CHANGED
    assert office.record().articles == 2


def test_archived_versions_come_on_demand_and_once(site: Site, office: Office) -> None:
    site.put(PATH, law_page(*ARTICLES, archived=2))
    for number in (1, 2):
        site.put(archive_path(number), law_page(*ARTICLES[:number], archived=2, state=f"0{number}-01-2010"))
    assert office.sync().sources[0].new_versions == 0
    (line,) = office.sync(history=True).sources
    assert (line.new_versions, line.missing) == (2, ())
    assert "Règle 2" in office.page(2)
    assert "Règle 2" not in office.page(1)
    asked = len(site.asked)
    office.sync(history=True)
    assert site.paths()[asked:] == [PATH]


def test_a_link_with_the_sites_own_name_does_not_lead_away_from_the_site_that_is_set(
    site: Site, office: Office
) -> None:
    absolute = f'href="https://www.ejustice.just.fgov.be{archive_path(1)}'
    site.put(PATH, law_page(*ARTICLES, archived=1).replace(f'href="{archive_path(1)}', absolute))
    site.put(archive_path(1), law_page(*ARTICLES[:3], archived=1, state="01-01-2010"))
    (line,) = office.sync(history=True).sources
    assert (line.new_versions, line.missing) == (1, ())


@pytest.mark.parametrize(
    "answer",
    [
        status(404),
        page(ERROR_PAGE),
        page(law_page(*ARTICLES, archived=3)),
        page(law_page(*ARTICLES, numac="2003088888")),
    ],
    ids=["404", "error page", "the text in force instead", "another law"],
)
def test_a_version_that_fails_is_a_gap_that_is_told_until_it_comes(site: Site, office: Office, answer: Answer) -> None:
    site.put(PATH, law_page(*ARTICLES, archived=3))
    for number in (1, 3):
        site.put(archive_path(number), law_page(*ARTICLES, archived=3, state=f"0{number}-01-2010"))
    site.put(archive_path(2), answer)
    (line,) = office.sync(history=True).sources
    assert (line.outcome, line.new_versions, line.missing) == (SyncOutcome.ADDED, 2, (2,))
    assert office.record().missing[2]
    assert office.sync().sources[0].missing == (2,), "the gap is told also when no history is asked for"
    site.put(archive_path(2), law_page(*ARTICLES, archived=3, state="02-01-2010"))
    (line,) = office.sync(history=True).sources
    assert (line.new_versions, line.missing) == (1, ())


def test_when_the_site_falls_silent_the_rest_are_gaps_and_the_next_run_goes_on(site: Site, office: Office) -> None:
    site.put(PATH, law_page(*ARTICLES, archived=4))
    site.put(archive_path(1), law_page(*ARTICLES, archived=4, state="01-01-2010"))
    site.put(archive_path(2), status(500))
    (line,) = office.sync(history=True).sources
    assert line.missing == (2, 3, 4)
    for number in (2, 3, 4):
        site.put(archive_path(number), law_page(*ARTICLES, archived=4, state=f"0{number}-01-2010"))
    asked = len(site.asked)
    assert office.sync(history=True).sources[0].missing == ()
    assert archive_path(1) not in site.paths()[asked:]


def _three(office: Office) -> list[str]:
    numacs = ["2003000001", "2003000002", "2003000003", "2003000004", "2003000005"]
    office.sources = tuple(umbrella_law(f"loi-2003-0{n + 1}-01", numac) for n, numac in enumerate(numacs))
    return numacs


def test_one_bad_source_does_not_stop_the_others(site: Site, office: Office) -> None:
    numacs = _three(office)
    for numac in numacs:
        site.put(ELI.format(numac=numac), law_page(*ARTICLES, numac=numac))
    site.put(ELI.format(numac=numacs[1]), status(404))
    report = office.sync()
    assert [line.outcome for line in report.sources] == [
        SyncOutcome.ADDED, SyncOutcome.FAILED, SyncOutcome.ADDED, SyncOutcome.ADDED, SyncOutcome.ADDED
    ]  # fmt: skip


def test_a_site_that_is_down_is_left_alone_and_the_next_run_begins_where_this_one_ended(
    site: Site, office: Office
) -> None:
    numacs = _three(office)
    for numac in numacs:
        site.put(ELI.format(numac=numac), status(503))
    report = office.sync()
    assert [line.outcome for line in report.sources] == [SyncOutcome.FAILED] * 3 + [SyncOutcome.LEFT] * 2
    for numac in numacs:
        site.put(ELI.format(numac=numac), law_page(*ARTICLES, numac=numac))
    asked = len(site.asked)
    assert office.sync().count(SyncOutcome.ADDED) == 5
    assert site.paths()[asked] == ELI.format(numac=numacs[3])


def test_a_run_that_was_killed_before_it_ingested_is_made_good_by_the_next(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    office.sync()  # and here the machine is switched off
    run = office.sync_and_ingest()
    assert run.sync.sources[0].outcome is SyncOutcome.UNCHANGED
    assert run.ingestion is not None
    with open_current(office.settings, one_shot=True) as edition:
        assert len(edition.provisions_of_source("loi-2003-04-01")) == 6
    assert office.record().pending == []
    assert office.sync_and_ingest().ingestion is None


def test_history_gives_each_wording_its_days(site: Site, office: Office) -> None:
    old = "Le délai est de cinq jours."
    new = "[1 Le délai est de dix jours.]1<BR>----------<BR>(1)&lt;L 2015-01-01/01, art. 2, 002; En vigueur : 01-02-2015&gt;"
    site.put(PATH, law_page(new, archived=1))
    site.put(archive_path(1), law_page(old, archived=1, state="01-01-2012"))
    office.sync_and_ingest(history=True)
    with open_current(office.settings, one_shot=True) as edition:
        wordings = edition.find_provisions("loi-2003-04-01", "1")
    ends = {w.text.split()[4]: (w.validity.valid_from, w.validity.valid_to) for w in wordings}
    assert set(ends) == {"cinq", "dix"}
    assert ends["dix"][0] is not None
    assert ends["cinq"][1] == ends["dix"][0] - timedelta(days=1)


def test_the_first_edition_that_a_sync_makes_holds_the_shipped_documents_too(site: Site, office: Office) -> None:
    shipped = load_catalogue()
    fiche = next(source for source, path in shipped.shipped_files() if path.suffix == ".md")
    office.sources = (umbrella_law(), fiche)
    site.put(PATH, LAW)
    office.sync_and_ingest()
    with open_current(office.settings, one_shot=True) as edition:
        assert {source.source_id for source in edition.sources()} == {"loi-2003-04-01", fiche.source_id}


def test_a_damaged_record_is_told_and_not_taken_for_a_first_visit(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    office.sync()
    (office.data_dir / "justel" / "loi-2003-04-01" / "record.json").write_text("{")
    with pytest.raises(Defect, match=r"record\.json"):
        office.sync()


def test_only_sources_with_an_address_on_justel_can_be_asked_for() -> None:
    catalogue = load_catalogue()
    ids = {source.source_id for source in official_sources(catalogue)}
    assert {"loi-2002-05-26", "ar-2002-07-11", "loi-1976-07-08-wallonie"} <= ids
    assert [s.source_id for s in official_sources(catalogue, ["loi-1965-04-02"])] == ["loi-1965-04-02"]
    for wrong, code in (("fiche-piis", "not_official"), ("loi-1831-02-07", "unknown_source")):
        with pytest.raises(BadInput) as caught:
            official_sources(catalogue, [wrong])
        assert caught.value.code == code


def test_pages_that_somebody_deleted_are_fetched_again(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    office.sync()
    (path,) = pending_files(office.sources, office.settings)
    path.unlink()
    office.sync()
    assert office.page() == LAW
