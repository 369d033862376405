"""The charter, proved: a hundred questions and texts full of personal data, then every byte that was left is searched."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from edition_on_disk import publish_editions
from fastapi.testclient import TestClient
from kit import HashEmbedder

from corpus.editions.follower import EditionFollower
from corpus.errors import BadInput
from corpus.legal_text import tokens as tokenising
from corpus.settings import Settings
from kb_service.api.app import create_app
from kb_service.contract import AskRequest, Mode, VerifyRequest
from kb_service.knowledge_base import KnowledgeBase

# All invented; the numbers pass their checks.
NAMES = [
    "Zorglubian",
    "Vandermouche",
    "Okonkwolo",
    "Quenotteaux",
    "Brzeczyszcz",
    "Tafouktine",
    "Nguyenhoa",
    "Delcroixhe",
]
FIRST_NAMES = ["Wilhelmina", "Aboubacar", "Xhevdet", "Philomène", "Ousmane"]
NUMBERS = ["85.07.30-033.28", "BE68 5390 0754 7034", "0478 12 34 56", "zorglub.vander@exemple.example", "1-ZQX-847"]
FRAMES = [
    "Madame {first} {name} a-t-elle droit au RIS ? Son numéro : {number}",
    "mon client {first} {name} ({number}) peut-il introduire un recours ?",
    "Dans quel délai le centre décide-t-il pour M. {name}, {number} ?",
]


def personal_texts() -> Iterator[tuple[str, list[str]]]:
    """A hundred texts, each with the personal data that it holds."""
    for index in range(100):
        name, first = NAMES[index % len(NAMES)], FIRST_NAMES[index % len(FIRST_NAMES)]
        number = NUMBERS[index % len(NUMBERS)]
        frame = FRAMES[index % len(FRAMES)]
        said = [name, number] + ([first] if "{first}" in frame else [])
        yield frame.format(first=first, name=name, number=number), said


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    settings = Settings(data_dir=tmp_path / "data")
    publish_editions(settings)
    base = KnowledgeBase(settings, HashEmbedder(), EditionFollower(settings))
    yield base
    base.close()


def test_nothing_personal_is_left_anywhere(
    base: KnowledgeBase, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "data" / "service.log"
    handler = logging.FileHandler(log, encoding="utf-8")
    logging.getLogger().addHandler(handler)
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpx2"):  # the test's own client, not the service
        logging.getLogger(name).setLevel(logging.WARNING)
    texts = list(personal_texts())
    try:
        client = TestClient(create_app(base))
        answers = []
        for text, _ in texts:
            answers.append(client.post("/api/ask", json={"question": text}).text)
            answers.append(client.post("/api/verify", json={"text": f"Note. {text} Le centre décide vite."}).text)
            assert client.post("/api/privacy", json={"text": text}).json()["personal"], text
            answers.append(client.post("/", data={"question": text}).text)
            answers.append(client.post("/", data={"question": text, "as_of": "demain"}).text)
        for text, said in texts[:20]:
            note = f"Note. {text} Le centre décide vite."
            answers.append(client.post("/verifier", data={"text": note}).text)
            answers.append(client.post("/verifier", files={"file": (f"{said[0]}.txt", note)}).text)
            answers.append(client.post("/verifier", files={"file": (f"{said[0]}.docx", b"PK no document")}).text)
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    printed = capfd.readouterr()
    left = {str(path): path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file()}
    left["log"] = caplog.text.encode()
    left["stdout"], left["stderr"] = printed.out.encode(), printed.err.encode()
    left["answers"] = "\n".join(answers).encode()
    left["tokens"] = "\n".join(tokenising._TERMS).encode()
    assert left["answers"].count(b"personal_data_masked") >= len(texts)
    for datum in {datum for _, said in texts for datum in said}:
        forms = {datum, datum.lower(), datum.replace(" ", ""), json.dumps(datum).strip('"')}
        for where, content in left.items():
            for form in forms:
                assert form.encode() not in content, (where, form)


def test_the_user_is_told_what_was_masked_and_why(base: KnowledgeBase) -> None:
    warnings = base.ask(AskRequest(question="Madame Zorglubian a-t-elle droit au RIS ?")).warnings
    assert warnings[0].code == "personal_data_masked"
    assert "un nom de personne" in warnings[0].message
    assert "charte" in warnings[0].message
    assert "Zorglubian" not in warnings[0].message


def test_what_could_leave_the_machine_is_blocked(base: KnowledgeBase) -> None:
    with pytest.raises(BadInput) as refused:
        base.ask(AskRequest(question="Madame Zorglubian a-t-elle droit au RIS ?", mode=Mode.GENERATIVE))
    assert refused.value.code == "personal_data"


@pytest.mark.parametrize(("policy", "code"), [("block", "personal_data"), ("off", None)])
def test_the_policy_is_a_setting(base: KnowledgeBase, policy: str, code: str | None) -> None:
    base.settings = base.settings.model_copy(update={"privacy": policy})
    request = VerifyRequest(text="Madame Zorglubian reçoit le revenu d'intégration depuis trente jours.")
    if code is None:
        assert base.verify(request).warnings == ()
    else:
        with pytest.raises(BadInput) as refused:
            base.verify(request)
        assert refused.value.code == code


def test_spans_are_those_of_the_text_that_was_sent(base: KnowledgeBase) -> None:
    text = "Madame Zorglubian attend. Le centre décide dans les quarante jours. M. Okonkwolo aussi."
    claims = base.verify(VerifyRequest(text=text)).claims
    assert text[slice(*claims[1].span)] == "Le centre décide dans les quarante jours."
    assert text[slice(*claims[2].span)].endswith("aussi.")
