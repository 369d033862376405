"""Days and years, with what they are to the rule: from then, until then, on that day."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, SILENT, found, outcomes, piece_of

from corpus.model import Kind, Validity
from kb_service.verification.checkers.dates import check
from kb_service.verification.reading import read

FROM_JULY = "La règle s'applique à partir du 1er juillet 2026."
FIRST_HALF = "La règle s'applique du 1er janvier 2026 au 30 juin 2026."

DATES = [
    ("La règle s'applique à partir du 1er juillet 2026.", FROM_JULY, [AGREES]),
    ("La règle s'applique dès le 01/07/2026.", FROM_JULY, [AGREES]),
    ("La règle s'applique depuis le 1er juillet 2026.", "La règle entre en vigueur le 1er juillet 2026.", [AGREES]),
    ("La règle s'applique à partir du 1er janvier 2026.", FROM_JULY, [CONFLICTS]),
    ("La règle s'applique jusqu'au 30 juin 2026.", FIRST_HALF, [AGREES]),
    ("La règle s'applique jusqu'au 31 décembre 2026.", FIRST_HALF, [CONFLICTS]),
    ("La règle s'applique entre le 1er janvier 2026 et le 30 juin 2026.", FIRST_HALF, [AGREES, AGREES]),
    ("La règle s'applique entre le 1er janvier 2026 et le 31 décembre 2026.", FIRST_HALF, [AGREES, CONFLICTS]),
    ("La règle s'applique jusqu'en 2026.", "La règle s'applique jusqu'en 2027.", [CONFLICTS]),
    ("La demande est faite avant le 2 mai 2026.", "La demande est faite au plus tard le 2 mai 2026.", [AGREES]),
    # a month or a year holds its days
    ("La règle s'applique à partir de juillet 2026.", FROM_JULY, [AGREES]),
    ("La règle s'applique en 2026.", FROM_JULY, [AGREES]),
    ("La règle s'applique en 2025.", FROM_JULY, [CONFLICTS]),
    # a case is of a day on which the rule runs, or not
    ("La demande d'avril 2026 est acceptée.", "Depuis le 1er mars 2026, la demande est acceptée.", [SILENT]),
    ("La demande de février 2026 est acceptée.", "Depuis le 1er mars 2026, la demande est acceptée.", [CONFLICTS]),
    ("En janvier 2026, la catégorie était octroyée.", "Elle est octroyée jusqu'au 28 février 2026.", [SILENT]),
    ("La règle s'applique le 1er juin 2026.", "La règle s'applique depuis le 1er mars 2026.", [CONFLICTS]),
    # an end says nothing of a beginning
    ("La règle s'applique jusqu'au 30 juin 2026.", FROM_JULY, [SILENT]),
    ("La demande est déposée le 3 mars 2026.", "Le centre décide.", [SILENT]),
    ("La règle s'applique.", FROM_JULY, []),
    # the date of an act is its name
    ("L'article 3 de la loi du 26 mai 2002 s'applique.", FROM_JULY, []),
]

IN_FORCE = [
    ("Cet article est en vigueur depuis le 1er juillet 2026.", AGREES),
    ("La règle s'applique à partir de juillet 2026.", AGREES),
    ("Cet article est en vigueur depuis 2026.", AGREES),
    ("Cet article est en vigueur depuis le 1er janvier 2027.", CONFLICTS),
    ("Cet article est en vigueur depuis le 1er mars 1990.", SILENT),
    ("La demande est déposée le 1er juillet 2026.", SILENT),
    # it may have been so before, in other words
    ("Depuis le 1er janvier 2027, le centre décide.", SILENT),
    ("Depuis le 1er juillet 2026, le centre décide.", AGREES),
]


@pytest.mark.parametrize(("claim", "law", "expected"), DATES)
def test_a_date_is_compared_with_the_date_of_the_same_role(claim: str, law: str, expected: list[str]) -> None:
    assert outcomes(check, claim, law) == expected


@pytest.mark.parametrize(("claim", "expected"), IN_FORCE)
def test_a_rule_that_names_no_day_holds_since_its_wording_does(claim: str, expected: str) -> None:
    rule = piece_of("Le centre décide.", validity=Validity(read(FROM_JULY).dates[0].first))
    assert [finding.outcome for finding in check(read(claim), rule)] == [expected]


def test_since_when_a_fiche_is_right_is_not_since_when_the_law_is_in_force() -> None:
    fiche = piece_of("Le centre décide.", validity=Validity(read(FROM_JULY).dates[0].first), kind=Kind.FICHE)
    (finding,) = check(read("Cette règle est en vigueur depuis le 1er janvier 2027."), fiche)
    assert finding.outcome == SILENT


def test_the_day_of_the_law_is_shown() -> None:
    (finding,) = found(check, "La règle s'applique à partir du 1er janvier 2026.", FROM_JULY)
    assert (finding.stated, finding.written, finding.figure) == ("1er janvier 2026", "1er juillet 2026", True)
