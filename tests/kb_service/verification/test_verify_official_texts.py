"""Whole texts against the official texts: what each kind of mistake is called, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.embedding.embedder import load_embedder
from evals.edition import sharing
from ingest.pipeline.run import ingest
from kb_service.contract import Claim, Verdict, VerifyRequest
from kb_service.knowledge_base import KnowledgeBase

DAY = date(2026, 11, 25)
S, C, U, N = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.NOT_CHECKABLE

STATEMENTS = [
    ("La décision est notifiée dans les 8 jours.", S, "art. 21"),
    ("Le premier paiement est effectué dans les quinze jours de la décision.", S, "art. 23"),
    ("Le CPAS doit prendre sa décision dans les 45 jours.", C, "« 45 jours »"),
    ("L'article 99 de la loi du 26 mai 2002 prévoit une prime de rentrée.", C, "Référence fabriquée"),
    (
        "Selon l'article 24 de la loi du 26 mai 2002, le recours doit être introduit dans les trois mois.",
        C,
        "Mal attribué",
    ),
    ("L'article 33 de la loi DIS prévoit une subvention majorée.", C, "abrogé"),
    ("Selon l'art. 21, § 9, de la loi DIS, la décision est prise dans les trente jours.", C, "s'arrête au § 6"),
    ("Source : loi du 26 mai 2002, art. 250.", C, "Référence fabriquée"),
    ("Source : loi du 26 mai 2002, art. 23, § 1er.", N, "est en vigueur : Loi DIS, art. 23, § 1er"),
    ("Voir aussi l'article 47.", N, "renvoi"),
    ("Le CPAS offre un ordinateur portable à chaque étudiant.", U, "Rien dans la base"),
    ("Bonjour à toutes et à tous,", N, "politesse"),
    ("Est-ce que cela vous semble correct ?", N, "question"),
    ("Je trouve cette procédure beaucoup trop compliquée.", N, "avis"),
]


@pytest.fixture(scope="module")
def base(official_texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    settings = sharing(tmp_path_factory.mktemp("verify"))
    law = [path for path in official_texts.iterdir() if path.name.startswith(("loi-2002-05-26", "ar-2002"))]
    ingest(law, settings, load_catalogue(), load_embedder(settings))
    base = KnowledgeBase.open(settings)
    yield base
    base.close()


def claim_of(base: KnowledgeBase, text: str, as_of: date = DAY) -> Claim:
    (claim,) = base.verify(VerifyRequest(text=text, as_of=as_of)).claims
    return claim


@pytest.mark.parametrize(("text", "verdict", "said"), STATEMENTS)
def test_each_statement_gets_its_verdict_and_reason(
    base: KnowledgeBase, text: str, verdict: Verdict, said: str
) -> None:
    claim = claim_of(base, text)
    assert (claim.verdict, said in claim.reason) == (verdict, True), claim


def test_every_quote_stands_in_its_provision(base: KnowledgeBase) -> None:
    text = "\n".join(text for text, _, _ in STATEMENTS)
    citations = [c for claim in base.verify(VerifyRequest(text=text, as_of=DAY)).claims for c in claim.citations]
    assert len(citations) >= 5
    for citation in citations:
        provision, _ = base.provision(citation.provision_id)
        assert provision.text[slice(*citation.span)] == citation.quote


def test_the_very_difference_is_given(base: KnowledgeBase) -> None:
    claim = claim_of(base, "Le CPAS doit prendre sa décision dans les 45 jours.")
    assert [d.stated for d in claim.differences] == ["45 jours"]
    assert claim.differences[0].written in ("trente jours", "30 jours")


def test_an_amount_is_right_on_its_day_only(base: KnowledgeBase) -> None:
    text = "Un isolé perçoit 1 288,46 euros de revenu d'intégration par mois."
    assert claim_of(base, text, date(2024, 6, 1)).verdict is S
    later = claim_of(base, text, date(2025, 6, 1))
    assert later.verdict is C
    assert (later.exact_from, later.exact_to) == (date(2024, 5, 1), date(2025, 1, 31))
    unread = claim_of(base, "Un isolé perçoit 1 314,20 euros de revenu d'intégration par mois.", date(2026, 7, 1))
    assert unread.verdict is U
    assert "jusqu'au 28 février 2026" in unread.reason


def test_spans_are_those_of_the_text(base: KnowledgeBase) -> None:
    text = "Bonjour,\n\n**Délai** : la décision est notifiée dans les 8 jours. Le recours est à l'article 47 de la loi DIS.\n"
    claims = base.verify(VerifyRequest(text=text, as_of=DAY)).claims
    assert [text[slice(*claim.span)].strip("* ")[:8] for claim in claims] == ["Bonjour,", "Délai** ", "Le recou"]


def test_a_source_line_shows_how_the_paragraph_that_it_names_begins(base: KnowledgeBase) -> None:
    claim = claim_of(base, "Source : loi du 26 mai 2002, art. 21, § 4.")
    (citation,) = claim.citations
    assert citation.provision.startswith("art. 21, § 4")
    assert citation.quote.startswith("§ 4.")


def test_an_amount_is_shown_with_what_speaks_of_it(base: KnowledgeBase) -> None:
    claim = claim_of(base, "Un isolé perçoit 1 288,46 euros de revenu d'intégration par mois.", date(2025, 6, 1))
    assert claim.citations[0].provision.startswith("art. 14")
    assert [citation.number for citation in claim.citations] == list(range(1, len(claim.citations) + 1))
