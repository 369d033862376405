"""A reference resolves to a catalogued work and to an article that was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.checks.documents import Document
from corpus.checks.finding import Fault
from corpus.checks.references import check_references
from corpus.errors import BadInput
from corpus.model import Kind, Source
from corpus.provisions import articles_read

LAWS = (
    Source("loi-2002-05-26", "Loi DIS", Kind.LAW),
    Source("loi-1976-07-08", "Loi organique", Kind.LAW),
    Source("loi-1976-07-08-wallonie", "Loi organique, forme wallonne", Kind.LAW),
)
REGISTER = {"loi-2002-05-26": {"3", "21", "43/5"}, "loi-1976-07-08-wallonie": {"57", "60"}}


def faults(text: str, *basis: str) -> list[tuple[Fault, int]]:
    fiche = Source("fiche-a", "Fiche", Kind.FICHE, legal_basis=basis)
    return [(f.fault, f.line) for f in check_references(Document(fiche, text), Catalogue((*LAWS, fiche)), REGISTER)]


@pytest.mark.parametrize(
    ("text", "basis", "wanted"),
    [
        ("Règle (loi DIS, art. 21, § 1er).", ["loi-2002-05-26/art_21"], []),
        ("Règle (loi organique, art. 60).", ["loi-1976-07-08-wallonie/art_60"], []),
        ("Un\n\nRègle (loi DIS, art. 22).", [], [(Fault.UNREAD_ARTICLE, 3)]),
        ("Règle (loi DIS, art. 21).", [], [(Fault.NOT_IN_LEGAL_BASIS, 1)]),
        ("Règle (loi du 1er avril 1999, art. 2).", [], [(Fault.UNKNOWN_WORK, 1)]),
        ("Règle (loi DIS, art. 3 et 4).", ["loi-2002-05-26/art_3"], [(Fault.UNREAD_ARTICLE, 1)]),
        ("Règle (art. 21).", [], [(Fault.UNNAMED_WORK, 1)]),
        ("Sans référence.", ["loi-2002-05-26/art_99"], [(Fault.UNREAD_ARTICLE, 0)]),
        ("L'article 12 sans loi, ou la présente loi.", [], []),
    ],
)
def test_what_does_not_resolve(text: str, basis: list[str], wanted: list[tuple[Fault, int]]) -> None:
    assert faults(text, *basis) == wanted


@pytest.mark.parametrize("toml", ["[[read]]\nwork = 'loi-1'\n", "[[read]\n", "other = 1\n"])
def test_a_wrong_register_is_an_error(tmp_path: Path, toml: str) -> None:
    path = tmp_path / "provisions.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        articles_read(path)
    assert caught.value.code == "bad_provisions"
