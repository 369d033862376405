"""Always, never, only: against a law that knows an exception or another way."""

from __future__ import annotations

import pytest
from pieces import CONFLICTS, SILENT, found, outcomes

from kb_service.verification.checkers.quantifiers import check

RECOVERS = "Le centre récupère l'aide."
UNLESS = "Le centre récupère l'aide, sauf pour des raisons d'équité."

ALWAYS = [
    ("Le centre récupère toujours l'aide.", UNLESS, [CONFLICTS]),
    ("Dans tous les cas, le centre récupère l'aide.", UNLESS, [CONFLICTS]),
    ("Le centre récupère l'aide sans exception.", "Le centre récupère l'aide, à l'exception des frais.", [CONFLICTS]),
    (
        "Le centre ne récupère jamais l'aide.",
        "Le centre ne récupère pas l'aide, sauf en cas de fraude.",
        [CONFLICTS],
    ),
    ("En aucun cas le délai n'est prolongé.", "Le délai est prolongé en cas de force majeure.", [CONFLICTS]),
    # without an exception the law still says less
    ("Le centre récupère toujours l'aide.", RECOVERS, [SILENT]),
    ("Le délai est systématiquement prolongé.", "Le délai est prolongé.", [SILENT]),
    # the law says as much
    ("Le centre récupère toujours l'aide.", "Le centre récupère toute aide.", []),
    ("Le CPAS ne récupère jamais l'aide.", "Le CPAS ne récupère l'aide en aucun cas.", []),
    # the statement says the exception, or claims no such thing
    ("Le centre récupère toujours l'aide, sauf raisons d'équité.", UNLESS, []),
    ("Le centre récupère l'aide.", UNLESS, []),
]

ONLY = [
    ("La demande se fait uniquement par écrit.", "La demande se fait par écrit ou oralement.", [CONFLICTS]),
    (
        "La demande se fait exclusivement par écrit.",
        "La demande se fait par écrit; elle peut aussi être orale.",
        [CONFLICTS],
    ),
    ("La demande se fait uniquement par écrit.", "La demande se fait par écrit.", [SILENT]),
    ("La demande se fait uniquement par écrit.", "La demande se fait exclusivement par écrit.", []),
    ("La demande se fait uniquement par écrit.", "La demande ne se fait que par écrit.", []),
    ("La demande se fait par écrit.", "La demande se fait par écrit ou oralement.", []),
]


@pytest.mark.parametrize(("claim", "law", "expected"), ALWAYS + ONLY)
def test_what_is_said_without_exception_must_be_so_in_the_law(claim: str, law: str, expected: list[str]) -> None:
    assert outcomes(check, claim, law) == expected


def test_an_exception_in_the_next_sentence_counts() -> None:
    claim = "Le centre récupère toujours l'aide."
    assert outcomes(check, claim, RECOVERS, "Toutefois, il peut y renoncer.") == [CONFLICTS]


def test_the_exception_is_shown() -> None:
    (finding,) = found(check, "Le centre récupère toujours l'aide.", UNLESS)
    assert (finding.stated, finding.written) == ("toujours", "sauf")
