"""What is wrong with a request's fields, said in French: pydantic's findings as refusals of the house.

The API, the pages and the command line call a field by different names; the sentence is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from corpus.errors import BadInput
from kb_service.contract import AskRequest, VerifyRequest

LONGEST_NAME = 40
"""How much of a field's name that we do not know is said back, in characters."""

_BODY_REMEDY = (
    'Envoyez un objet JSON, par exemple {"question": "…"}, avec l\'en-tête « Content-Type: application/json ».'
)
_EXPECTED_TYPES = {
    "string_type": "un texte",
    "string_unicode": "un texte",
    "tuple_type": "une liste",
    "int_type": "un nombre entier",
    "int_parsing": "un nombre entier",
    "int_from_float": "un nombre entier",
    "int_parsing_size": "un nombre entier",
    "bool_type": "true ou false",
    "bool_parsing": "true ou false",
}
_NOT_AN_OBJECT = {"model_type", "model_attributes_type", "dict_type", "dict_attributes_type"}


def ask_request(fields: Mapping[str, Any], names: Mapping[str, str] | None = None) -> AskRequest:
    """A question from loose fields; `names` are what the user calls them ("--as-of" for "as_of").

    Raises `BadInput`, about the first field that is wrong.
    """
    try:
        return AskRequest.model_validate(fields)
    except ValidationError as error:
        raise refused(error.errors(include_url=False), names) from None


def verify_request(fields: Mapping[str, Any], names: Mapping[str, str] | None = None) -> VerifyRequest:
    """A text to check from loose fields. Raises `BadInput`, about the first field that is wrong."""
    try:
        return VerifyRequest.model_validate(fields)
    except ValidationError as error:
        raise refused(error.errors(include_url=False), names) from None


def refused(errors: Sequence[Any], names: Mapping[str, str] | None = None) -> BadInput:
    """The first of pydantic's findings, as a refusal. Their `loc` starts at the field."""
    first = errors[0]
    kind: str = first["type"]
    if kind == "json_invalid":
        return BadInput("bad_json", "Le corps de la requête n'est pas du JSON.", _BODY_REMEDY)
    if kind in _NOT_AN_OBJECT:
        return BadInput("bad_body", "Le corps de la requête n'est pas un objet JSON.", _BODY_REMEDY)
    if not first["loc"]:
        return BadInput("bad_body", "La requête n'a pas de corps.", _BODY_REMEDY)
    field = _printable(str(first["loc"][0]))
    return _about_field(kind, (names or {}).get(field, field), first.get("ctx") or {})


def _about_field(kind: str, name: str, context: Mapping[str, Any]) -> BadInput:
    if kind == "missing":
        return BadInput("missing_field", f"« {name} » manque.", "Ajoutez ce champ à la requête.")
    if kind == "extra_forbidden":
        return BadInput("extra_field", f"« {name} » n'est pas un champ connu.", "Retirez-le ou corrigez son nom.")
    if kind.startswith("date"):
        remedy = "Écrivez le jour AAAA-MM-JJ, par exemple 2026-07-01."
        return BadInput("bad_date", f"« {name} » ne se lit pas comme un jour du calendrier.", remedy)
    if kind == "enum":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", " ou ")
        return BadInput("bad_choice", f"« {name} » n'accepte pas cette valeur.", f"Choisissez parmi : {allowed}.")
    if kind == "greater_than_equal":
        return BadInput("out_of_range", f"« {name} » est trop petit.", f"Le minimum est {context['ge']}.")
    if kind == "less_than_equal":
        return BadInput("out_of_range", f"« {name} » est trop grand.", f"Le maximum est {context['le']}.")
    if kind == "too_short":
        return BadInput("bad_value", f"« {name} » est vide.", "Choisissez au moins une valeur, ou retirez ce champ.")
    if kind in _EXPECTED_TYPES:
        expected = _EXPECTED_TYPES[kind]
        return BadInput("bad_type", f"« {name} » n'a pas la forme attendue.", f"Il faut {expected}.")
    return BadInput("bad_value", f"« {name} » n'est pas valable.", "Corrigez ce champ.")


def _printable(name: str) -> str:
    name = re.sub(r"[^\w.-]", "?", name)
    return name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
