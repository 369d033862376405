"""The reader beside the checkers: asked about few pieces, it moves what they leave open and argues away nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from pieces import AGREES, CONFLICTS, SILENT, piece_of

from kb_service.contract import Verdict
from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.compared import Compared
from kb_service.verification.inference import READ, UNREAD, Probabilities, reread, rule_of
from kb_service.verification.verdict import judge

ENTAILED, NEUTRAL = (0.97, 0.02, 0.01), (0.02, 0.96, 0.02)
IN_PART = Alignment(said=0.6, within=0.6, unsaid=0.5, told=0.5, meaning=0.8, place=1, close=0.5, agreed=1)
RULE = "La personne malade ne doit pas prouver qu'elle cherche un emploi."
STATEMENT = "Même malade, il faut montrer ses recherches d'emploi."


@dataclass
class Says:
    """A model that says the same of every pair, and remembers them."""

    shares: Probabilities
    asked: list[tuple[str, str]] = field(default_factory=list)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Probabilities]:
        self.asked += pairs
        return [self.shares] * len(pairs)


def compared(likeness: float, *outcomes: Outcome, denial: float = 0.0) -> Compared:
    findings = tuple(Finding(outcome, "le délai", "30 jours", "45 jours") for outcome in outcomes)
    return Compared(piece_of(RULE), IN_PART, findings, likeness, denial)


def verdict(one: Compared, read: Probabilities) -> Verdict:
    return judge(reread([one], STATEMENT, Says(read))).verdict


def test_what_is_entailed_is_supported_and_what_is_not_is_left_open() -> None:
    open_to_the_checkers = compared(0.7, AGREES)
    assert verdict(open_to_the_checkers, ENTAILED) is Verdict.SUPPORTED
    assert verdict(open_to_the_checkers, NEUTRAL) is Verdict.UNSUPPORTED


@pytest.mark.parametrize("outcome", [CONFLICTS, SILENT])
def test_a_difference_that_words_show_never_becomes_support(outcome: Outcome) -> None:
    denial = 0.9 if outcome is CONFLICTS else 0.0
    assert verdict(compared(0.9, outcome, denial=denial), ENTAILED) is not Verdict.SUPPORTED


def test_what_the_reader_holds_for_denied_is_not_supported() -> None:
    assert verdict(compared(0.99, AGREES), (0.45, 0.0, 0.55)) is Verdict.UNSUPPORTED


def test_a_difference_that_words_show_is_not_argued_away_either() -> None:
    assert verdict(compared(0.5, CONFLICTS, denial=0.6), NEUTRAL) is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("Selon l'article 24 de la loi du 26 mai 2002, le recours suspend.", "le recours suspend."),
        ("Le recours ne suspend pas (loi DIS, art. 47, § 3).", "Le recours ne suspend pas."),
        ("Selon moi, le recours suspend.", "Selon moi, le recours suspend."),
        ("Le recours (au tribunal) suspend.", "Le recours (au tribunal) suspend."),
    ],
)
def test_the_reader_is_not_shown_the_article_that_a_statement_names(statement: str, rule: str) -> None:
    assert rule_of(statement) == rule


def test_a_contradiction_among_pieces_that_are_not_read_still_counts() -> None:
    silent = [compared(0.9, SILENT) for _ in range(READ)]
    found = reread([*silent, compared(0.8, CONFLICTS, denial=0.9)], STATEMENT, Says(NEUTRAL))
    assert judge(found).verdict is Verdict.CONTRADICTED


def test_what_the_reader_thinks_little_of_is_still_spoken_of() -> None:
    judged = judge(reread([compared(0.7, SILENT)], STATEMENT, Says(NEUTRAL)))
    assert (judged.verdict, judged.covered) == (Verdict.UNSUPPORTED, True)


def test_only_the_likest_pieces_are_read_and_the_likest_comes_first() -> None:
    model = Says(NEUTRAL)
    found = reread([compared(1 - place / 100) for place in range(READ + 5)], STATEMENT, model)
    assert (len(found), len(model.asked)) == (READ + 5, READ)
    assert found == sorted(found, key=lambda c: -c.supporting)
    assert all(one.supporting <= UNREAD for one in found if one.likeness <= 1 - READ / 100)


def test_what_cannot_support_is_not_read() -> None:
    model = Says(ENTAILED)
    reread(
        [compared(0.9, SILENT), compared(0.9, CONFLICTS, denial=0.5), compared(0.1), compared(0.8)], STATEMENT, model
    )
    assert len(model.asked) == 1
