"""A second opinion, off by default: a cross-encoder trained on textual inference (entailment, neutral, contradiction).

It may confirm what nothing contradicts literally, and cast doubt on what was called supported. It never
turns a contradiction, which words show, into support.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from corpus.errors import BadInput, Unavailable
from corpus.settings import Settings
from kb_service.contract import Verdict
from kb_service.verification.checkers.finding import Outcome
from kb_service.verification.verdict import NEAR, Judged

SURE = 0.9
"""The probability from which the model's word counts."""


class Inference(Protocol):
    """For each (premise, hypothesis) its probabilities of entailment, neutrality and contradiction, in this order."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]: ...


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

    def __init__(self, name: str) -> None:
        """Raises `Unavailable` ("nli_unavailable") where it cannot be loaded, `BadInput` ("not_an_nli_model") where
        its labels are others."""
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name)
        except Exception as error:  # transformers raises OSError, ValueError and others for a missing model
            raise Unavailable(
                "nli_unavailable",
                f"Le modèle d'inférence « {name} » ne peut pas être chargé ({type(error).__name__}).",
                "Donnez un dossier local, ou videz KB_NLI_MODEL.",
            ) from error
        labels = {label.lower(): number for number, label in self._model.config.id2label.items()}
        try:
            self._order = [labels[name] for name in ("entailment", "neutral", "contradiction")]
        except KeyError:
            raise BadInput(
                "not_an_nli_model",
                f"Le modèle « {name} » n'a pas les étiquettes entailment, neutral et contradiction.",
                "Choisissez un modèle d'inférence textuelle pour KB_NLI_MODEL.",
            ) from None

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        logits = np.asarray(self._model.predict(list(pairs), apply_softmax=False), dtype=np.float64)
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return [(float(row[0]), float(row[1]), float(row[2])) for row in shares[:, self._order]]


def load_inference(settings: Settings) -> Inference | None:
    return CrossEncoderInference(settings.nli_model) if settings.nli_model else None
