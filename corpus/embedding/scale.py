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
LEARNT = Scale(texts=Band(0.03, 0.46), questions=Band(0.07, 0.58))
"""The built-in model with its `domain_layers`: over 464 tuning questions the middle passage comes to .03, the nearest
to .49 (.36 to .64 for nine in ten), the nearest known question to .65 (.49 to .82)."""
ADAPTED = Scale(texts=Band(0.04, 0.42), questions=Band(0.05, 0.58))
"""Behind `question_adapter`: the middle passage comes to .04, the nearest to .44 (.30 to .57 for nine in ten), the
nearest known question to .62 (.45 to .81)."""
