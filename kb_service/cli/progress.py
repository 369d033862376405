"""Progress on stderr, so that what a command answers on stdout can be piped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn


class Steps:
    """One bar a step, in the order in which the steps are first heard of."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._said: str | None = None

    def count(self, step: str, done: int, total: int) -> None:
        """A step of which it is known how much there is."""
        if step not in self._tasks:
            self._tasks[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._tasks[step], completed=done, total=total)

    def say(self, step: str) -> None:
        """A step that is done when the next one is said, or at the end."""
        self.end()
        self._said = step
        self._tasks[step] = self._progress.add_task(step, total=None)

    def end(self) -> None:
        if self._said is not None:
            self._progress.update(self._tasks[self._said], total=1, completed=1)
            self._said = None


@contextmanager
def steps() -> Iterator[Steps]:
    """Shows the steps while the block runs."""
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        shown = Steps(progress)
        yield shown
        shown.end()
