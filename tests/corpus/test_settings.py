"""What an admin sets by `KB_` variables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.errors import BadInput
from corpus.model import Region
from corpus.settings import settings


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_regions_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_REGIONS", "fédéral, bruxelloise")
    assert settings().regions == (Region.FEDERAL, Region.BRUSSELS)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KB_REGIONS", "fédéral,walonne"), ("KB_REGIONS", ""), ("KB_MAX_FILE_MB", "0"), ("KB_PORT", "abc")],
)
def test_a_value_that_is_not_valid_is_refused_at_the_start(
    variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadInput) as refusal:
        settings()
    assert refusal.value.code == "bad_setting"


def test_a_misspelt_setting_is_told_with_its_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_REGION", "fédéral")
    with pytest.raises(BadInput, match="KB_REGIONS"):
        settings()
