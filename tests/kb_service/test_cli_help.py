"""The help is in French, and costs nothing: no engine is loaded to show it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kb_service.cli.main import app
from kb_service.cli.outcome import run

HEAVY = (
    "torch",
    "transformers",
    "unstructured",
    "chromadb",
    "llama_index",
    "onnxruntime",
    "numpy",
    "fastapi",
    "pydantic",
)
COMMANDS = {
    ("--help",): ("ask", "ingest", "serve", "prepare", "editions", "La réglementation de l'aide sociale"),
    ("ask", "--help"): ("QUESTION", "--as-of", "--kind", "--limit", "--json", "Poser une question."),
    ("ingest", "--help"): ("CHEMIN...", "publier une nouvelle édition"),
    ("serve", "--help"): ("--host", "--port", "Servir les pages et l'API"),
    ("prepare", "--help"): ("Préparer les modèles",),
    ("editions", "--help"): ("list", "diff", "publish", "rollback"),
    ("editions", "rollback", "--help"): ("EDITION", "Revenir à une édition précédente."),
}
ENGLISH = ("Show this message", "required", "default:", "Commands")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_help_is_in_french(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app, arguments) == 0
    out = capsys.readouterr().out
    for word in COMMANDS[arguments]:
        assert word in out
    for word in ENGLISH:
        assert word not in out
    assert "Afficher cette aide et sortir." in out


@pytest.mark.parametrize("arguments", [[], ["editions"]])
def test_without_a_command_the_help_is_shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app, arguments) == 2
    captured = capsys.readouterr()
    assert "Afficher cette aide et sortir." in captured.out
    assert captured.err == ""


def test_help_loads_no_engine() -> None:
    program = f"import sys, kb_service.cli.main; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "kb_service.cli.main", "ask"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Erreur (usage) : Il manque « QUESTION ». L'aide est donnée par « kb ask --help ».\n"
