"""`kb verify`: the API's object, readable verdicts, and one French line for what cannot be checked."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient
from outside_samples import FIRST, StubKnowledgeBase

from kb_service.cli import ask as ask_command
from kb_service.cli.main import app
from kb_service.cli.outcome import run

TEXT = "Bonjour,\nLe CPAS décide dans les 45 jours."
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def opened(stub: StubKnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(ask_command, "open_knowledge_base", lambda settings: stub)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_is_the_object_of_the_api(client: TestClient, note: Path, capsys: Captured) -> None:
    assert run(app, ["verify", str(note), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.post("/api/verify", json={"text": TEXT}).json()


def test_a_file_and_a_day_reach_the_knowledge_base(stub: StubKnowledgeBase, note: Path) -> None:
    assert run(app, ["verify", str(note), "--as-of", "2014-07-01"]) == 0
    assert stub.verified is not None
    assert (stub.verified.text, str(stub.verified.as_of)) == (TEXT, "2014-07-01")


def test_a_dash_reads_the_standard_input(stub: StubKnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert run(app, ["verify", "-"]) == 0
    assert stub.verified is not None
    assert stub.verified.text == TEXT


def test_verdicts_are_readable(note: Path, capsys: Captured) -> None:
    assert run(app, ["verify", str(note)]) == 0
    out = capsys.readouterr().out
    assert "Contredit Le CPAS décide dans les 45 jours." in out
    assert "Le texte dit « 45 jours » ; Loi d'essai, art. 21 dit « trente jours »." in out
    assert f"« {FIRST} »" in out
    assert "contredit : 1" in out


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("absent.txt", None, "no_such_file"),
        ("binaire.bin", bytes(range(256)) * 20, "unsupported_format"),
        ("english.txt", b"The centre must decide within thirty days of the application.", "not_french"),
    ],
)
def test_what_cannot_be_checked_is_one_line(
    tmp_path: Path, capsys: Captured, name: str, content: bytes | None, code: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert run(app, ["verify", str(path)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert f"({code})" in error
