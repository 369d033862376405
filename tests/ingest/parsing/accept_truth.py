"""Writes what the parsers read today as the ground truth: read the diff before you commit it.

From the checkout: `PYTHONPATH=. python tests/ingest/parsing/accept_truth.py`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from make_documents import DOCUMENTS
from make_laws import LAWS

from corpus.settings import Settings
from ingest.parsing.document import tree
from ingest.parsing.router import parse_file

TRUTH = Path(__file__).parent / "truth"

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, make in {**DOCUMENTS, **LAWS}.items():
            path = Path(folder) / name
            make(path)
            (TRUTH / f"{name}.tree.txt").write_text(tree(parse_file(path, Settings())), encoding="utf-8")
