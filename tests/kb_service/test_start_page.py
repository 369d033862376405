"""The start page: what a reader sees of a question, its answer, an abstention, an error; nothing from elsewhere."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from outside_samples import (
    FIRST,
    OLD,
    OTHER_ROWS,
    ROWS,
    SECOND,
    StubKnowledgeBase,
    abstained,
    answered,
    citation,
    in_parts,
)

from corpus.errors import BadInput, Unavailable
from kb_service.contract import Reason, Sentence, Warning

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUESTION = "Dans quel délai le CPAS doit-il décider ?"
LOADED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "form": "action"}


class Tags(HTMLParser):
    """Every opening tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def read(client: TestClient, status: int = 200, **fields: str | list[str]) -> str:
    """The page as a reader gets it: the empty form, or what the form sends, posted."""
    asked = "question" in fields
    response = client.post("/", data=fields, headers=BROWSER) if asked else client.get("/", headers=BROWSER)
    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    return response.text


def text_of(page: str) -> str:
    """What is read, without tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_the_start_page_asks_one_question_and_gives_examples(client: TestClient) -> None:
    page = read(client)
    assert "Que dit la réglementation ?" in page
    assert [tag["name"] for tag in Tags(page).all("input") if tag["type"] != "checkbox"] == ["question", "as_of"]
    assert len([tag for tag in Tags(page).all("a") if "question=" in (tag["href"] or "")]) == 4
    assert "Édition du 1er juillet 2026 : 2 textes, 5 dispositions." in page


def test_the_answer_is_quoted_with_its_citations(client: TestClient) -> None:
    page = read(client, question=QUESTION)
    text = text_of(page)
    assert f"{FIRST} 1 Loi d'essai, art. 21" in text
    assert f"{SECOND} 2 Loi d'essai, art. 21" in text
    assert "citation, pas paraphrase" in text
    assert "élevée" in text
    assert "Droit du1er juillet 2026" in text
    targets = {tag["href"] for tag in Tags(page).all("a") if tag.get("class") == "ref"}
    assert targets == {"#citation-1", "#citation-2"}
    assert {"citation-1", "citation-2"} <= {tag["id"] for tag in Tags(page).all("article")}


def test_each_card_says_validity_place_and_page(client: TestClient) -> None:
    text = text_of(read(client, question=QUESTION))
    assert "Loi d'essai, art. 21" in text
    assert "en vigueur depuis le 1er novembre 2016" in text
    assert "à venir : à partir du 1er janvier 2028" in text
    assert "abrogé depuis le 1er novembre 2016" in text
    assert "Région wallonne" in text
    assert "page 12" in text
    assert "Un autre texte vaudra à partir du 1er janvier 2028." in text


def test_the_quote_is_marked_in_the_whole_provision(client: TestClient) -> None:
    page = read(client, question=QUESTION)
    assert f"<mark>{html.escape(SECOND)}</mark>\n§ 2. La demande est inscrite" in page
    assert "Titre II › Chapitre 4 › Section 2" in page
    assert "Modifié par : L 2016-07-21/08, art. 12" in page


def quoting(stub: StubKnowledgeBase, *quotes: str) -> None:
    """The stub answers with these quotes of the article with tables."""
    cited = tuple(citation(number, "loi-essai/art_14", quote) for number, quote in enumerate(quotes, start=1))
    said = tuple(Sentence(text=line, citations=(c.number,)) for c in cited for line in c.quote.splitlines())
    answer = answered().answer.model_copy(update={"sentences": said})
    stub.response = answered().model_copy(update={"answer": answer, "citations": cited})


def test_the_head_of_a_table_stands_over_the_row_that_answers(client: TestClient, stub: StubKnowledgeBase) -> None:
    """Head and row are two quotes, for what stands between is not quoted; they are one table to read."""
    quoting(stub, ROWS[0], ROWS[2])
    page = read(client, question=QUESTION)
    assert '<thead><tr><th scope="col">Catégorie</th><th scope="col">Montant</th></tr></thead>' in page
    assert "<tr><td>Isolé</td><td>1 288,46 euros</td></tr>" in page
    assert page.count("<thead>") == 1
    assert {"#citation-1", "#citation-2"} <= {tag["href"] for tag in Tags(page).all("a") if tag.get("class") == "ref"}


def test_another_table_of_the_same_text_keeps_its_own_head(client: TestClient, stub: StubKnowledgeBase) -> None:
    quoting(stub, "\n".join(ROWS[:2]), "\n".join(OTHER_ROWS))
    page = read(client, question=QUESTION)
    assert '<th scope="col">Catégorie</th>' in page
    assert '<th scope="col">Année</th>' in page
    assert page.count("<thead>") == 2


def test_what_to_look_at_first_is_marked_and_said_to_be(client: TestClient, stub: StubKnowledgeBase) -> None:
    page = read(client, question=QUESTION)
    assert f"<p><mark>{html.escape(SECOND)}</mark></p>" in page
    assert f"<p>{html.escape(FIRST)}</p>" in page
    assert "surligné, ce qui est le plus proche de la question" in page
    quoting(stub, "\n".join(ROWS))
    rows = [s.model_copy(update={"key": s.text == ROWS[2]}) for s in stub.response.answer.sentences]
    answer = stub.response.answer.model_copy(update={"sentences": tuple(rows)})
    stub.response = stub.response.model_copy(update={"answer": answer})
    assert '<tr class="key"><td>Isolé</td><td>1 288,46 euros</td></tr>' in read(client, question=QUESTION)


def test_that_a_quoted_amount_is_only_the_base_of_an_index_is_read_before_it(
    client: TestClient, stub: StubKnowledgeBase
) -> None:
    base = Warning(code="base_amount", message="Montant de base ; payé : 1 288,46 euros.")
    stub.response = answered().model_copy(update={"warnings": (*answered().warnings, base)})
    page = read(client, question=QUESTION)
    assert page.count(base.message) == 1
    assert page.index(base.message) < page.index(html.escape(FIRST))
    assert page.index("À savoir") < page.index(answered().warnings[0].message)


def test_where_nothing_stands_out_nothing_is_said_of_it(client: TestClient, stub: StubKnowledgeBase) -> None:
    quoting(stub, "\n".join(ROWS))
    page = read(client, question=QUESTION)
    assert "<p><mark>" not in page
    assert "surligné" not in page


def test_a_provision_that_changed_meanwhile_is_not_shown_as_the_quoted_one(
    client: TestClient, stub: StubKnowledgeBase
) -> None:
    moved = answered().citations[0].model_copy(update={"quote": "D'autres mots."})
    stub.response = answered().model_copy(update={"citations": (moved, *answered().citations[1:2])})
    page = read(client, question=QUESTION)
    assert "D&#39;autres mots." in page
    assert page.count("<mark>", page.index("Les textes cités")) == 1
    assert "Le texte entier a changé depuis cette réponse" in page


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.OUT_OF_SCOPE, "ne semble pas porter sur la réglementation"),
        (Reason.NO_EVIDENCE, "Je ne trouve pas de réponse dans les textes"),
        (Reason.NO_VERSION_AT_DATE, "Je ne trouve pas de texte en vigueur le 1er juillet 2026"),
        (Reason.NOT_A_QUESTION, "Je ne trouve pas de question"),
    ],
)
def test_an_abstention_is_said_plainly_with_what_comes_near(
    client: TestClient, stub: StubKnowledgeBase, reason: Reason, said: str
) -> None:
    stub.response = abstained(reason)
    text = text_of(read(client, question=QUESTION))
    assert said in text
    assert "Ce qui s'en approche" in text
    assert FIRST in text
    assert "Confiance" not in text


def test_a_question_stands_in_no_address_unless_it_is_an_example(client: TestClient) -> None:
    tags = Tags(read(client))
    assert [(form["action"], form["method"]) for form in tags.all("form")] == [("/", "post")]
    example = next(tag["href"] for tag in tags.all("a") if "question=" in (tag["href"] or ""))
    page = client.get(str(example), headers=BROWSER).text
    assert FIRST in text_of(page)
    assert "Dans quel délai le CPAS doit-il décider après une demande de RIS ?" in Tags(page).all("input")[0].values()


def test_personal_data_are_not_put_back_into_the_form(client: TestClient, stub: StubKnowledgeBase) -> None:
    question = "Madame Zorglubian a-t-elle droit au RIS ?"
    masked = Warning(code="personal_data_masked", message="Données personnelles masquées : un nom de personne.")
    stub.response = answered().model_copy(update={"warnings": (masked,)})
    page = read(client, question=question, as_of="2014-07-01")
    assert "Zorglubian" not in page
    assert masked.message in text_of(page)
    assert 'value="2014-07-01"' in page


@pytest.mark.parametrize(
    ("question", "kept"), [("Madame Zorglubian a-t-elle droit au RIS ?", False), ("Qui a droit au RIS ?", True)]
)
def test_nor_after_a_refusal_which_carries_no_warning(
    client: TestClient, stub: StubKnowledgeBase, question: str, kept: bool
) -> None:
    assert (question in html.unescape(read(client, 422, question=question, as_of="demain"))) is kept
    stub.error = BadInput("personal_data", "La question contient des données personnelles.", "Retirez-les.")
    assert (question in html.unescape(read(client, 422, question=question))) is kept


def test_the_form_keeps_what_was_asked(client: TestClient) -> None:
    tags = Tags(read(client, question=QUESTION, as_of="2014-07-01", kinds=["law", "fiche"]))
    values = {tag["name"]: tag["value"] for tag in tags.all("input") if tag["type"] != "checkbox"}
    assert values == {"question": QUESTION, "as_of": "2014-07-01"}
    assert {tag["value"] for tag in tags.all("input") if "checked" in tag} == {"law", "fiche"}


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"question": ""}, 422, "La question est vide."),
        ({"question": "a" * 20_000}, 422, "20000 caractères"),
        ({"question": QUESTION, "as_of": "demain"}, 422, "« La date » ne se lit pas comme un jour du calendrier."),
        ({"question": QUESTION, "kinds": "loi"}, 422, "« Les genres de textes » n'accepte pas cette valeur."),
    ],
)
def test_a_mistake_is_told_with_what_to_do(client: TestClient, fields: dict[str, str], status: int, said: str) -> None:
    page = read(client, status, **fields)
    assert said in text_of(page)
    assert any(tag.get("role") == "alert" for tag in Tags(page).all("section"))


def test_without_an_edition_the_page_says_so(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.no_edition = Unavailable("no_edition", "Aucune édition n'est publiée.", "Faites-en une avec « kb ingest ».")
    assert "Faites-en une avec « kb ingest »." in text_of(read(client, 503))


def test_a_browser_gets_pages_for_refusals_too(client: TestClient, stub: StubKnowledgeBase) -> None:
    assert "Cette adresse n'existe pas." in text_of(client.get("/nulle-part", headers=BROWSER).text)
    stub.error = RuntimeError("boum")
    response = client.get("/", params={"question": QUESTION}, headers=BROWSER)
    assert response.status_code == 500
    assert "Le service a rencontré une erreur imprévue." in text_of(response.text)


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_what_a_reader_types_is_never_markup(client: TestClient, question: str) -> None:
    page = read(client, question=question)
    tags = Tags(page)
    assert not tags.all("script")
    assert not tags.all("img")
    assert [tag["value"] for tag in tags.all("input") if tag["name"] == "question"] == [question]


def test_what_a_text_contains_is_never_markup(client: TestClient, stub: StubKnowledgeBase) -> None:
    evil = (
        answered()
        .citations[0]
        .model_copy(update={"source_title": "<script>1</script>", "quote": "<img src=x>", "provision": "<b>art.</b>"})
    )
    stub.response = answered().model_copy(update={"citations": (evil, *answered().citations[1:2])})
    tags = Tags(read(client, question=QUESTION))
    assert not tags.all("script")
    assert not tags.all("img")
    assert not tags.all("b")


@pytest.mark.parametrize("path", ["/", f"/?question={QUESTION}", "/docs", "/nulle-part", "/?question=", "/verifier"])
def test_a_page_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    for tag, attributes in Tags(response.text).tags:
        if tag in LOADED:
            assert (attributes[LOADED[tag]] or "").startswith("/"), (tag, attributes)
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["cache-control"] == "no-store"


def test_assets_load_nothing_either(client: TestClient) -> None:
    tags = Tags(read(client))
    for asset in (tag["href"] for tag in tags.all("link")):
        response = client.get(str(asset))
        assert response.status_code == 200
        assert "url(" not in response.text
        assert "@import" not in response.text


def test_a_page_can_be_read_without_seeing_it(client: TestClient) -> None:
    page = read(client, question=QUESTION)
    tags = Tags(page)
    assert tags.all("html") == [{"lang": "fr"}]
    assert len(tags.all("h1")) == 1
    labelled = {tag["for"] for tag in tags.all("label") if "for" in tag}
    assert {tag["id"] for tag in tags.all("input") if "id" in tag} == labelled
    assert tags.all("a")[0]["href"] == "#contenu"
    ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    official = [tag for tag in tags.all("a") if "external" in (tag.get("rel") or "")]
    assert len(official) == 4
    assert all("noreferrer" in (tag["rel"] or "") for tag in official)
    assert OLD in text_of(page)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"), ("ink", "sheet"), ("ink", "mark"), ("soft", "paper"), ("soft", "sheet"), ("soft", "red-pale"),
        ("teal", "paper"), ("teal", "sheet"), ("teal", "teal-pale"), ("sheet", "teal"), ("green", "green-pale"),
        ("amber", "amber-pale"), ("red", "red-pale"), ("red", "paper"), ("amber", "paper"), ("green", "paper"),
        ("green", "red-pale"), ("ink", "amber-pale"), ("ink", "red-pale"),
    ],
)  # fmt: skip
def test_colours_that_meet_can_be_told_apart(client: TestClient, ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#\w{6});", client.get("/static/kb.css").text))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_each_of_several_questions_has_its_answer_or_its_silence(client: TestClient, stub: StubKnowledgeBase) -> None:
    stub.response = in_parts()
    text = text_of(read(client, question=QUESTION))
    assert "Réponse en 2 parties" in text
    assert (
        "qui paie la caution pas de réponse dans quel délai décide-t-on confiance élevée, droit du 1er mars 2020"
        in text
    )
    unanswered, answered_part = text.index("« qui paie la caution »"), text.index("« dans quel délai décide-t-on »")
    assert unanswered < text.index("Je ne trouve pas de réponse dans les textes") < answered_part < text.index(FIRST)
    assert "Confiance élevée" in text


def test_an_abstention_tells_what_was_searched_for(client: TestClient, stub: StubKnowledgeBase) -> None:
    response = abstained(Reason.NO_EVIDENCE)
    parts = in_parts().answer.parts
    stub.response = response.model_copy(update={"answer": response.answer.model_copy(update={"parts": parts})})
    text = text_of(read(client, question=QUESTION))
    assert "Cherché séparément : « qui paie la caution » « dans quel délai décide-t-on »" in text
