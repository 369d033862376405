"""How the site is asked: one request a second, by name, again when it stumbles, never for ever."""

from __future__ import annotations

import pytest
from justel_office import Office
from justel_site import ELI, Site, cut_short, law_page, moved, page, silent, status

from corpus.errors import BadInput, KbError, Unavailable
from ingest.connectors.justel.client import ATTEMPTS, Fetched, Validators

PATH = ELI.format(numac="2003099999")
LAW = law_page("Le centre inscrit le parapluie dans les cinq jours.")


def fetch(office: Office, path: str = PATH, known: Validators | None = None) -> Fetched | None:
    with office.client() as client:
        return client.get(path, known)


def test_requests_are_a_second_apart_and_name_the_project(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    with office.client() as client:
        for _ in range(3):
            client.get(PATH)
    assert office.waits == [1.0, 1.0]
    assert all(asked.agent.startswith("kb-cpas/") for asked in site.asked)


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, office: Office) -> None:
    site.put(PATH, LAW)
    first = fetch(office)
    assert first is not None
    assert fetch(office, known=first.validators) is None
    assert [asked.conditional for asked in site.asked] == [False, True]


@pytest.mark.parametrize("stumble", [status(503), status(429), cut_short(LAW)], ids=["503", "429", "cut short"])
def test_a_passing_fault_is_tried_again(site: Site, office: Office, stumble: object) -> None:
    site.put(PATH, stumble, LAW)  # type: ignore[arg-type]
    fetched = fetch(office)
    assert fetched is not None
    assert fetched.markup == LAW
    assert len(site.asked) == 2


def test_the_site_says_how_long_to_wait(site: Site, office: Office) -> None:
    site.put(PATH, status(503, {"Retry-After": "17"}), LAW)
    fetch(office)
    assert office.waits == [17.0]


def test_a_wait_too_long_is_for_another_day(site: Site, office: Office) -> None:
    site.put(PATH, status(503, {"Retry-After": "7200"}))
    with pytest.raises(Unavailable) as caught:
        fetch(office)
    assert caught.value.code == "justel_busy"
    assert len(site.asked) == 1


@pytest.mark.parametrize("fault", [status(500), cut_short(LAW)], ids=["500", "cut short"])
def test_a_lasting_fault_is_told_after_some_tries_each_later_than_the_one_before(
    site: Site, office: Office, fault: object
) -> None:
    site.put(PATH, fault)  # type: ignore[arg-type]
    with pytest.raises(Unavailable, match="kb sync reprend") as caught:
        fetch(office)
    assert caught.value.code == "justel_unreachable"
    assert len(site.asked) == ATTEMPTS
    assert office.waits == sorted(office.waits)


def test_a_silent_site_is_not_waited_for_for_ever(site: Site, office: Office) -> None:
    office.timeout = 0.05
    site.put(PATH, silent)
    with pytest.raises(Unavailable) as caught:
        fetch(office)
    assert caught.value.code == "justel_unreachable"


def test_nobody_there(office: Office) -> None:
    office.site.close()
    with pytest.raises(Unavailable):
        fetch(office)


def test_a_page_that_moved_within_the_site_is_followed(site: Site, office: Office) -> None:
    site.put(PATH, moved("/cgi_loi/article.pl?cn_search=2003040199"))
    site.put("/cgi_loi/article.pl?cn_search=2003040199", LAW)
    fetched = fetch(office)
    assert fetched is not None
    assert fetched.markup == LAW


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (moved("http://localhost.invalid/maintenance"), "justel_elsewhere"),
        (moved(PATH), "justel_elsewhere"),
        (status(404), "justel_no_such_page"),
        (status(403), "justel_no_such_page"),
    ],
    ids=["another site", "in a circle", "404", "403"],
)
def test_an_answer_that_will_not_change_is_not_asked_for_again(
    site: Site, office: Office, answer: object, code: str
) -> None:
    site.put(PATH, answer)  # type: ignore[arg-type]
    with pytest.raises(KbError) as caught:
        fetch(office)
    assert isinstance(caught.value, BadInput)
    assert (caught.value.code, bool(caught.value.remedy)) == (code, True)


def test_a_page_without_end_is_stopped(site: Site, office: Office) -> None:
    office.max_bytes = 1000
    site.put(PATH, law_page("x" * 5000))
    with pytest.raises(BadInput) as caught:
        fetch(office)
    assert caught.value.code == "justel_too_large"


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("cp1252", "iso-8859-1"), ("cp1252", ""), ("utf-8", "utf-8"), ("cp1252", "x-inconnu")],
    ids=["as the site says", "not said", "utf-8", "unknown"],
)
def test_french_comes_through_whatever_the_encoding(site: Site, office: Office, encoding: str, charset: str) -> None:
    markup = law_page("L'œuvre coûte 5 € à l'assuré.")
    site.put(PATH, page(markup, encoding=encoding, charset=charset))
    fetched = fetch(office)
    assert fetched is not None
    assert fetched.markup == markup
