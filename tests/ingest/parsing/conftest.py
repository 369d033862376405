"""The documents that the parsing tests read, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_documents import DOCUMENTS
from make_laws import BAD_PAGES, LAWS
from make_scans import SCANS

from corpus.settings import Settings


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the circular in every format, its scans included."""
    folder = tmp_path_factory.mktemp("documents")
    for name, make in {**DOCUMENTS, **SCANS}.items():
        make(folder / name)
    return folder


@pytest.fixture
def limits() -> Settings:
    return Settings(max_file_mb=5, max_pages=40)


@pytest.fixture(scope="session")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented law in its three shapes, and the pages of Justel that hold no law."""
    folder = tmp_path_factory.mktemp("laws")
    for name, make in {**LAWS, **BAD_PAGES}.items():
        make(folder / name)
    return folder
