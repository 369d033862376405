"""Which articles a chunk of a law counts as: the rule by which the starter is judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.questions import load_golden
from evals.systems.articles import ENOUGH, article_spans, held_by, started_in

LAW = """**Article 1er.** La présente loi règle une matière visée à l'article 78 de la Constitution.

**Art. 2.** Toute personne a droit à l'intégration sociale. Ce droit peut prendre la forme d'un emploi.

**Art. 9bis.** § 1er. Le centre décide dans les trente jours de la réception de la demande.

§ 2. Le centre notifie sa décision au demandeur dans les huit jours, par lettre recommandée.

**Art. 43/5.** L'Etat rembourse au centre une part du revenu d'intégration.
"""
OTHER_DIALECT = "##### Article 57. § 1. Le centre a pour mission d'assurer l'aide.\n\n##### Article 57ter/1. [1 ...]1\n"


def test_both_dialects_tell_their_articles() -> None:
    assert [span.article for span in article_spans("loi", LAW)] == [("loi", n) for n in ("1", "2", "9bis", "43/5")]
    assert [span.article for span in article_spans("loi", OTHER_DIALECT)] == [("loi", "57"), ("loi", "57ter/1")]
    assert article_spans("fiche", "# Fiche\n\nL'article 3 de la loi vaut ici.\n") == []


def test_articles_follow_one_another_to_the_end_of_the_file() -> None:
    spans = article_spans("loi", LAW)
    assert [LAW[span.start : span.end] for span in spans] == [f"**Art{part}" for part in LAW.split("**Art")[1:]]


LONG = f"**Art. 1.** {'a' * 1000}\n**Art. 2.** {'b' * 1000}\n**Art. 3.** Court.\n**Art. 4.** {'d' * 1000}\n"


@pytest.mark.parametrize(
    ("start", "end", "held", "started"),
    [
        (0, len(LONG), "1234", "1234"),
        (0, 600, "1", "1"),
        (300, 600, "1", ""),  # in the midst of an article: it counts, although its start is elsewhere
        (LONG.index("**Art. 2") - ENOUGH + 1, LONG.index("**Art. 2") + 5, "2", "2"),  # a tail too short to count
        (LONG.index("**Art. 2") - ENOUGH, LONG.index("**Art. 2") + 5, "12", "2"),
        (LONG.index("**Art. 3") - 10, LONG.index("**Art. 4"), "3", "3"),  # a short article, whole
    ],
)
def test_what_a_chunk_counts_as(start: int, end: int, held: str, started: str) -> None:
    spans = article_spans("loi", LONG)
    assert held_by(spans, start, end) == {("loi", number) for number in held}
    assert started_in(spans, start, end) == {("loi", number) for number in started}


@given(st.integers(0, len(LONG)), st.integers(0, len(LONG)))
def test_the_generous_rule_never_takes_away(start: int, end: int) -> None:
    spans = article_spans("loi", LONG)
    assert started_in(spans, start, end) <= held_by(spans, start, end)


@pytest.mark.parametrize("split", ["dev", "held-out"])
def test_every_article_that_a_question_wants_can_be_found_by_the_starter(split: str, official_texts: Path) -> None:
    seen = set()
    for path in official_texts.glob("*.md"):
        source = re.match(r".*?\d{4}-\d{2}-\d{2}", path.stem)
        assert source, path
        seen |= {span.article for span in article_spans(source[0], path.read_text(encoding="utf-8"))}
    assert {article for golden in load_golden(split) for article in golden.provisions} <= seen
