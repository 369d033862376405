"""Whether a text says what a statement says: a model that read some thousand statements beside the rule they are on."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.lessons import Lesson
from corpus.readers.pairs import Lengths, PairReader, load_pair_reader
from corpus.readers.reader import softmax
from corpus.settings import Settings

LABELS = ("entailment", "neutral", "contradiction")
"""In the order of the head's outputs."""
LENGTHS = Lengths(said=64, text=170)


class InferenceReader:
    """Probabilities of entailment, neutrality and contradiction, for pairs of a premise and a statement."""

    def __init__(self, reader: PairReader) -> None:
        self._reader = reader

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, float, float]]:
        if not pairs:
            return []
        shares = softmax(self._reader.outputs([(statement, premise) for premise, statement in pairs]))
        return [(float(row[0]), float(row[1]), float(row[2])) for row in shares]


def load_inference_reader(settings: Settings) -> InferenceReader:
    """Prepared first where it is missing. Raises `Unavailable`."""
    return InferenceReader(load_pair_reader(Lesson.INFERENCE, LENGTHS, settings))
