"""A site to ask, and an office that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from justel_office import Office
from justel_site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def office(site: Site, tmp_path: Path) -> Office:
    return Office(site, tmp_path / "data")
