"""What words alone give away is measured, and the counter rules take most of it away."""

from __future__ import annotations

import pytest

from evals.fitting.alone import FIRST, given_away, given_away_among, of_counters, of_rules, words_of
from evals.fitting.rules import LABELS_OF, rows_of

MARKED = [(f"le centre {verb} toujours {what}", False) for verb in ("paie", "décide", "écrit") for what in "abcd"]
PLAIN = [(f"le centre {verb} {what}", True) for verb in ("paie", "décide", "écrit") for what in "abcd"]


def test_a_word_that_only_wrong_statements_have_gives_them_away() -> None:
    model = words_of([*MARKED, *PLAIN])
    assert given_away(model, [("l'agent signe toujours", False), ("l'agent signe", True)]) == 1


def test_words_tell_much_of_another_hand_and_little_of_the_counter_rules() -> None:
    model = words_of(of_rules("claims-pairs", slice(FIRST, None)))
    assert given_away(model, of_rules("claims-unread")) > 0.7
    assert given_away_among(of_counters()) < 0.6


def test_counter_rules_are_of_the_later_rules_with_the_labels_that_stand_there() -> None:
    labelled: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows_of("claims-pairs")[FIRST:]:
        known = labelled.setdefault((row["source"], row["passage"]), {})
        known |= dict.fromkeys(row["supported"], "supports") | dict.fromkeys(row["unsupported"], "leaves_open")
        known |= {text: "contradicts" for _, text in row["contradicted"]}
    for row in rows_of("claims-counter"):
        assert row["counter"] != row["passage"]
        for text, by_passage, by_counter in row["statements"]:
            assert labelled[row["source"], row["passage"]][text] == by_passage
            assert by_counter in LABELS_OF


@pytest.mark.parametrize("part", ["supported", "contradicted", "unsupported"])
def test_nothing_of_the_hand_that_is_not_read_is_learnt(part: str) -> None:
    rows = rows_of("claims-pairs")
    assert not {row["passage"] for row in rows} & {row["passage"] for row in rows_of("claims-unread")}
    learnt = {str(text).casefold() for row in rows for text in row[part]}
    assert not learnt & {str(text).casefold() for row in rows_of("claims-unread") for text in row[part]}
