"""Worked examples: each equation adds up, and each of its figures comes from somewhere.

An example writes what it computes ("876,13 - 177,60 = 698,53 euros"), so that a reader, and this check, can
follow it. Its figures are amounts of the data on a day that the example names, what it supposes
(`exemples.toml`), or results of its earlier equations.
"""

from __future__ import annotations

import ast
import operator
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from corpus.catalogue import CORPUS
from corpus.checks.documents import Document
from corpus.checks.finding import Fault, Finding
from corpus.errors import BadInput
from corpus.legal_text.dates import find_dates
from corpus.legal_text.numbers import Unit, find_quantities
from corpus.montants import load_amounts

EXAMPLES = CORPUS / "exemples.toml"
LARGEST_COUNT = 60
"""A whole number up to here counts months or persons; a larger one is a sum of money that must be explained."""
CENT = Decimal("0.01")

_FIGURE = r"(?:\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
_NUMBER = re.compile(_FIGURE)
_OPERAND = rf"\(*{_FIGURE}(?: ?%)?(?: euros?)?\)*"
_EQUATION = re.compile(
    rf"(?P<left>{_OPERAND}(?: ?[×x*/+−–-] ?{_OPERAND})+) ?= ?(?P<right>{_FIGURE})(?P<money> euros?)?"
)
_SIGNS = {"×": "*", "x": "*", "−": "-", "–": "-"}
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Suppositions:
    """By document: what its example supposes, and figures that it states only to correct them."""

    given: dict[str, frozenset[Decimal]]
    denied: dict[str, frozenset[Decimal]]


@lru_cache
def load_suppositions(path: Path = EXAMPLES) -> Suppositions:
    """Raises `BadInput` ("bad_examples")."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        read = {name: {key: frozenset(map(Decimal, row)) for key, row in tables[name].items()} for name in tables}
        return Suppositions(**read)
    except (OSError, TypeError, AttributeError, InvalidOperation, tomllib.TOMLDecodeError) as error:
        remedy = "Corrigez cette ligne, puis recommencez."
        raise BadInput("bad_examples", f"Le fichier {path.name} est illisible ({error}).", remedy) from error


def check_example(document: Document, today: date, given: frozenset[Decimal]) -> Iterator[Finding]:
    """The faults of the worked example of one document."""
    start, end = document.example
    text = document.text[start:end].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    source_id = document.source.source_id
    explained = set(given) | _amounts_of_its_days(text, document.day(today))
    for equation in _EQUATION.finditer(text):
        line = document.line_at(start + equation.start())
        right = _read(equation["right"])
        try:
            left = evaluate(equation["left"])
        except ValueError as error:
            yield Finding(Fault.WRONG_EQUATION, source_id, line, f"« {equation[0]} » : {error}")
            continue
        if abs(left - right) > CENT / 2:
            said = f"{left.quantize(CENT, ROUND_HALF_UP)}".replace(".", ",")
            yield Finding(Fault.WRONG_EQUATION, source_id, line, f"« {equation[0]} » : le calcul donne {said}")
        if equation["money"]:
            for number in _NUMBER.findall(re.sub(r"\d[\d ,]*%", "", equation["left"])):
                if not _is_count(number) and _read(number) not in explained:
                    yield Finding(Fault.UNEXPLAINED_FIGURE, source_id, line, f"d'où vient « {number} » ?")
        explained.add(right)
    for quantity in find_quantities(text):
        if quantity.unit is Unit.EUR and quantity.value not in explained:
            said, line = text[quantity.start : quantity.end], document.line_at(start + quantity.start)
            yield Finding(Fault.UNEXPLAINED_FIGURE, source_id, line, f"d'où vient « {said} » ?")


def evaluate(expression: str) -> Decimal:
    """The value of "6 300,00 × 6 %". Raises `ValueError` for what is not arithmetic."""
    plain = re.sub(r"\beuros?\b", "", expression)
    plain = _NUMBER.sub(lambda match: str(_read(match[0])), plain)
    plain = re.sub(r"(\d) ?%", r"\1/100", "".join(_SIGNS.get(char, char) for char in plain))
    try:
        return _value(ast.parse(plain.strip(), mode="eval").body)
    except (SyntaxError, ZeroDivisionError, InvalidOperation) as error:
        raise ValueError("ce n'est pas un calcul") from error


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError("ce n'est pas un calcul")


def _amounts_of_its_days(text: str, day: date) -> set[Decimal]:
    days = [day, *(found.first for found in find_dates(text)), *(found.last for found in find_dates(text))]
    return {amount.value for amount in load_amounts() if any(amount.validity.covers(one) for one in days)}


def _is_count(number: str) -> bool:
    return "," not in number and _read(number) <= LARGEST_COUNT


def _read(number: str) -> Decimal:
    return Decimal(number.replace(" ", "").replace(",", "."))
