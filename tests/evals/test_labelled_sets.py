"""The labelled sets hold to their form, the halves stay apart, and the scores count what they say."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from evals import claims, privacy
from evals.claims import load_claims, scores
from evals.fitting import claims as fit_claims
from evals.fitting.rules import rows_of
from kb_service.contract import Verdict

S, C, U, N = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKABLE
LATER = 722
"""Of `claims-pairs`, the rules of the hands that came when the tuning sets were known."""
PRIVACY = ("train", "tune", "tune2", "tune3", "report", "report2", "report3", "report4")


def test_statements_have_unique_ids_and_stand_in_one_set_only() -> None:
    every = [claim for split in claims.SPLITS for claim in load_claims(split)]
    assert len({claim.id for claim in every}) == len(every)
    tuned = {c.claim.casefold() for split in fit_claims.SPLITS for c in load_claims(split)}
    shut = {c.claim.casefold() for split in claims.SPLITS if split not in fit_claims.SPLITS for c in load_claims(split)}
    assert not tuned & shut


def test_the_held_back_statements_are_enough_and_never_fitted_on() -> None:
    assert not {"report", "report2"} & set(fit_claims.SPLITS)
    for split in ("report", "report2"):
        verdicts = Counter(claim.verdict for claim in load_claims(split))
        assert sum(verdicts.values()) >= 150
        assert min(verdicts[verdict] for verdict in claims.JUDGED) >= 25


def test_no_statement_to_train_on_says_what_a_held_back_one_does() -> None:
    """Nor, of the later hands, what one for tuning does."""

    def words(text: str) -> set[str]:
        return set(re.findall(r"\w{3,}", text.lower()))

    shut = [words(claim.claim) for split in ("report", "report2") for claim in load_claims(split)]
    tuning = [words(claim.claim) for split in fit_claims.SPLITS for claim in load_claims(split)]
    rows = [(row, shut) for row in rows_of("claims-pairs")[:LATER]]
    rows += [(row, shut + tuning) for row in (*rows_of("claims-pairs")[LATER:], *rows_of("claims-unread"))]
    for row, others in rows:
        assert "/" in row["source"]
        assert row["passage"]
        for text in (*row["supported"], *(text for _, text in row["contradicted"]), *row["unsupported"]):
            said = words(text)
            near = [other for other in others if len(said & other) >= 0.75 * min(len(said), len(other)) > 2.25]
            assert not near, text


def test_no_personal_text_to_train_on_says_what_a_held_back_one_does() -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w{3,}", text.lower()))

    shut = [
        words(case.text) for split in ("report", "report2", "report3", "report4") for case in privacy.load_cases(split)
    ]
    for case in privacy.load_cases("train"):
        said = words(case.text)
        near = [held for held in shut if len(said & held) >= 0.75 * min(len(said), len(held)) > 2.25]
        assert not near, case.text


def test_scores_of_statements() -> None:
    confusion = Counter({(S, S): 8, (S, U): 2, (C, C): 6, (C, S): 1, (C, U): 3, (U, U): 9, (U, C): 1, (N, N): 4})
    found = scores(confusion)
    assert found["precision supported"] == pytest.approx(8 / 9)
    assert found["recall contradicted"] == pytest.approx(0.6)
    assert found["missed"] == pytest.approx(0.1)
    f1 = [2 * 8 / (10 + 9), 2 * 6 / (10 + 7), 2 * 9 / (10 + 14)]
    assert found["macro_f1"] == pytest.approx(sum(f1) / 3)


@pytest.mark.parametrize("split", PRIVACY)
def test_personal_data_stand_where_the_labels_say(split: str) -> None:
    cases = privacy.load_cases(split)
    assert len({case.id for case in cases}) == len(cases) >= 70
    for case in cases:
        for span in case.spans:
            assert span.type in privacy.TYPES
            assert case.text[span.start : span.end] == span.text


def test_scores_of_the_guard() -> None:
    cases = privacy.load_cases("tune")
    perfect = privacy.score(cases, [[(s.type, s.start, s.end) for s in case.spans] for case in cases])
    assert (perfect.overall.recall, perfect.overall.precision) == (1.0, 1.0)
    nothing = privacy.score(cases, [[] for _ in cases])
    assert (nothing.overall.recall, nothing.overall.precision) == (0.0, None)
    everything = privacy.score(cases, [[("PERSON", 0, len(case.text))] for case in cases])
    assert everything.overall.recall == 1.0
    assert (everything.overall.precision or 0) < 0.1
    assert everything.untouched == 0
