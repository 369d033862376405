"""A BERT checkpoint as an int8 ONNX graph, written directly, node by node.

Not traced by `torch.onnx.export` and quantised by `quantize_dynamic`, because that gives the
activations of a whole batch one scale: the few large values of an e5 ruin it for all tokens, and a
text's vector then depends on its batch. Here each token (row) has a scale of its own.
Measured on 256 passages of 154 tokens of official texts, two cores, CPU time of one batch of
8 x 128 tokens, one question of 14 tokens, and cosine to fp32 (mean / smallest):

    4-bit weights (MatMulNBits)    260 ms  3.4 ms  0.99995 / 0.9999
    int8, a scale for each batch   130 ms  2.2 ms  0.997   / 0.995   with itself in another batch: 0.996
    int8, a scale for each token   115 ms  2.1 ms  0.9989  / 0.998   with itself in another batch: 1

Against 4 bits the retrieval's MRR over 200 questions moved from .872 to .869. The embedding table stays in
4 bits, which is exact.

Operators: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
_ROWS_AT_ONCE = 8192
_ACTIVATION_LEVELS = 127
_MIDDLE = 128
"""Zero, and the levels on either side of it, of activations: uint8 is many times as fast as int8 here."""
_WEIGHT_LEVELS = 63
"""7 bits: processors without VNNI add two products in 16 bits, 2 * 255 * 63 at most, and would
saturate with 8, so that vectors of one machine would not be those of another."""
_INT32 = 6
"""`onnx.TensorProto.INT32`, without importing onnx here."""
_CONTRIB = "com.microsoft"
_SHAPE = ("batch", "tokens")

Weights = dict[str, NDArray[np.float32]]


def pack_q4(matrix: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Rows in 4-bit blocks of 32: bytes (rows, blocks, 16), even columns in the low nibbles, and scales (rows, blocks).

    A weight is worth `(nibble - 8) * scale`. Exact for a matrix on the Q4_0 grid, where the largest
    weight of a block is -8 times its scale.
    """
    # Slices, because the embedding table has 96 million weights and each step below copies them.
    slices = [_pack_rows(matrix[row : row + _ROWS_AT_ONCE]) for row in range(0, len(matrix), _ROWS_AT_ONCE)]
    return np.concatenate([packed for packed, _ in slices]), np.concatenate([scales for _, scales in slices])


def _pack_rows(rows: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    blocks = rows.reshape(len(rows), -1, _BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)[..., 0]
    scales = largest / np.float32(-8)
    divisors = np.where(scales == 0, np.float32(1), scales)
    levels = np.clip(np.rint(blocks / divisors[..., None]) + 8, 0, 15).astype(np.uint8)
    return levels[..., 0::2] | levels[..., 1::2] << 4, scales


def quantise_rows(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Each row in levels of -63..63, and its scale: a weight is worth `level * scale`, to within half a scale."""
    scales = np.abs(matrix).max(axis=1) / np.float32(_WEIGHT_LEVELS)
    divisors = np.where(scales == 0, np.float32(1), scales)
    return np.rint(matrix / divisors[:, None]).astype(np.int8), scales


def write_onnx(config: dict[str, Any], weights: Weights, target: Path, own_words: bool = True) -> None:
    """Write the encoder (input_ids, attention_mask: int64 (b, s)) -> last_hidden_state: fp32 (b, s, d).

    Without `own_words` the table of words stays out, three quarters of the file: the first input is then
    `word_states`, fp32 (b, s, d), which the caller looks up.
    """
    import onnx

    graph = _Graph(config, weights)
    states = graph.enter(graph.looked_up() if own_words else graph.given())
    for layer in range(config["num_hidden_layers"]):
        states = graph.layer(f"encoder.layer.{layer}.", states)
    graph.by_text(states, config["hidden_size"], output="last_hidden_state")
    onnx.save(graph.model(), str(target))


class _Graph:
    """Nodes and initialisers as they are added; each `add` answers the name of its output."""

    def __init__(self, config: dict[str, Any], weights: Weights) -> None:
        self._weights = weights
        self._width: int = config["hidden_size"]
        self._heads: int = config["num_attention_heads"]
        self._eps: float = config["layer_norm_eps"]
        self._nodes: list[Any] = []
        self._initialisers: list[Any] = []
        self._shapes: set[str] = set()
        self._inputs: list[Any] = []

    def add(
        self, operator: str, inputs: list[str], output: str | None = None, outputs: int = 1, **attributes: Any
    ) -> str:
        from onnx import helper

        name = output or f"{operator}_{len(self._nodes)}"
        names = [name] if outputs == 1 else [f"{name}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return name

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self._initialisers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def given(self) -> str:
        """The word embeddings (b, s, d), as an input."""
        from onnx import TensorProto

        return self._input("word_states", TensorProto.FLOAT, self._width)

    def looked_up(self) -> str:
        """The word embeddings (b, s, d) of the tokens given."""
        from onnx import TensorProto

        self._input("input_ids", TensorProto.INT64)
        packed, scales = pack_q4(self._weights["embeddings.word_embeddings.weight"])
        table = self.constant("words", packed.reshape(len(packed), -1))
        return self.add(
            "GatherBlockQuantized",
            [table, "input_ids", self.constant("words.scales", scales)],
            domain=_CONTRIB,
            bits=4,
            block_size=_BLOCK,
            gather_axis=0,
            quantize_axis=1,
        )

    def enter(self, words: str) -> str:
        """The states (b * s, d) that enter the first layer; also names what every layer uses."""
        from onnx import TensorProto

        self._input("attention_mask", TensorProto.INT64)
        # One segment only: its vector belongs to every position.
        segment = self._weights["embeddings.token_type_embeddings.weight"][0]
        positions = self.constant("positions", self._weights["embeddings.position_embeddings.weight"] + segment)
        length = self.add("Shape", ["attention_mask"], start=1, end=2)
        zero = self.constant("zero", np.array([0], np.int64))
        summed = self.add("Add", [words, self.add("Slice", [positions, zero, length])])
        self.add("Cast", ["attention_mask"], output="mask", to=_INT32)
        self._quantisation_constants()
        return self._normalise("embeddings.LayerNorm.", self._rows(summed, self._width))

    def _input(self, name: str, kind: int, *further: int) -> str:
        from onnx import helper

        self._inputs.append(helper.make_tensor_value_info(name, kind, [*_SHAPE, *further]))
        return name

    def _quantisation_constants(self) -> None:
        from onnx import numpy_helper

        self.constant("one", np.array(1, np.float32))
        self.constant("last axis", np.array([-1], np.int64))
        self.constant("per level", np.array(1 / _ACTIVATION_LEVELS, np.float32))
        self.constant("middle", np.array(_MIDDLE, np.uint8))
        self.constant("thirds", np.array([self._width] * 3, np.int64))
        tokens = self.add("Reshape", [self.add("Size", ["attention_mask"]), "last axis"])
        middle = numpy_helper.from_array(np.array([_MIDDLE], np.uint8))
        self.add("ConstantOfShape", [tokens], output="middles", value=middle)

    def layer(self, prefix: str, states: str) -> str:
        """`states` and the answer are fp32 (b * s, d): a row for each token."""
        parts = [f"{prefix}attention.self.{part}." for part in ("query", "key", "value")]
        matrix, vector = (np.concatenate([self._weights[part + kind] for part in parts]) for kind in ("weight", "bias"))
        projected = self.by_text(self._multiply(f"{prefix}qkv", matrix, states), 3 * self._width)
        split = self.add("Split", [projected, "thirds"], outputs=3, axis=-1)
        attended = self.add(
            "MultiHeadAttention",
            [f"{split}.0", f"{split}.1", f"{split}.2", self.constant(f"{prefix}qkv.bias", vector), "mask"],
            domain=_CONTRIB,
            num_heads=self._heads,
        )
        attended = self._rows(attended, self._width)
        states = self._project_and_normalise(f"{prefix}attention.output.", attended, states)
        inner = self._multiply(f"{prefix}intermediate", self._weights[f"{prefix}intermediate.dense.weight"], states)
        inner = self.add("BiasGelu", [inner, *self._vectors(f"{prefix}intermediate.dense.bias")], domain=_CONTRIB)
        return self._project_and_normalise(f"{prefix}output.", inner, states)

    def _project_and_normalise(self, prefix: str, inner: str, residual: str) -> str:
        projected = self._multiply(f"{prefix}dense", self._weights[f"{prefix}dense.weight"], inner)
        biased = self.add("Add", [projected, *self._vectors(f"{prefix}dense.bias")])
        return self._normalise(f"{prefix}LayerNorm.", self.add("Add", [biased, residual]))

    def _normalise(self, prefix: str, states: str) -> str:
        # Not the fused SkipLayerNormalization, which took a quarter of the time here, far more than its parts.
        vectors = self._vectors(f"{prefix}weight", f"{prefix}bias")
        return self.add("LayerNormalization", [states, *vectors], epsilon=self._eps, axis=-1)

    def _multiply(self, name: str, matrix: NDArray[np.float32], states: str) -> str:
        """`states @ matrix.T` in int8, the matrix being (outputs, inputs) as torch has it."""
        levels, scales = quantise_rows(matrix)
        largest = self.add("ReduceMax", [self.add("Abs", [states])], axes=[-1], keepdims=0)
        row_scales = self.add("Mul", [largest, "per level"])
        rows = self.add("QuantizeLinear", [states, row_scales, "middles"], axis=0)
        product = self.add(
            "MatMulIntegerToFloat",
            [rows, self.constant(f"{name}.int8", levels.T), "one", self.constant(f"{name}.scales", scales), "middle"],
            domain=_CONTRIB,
        )
        return self.add("Mul", [product, self.add("Unsqueeze", [row_scales, "last axis"])])

    def _rows(self, states: str, width: int) -> str:
        return self.add("Reshape", [states, self._shape(f"rows of {width}", [-1, width])])

    def by_text(self, states: str, width: int, output: str | None = None) -> str:
        """Rows (b * s, width) as (b, s, width)."""
        name = f"texts of {width}"
        if name not in self._shapes:
            self._shapes.add(name)
            wide = self.constant(f"{name}.width", np.array([width], np.int64))
            self.add("Concat", [self.add("Shape", ["attention_mask"]), wide], output=name, axis=0)
        return self.add("Reshape", [states, name], output=output)

    def _shape(self, name: str, value: list[int]) -> str:
        if name not in self._shapes:
            self._shapes.add(name)
            self.constant(name, np.array(value, np.int64))
        return name

    def _vectors(self, *names: str) -> list[str]:
        return [self.constant(name, self._weights[name]) for name in names]

    def model(self) -> Any:
        from onnx import TensorProto, helper

        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*_SHAPE, self._width])
        graph = helper.make_graph(self._nodes, "encoder", self._inputs, [output], self._initialisers)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)
