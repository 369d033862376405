"""The page where a text is checked: each sentence beside what shows its verdict; nothing personal is said back."""

from __future__ import annotations

import html
import io
import re

import docx
from fastapi.testclient import TestClient
from outside_samples import FIRST, SECOND, StubKnowledgeBase, answered, verified

from corpus.errors import Unavailable
from kb_service.contract import Warning

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TEXT = "Le CPAS décide dans les 45 jours."
MASKED = Warning(code="personal_data_masked", message="Données personnelles masquées : un nom de personne.")


def post(client: TestClient, status: int = 200, **fields: str) -> str:
    response = client.post("/verifier", data=fields, headers=BROWSER)
    assert response.status_code == status
    return response.text


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_form_takes_a_text_a_document_and_a_day(client: TestClient) -> None:
    page = client.get("/verifier", headers=BROWSER).text
    assert 'method="post" enctype="multipart/form-data"' in page
    for name in ("text", "file", "as_of"):
        assert f'name="{name}"' in page
    assert 'href="/verifier"' in client.get("/", headers=BROWSER).text


def test_each_sentence_stands_beside_what_shows_its_verdict(client: TestClient, stub: StubKnowledgeBase) -> None:
    page = post(client, text=TEXT, as_of="2026-07-01")
    text = text_of(page)
    assert stub.verified is not None
    assert (stub.verified.text, str(stub.verified.as_of)) == (TEXT, "2026-07-01")
    assert "1 phrase contredite, 1 non confirmée, 1 confirmée, 1 non vérifiable" in text
    assert "Le texte 45 jours La base trente jours" in text
    assert FIRST in text
    assert SECOND in text
    for word in ("✗ Contredit", "✓ Confirmé", "? Non confirmé", "– Non vérifiable"):
        assert word in text
    assert re.findall(r'href="#(phrase-\d)"', page) == ["phrase-2", "phrase-4"]
    assert {"phrase-2", "phrase-4"} <= set(re.findall(r'id="(phrase-\d)"', page))


def test_ids_are_unique(client: TestClient) -> None:
    ids = re.findall(r'\bid="([^"]+)"', post(client, text=TEXT))
    assert len(ids) == len(set(ids))


def test_what_a_text_says_is_escaped(client: TestClient, stub: StubKnowledgeBase) -> None:
    claims = tuple(claim.model_copy(update={"text": "<script>alert(1)</script>"}) for claim in verified().claims)
    stub.verification = verified().model_copy(update={"claims": claims})
    assert "<script>" not in post(client, text="<b>gras</b> et le centre décide.")


def test_a_document_is_checked(client: TestClient, stub: StubKnowledgeBase) -> None:
    document, written = docx.Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(written)
    response = client.post("/verifier", files={"file": ("note.docx", written.getvalue())}, headers=BROWSER)
    assert response.status_code == 200
    assert stub.verified is not None
    assert TEXT in stub.verified.text


def test_a_refusal_is_said_on_the_page(client: TestClient, stub: StubKnowledgeBase) -> None:
    assert "Le texte est vide." in post(client, 422, text="  ")
    assert "ne se lit pas comme un jour" in post(client, 422, text=TEXT, as_of="demain")
    stub.error = Unavailable("no_edition", "Aucune édition n'est publiée.", "Faites-en une.")
    assert "Aucune édition n'est publiée." in text_of(post(client, 503, text=TEXT))


def test_personal_data_are_not_said_back(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.verification = verified().model_copy(update={"warnings": (MASKED,)})
    page = post(client, text=f"Madame Zorglubian attend. {TEXT}")
    assert "Zorglubian" not in page
    assert MASKED.message in text_of(page)
    stub.response = answered().model_copy(update={"warnings": (MASKED,)})
    asked = client.post("/", data={"question": "Madame Zorglubian a-t-elle droit au RIS ?"}, headers=BROWSER).text
    assert "Zorglubian" not in asked
    assert MASKED.message in text_of(asked)


def test_a_question_is_posted_and_a_link_still_asks(client: TestClient) -> None:
    assert 'action="/" method="post"' in client.get("/", headers=BROWSER).text
    posted = client.post("/", data={"question": "Dans quel délai ?", "kinds": ["law"]}, headers=BROWSER)
    assert posted.status_code == 200
    assert 'value="Dans quel délai ?"' in posted.text
    assert client.get("/", params={"question": "Dans quel délai ?"}, headers=BROWSER).status_code == 200
