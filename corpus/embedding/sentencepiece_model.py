"""The model's tokenizer as a SentencePiece file, which serves it in a fifth of the memory.

`tokenizers` holds the 250,002 pieces of XLM-RoBERTa in 280 MiB, a third of what the whole service may
take; SentencePiece, for which that vocabulary was made, in 60. Both give the same pieces (a test
holds them to it), so the file is written from `tokenizer.json`, ids as they are.
"""

from __future__ import annotations

import base64
import importlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_CONTROL = ("<s>", "<pad>", "</s>", "<mask>")
_UNKNOWN = "<unk>"
BEGIN, PAD, END = 0, 1, 2


def write_sentencepiece(tokenizer_json: Path, target: Path) -> None:
    # By name, because this generated module declares its messages at run time: no type checker sees them.
    protobuf: Any = importlib.import_module("sentencepiece.sentencepiece_model_pb2")
    tokenizer = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    model = protobuf.ModelProto()
    kinds = protobuf.ModelProto.SentencePiece
    for piece, score in tokenizer["model"]["vocab"]:
        kind = kinds.CONTROL if piece in _CONTROL else kinds.UNKNOWN if piece == _UNKNOWN else kinds.NORMAL
        model.pieces.add(piece=piece, score=score, type=kind)
    trainer = model.trainer_spec
    trainer.model_type = trainer.UNIGRAM
    trainer.vocab_size = len(model.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = BEGIN, PAD, END, tokenizer["model"]["unk_id"]
    charsmap = next(step for step in tokenizer["normalizer"]["normalizers"] if step["type"] == "Precompiled")
    normaliser = model.normalizer_spec
    normaliser.name = "nmt_nfkc"
    normaliser.precompiled_charsmap = base64.b64decode(charsmap["precompiled_charsmap"])
    normaliser.add_dummy_prefix = normaliser.remove_extra_whitespaces = normaliser.escape_whitespaces = True
    target.write_bytes(model.SerializeToString())


@dataclass(frozen=True)
class Tokens:
    """One text's token ids, `BEGIN` and `END` included; `ends[i]` is the offset in the text after the
    i-th token's last character, -1 for those two. `cut` when the text was longer than the window."""

    ids: NDArray[np.int64]
    ends: NDArray[np.int64]
    cut: bool


class Tokenizer:
    """Text to tokens, at most `window` of them."""

    def __init__(self, path: Path, window: int) -> None:
        self._processor = _processor(path.resolve())
        self._room = window - 2

    def __call__(self, text: str) -> Tokens:
        # A lone surrogate, as JSON may carry, has no UTF-8: it becomes one "?", so offsets stay.
        readable = text.encode("utf-8", "replace").decode("utf-8")
        encoded = self._processor.encode(readable, return_type="offset_mapping")
        pieces = encoded["ids"]
        kept = pieces[: self._room]
        ends = [end for _start, end in encoded["offsets"][: self._room]]
        return Tokens(
            ids=np.array([BEGIN, *kept, END], np.int64),
            ends=np.array([-1, *ends, -1], np.int64),
            cut=len(pieces) > len(kept),
        )


@lru_cache(maxsize=2)
def _processor(path: Path) -> SentencePieceProcessor:
    """One for each file: it takes 60 MiB, and reads for several threads."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(path))
