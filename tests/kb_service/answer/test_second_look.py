"""The second look: taken only in doubt, it moves the confidence and the order of what was read, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from kit import HashEmbedder
from umbrellas import QUESTION, Small

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.errors import Unavailable
from kb_service.answer.abstention import THRESHOLD, Decision, decision_at
from kb_service.answer.second_look import AT_ONCE, DOUBT, READ, SURE, confidence_after, look_again, looked
from kb_service.contract import AskRequest
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.search import Found

DOUBTFUL = Decision(None, 0.5)


@dataclass
class Says:
    """Answers for each text by the first word of it that it knows, and remembers what it read."""

    known: dict[str, float]
    otherwise: float = -3.0
    asked: list[str] = field(default_factory=list)

    def log_odds(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        self.asked += texts
        return [next((odds for word, odds in self.known.items() if word in text), self.otherwise) for text in texts]


def headings(found: Found) -> list[str | None]:
    return [ranked.provision.heading for ranked in found.ranked]


def test_what_answers_is_trusted_more_and_what_does_not_less(small: Small) -> None:
    for odds in (6.0, -6.0):
        _, decision = look_again(small.question, small.found, DOUBTFUL, Says({}, odds))
        assert (decision.confidence > THRESHOLD) is (odds > 0)
        assert (decision.reason is None) is (odds > 0)


@pytest.mark.parametrize("confidence", [0.0, DOUBT[0] - 0.01, DOUBT[1] + 0.01, 0.99])
def test_where_there_is_no_doubt_nothing_is_read(small: Small, confidence: float) -> None:
    reader, decision = Says({}, 6.0), decision_at(confidence)
    assert look_again(small.question, small.found, decision, reader) == (small.found, decision)
    assert not reader.asked


def test_without_a_reader_the_first_decision_stands(small: Small) -> None:
    assert look_again(small.question, small.found, DOUBTFUL, None) == (small.found, DOUBTFUL)


def test_the_best_few_are_read_with_the_work_that_they_stand_in(small: Small) -> None:
    reader = Says({})
    look_again(small.question, small.found, DOUBTFUL, reader)
    assert len(reader.asked) == READ
    assert all(text.startswith("Prêt de parapluies — ") for text in reader.asked)


def test_no_more_is_read_where_the_first_say_enough(small: Small) -> None:
    first, second, third, *_ = (ranked.best.passage.text for ranked in small.found.ranked)
    for text, read in ((first, AT_ONCE), (second, AT_ONCE), (third, 2 * AT_ONCE)):
        reader = Says({text: 6.0})
        _, decision = look_again(small.question, small.found, DOUBTFUL, reader)
        assert len(reader.asked) == read
        assert decision.confidence >= SURE


def test_what_was_read_takes_the_order_that_the_reader_says_and_the_rest_stays(small: Small) -> None:
    assert len(small.found.ranked) > READ
    before = headings(small.found)
    last = small.found.ranked[READ - 1].best.passage.text
    found, _ = look_again(small.question, small.found, DOUBTFUL, Says({last: 60.0}))
    assert headings(found) == [before[READ - 1], *before[: READ - 1], *before[READ:]]
    scores = [ranked.score for ranked in found.ranked]
    assert scores == [ranked.score for ranked in small.found.ranked], "no place is worth more or less than before"


def test_a_document_stays_behind_the_article_that_it_explains(small: Small) -> None:
    law, fiche, *rest = small.found.ranked
    fiche = replace(fiche, explains=frozenset({(law.provision.source_id, law.provision.number)}))
    found, _ = look_again(
        small.question,
        replace(small.found, ranked=[law, fiche, *rest]),
        DOUBTFUL,
        Says({fiche.best.passage.text: 60.0}),
    )
    assert headings(found) == headings(small.found)


def test_an_article_that_is_only_named_is_not_read(small: Small) -> None:
    reader = Says({}, 6.0)
    named = replace(small.question, only_refers=True)
    assert look_again(named, small.found, DOUBTFUL, reader) == (small.found, DOUBTFUL)
    assert not reader.asked


def test_fewer_provisions_than_are_read_will_do(small: Small) -> None:
    one = replace(small.found, ranked=small.found.ranked[:1])
    found, decision = look_again(small.question, one, DOUBTFUL, Says({}, 6.0))
    assert (headings(found), decision.reason) == (headings(one), None)


def test_confidence_rises_with_each_thing_that_is_looked_at() -> None:
    least = confidence_after(looked(0.3, [-1.0, -2.0]))
    assert least < confidence_after(looked(0.5, [-1.0, -2.0]))
    assert least < confidence_after(looked(0.3, [1.0, -2.0]))
    assert least < confidence_after(looked(0.3, [-1.0, 2.0]))
    assert least < confidence_after(looked(0.3, [-1.0, -2.0, -2.0]))
    assert confidence_after(looked(0.0, [0.0])) < confidence_after(looked(1.0, [0.0])), "what is certain has odds too"


def test_several_that_may_answer_count_together() -> None:
    assert looked(0.5, [0.0, 0.0]).any == pytest.approx(math.log(2))
    assert looked(0.5, [4.0, -8.0]).any == pytest.approx(4.0, abs=1e-4)


def test_a_reader_that_cannot_be_had_is_told_and_no_abstention(small: Small) -> None:
    class Broken:
        def log_odds(self, question: str, texts: Sequence[str]) -> Sequence[float]:
            raise Unavailable("model_unreadable", "Illisible.", "Supprimez le dossier.")

    with pytest.raises(Unavailable, match="Illisible"):
        look_again(small.question, small.found, DOUBTFUL, Broken())


def test_the_base_asks_its_reader_where_the_first_look_leaves_doubt(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb_service.knowledge_base.decide", lambda question, found: DOUBTFUL)
    settings = small.knowledge_base.settings
    answers = {}
    for odds in (6.0, -6.0):
        base = KnowledgeBase(
            settings, HashEmbedder(), EditionFollower(settings, True), Catalogue(()), answering=Says({}, odds)
        )
        answers[odds] = base.ask(AskRequest(question=QUESTION)).answer
        base.close()
    assert not answers[6.0].abstained
    assert answers[-6.0].abstained
    assert answers[-6.0].confidence < answers[6.0].confidence
