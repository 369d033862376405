"""A reader that is loaded late: once, and a failure is told each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.readers.late import Late


def test_it_is_loaded_once_for_all_threads() -> None:
    loaded: list[object] = []

    def load() -> object:
        loaded.append(object())
        return loaded[-1]

    late = Late(load)
    assert not loaded
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda _: late(), range(50)))
    assert len(loaded) == 1
    assert set(map(id, got)) == {id(loaded[0])}


def test_a_failure_is_told_and_the_next_call_tries_again() -> None:
    tries = iter([ValueError("no disk"), None])

    def load() -> str:
        if error := next(tries):
            raise error
        return "read"

    late = Late(load)
    with pytest.raises(ValueError, match="no disk"):
        late()
    assert late() == "read"
