"""Pages from templates: everything is in the package, and every value is escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from kb_service import wording

STATIC = Path(__file__).resolve().parent / "static"

_TIED = re.compile(
    r" (?=[»:;!?%€])|(?<=[«§]) |(?<=\bart\.) |(?<=\bal\.) |(?<=\d) (?=\d{3}\b|(?:euros?|jours?|mois|ans?)\b)"
)
"""The spaces at which French does not end a line."""


def tied(text: str) -> str:
    """The text with no-break spaces, so that no line starts with "»" or cuts "1 288,46" in two."""
    return _TIED.sub("\u00a0", text)


_templates = Environment(
    loader=PackageLoader("kb_service.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(KINDS=wording.KINDS, REGIONS=wording.REGIONS)
_templates.filters.update(french=wording.french, tied=tied)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates.get_template(template).render(**values), status)
