from __future__ import annotations

import pytest
from umbrellas import Small, small_base


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return small_base(tmp_path_factory.mktemp("small"))
