"""The law first and the fiche that explains it beside; a region's form of the law before the federal one; and
a document that has aged is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kit import HashEmbedder

from corpus.catalogue import Catalogue
from corpus.editions.follower import EditionFollower
from corpus.model import Kind, Region, Source, Validity
from corpus.settings import Settings
from ingest.pipeline.report import IngestionReport
from ingest.pipeline.run import ingest
from kb_service.contract import AskRequest, AskResponse
from kb_service.knowledge_base import KnowledgeBase
from kb_service.retrieval.candidates import find_candidates
from kb_service.retrieval.law_first import law_first
from kb_service.retrieval.ranking import rank
from kb_service.retrieval.search import term_weights

FEDERAL, WALLOON = "2003099999", "2003A99999"
RULE = "Le centre prête un parapluie pendant quinze jours à toute personne inscrite au registre"


def law(numac: str, tail: str) -> str:
    head = (
        f'---\ntitle: "Loi relative aux parapluies"\nidentifier: "{numac}"\nlast_updated: "2026-01-01"\n'
        'publication_date: "2003-04-10"\n'
        f'source: "https://www.ejustice.just.fgov.be/eli/loi/2003/04/01/{numac}/justel"\n---\n\n'
    )
    return f"{head}##### Article 1. {RULE}{tail}.\n\n##### Article 2. Le registre est tenu par le secrétaire.\n"


FICHE = (
    "# Prêt de parapluie\n\n## Durée du prêt de parapluie\n\n"
    "Un parapluie est prêté quinze jours à la personne inscrite au registre (loi du 1er avril 2003, art. 1er).\n\n"
    "## Couleur des bottes\n\nLes bottes sont vertes.\n"
)
PROCEDURE = (
    "# Aide ponctuelle\n\n## 1. Montants\n\n1.1 Le revenu d'intégration d'un isolé est de 1 288,46 euros par mois.\n"
)
CATALOGUE = (
    Source("loi-2003-04-01", "Loi parapluies", Kind.LAW, numac=FEDERAL),
    Source(
        "loi-2003-04-01-wallonie", "Loi parapluies, forme wallonne", Kind.LAW, Region.WALLOON, numac=WALLOON,
        form_of="loi-2003-04-01",
    ),
    Source("fiche-pret", "Fiche prêt", Kind.FICHE, files=("fiche-pret.md",)),
    Source(
        "procedure-aide", "Procédure aide", Kind.PROCEDURE, files=("procedure-aide.md",),
        validity=Validity(date(2024, 6, 1)), legal_basis=("loi-2002-05-26/art_14",),
    ),
)  # fmt: skip


class Base:
    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        settings = Settings(data_dir=folder / "data")
        catalogue = Catalogue(CATALOGUE, folder)
        self.report: IngestionReport = ingest([folder / name for name in files], settings, catalogue, HashEmbedder())
        self.knowledge_base = KnowledgeBase(
            settings, HashEmbedder(), EditionFollower(settings, True), catalogue, today=lambda: date(2026, 11, 25)
        )

    def ask(self, question: str, as_of: date | None = None) -> AskResponse:
        return self.knowledge_base.ask(AskRequest(question=question, as_of=as_of))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    files = {
        "federal.md": law(FEDERAL, ""),
        "wallon.md": law(WALLOON, " wallon"),
        "fiche-pret.md": FICHE,
        "procedure-aide.md": PROCEDURE,
    }
    return Base(tmp_path_factory.mktemp("beside") / "base", files)


QUESTION = "que dit l'article 1er de la loi du 1er avril 2003 ?"


def test_the_law_answers_and_the_fiche_that_explains_it_stands_beside(base: Base) -> None:
    response = base.ask(QUESTION)
    first = response.citations[0]
    assert (first.kind, first.provision) == (Kind.LAW, "art. 1er")
    (beside,) = [citation for citation in response.citations if citation.explains]
    assert beside.source_id == "fiche-pret"
    assert "quinze jours" in beside.quote
    assert beside.explains == (1,)
    cited = {number for sentence in response.answer.sentences for number in sentence.citations}
    assert beside.number == max(cited) + 1
    assert [citation.number for citation in response.citations] == list(range(1, len(response.citations) + 1))


def test_where_only_laws_are_asked_for_no_fiche_stands_beside(base: Base) -> None:
    response = base.knowledge_base.ask(AskRequest(question=QUESTION, kinds=(Kind.LAW,)))
    assert response.answer.sentences
    assert {citation.kind for citation in response.citations} == {Kind.LAW}


def test_the_sentence_of_the_fiche_that_says_the_rule_is_quoted(base: Base) -> None:
    (beside,) = [citation for citation in base.ask(QUESTION).citations if citation.explains]
    assert beside.quote.startswith("Un parapluie est prêté quinze jours")


def test_without_the_law_the_fiche_comes_first(tmp_path: Path) -> None:
    response = Base(tmp_path / "base", {"fiche-pret.md": FICHE}).ask(QUESTION)
    assert response.citations[0].source_id == "fiche-pret"
    assert not any(citation.explains for citation in response.citations)


def test_the_form_of_the_region_takes_the_place_of_the_federal_one(base: Base) -> None:
    cited = {citation.source_id for citation in base.ask(QUESTION).citations if citation.kind is Kind.LAW}
    assert cited == {"loi-2003-04-01-wallonie"}


def test_the_article_that_is_quoted_is_that_of_the_region(base: Base) -> None:
    assert [sentence.text for sentence in base.ask(QUESTION).answer.sentences] == [f"{RULE} wallon."]


AMOUNT = "quel est le revenu d'intégration d'un isolé par mois ?"


def test_an_amount_that_holds_no_more_is_told_beside_the_quote(base: Base) -> None:
    response = base.ask(AMOUNT)
    assert response.citations[0].source_id == "procedure-aide"
    (warning,) = [warning for warning in response.warnings if warning.code == "outdated_amount"]
    assert "Procédure aide" in warning.message
    assert "valait jusqu'au 31 janvier 2025" in warning.message


def test_on_a_day_on_which_it_held_nothing_is_told(base: Base) -> None:
    codes = {warning.code for warning in base.ask(AMOUNT, date(2024, 7, 1)).warnings}
    assert "outdated_amount" not in codes


def test_the_admin_is_told_when_the_document_comes_in(base: Base) -> None:
    (line,) = base.report.to_review
    assert line.startswith("Procédure aide (procedure-aide) à revoir : « 1 288,46 euros »")


@pytest.mark.parametrize(
    ("sentence", "link"),
    [
        ("Trois mois (loi DIS, art. 47, § 1er).", "loi/2002/05/26/2002022559/justel#Art.47"),
        ("Seul en urgence (loi organique, art. 28, § 3).", "loi/1976/07/08/1976A70810/justel#Art.28"),
    ],
)
def test_a_quote_of_a_fiche_leads_to_the_official_text_that_it_cites(tmp_path: Path, sentence: str, link: str) -> None:
    fiche = f"# Prêt de parapluie\n\n## Durée du prêt de parapluie\n\n{sentence}\n"
    response = Base(tmp_path / "base", {"fiche-pret.md": fiche}).ask("durée du prêt de parapluie")
    assert response.citations[0].url == f"https://www.ejustice.just.fgov.be/eli/{link}"


def test_the_article_comes_before_the_fiche_that_says_the_question_in_its_own_words(base: Base) -> None:
    question = "un parapluie prêté à la personne inscrite au registre : durée du prêt de parapluie ?"
    with base.knowledge_base.edition() as edition:
        understood, vector = base.knowledge_base.understand(question, None, edition)
        regions = base.knowledge_base.regions
        candidates = find_candidates(edition, understood, vector, edition.filter_mask(understood.as_of, regions, None))
        idf, _ = term_weights(edition, understood)
        by_score = rank(edition, understood, candidates, regions, idf)
        moved = law_first(edition, by_score)
    assert by_score[0].provision.source_id == "fiche-pret", "or nothing has to move"
    assert [ranked.provision.source_id for ranked in moved[:2]] == ["loi-2003-04-01-wallonie", "fiche-pret"]
