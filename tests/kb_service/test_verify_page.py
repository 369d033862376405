"""The page where a text is checked: each sentence beside what shows its verdict; nothing personal is said back."""

from __future__ import annotations

import html
import io
import re

import docx
import pytest
from fastapi.testclient import TestClient
from outside_samples import FIRST, SECOND, StubKnowledgeBase, verified

from corpus.errors import BadInput, Unavailable
from kb_service.contract import Claim, Difference, Verdict, Warning
from kb_service.web.rendering import tied
from kb_service.web.verdicts import summary_line

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TEXT = "Le CPAS décide dans les 45 jours."
PERSONAL = f"Madame Zorglubian attend. {TEXT}"
MASKED = Warning(code="personal_data_masked", message="Données personnelles masquées : un nom de personne.")


def post(client: TestClient, status: int = 200, **fields: str) -> str:
    response = client.post("/verifier", data=fields, headers=BROWSER)
    assert response.status_code == status
    return response.text


def upload(client: TestClient, name: str, content: bytes, status: int = 200, **fields: str) -> str:
    response = client.post("/verifier", data=fields, files={"file": (name, content)}, headers=BROWSER)
    assert response.status_code == status
    return response.text


def document(*paragraphs: str) -> bytes:
    made, written = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(written)
    return written.getvalue()


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def typed(page: str) -> str:
    """What stands in the text area, as a browser reads it: without the first line feed."""
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert area
    return html.unescape(area[1])


def row(page: str, number: int) -> str:
    found = re.search(rf'<article class="claim [^>]*id="phrase-{number}".*?</div>\s*</article>\s', page, re.DOTALL)
    assert found
    return found[0]


def claims(stub: StubKnowledgeBase, **changed: object) -> tuple[Claim, ...]:
    """Makes every statement of the sample so, and gives them."""
    made = tuple(claim.model_copy(update=changed) for claim in verified().claims)
    stub.verification = verified().model_copy(update={"claims": made})
    return made


def test_the_form_takes_a_text_a_document_and_a_day(client: TestClient) -> None:
    page = client.get("/verifier", headers=BROWSER).text
    assert 'method="post" enctype="multipart/form-data"' in page
    for name in ("text", "file", "as_of"):
        assert f'name="{name}"' in page
        assert f'<label for="{name}">' in page
    assert 'class="claim' not in page
    assert re.findall(r">(\w+)</a>", page.split("<nav", 1)[1].split("</nav>")[0]) == ["Question", "Vérifier", "API"]


def test_the_text_and_the_day_are_what_is_checked(client: TestClient, stub: StubKnowledgeBase) -> None:
    page = post(client, text=TEXT, as_of="2026-07-01")
    assert stub.verified is not None
    assert (stub.verified.text, str(stub.verified.as_of)) == (TEXT, "2026-07-01")
    assert typed(page) == TEXT
    assert 'value="2026-07-01"' in page
    assert "Droit du 1er juillet 2026." in text_of(page)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, ["– Non vérifiable", "Bonjour,", "C'est une formule."]),
        (2, ["✗ Contredit", TEXT, "Le texte 45 jours La base trente jours", FIRST, "Loi d'essai, art. 21"]),
        (2, ["en vigueur depuis le 1er novembre 2016", "Texte officiel", "Titre II › Chapitre 4 › Section 2"]),
        (3, ["✓ Confirmé", "La base le dit : Loi d'essai, art. 21.", SECOND]),
        (4, ["? Non confirmé", "Le CPAS offre un ordinateur.", "elle ne parle pas de ce sujet"]),
    ],
)
def test_each_sentence_stands_beside_what_shows_its_verdict(client: TestClient, number: int, said: list[str]) -> None:
    text = text_of(row(post(client, text=TEXT), number))
    for part in said:
        assert part in text


def test_the_quote_is_marked_in_the_whole_provision(client: TestClient) -> None:
    contradicted = row(post(client, text=TEXT), 2)
    assert f"§ 1er. <mark>{html.escape(FIRST)}</mark>\nIl la notifie" in contradicted
    assert 'href="https://exemple.be/loi#Art.21"' in contradicted


def test_rows_follow_the_text_and_links_lead_to_what_must_be_read(client: TestClient) -> None:
    page = post(client, text=TEXT)
    assert re.findall(r'<article class="claim (\w+)" id="phrase-(\d)"', page) == [
        ("not_checkable", "1"), ("contradicted", "2"), ("supported", "3"), ("unsupported", "4"),
    ]  # fmt: skip
    assert re.findall(r'href="#(phrase-\d)"', page) == ["phrase-2", "phrase-4"]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_summary_comes_first_then_the_warnings_then_the_sentences(
    client: TestClient, stub: StubKnowledgeBase
) -> None:
    stub.verification = verified().model_copy(update={"warnings": (MASKED,)})
    text = text_of(post(client, text=TEXT))
    counted = "1 phrase contredite, 1 non confirmée, 1 confirmée, 1 non vérifiable"
    assert text.index(counted) < text.index(MASKED.message) < text.index("– Non vérifiable")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((5, 1, 2, 1), "1 phrase contredite, 2 non confirmées, 5 confirmées, 1 non vérifiable"),
        ((3, 2, 0, 0), "2 phrases contredites, 3 confirmées"),
        ((1, 0, 0, 2), "1 phrase confirmée, 2 non vérifiables"),
        ((0, 0, 2, 0), "2 phrases non confirmées"),
        ((0, 0, 0, 0), "Aucune phrase à vérifier"),
    ],
)
def test_counts_are_said_in_words_the_worst_first(counts: tuple[int, ...], said: str) -> None:
    assert summary_line(dict(zip(Verdict, counts, strict=True))) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("dit « trente jours ».", "dit «~trente jours~»."),
        ("1 288,46 euros", "1~288,46~euros"),
        ("dans les 45 jours", "dans les 45~jours"),
        ("art. 21, § 1er, al. 2 ; ici", "art.~21, §~1er, al.~2~; ici"),
        ("Le CPAS décide.", "Le CPAS décide."),
    ],
)
def test_a_line_does_not_end_inside_a_number_or_a_quotation_mark(text: str, shown: str) -> None:
    assert tied(text) == shown.replace("~", "\u00a0")


def test_what_is_shown_is_escaped(client: TestClient, stub: StubKnowledgeBase) -> None:
    evil = "<script>alert(1)</script>"
    citation = verified().claims[1].citations[0].model_copy(update={"quote": evil, "source_title": evil})
    difference = Difference(topic=evil, stated=evil, written=evil)
    claims(stub, text=evil, reason=evil, citations=(citation,), differences=(difference,))
    page = post(client, text=f"</textarea>{evil} et le centre décide.")
    assert "<script" not in page
    assert page.count(html.escape(evil)) >= 6
    assert typed(page) == f"</textarea>{evil} et le centre décide."


def test_a_document_is_checked(client: TestClient, stub: StubKnowledgeBase) -> None:
    page = upload(client, "note.docx", document("Bonjour,", TEXT), as_of="2026-07-01")
    assert stub.verified is not None
    assert stub.verified.text == f"Bonjour,\n{TEXT}"
    assert str(stub.verified.as_of) == "2026-07-01"
    assert "Le document a été vérifié." in text_of(page)


def test_a_document_comes_before_the_text_which_is_then_not_shown_again(
    client: TestClient, stub: StubKnowledgeBase
) -> None:
    page = upload(client, "note.txt", b"Le centre notifie la lettre.", text=PERSONAL)
    assert stub.verified is not None
    assert stub.verified.text == "Le centre notifie la lettre."
    assert typed(page) == ""


def test_without_a_chosen_document_the_text_is_checked(client: TestClient, stub: StubKnowledgeBase) -> None:
    """A browser sends the empty choice of a file as a part without a name."""
    body = (
        '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + TEXT + "\r\n"
        '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n'
        "Content-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n"
    )
    headers = BROWSER | {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/verifier", content=body.encode(), headers=headers).status_code == 200
    assert stub.verified is not None
    assert stub.verified.text == TEXT


@pytest.mark.parametrize(
    "name", ["Zorglubian Wilhelmina.docx", "Zorglubian", "../Zorglubian/x.pdf", "Z" * 300 + ".docx"]
)
def test_the_name_of_a_file_is_not_said_back(client: TestClient, name: str) -> None:
    page = upload(client, name, b"PK\x03\x04 no document", 422)
    assert "Zorglubian" not in page
    assert "ZZZ" not in page
    assert 'role="alert"' in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "  "}, "Le texte est vide."),
        ({}, "Le texte est vide."),
        ({"text": "a" * 20_001}, "le maximum est 20000"),
        ({"text": TEXT, "as_of": "demain"}, "« La date » ne se lit pas comme un jour du calendrier."),
    ],
)
def test_a_refusal_is_said_on_the_page(client: TestClient, fields: dict[str, str], said: str) -> None:
    page = post(client, 422, **fields)
    assert said in text_of(page)
    assert 'role="alert"' in page
    wrong = re.findall(r'name="(\w+)"[^>]*aria-invalid', page)
    assert wrong == ["as_of" if "as_of" in fields else "text"]


def test_an_outage_is_no_verdict(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.error = Unavailable("no_edition", "Aucune édition n'est publiée.", "Faites-en une.")
    page = post(client, 503, text=TEXT)
    assert "Aucune édition n'est publiée." in text_of(page)
    assert 'class="claim' not in page


def test_personal_data_are_not_said_back(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.verification = verified().model_copy(update={"warnings": (MASKED,)})
    page = post(client, text=PERSONAL)
    assert "Zorglubian" not in page
    assert typed(page) == ""
    assert MASKED.message in text_of(page)


@pytest.mark.parametrize(("text", "kept"), [(PERSONAL, ""), (TEXT, TEXT)])
def test_nor_after_a_refusal_which_carries_no_warning(
    client: TestClient, stub: StubKnowledgeBase, text: str, kept: str
) -> None:
    assert typed(post(client, 422, text=text, as_of="demain")) == kept
    stub.error = BadInput("personal_data", "Le texte contient des données personnelles.", "Retirez-les.")
    assert typed(post(client, 422, text=text)) == kept


def test_the_page_runs_and_loads_nothing(client: TestClient) -> None:
    response = client.post("/verifier", data={"text": TEXT}, headers=BROWSER)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", response.text)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
