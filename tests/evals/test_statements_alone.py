"""What words alone give away is measured, and the counter rules take it away."""

from __future__ import annotations

import json

from evals.claims import DATA
from evals.fitting.alone import given_away, of_counters, words_of
from evals.fitting.rules import LABELS_OF

MARKED = [(f"le centre {verb} toujours {what}", False) for verb in ("paie", "décide", "écrit") for what in "abcd"]
PLAIN = [(f"le centre {verb} {what}", True) for verb in ("paie", "décide", "écrit") for what in "abcd"]


def test_a_word_that_only_wrong_statements_have_gives_them_away() -> None:
    model = words_of([*MARKED, *PLAIN])
    assert given_away(model, [("l'agent signe toujours", False), ("l'agent signe", True)]) == 1


def test_a_statement_that_is_right_by_one_rule_and_wrong_by_another_gives_nothing_away() -> None:
    both = [(text, right) for text, _ in (*MARKED, *PLAIN) for right in (True, False)]
    assert given_away(words_of([*MARKED, *PLAIN]), both) == 0.5


def test_most_statements_have_another_label_by_their_counter_rule() -> None:
    rows = [json.loads(line) for line in (DATA / "claims-counter.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = [(by_rule, by_counter) for row in rows for _, by_rule, by_counter in row["statements"]]
    assert {label for both in labels for label in both} <= LABELS_OF.keys()
    assert all(row["counter"] != row["passage"] for row in rows)
    assert sum(a != b for a, b in labels) > 0.7 * len(labels)
    assert len(of_counters()) > len(labels)
