"""A worked example adds up, and none of its figures falls from the sky."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from corpus.checks.documents import Document
from corpus.checks.examples import check_example, evaluate
from corpus.checks.finding import Fault
from corpus.model import Kind, Source

TODAY = date(2026, 11, 25)
GIVEN = frozenset({Decimal("500")})


def faults(example: str, given: frozenset[Decimal] = GIVEN) -> list[Fault]:
    text = f"# Fiche\n\n## La règle\n\nRien.\n\n## Exemple chiffré\n\n{example}\n\n## Pièges\n\n- 999 euros\n"
    document = Document(Source("fiche-a", "Fiche", Kind.FICHE), text)
    return [finding.fault for finding in check_example(document, TODAY, given)]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("500,00 - 309,48", "190.52"),
        ("6 300,00 × 6 %", "378"),
        ("155,00 / 12", "12.91666"),
        ("(1 500,00 − 900,00) x 2", "1200"),
        ("500,00 euros - 309,48 euros", "190.52"),
    ],
)
def test_an_expression_is_read_as_people_write_it(expression: str, value: str) -> None:
    assert abs(evaluate(expression) - Decimal(value)) < Decimal("0.001")


@pytest.mark.parametrize("expression", ["__import__('os')", "1 / 0", "2 ** 9", "1 +", ""])
def test_what_is_no_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="calcul"):
        evaluate(expression)


@pytest.mark.parametrize(
    ("example", "wanted"),
    [
        ("En juillet 2025, il gagne 500,00 euros : 500,00 - 309,48 = 190,52 euros.", []),
        ("En juillet 2025 : 500,00 - 309,48 = 191,52 euros.", [Fault.WRONG_EQUATION]),
        ("Il reçoit 155,00 / 12 = 12,92 euros par mois.", []),
        ("Il reçoit 600,00 euros.", [Fault.UNEXPLAINED_FIGURE]),
        ("En juillet 2025 : 600,00 - 309,48 = 290,52 euros.", [Fault.UNEXPLAINED_FIGURE]),
        ("Au 1er juin 2012 : 500,00 - 309,48 = 190,52 euros.", [Fault.UNEXPLAINED_FIGURE]),
        ("Puis 500,00 / 2 = 250,00 euros, et 250,00 × 3 = 750,00 euros.", []),
        ("Il faut 104 × 3 = 312 jours.", []),
        ("Il faut 104 × 3 = 313 jours.", [Fault.WRONG_EQUATION]),
        ("La part est de 500,00 × 10 % = 50,00 euros.", []),
    ],
)
def test_the_faults_of_an_example(example: str, wanted: list[Fault]) -> None:
    assert faults(example) == wanted


def test_a_document_without_an_example_has_no_fault() -> None:
    document = Document(Source("fiche-a", "Fiche", Kind.FICHE), "# Fiche\n\nIl gagne 600 euros.\n")
    assert list(check_example(document, TODAY, frozenset())) == []
