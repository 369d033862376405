"""A library may be imported as if a package that it would use were not there."""

from __future__ import annotations

import importlib
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus.imports import without


@pytest.fixture
def heavy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    name = "heavy_package_of_a_test"
    (tmp_path / f"{name}.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return name


def test_a_package_is_absent_within_and_back_afterwards(heavy: str) -> None:
    with without({heavy}), pytest.raises(ModuleNotFoundError, match="not needed"):
        importlib.import_module(heavy)
    assert importlib.import_module(heavy).__name__ == heavy


def test_other_packages_and_other_threads_are_left_alone(heavy: str) -> None:
    found: list[str] = []
    with without({heavy}):
        assert importlib.import_module("json")
        other = threading.Thread(target=lambda: found.append(importlib.import_module(heavy).__name__))
        other.start()
        other.join()
    assert found == [heavy]


def test_searching_words_needs_no_compiler() -> None:
    """numba is there, because another library wants it; it takes 50 MB and a tenth of a second of every start."""
    code = "\n".join([
        "import sys, tempfile, pathlib",
        "from corpus.imports import without",
        "from corpus.editions.words import WordIndex, write_words",
        "with without({'numba'}):",
        "    folder = pathlib.Path(tempfile.mkdtemp())",
        "    write_words(folder, [['aide'], ['gaz', 'aide']])",
        "ordinals, _ = WordIndex(folder).best(['gaz'], 2)",
        "assert list(ordinals) == [1]",
        "assert 'numba' not in sys.modules",
    ])  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True)
