"""Acts as laws, notes of Justel and colleagues name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.legal_text.acts import NICKNAMES, Relation, find_acts

KEYS = [
    ("la loi du 26 mai 2002 concernant le droit à l'intégration sociale", ["loi-2002-05-26"]),
    ("loi 26/05/2002", ["loi-2002-05-26"]),
    ("l'AR du 11/07/2002", ["ar-2002-07-11"]),
    ("l’arrêté royal du 25 novembre 1991", ["ar-1991-11-25"]),
    ("l'arrêté royal n° 499 du 31 décembre 1986", ["ar-1986-12-31"]),
    ("la loi-programme du 18 juillet 2025", ["loi-programme-2025-07-18"]),
    ("l'arrêté-loi du 28 décembre 1944", ["arrete-loi-1944-12-28"]),
    ("l'AGW du 3 mai 2020 et le décret du 8 juillet 2021", ["agw-2020-05-03", "decret-2021-07-08"]),
    ("l'ordonnance du 19 juillet 2001", ["ordonnance-2001-07-19"]),
    ("<L 2016-07-21/08, art. 2>", ["loi-2016-07-21"]),
    ("<AR 2004-12-05/34, art. 1>", ["ar-2004-12-05"]),
    ("loi relative à l'assurance obligatoire soins de santé, coordonnée le 14 juillet 1994", ["loi-1994-07-14"]),
    ("loi organique du 8 juillet 1976", ["loi-1976-07-08"]),
    ("la loi organique des CPAS", ["loi-1976-07-08"]),
    ("loi orga, loi sur les CPAS", ["loi-1976-07-08", "loi-1976-07-08"]),
    ("la loi DIS et l'AR DIS", ["loi-2002-05-26", "ar-2002-07-11"]),
    ("loi concernant le droit à l'intégration sociale", ["loi-2002-05-26"]),
    ("le règlement général DIS", ["ar-2002-07-11"]),
    ("le règlement général sur la protection des données", ["reglement-ue-2016-679"]),
    ("la loi de 65", ["loi-1965-04-02"]),
    ("loi de 2002", ["loi-2002-05-26"]),
    ("Code judiciaire et ancien Code civil", ["code-judiciaire", "code-civil"]),
    ("code pénal social", ["code-penal-social"]),
    ("la Constitution", ["constitution"]),
    ("la constitution d'un dossier", []),
    ("de organieke wet, wet van 26 mei 2002", ["loi-1976-07-08", "loi-2002-05-26"]),
    ("the law of 26 May 2002", ["loi-2002-05-26"]),
    ("la loi du 2 avril 1965 et l'article 3 de la même loi", ["loi-1965-04-02", "loi-1965-04-02"]),
    (
        "loi du 26 mai 2002, arrêté royal du 11 juillet 2002, cette loi",
        ["loi-2002-05-26", "ar-2002-07-11", "loi-2002-05-26"],
    ),
    ("RGPD, art. 9, et règlement (UE) 2024/1689, art. 4", ["reglement-ue-2016-679", "reglement-ue-2024-1689"]),
    ("l'AR DIS, dit règlement général", ["ar-2002-07-11", "ar-2002-07-11"]),
    ("le Code de l'eau", ["code-eau"]),
    ("la loi du 31 février 2002", []),
    ("il faut un arrêté, une loi, un décret", []),
    ("emploi, alois, awgt", []),
]


@pytest.mark.parametrize(("text", "keys"), KEYS)
def test_keys(text: str, keys: list[str]) -> None:
    assert [act.key for act in find_acts(text)] == keys


def test_the_act_that_speaks_is_told_from_the_one_named_before() -> None:
    this, same = find_acts("la présente loi et la même loi")
    assert (this.relation, same.relation) == (Relation.THIS, Relation.SAME)
    assert this.key is None
    assert same.key is None


def test_a_bare_law_counts_on_demand_only() -> None:
    assert find_acts("l'article 3 de la loi") == []
    assert [act.relation for act in find_acts("l'article 3 de la loi", bare=True)] == [Relation.BARE]


def test_spans_quote_the_name() -> None:
    text = "Vu la loi du 26 mai 2002, la loi organique et <L 2016-07-21/08>."
    assert [text[act.start : act.end] for act in find_acts(text)] == [
        "loi du 26 mai 2002",
        "loi organique",
        "L 2016-07-21/08",
    ]


def test_every_key_of_the_table_has_its_kind() -> None:
    for key in NICKNAMES:
        assert key.split("-")[0] in {"loi", "ar", "constitution", "code", "reglement"}


@given(st.text(max_size=200))
def test_acts_never_overlap(text: str) -> None:
    past = 0
    for act in find_acts(text, bare=True):
        assert past <= act.start < act.end <= len(text)
        past = act.end
