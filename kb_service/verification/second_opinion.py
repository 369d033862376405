"""A second opinion, off by default: a cross-encoder trained on textual inference (entailment, neutral, contradiction).

It may confirm what nothing contradicts literally, and cast doubt on what was called supported. It never
turns a contradiction, which words show, into support.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from corpus.embedding.reranker import load_cross_encoder
from corpus.errors import BadInput
from corpus.settings import Settings
from kb_service.contract import Verdict
from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.inference import Inference
from kb_service.verification.verdict import NEAR, Judged

_LABELS = ("entailment", "neutral", "contradiction")
SURE = 0.9
"""The probability from which the model's word counts."""


def revised(judged: Judged, text: str, model: Inference) -> Judged:
    """The judgement after the second opinion: only `unsupported` and `supported` may change places."""
    shown = judged.shown
    if shown is None or judged.verdict is Verdict.CONTRADICTED or shown.likeness < NEAR:
        return judged
    if any(finding.outcome is not Outcome.AGREES for finding in shown.findings):
        return judged
    entailed, _, contradicted = model.probabilities([(shown.piece.reading.text, text)])[0]
    if judged.verdict is Verdict.UNSUPPORTED and entailed >= SURE:
        return Judged(Verdict.SUPPORTED, shown, True, judged.compared)
    if judged.verdict is Verdict.SUPPORTED and contradicted >= SURE:
        return Judged(Verdict.UNSUPPORTED, shown, True, judged.compared)
    return judged


class CrossEncoderInference:
    """A sentence-transformers cross-encoder with labels for entailment, neutral and contradiction."""

    def __init__(self, model: Any, label: str) -> None:
        """Raises `BadInput` ("not_an_nli_model") for a model whose labels are others."""
        places = {str(name).lower(): number for number, name in model.config.id2label.items()}
        if not {*_LABELS} <= places.keys():
            raise BadInput(
                "not_an_nli_model",
                f"Le modèle {label} n'a pas les étiquettes entailment, neutral et contradiction.",
                "Choisissez avec KB_NLI_MODEL un modèle d'inférence textuelle, ou videz ce réglage.",
            )
        self._order = [places[name] for name in _LABELS]
        self._model = model
        self._one_at_a_time = threading.Lock()

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        with self._one_at_a_time:
            shares = self._model.predict(list(pairs), apply_softmax=True, show_progress_bar=False)
        return [(float(row[0]), float(row[1]), float(row[2])) for row in np.asarray(shares)[:, self._order]]


def load_inference(settings: Settings) -> Inference | None:
    """The model that `settings.nli_model` names; `None` when it names none. Raises `Unavailable`, `BadInput`."""
    if settings.nli_model is None:
        return None
    return CrossEncoderInference(load_cross_encoder(settings.nli_model, settings.threads), settings.nli_model)
