"""`kb ask` and what every command shares: the API's object, one French line on failure, exit codes."""

from __future__ import annotations

import io
import json

import pytest
from fastapi.testclient import TestClient
from outside_samples import EDITION_ID, FIRST, SECOND, StubKnowledgeBase, abstained, answered, in_parts
from rich.console import Console

from corpus.errors import BadInput, Defect, Unavailable
from kb_service.cli import ask as ask_command
from kb_service.cli.answer_text import print_answer
from kb_service.cli.main import app
from kb_service.cli.outcome import run
from kb_service.contract import Reason, Warning

QUESTION = "dans quel délai le CPAS doit-il décider ?"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def opened(stub: StubKnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(ask_command, "open_knowledge_base", lambda settings: stub)


def test_json_is_the_object_of_the_api(client: TestClient, capsys: Captured) -> None:
    assert run(app, ["ask", QUESTION, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.post("/api/ask", json={"question": QUESTION}).json()


def test_options_reach_the_knowledge_base(stub: StubKnowledgeBase) -> None:
    assert run(app, ["ask", QUESTION, "--as-of", "2014-07-01", "--kind", "law", "--kind", "faq", "--limit", "3"]) == 0
    assert stub.asked is not None
    assert stub.asked.model_dump(mode="json") == {
        "question": QUESTION,
        "as_of": "2014-07-01",
        "kinds": ["law", "faq"],
        "mode": "verbatim",
        "limit": 3,
    }


def test_an_answer_is_readable(capsys: Captured) -> None:
    assert run(app, ["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert f"{FIRST} [1]" in out
    assert f"{SECOND} [2]" in out
    assert "[1] Loi d'essai, art. 21, page 12 — en vigueur depuis le 1er novembre 2016" in out
    assert "https://exemple.be/loi#Art.21" in out
    assert "[3] Loi d'essai, art. 43/6 — à venir : à partir du 1er janvier 2028" in out
    assert "À savoir : Un autre texte vaudra" in out
    assert f"Droit du 1er juillet 2026, confiance élevée, édition {EDITION_ID}." in out


def test_what_to_look_at_first_is_bold() -> None:
    shown = io.StringIO()
    print_answer(answered(), Console(file=shown, force_terminal=True, width=200))
    assert f"\x1b[1m{SECOND}\x1b[0m" in shown.getvalue()
    assert f"\x1b[1m{FIRST}" not in shown.getvalue()


def test_that_a_quoted_amount_is_only_the_base_of_an_index_is_read_before_it(
    stub: StubKnowledgeBase, capsys: Captured
) -> None:
    base = Warning(code="base_amount", message="Montant de base.")
    stub.response = answered().model_copy(update={"warnings": (*answered().warnings, base)})
    assert run(app, ["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert out.index("À savoir : Montant de base.") < out.index(FIRST) < out.index("À savoir : Un autre texte vaudra")


def test_an_abstention_is_said_plainly(stub: StubKnowledgeBase, capsys: Captured) -> None:
    stub.response = abstained(Reason.NO_EVIDENCE)
    assert run(app, ["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Je ne trouve pas de réponse dans les textes de cette base.")
    assert "Ce qui s'en approche" in out
    assert f"« {FIRST} »" in out


def test_each_of_several_questions_has_its_answer_or_its_silence(stub: StubKnowledgeBase, capsys: Captured) -> None:
    stub.response = in_parts()
    assert run(app, ["ask", QUESTION]) == 0
    out = capsys.readouterr().out
    assert out.startswith("« qui paie la caution » : je ne trouve pas de réponse")
    assert out.index("« dans quel délai décide-t-on » : confiance élevée, droit du 1er mars 2020") < out.index(
        f"{FIRST} [1]"
    )


REFUSED = [
    (["ask", ""], "empty_question", "La question est vide."),
    (["ask", "a" * 20_000], "question_too_long", "20000 caractères"),
    (["ask", QUESTION, "--as-of", "demain"], "bad_date", "« --as-of »"),
    (["ask", QUESTION, "--kind", "loi"], "bad_choice", "« --kind »"),
    (["ask", QUESTION, "--limit", "0"], "out_of_range", "« --limit »"),
    (["ask", QUESTION, "--limit", "dix"], "usage", "« --limit »"),
    (["ask", QUESTION, "--couleur"], "usage", "« --couleur » n'existe pas"),
    (["ask"], "usage", "Il manque « QUESTION »"),
    (["demander"], "usage", "« demander » n'existe pas"),
    (["editions", "effacer"], "usage", "« effacer » n'existe pas"),
    (["serve", "--port", "99999"], "usage", "« --port »"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED, ids=lambda value: str(value)[:40])
def test_bad_input_is_one_french_line_and_exit_code_2(
    capsys: Captured, arguments: list[str], code: str, said: str
) -> None:
    assert run(app, arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"Erreur ({code}) : ")
    assert captured.err.count("\n") == 1
    assert said in captured.err


@pytest.mark.parametrize(
    ("error", "exit_code", "line"),
    [
        (BadInput("a", "Ceci ne va pas.", "Changez-le."), 2, "Erreur (a) : Ceci ne va pas. Changez-le.\n"),
        (Unavailable("b", "Ceci\nmanque.", "Attendez."), 3, "Erreur (b) : Ceci manque. Attendez.\n"),
        (Defect("c", "Ceci est cassé."), 4, "Erreur (c) : Ceci est cassé.\n"),
    ],
)
def test_each_kind_of_error_has_its_exit_code(
    stub: StubKnowledgeBase, capsys: Captured, error: Exception, exit_code: int, line: str
) -> None:
    stub.error = error
    assert run(app, ["ask", QUESTION, "--json"]) == exit_code
    assert capsys.readouterr() == ("", line)


def test_an_unforeseen_error_is_a_line_without_the_question(stub: StubKnowledgeBase, capsys: Captured) -> None:
    stub.error = RuntimeError(f"cannot tokenise {QUESTION}")
    assert run(app, ["ask", QUESTION]) == 4
    err = capsys.readouterr().err
    assert err.startswith("Erreur (internal_error) : Erreur imprévue (RuntimeError, outside_samples.py:")
    assert QUESTION not in err
    assert err.count("\n") == 1


def test_an_interruption_is_said(stub: StubKnowledgeBase, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(request: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stub, "ask", interrupted)
    assert run(app, ["ask", QUESTION]) == 130
    assert capsys.readouterr().err == "Interrompu.\n"
