"""The direction of a comparison: (statement, law, what is found)."""

from __future__ import annotations

import pytest
from pieces import AGREES, CONFLICTS, SILENT, found, outcomes

from kb_service.verification.checkers.comparisons import check

COMPARISONS = [
    ("L'aide est plus élevée que le loyer.", "L'aide est plus élevée que le loyer.", [AGREES]),
    ("L'aide est supérieure au loyer.", "L'aide dépasse le loyer.", [AGREES]),
    ("L'aide est plus élevée que le loyer.", "L'aide est moins élevée que le loyer.", [CONFLICTS]),
    ("L'aide est supérieure au loyer.", "L'aide est inférieure au loyer.", [CONFLICTS]),
    ("L'aide excède le loyer.", "L'aide est inférieure au loyer.", [CONFLICTS]),
    ("Le délai est plus court.", "Le délai est plus long.", [CONFLICTS]),
    ("La demande vient plus tôt.", "La demande vient plus tard.", [CONFLICTS]),
    # of which the law says nothing
    ("L'aide est supérieure au loyer.", "L'aide couvre le loyer.", [SILENT]),
    # no comparison of the statement's
    ("L'aide couvre le loyer.", "L'aide est supérieure au loyer.", []),
    ("De plus, le centre décide.", "Le centre décide.", []),
    # a bound belongs to its figure
    ("Le jeune de moins de 25 ans est aidé.", "La personne de plus de 25 ans est aidée.", []),
    ("La résidence de plus de trois mois compte.", "La résidence de moins de trois mois compte.", []),
]


@pytest.mark.parametrize(("claim", "law", "expected"), COMPARISONS)
def test_a_comparison_must_be_made_the_same_way_round(claim: str, law: str, expected: list[str]) -> None:
    assert outcomes(check, claim, law) == expected


def test_the_words_of_both_sides_are_given() -> None:
    (finding,) = found(check, "Le délai est plus court.", "Le délai est plus long.")
    assert (finding.stated, finding.written) == ("plus court", "plus long")
