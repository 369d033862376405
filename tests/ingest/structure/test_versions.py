"""Several wordings of one article: told apart by day and by region, gaps left visible."""

from __future__ import annotations

from datetime import date

from corpus.model import Amendment, Change, Region, Validity
from ingest.structure.articles import Article
from ingest.structure.versions import State, consolidate


def article(number: str, text: str, since: date | None, *changes: date, region: Region = Region.FEDERAL) -> Article:
    amendments = tuple(Amendment("1", Change.REPLACED, "L 2000-01-01/01", None, day) for day in changes)
    return Article(number, text, (), region, not text, amendments, (), Validity(since, None))


OLD, NEW = date(2014, 7, 1), date(2026, 6, 1)


def wordings(*states: State) -> list[tuple[str, str, date | None, date | None]]:
    return [(a.number, a.text, a.validity.valid_from, a.validity.valid_to) for a in consolidate(states)]


def test_an_older_wording_ends_the_day_before_the_first_later_change():
    states = [
        State(NEW, [article("21", "par eBox", date(2024, 4, 21), date(2024, 4, 21))]),
        State(OLD, [article("21", "par lettre", date(2002, 10, 1))]),
    ]
    assert wordings(*states) == [
        ("21", "par lettre", date(2002, 10, 1), date(2024, 4, 20)),
        ("21", "par eBox", date(2024, 4, 21), None),
    ]


def test_what_lies_between_two_changes_that_no_state_shows_is_a_gap():
    states = [
        State(NEW, [article("30", "aujourd'hui", date(2024, 1, 1), date(2016, 11, 1), date(2024, 1, 1))]),
        State(OLD, [article("30", "en 2014", date(2002, 10, 1))]),
    ]
    known = [(first, last) for _, _, first, last in wordings(*states)]
    assert known == [(date(2002, 10, 1), date(2016, 10, 31)), (date(2024, 1, 1), None)]


def test_the_same_words_in_two_states_are_one_wording():
    states = [
        State(NEW, [article("2", "Toute personne a droit.", date(2002, 10, 1))]),
        State(OLD, [article("2", "Toute  personne a droit .", date(2002, 10, 1))]),
    ]
    assert wordings(*states) == [("2", "Toute personne a droit.", date(2002, 10, 1), None)]


def test_words_that_differ_without_a_note_are_known_on_the_days_of_their_states_only():
    states = [State(NEW, [article("5", "six mois", None)]), State(OLD, [article("5", "un an", date(2002, 10, 1))])]
    assert wordings(*states) == [("5", "un an", date(2002, 10, 1), OLD), ("5", "six mois", NEW, None)]


def test_a_changed_figure_is_never_taken_for_the_same_wording():
    long_text = "Le centre paie dans un délai de trente jours " + "à la personne concernée " * 40
    states = [
        State(NEW, [article("9", long_text.replace("trente", "quinze"), date(2020, 1, 1), date(2020, 1, 1))]),
        State(OLD, [article("9", long_text, date(2002, 10, 1))]),
    ]
    assert len(consolidate(states)) == 2


def test_an_article_that_the_newer_state_no_longer_has_is_known_until_its_own_day():
    states = [State(NEW, []), State(OLD, [article("33", "subvention", date(2002, 10, 1))])]
    assert wordings(*states) == [("33", "subvention", date(2002, 10, 1), OLD)]


def test_an_excerpt_says_nothing_of_the_articles_it_leaves_out():
    states = [State(NEW, [], excerpt=True), State(OLD, [article("33", "subvention", date(2002, 10, 1))])]
    assert wordings(*states) == [("33", "subvention", date(2002, 10, 1), None)]


def test_regions_do_not_end_each_other():
    states = [
        State(NEW, [article("36", "fédéral", date(2002, 10, 1)), article("36", "wallon", date(2025, 1, 1), date(2025, 1, 1), region=Region.WALLOON)]),
        State(OLD, [article("36", "fédéral", date(2002, 10, 1))]),
    ]  # fmt: skip
    assert wordings(*states) == [("36", "fédéral", date(2002, 10, 1), None), ("36", "wallon", date(2025, 1, 1), None)]
