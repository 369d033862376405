"""Parsing calls nobody: no socket is opened, no model is fetched, whatever the format."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from make_documents import DOCUMENTS

from corpus.settings import Settings
from ingest.parsing import offline
from ingest.parsing.router import parse_file

CHECKOUT = Path(__file__).resolve().parents[3]

FORBID_NETWORK = """
    import socket, sys, urllib.request
    from pathlib import Path

    def refuse(*args, **kwargs):
        raise SystemExit("a connection was tried")

    socket.socket.connect = socket.create_connection = socket.getaddrinfo = urllib.request.urlopen = refuse
"""


def run(code: str, *arguments: str) -> str:
    """`code` in an interpreter that has imported nothing yet."""
    program = textwrap.dedent(FORBID_NETWORK) + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=CHECKOUT, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_connection_and_no_download(
    name: str, documents: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        pytest.fail("a connection or a download was tried")

    for function in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, function, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr("spacy.cli.download", refuse)
    monkeypatch.setattr("spacy.load", refuse)

    assert parse_file(documents / name, limits).blocks


def test_a_first_run_needs_neither_network_nor_spacy(documents: Path) -> None:
    out = run(
        """
        from corpus.settings import Settings
        from ingest.parsing.router import parse_file
        for path in sys.argv[1:]:
            assert parse_file(Path(path), Settings()).blocks, path
        print(sorted({"spacy", "torch", "unstructured_inference"} & set(sys.modules)))
        """,
        *(str(documents / name) for name in DOCUMENTS),
    )
    assert out == "[]"


def test_the_router_alone_does_not_load_unstructured() -> None:
    out = run(
        """
        import ingest.parsing.router
        heavy = {"unstructured", "pypdf", "pdfminer", "docx", "lxml", "numpy"}
        print(sorted(heavy & set(sys.modules)))
        """
    )
    assert out == "[]"


def test_an_unstructured_imported_before_us_is_disarmed() -> None:
    """Another library may import it first: then every holder of its functions by name gets ours."""
    out = run(
        """
        import types
        spacy = types.ModuleType("spacy")
        spacy.language = types.SimpleNamespace(Language=object)
        spacy.tokens = types.SimpleNamespace(Doc=object)
        sys.modules["spacy"] = spacy
        from unstructured.partition import text_type
        from unstructured.nlp import tokenize
        assert text_type.sent_tokenize.__module__ == "unstructured.nlp.tokenize"
        from ingest.parsing import offline
        assert text_type.sent_tokenize is tokenize.sent_tokenize is offline.sent_tokenize
        assert text_type.pos_tag is offline.pos_tag and text_type.word_tokenize is offline.word_tokenize
        try:
            tokenize._install_spacy_model()
        except RuntimeError as error:
            print(error)
        """
    )
    assert out == "the knowledge base downloads nothing while it parses"


def test_sentences_are_french() -> None:
    assert (
        offline.sent_tokenize("Voir l'art. 3, al. 2 de la loi. Le § 1er. s'applique.")[0]
        == "Voir l'art. 3, al. 2 de la loi."
    )
