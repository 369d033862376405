"""The day on which a question asks for the law, asked on 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.as_of import AsOfKind, as_of_in_question, as_of_mentions

TODAY = date(2026, 11, 24)

EXPLICIT = [
    ("quel montant au 1er mars 2026 ?", AsOfKind.EXACT, "2026-03-01"),
    ("au 01/07/2026", AsOfKind.EXACT, "2026-07-01"),
    ("le 1er juillet", AsOfKind.EXACT, "2026-07-01"),
    ("version en vigueur au 1er juillet 2014 de la loi du 26 mai 2002", AsOfKind.EXACT, "2014-07-01"),
    ("actuellement, qui paie ?", AsOfKind.EXACT, "2026-11-24"),
    ("en 2014, quel était le délai ?", AsOfKind.YEAR, "2014-12-31"),
    ("montant RIS 2026", AsOfKind.YEAR, "2026-11-24"),
    ("art. 60 en 2014", AsOfKind.YEAR, "2014-12-31"),
    ("quel était le montant de la deuxième période en 2014 ?", AsOfKind.YEAR, "2014-12-31"),
    ("qu'avait-on déjà eu en 2014 ?", AsOfKind.YEAR, "2014-12-31"),
    ("y avait-il déjà un délai en 2014 ?", AsOfKind.YEAR, "2014-12-31"),
    ("l'an prochain", AsOfKind.YEAR, "2027-01-01"),
    ("l’année prochaine, combien ?", AsOfKind.YEAR, "2027-01-01"),
    ("l'an dernier", AsOfKind.YEAR, "2025-12-31"),
    ("volgend jaar leefloon", AsOfKind.YEAR, "2027-01-01"),
    ("en septembre 2026", AsOfKind.MONTH, "2026-09-30"),
    ("le mois prochain", AsOfKind.MONTH, "2026-12-01"),
    ("et en mars ?", AsOfKind.MONTH, "2026-03-31"),
    ("avant le 1er juillet 2026, qui paie ?", AsOfKind.BEFORE, "2026-06-30"),
    ("avant 2026", AsOfKind.BEFORE, "2025-12-31"),
    ("avant la réforme du 1er mars 2026", AsOfKind.BEFORE, "2026-02-28"),
    ("jusqu'au 30 juin 2026", AsOfKind.BEFORE, "2026-06-30"),
    ("à partir du 1er janvier 2028", AsOfKind.FROM, "2028-01-01"),
    ("dès le 1er janvier 2027", AsOfKind.FROM, "2027-01-01"),
    ("depuis janvier 2026", AsOfKind.FROM, "2026-11-24"),
    ("après le 1er juillet 2026", AsOfKind.FROM, "2026-07-02"),
    ("hoeveel op 1 maart 2026?", AsOfKind.EXACT, "2026-03-01"),
    ("vanaf 1 januari 2028", AsOfKind.FROM, "2028-01-01"),
    ("what was the amount in 2014?", AsOfKind.YEAR, "2014-12-31"),
    ("entre 2014 et 2026, quels changements ?", AsOfKind.YEAR, "2014-12-31"),
]

FACTS = [
    ("une demande introduite le 3 septembre 2026", "2026-09-03"),
    ("exclu du chômage en septembre 2026, qui paie ?", "2026-09-30"),
    ("qui paie quand la personne exclue du chômage demande en septembre 2026 ?", "2026-09-30"),
    ("exclu en janvier 2026, demande introduite le 3 septembre 2026, quel délai ?", "2026-09-03"),
    ("demande du 3 septembre 2026, exclu depuis janvier 2026", "2026-09-03"),
    ("il était en deuxième période d'indemnisation fin juin 2025, quand n'a-t-il plus rien ?", "2025-06-30"),
    ("monsieur est en 2eme periode en juin 2025, il perd tout quand", "2025-06-30"),
    ("en 3e période au 30 juin 2025 : combien de mois lui reste-t-il ?", "2025-06-30"),
]

NOTHING = [
    "dans quel délai le CPAS doit-il décider ?",
    "que dit la loi du 26 mai 2002 ?",
    "l'AR du 11 juillet 2002 art 22",
    "loi de 2002",
    "art. 3 de la loi du 2 avril 1965",
    "l'arrêt du 5 mars 2020 de la Cour",
    "circulaire du 3 mai 2024",
    "M.B. 29-07-2025",
    "la réforme du chômage de 2026",
    "né le 3 mai 2004, a-t-il droit ?",
    "prime d'installation déjà eue en 2015, y a-t-il encore droit ?",
    "il a déja reçu une aide du CPAS en 2019, on peut recommencer ?",
    "née en 2004",
    "un jeune de 22 ans, 12 mois, 30 jours, 500 euros",
    "le nu-propriétaire",
    "",
]


@pytest.mark.parametrize(("question", "kind", "day"), EXPLICIT)
def test_said_outright(question: str, kind: AsOfKind, day: str) -> None:
    found = as_of_in_question(question, TODAY)
    assert found is not None
    assert (found.kind, str(found.day), found.explicit) == (kind, day, True)


@pytest.mark.parametrize(("question", "day"), FACTS)
def test_told_by_the_facts(question: str, day: str) -> None:
    found = as_of_in_question(question, TODAY)
    assert found is not None
    assert (found.kind, str(found.day), found.explicit) == (AsOfKind.FACT, day, False)


@pytest.mark.parametrize("question", NOTHING)
def test_says_nothing(question: str) -> None:
    assert as_of_in_question(question, TODAY) is None


@pytest.mark.parametrize("question", ["quelle était la règle à l'époque ?", "avant la réforme, qui payait ?"])
def test_an_earlier_law_without_a_date_is_not_todays(question: str) -> None:
    found = as_of_in_question(question, TODAY)
    assert found is not None
    assert (found.kind, found.day) == (AsOfKind.PAST, None)


def test_the_time_of_the_facts_is_explicit_when_asked_for() -> None:
    found = as_of_in_question("exclu en 2014, quelle était la règle à l'époque ?", TODAY)
    assert found is not None
    assert (str(found.day), found.explicit) == ("2014-12-31", True)


def test_what_is_said_outright_goes_before_the_facts() -> None:
    found = as_of_in_question("demande introduite le 3 septembre 2024, quel montant au 1er mars 2026 ?", TODAY)
    assert found is not None
    assert str(found.day) == "2026-03-01"


def test_a_period_keeps_its_ends_and_an_open_one_is_open() -> None:
    (year, since) = as_of_mentions("en 2014 ou depuis janvier 2026", TODAY)
    assert (str(year.first), str(year.last)) == ("2014-01-01", "2014-12-31")
    assert (str(since.first), since.last) == ("2026-01-01", None)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for mention in as_of_mentions(text, TODAY):
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.day is None) == (mention.kind is AsOfKind.PAST)
