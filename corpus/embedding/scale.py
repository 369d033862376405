"""What the cosines of a model mean: each model has a band of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", float, NDArray[np.float32])


@dataclass(frozen=True)
class Band:
    """Cosines between `floor` (unrelated: the middle one of a question with everything) and `floor + width` (about as
    near as the nearest come)."""

    floor: float
    width: float

    def scaled(self, cosine: _Number) -> _Number:
        """A cosine, or an array of them, on a scale where 0 is unrelated and 1 as near as a good answer."""
        return (cosine - self.floor) / self.width


@dataclass(frozen=True)
class Scale:
    """The bands of a question with texts (passages, sentences) and with other questions."""

    texts: Band
    questions: Band


PLAIN = Scale(texts=Band(0.76, 0.14), questions=Band(0.76, 0.14))
"""multilingual-e5: everything is near everything, which is how its training made it (Wang et al., 2024)."""
ADAPTED = Scale(texts=Band(0.02, 0.22), questions=Band(0.02, 0.58))
"""Behind `question_adapter`: over 468 tuning questions the middle passage comes to .02, the nearest to .20 (.14 to .27
for nine in ten), the nearest known question to .62 (.45 to .81)."""
