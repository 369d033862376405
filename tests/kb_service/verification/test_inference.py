"""The reader beside the checkers: asked about few pieces, it moves what they leave open and argues away nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from pieces import piece_of

from kb_service.contract import Verdict
from kb_service.verification.alignment import Alignment
from kb_service.verification.compared import Compared
from kb_service.verification.inference import DIFFERING, LIKEST, UNREAD, Probabilities, reread, rule_of, to_read
from kb_service.verification.verdict import judge

ENTAILED, NEUTRAL, DENIED = (0.97, 0.02, 0.01), (0.02, 0.96, 0.02), (0.01, 0.02, 0.97)
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


def compared(likeness: float, difference: float = 0.0, supports: bool = True, whole: bool = False) -> Compared:
    piece = replace(piece_of(RULE), whole=whole)
    return Compared(piece, IN_PART, (), likeness, difference, likeness if supports else 0.0, difference)


def verdict(one: Compared, read: Probabilities) -> Verdict:
    return judge(reread([one], STATEMENT, Says(read))).verdict


def test_what_is_entailed_is_supported_and_what_is_not_is_left_open() -> None:
    open_to_the_checkers = compared(0.9)
    assert verdict(open_to_the_checkers, ENTAILED) is Verdict.SUPPORTED
    assert verdict(open_to_the_checkers, NEUTRAL) is Verdict.UNSUPPORTED


def test_a_difference_that_words_show_never_becomes_support() -> None:
    assert verdict(compared(0.9, 0.9, supports=False), ENTAILED) is not Verdict.SUPPORTED


def test_what_the_reader_holds_for_denied_is_not_supported() -> None:
    assert verdict(compared(0.99), (0.1, 0.0, 0.9)) is not Verdict.SUPPORTED


def test_a_difference_contradicts_where_the_reader_sees_the_same_subject() -> None:
    differs = compared(0.6, 0.8, supports=False)
    assert verdict(differs, DENIED) is Verdict.CONTRADICTED
    assert verdict(differs, NEUTRAL) is Verdict.UNSUPPORTED


def test_a_whole_paragraph_never_contradicts() -> None:
    (found,) = reread([compared(0.6, 0.8, supports=False, whole=True)], STATEMENT, Says(DENIED))
    assert found.denial == 0


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


def test_what_the_reader_thinks_little_of_is_still_spoken_of() -> None:
    judged = judge(reread([compared(0.7)], STATEMENT, Says(NEUTRAL)))
    assert (judged.verdict, judged.covered) == (Verdict.UNSUPPORTED, True)


def test_only_the_likest_pieces_and_those_that_differ_are_read() -> None:
    model = Says(ENTAILED)
    pieces = [compared(1 - place / 100, 0.5 + place / 100 if place > 9 else 0.0) for place in range(20)]
    assert to_read(pieces) == [*range(LIKEST), *range(19, 19 - DIFFERING, -1)]
    found = reread(pieces, STATEMENT, model)
    assert (len(found), len(model.asked)) == (20, LIKEST + DIFFERING)
    assert all(max(c.support, c.denial) <= UNREAD for n, c in enumerate(found) if n not in to_read(pieces))
