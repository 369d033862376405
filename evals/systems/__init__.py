"""What the base is compared with: other ways to find a provision, over the same files and questions."""

from __future__ import annotations

from typing import Protocol

from evals.metrics.ranking import Places
from evals.questions import Golden


class System(Protocol):
    """A way to find. `name` is what the report calls it, in French."""

    @property
    def name(self) -> str: ...

    def search(self, golden: Golden) -> Places:
        """What it finds for a question, best first; not told anything of the answer but the day asked for."""
        ...
