"""The second opinion: it may confirm and it may doubt; it never turns a literal contradiction into support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from pieces import AGREES, CONFLICTS, SILENT, piece_of

from corpus.errors import BadInput
from corpus.settings import Settings
from kb_service.contract import Verdict
from kb_service.verification.alignment import Alignment
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.compared import Compared
from kb_service.verification.second_opinion import load_inference, revised
from kb_service.verification.verdict import NEAR, Judged

S, C, U = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNSUPPORTED
ENTAILED, DENIED, UNSURE = (0.97, 0.02, 0.01), (0.01, 0.02, 0.97), (0.5, 0.3, 0.2)
ALIKE = Alignment(said=1, within=1, unsaid=0, told=1, meaning=1, place=1, close=1, agreed=1)


@dataclass
class Says:
    """A model that says the same of every pair."""

    shares: tuple[float, float, float]

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Sequence[tuple[float, float, float]]:
        return [self.shares] * len(pairs)


def judged(verdict: Verdict, outcome: Outcome, likeness: float = 0.6) -> Judged:
    finding = Finding(outcome, "le délai", "trente jours")
    shown = Compared(piece_of("Le centre décide dans les trente jours."), ALIKE, (finding,), likeness, 0.0)
    return Judged(verdict, shown, True)


@pytest.mark.parametrize(
    ("before", "outcome", "likeness", "said", "after"),
    [
        (U, AGREES, 0.6, ENTAILED, S),
        (U, AGREES, 0.6, UNSURE, U),
        (S, AGREES, 0.9, DENIED, U),
        (S, AGREES, 0.9, ENTAILED, S),
        # what words show is not argued away, nor what the text is silent about, nor what is far from the subject
        (C, CONFLICTS, 0.9, ENTAILED, C),
        (U, CONFLICTS, 0.6, ENTAILED, U),
        (U, SILENT, 0.6, ENTAILED, U),
        (U, AGREES, NEAR / 2, ENTAILED, U),
    ],
)
def test_only_what_nothing_contradicts_may_change(
    before: Verdict, outcome: Outcome, likeness: float, said: tuple[float, float, float], after: Verdict
) -> None:
    assert revised(judged(before, outcome, likeness), "Le centre décide en un mois.", Says(said)).verdict is after


def test_no_second_opinion_is_the_default() -> None:
    assert load_inference(Settings(nli_model=None)) is None


def write_classifier(folder: Path, labels: dict[int, str]) -> Path:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "le", "centre", "décide"]
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        num_labels=len(labels), id2label=labels, label2id={name: number for number, name in labels.items()},
    )  # fmt: skip
    torch.manual_seed(0)
    BertForSequenceClassification(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    BertTokenizer(vocab=str(folder / "vocab.txt"), model_max_length=32).save_pretrained(folder)
    return folder


def test_probabilities_come_in_the_order_of_the_protocol(tmp_path: Path) -> None:
    pair = [("le centre", "le centre décide")]
    one = load_inference(
        Settings(nli_model=str(write_classifier(tmp_path / "a", {0: "entailment", 1: "neutral", 2: "contradiction"})))
    )
    # The same weights, their outputs named the other way round.
    other = load_inference(
        Settings(nli_model=str(write_classifier(tmp_path / "b", {0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"})))
    )
    assert one is not None
    assert other is not None
    first, second = one.probabilities(pair)[0], other.probabilities(pair)[0]
    assert sum(first) == pytest.approx(1, abs=1e-5)
    assert second == pytest.approx(first[::-1], abs=1e-5)
    assert len(set(first)) == 3


def test_a_model_with_other_labels_is_refused(tmp_path: Path) -> None:
    folder = write_classifier(tmp_path / "c", {0: "bon", 1: "moyen", 2: "mauvais"})
    with pytest.raises(BadInput) as refused:
        load_inference(Settings(nli_model=str(folder)))
    assert refused.value.code == "not_an_nli_model"
