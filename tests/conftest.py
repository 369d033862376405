"""Fixtures that every room's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from kit import CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input that lies beside the checkout; its texts are never committed."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared is not there")
    return folder


@pytest.fixture(scope="session")
def official_texts(shared: Path) -> Path:
    return shared / "textes-officiels"
