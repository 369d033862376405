"""Pages from templates: everything is in the package, and every value is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from kb_service import wording

STATIC = Path(__file__).resolve().parent / "static"

_templates = Environment(
    loader=PackageLoader("kb_service.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(KINDS=wording.KINDS, REGIONS=wording.REGIONS)
_templates.filters.update(french=wording.french)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(_templates.get_template(template).render(**values), status)
