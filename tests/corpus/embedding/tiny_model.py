"""Random models of a few kilobytes, made on the spot, for the code paths that load another model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

WORDS = ["le", "la", "revenu", "aide", "cpas", "jour", "delai", "sucre", "tarte", "query", "passage", ":", "."]
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
DIMENSIONS = 16


def write_tiny_embedder(folder: Path, prompts: dict[str, str] | None = None, seed: int = 0) -> Path:
    """A sentence-transformers folder: BERT of one layer, mean pooling. Same seed, same weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    parts = folder.with_name(f"{folder.name}-parts")
    torch.manual_seed(seed)
    BertModel(_config()).save_pretrained(parts)
    _tokenizer(parts).save_pretrained(parts)
    SentenceTransformer(modules=[Transformer(str(parts)), Pooling(DIMENSIONS)], prompts=prompts or {}).save(str(folder))
    return folder


def write_tiny_cross_encoder(folder: Path, labels: int = 1) -> Path:
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(0)
    BertForSequenceClassification(_config(num_labels=labels)).save_pretrained(folder)
    _tokenizer(folder).save_pretrained(folder)
    return folder


def _config(**options: Any) -> Any:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(_SPECIAL) + len(WORDS),
        hidden_size=DIMENSIONS,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        **options,
    )


def _tokenizer(folder: Path) -> Any:
    from transformers import BertTokenizer

    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(_SPECIAL + WORDS) + "\n", encoding="utf-8")
    return BertTokenizer(vocab=str(vocabulary), model_max_length=64)
