"""The guard calls nobody, logs nothing of a text, keeps nothing of it, and weighs nothing until it is loaded."""

from __future__ import annotations

import logging
import subprocess
import sys

from kit import CHECKOUT

SECRET = "Mme Xylophanta Benzibouche, NISS 85.07.30-033.28, souffre de diabète, xylo@exemple.be, 0470/12.34.56"

OFFLINE = """
import socket, sys

def refused(*args, **kwargs):
    raise AssertionError("a socket was opened")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = socket.socket.sendto = refused
import kb_service.privacy.guard, kb_service.privacy.policy
heavy = {"spacy", "presidio_analyzer", "thinc", "phonenumbers", "stdnum", "numpy"} & set(sys.modules)
assert not heavy, heavy
guard = kb_service.privacy.guard.load_guard()
assert len(guard.inspect(%r).spans) == 5
assert not {"torch", "transformers"} & set(sys.modules)
from kb_service.privacy import presidio
strings = guard.inspect.__self__._analyse.__closure__
engine = next(cell.cell_contents for cell in strings if isinstance(cell.cell_contents, presidio.AnalyzerEngine))
assert "Benzibouche" not in set(engine.nlp_engine._nlp.vocab.strings)
"""


def test_loading_and_inspecting_open_no_socket_import_no_torch_and_keep_no_name():
    run = subprocess.run(
        [sys.executable, "-c", OFFLINE % SECRET], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Benzibouche" not in run.stdout + run.stderr


def test_no_logger_at_any_level_gets_the_text(guard, caplog):
    names = ["", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(1)
        with caplog.at_level(1):
            guard.inspect(SECRET)
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    said = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert said, "Presidio says something at DEBUG, so the capture works"
    for part in ("Xylophanta", "Benzibouche", "85.07.30", "diabète", "xylo@", "0470"):
        assert part not in said
