"""Which region a text belongs to: by its label, its amendments, its issuer."""

from __future__ import annotations

import pytest

from corpus.model import Amendment, Change, Region
from ingest.structure.regions import region_of_acts, region_of_issuer, region_of_label

LABELS = [
    ("Communauté germanophone", Region.GERMAN_SPEAKING),
    ("REGION WALLONNE", Region.WALLOON),
    ("REGION BRUXELLES-CAPITALE (DROIT FUTUR)", Region.BRUSSELS),
    ("AUTORITE FLAMANDE", Region.FLEMISH),
    ("DROIT FUTUR", None),
    ("", None),
]


@pytest.mark.parametrize(("label", "region"), LABELS)
def test_a_label_behind_an_article_s_number_names_the_region(label: str, region: Region | None) -> None:
    assert region_of_label(label) is region


ACTS = [
    (["L 2016-07-21/08"], None),
    (["DRW 2018-05-05/10"], Region.WALLOON),
    (["DCFL 2016-12-09/06"], Region.FLEMISH),
    (["ORD 2019-03-28/04"], Region.BRUSSELS),
    (["DCG 2016-04-25/10"], Region.GERMAN_SPEAKING),
    (["L 2002-12-24/31", "DRW 2018-05-05/10"], Region.WALLOON),
    (["DRW 2018-05-05/10", "DCG 2020-01-01/01"], Region.GERMAN_SPEAKING),
    ([], None),
]


@pytest.mark.parametrize(("acts", "region"), ACTS)
def test_the_last_regional_assembly_that_amended_a_wording_owns_it(acts: list[str], region: Region | None) -> None:
    assert region_of_acts(Amendment("1", Change.REPLACED, act, None, None) for act in acts) is region


ISSUERS = [
    ("Arrêté du Gouvernement wallon relatif aux parapluies", "", Region.WALLOON),
    ("Arrêté du Gouvernement flamand relatif aux parapluies", "Autorité flamande", Region.FLEMISH),
    ("Décret relatif aux parapluies", "Service public de Wallonie", Region.WALLOON),
    ("Ordonnance relative aux parapluies", "", Region.BRUSSELS),
    ("Arrêté royal relatif aux parapluies de la Région wallonne", "Affaires pluviales", None),
    ("Loi relative à la Région de Bruxelles-Capitale", "Intérieur", None),
]


@pytest.mark.parametrize(("title", "issuer", "region"), ISSUERS)
def test_who_made_a_text_says_where_it_holds_not_what_it_is_about(
    title: str, issuer: str, region: Region | None
) -> None:
    assert region_of_issuer(title, issuer) is region
