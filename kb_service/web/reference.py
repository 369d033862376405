"""The API's OpenAPI description, flattened into what a page of reference shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TYPES = {"string": "texte", "integer": "entier", "number": "nombre", "boolean": "true ou false", "null": "null"}
_FORMATS = {"date": "date (AAAA-MM-JJ)", "date-time": "date et heure (ISO 8601)"}

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class FieldRow:
    """One field; `name` is its path in the object: "answer.sentences[].text"."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True)
class Operation:
    """One route. `example` is a body to send, "" for a route without one."""

    method: str
    path: str
    summary: str
    description: str
    example: str
    request: tuple[FieldRow, ...]
    response: tuple[FieldRow, ...]
    refusals: tuple[tuple[str, str], ...]


def operations(openapi: Schema) -> tuple[Operation, ...]:
    """Every route of the description, in its order."""
    schemas = openapi.get("components", {}).get("schemas", {})
    return tuple(
        _operation(method.upper(), path, operation, schemas)
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    )


def _operation(method: str, path: str, operation: Schema, schemas: Schema) -> Operation:
    body = _content(operation.get("requestBody", {}))
    responses = operation["responses"]
    examples = body.get("examples", [])
    return Operation(
        method=method,
        path=path,
        summary=operation["summary"],
        description=" ".join(operation.get("description", "").split()),
        example=json.dumps(examples[0], ensure_ascii=False) if examples else "",
        request=(*_parameters(operation, schemas), *_fields(body, schemas)),
        response=tuple(_fields(_content(responses["200"]), schemas)),
        refusals=tuple((status, response["description"]) for status, response in responses.items() if status != "200"),
    )


def _content(part: Schema) -> Schema:
    schema: Schema = part.get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _parameters(operation: Schema, schemas: Schema) -> Iterator[FieldRow]:
    for parameter in operation.get("parameters", ()):
        described = parameter.get("description", "dans l'adresse")
        yield FieldRow(parameter["name"], _type(parameter["schema"], schemas), parameter["required"], described)


def _fields(schema: Schema, schemas: Schema, prefix: str = "") -> Iterator[FieldRow]:
    schema = _resolved(schema, schemas)
    if schema.get("type") == "array":
        yield from _fields(schema.get("items", {}), schemas, f"{prefix}[]")
    for name, field in schema.get("properties", {}).items():
        path = f"{prefix}.{name}" if prefix else name
        required = name in schema.get("required", ())
        yield FieldRow(path, _type(field, schemas), required, field.get("description", ""))
        for inner in _objects(field, schemas):
            yield from _fields(inner, schemas, path)


def _objects(field: Schema, schemas: Schema) -> Iterator[Schema]:
    """The objects that a field holds, itself or in a list, for their own fields to be listed."""
    for option in field.get("anyOf", (field,)):
        resolved = _resolved(option, schemas)
        items = _resolved(resolved.get("items", {}), schemas)
        if "properties" in resolved or "properties" in items:
            yield resolved


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    reference = schema.get("$ref")
    resolved: Schema = schemas[reference.rsplit("/", 1)[-1]] if reference else schema
    return resolved


def _type(schema: Schema, schemas: Schema) -> str:
    if "anyOf" in schema:
        return " ou ".join(_type(option, schemas) for option in schema["anyOf"])
    schema = _resolved(schema, schemas)
    if "enum" in schema:
        return " | ".join(f"« {value} »" for value in schema["enum"])
    if "prefixItems" in schema:
        return f"[{', '.join(_type(item, schemas) for item in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        return f"liste de : {_type(schema.get('items', {}), schemas)}"
    if "properties" in schema or schema.get("type") == "object":
        return "objet"
    return _FORMATS.get(schema.get("format", ""), _TYPES.get(schema.get("type", ""), ""))
