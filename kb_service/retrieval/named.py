"""The articles that a question names: where they stand in the edition, or why they do not.

A question that names its article wants that one: another act's article of the same number is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from corpus.editions.edition import Edition
from corpus.legal_text.normalise import fold
from corpus.legal_text.references import Reference
from corpus.model import Provision, Region
from kb_service.question.analysis import Question


@dataclass(frozen=True)
class Named:
    """`repealed` are named articles of which the law says on that day only that they are repealed; `absent`
    the references to an act, or to an article of a known act, that the edition does not hold."""

    repealed: tuple[Provision, ...] = ()
    absent: tuple[Reference, ...] = ()


def find_named(edition: Edition, question: Question, regions: Collection[Region]) -> Named:
    """What of that which a question names can only be told about, not quoted."""
    repealed: list[Provision] = []
    absent: list[Reference] = []
    for reference in question.references:
        if reference.act_key is None:
            continue
        sources = sources_of(edition, reference.act_key)
        article = reference.article
        wordings = [w for source in sources for w in edition.find_provisions(source, article)] if article else []
        if not sources or (article and not wordings):
            absent.append(reference)
        on_day = [w for w in wordings if w.validity.covers(question.as_of) and w.region in regions]
        if on_day and all(wording.repealed for wording in on_day):
            repealed += on_day
    return Named(tuple(repealed), tuple(absent))


def sources_of(edition: Edition, act_key: str) -> list[str]:
    """The sources that an act's key names: the act and the forms that regions have of it. An archived act has a
    longer id than its key ("loi-1999-04-29-marche-electricite"), a code the date of its law; both may be told
    by their title."""
    sources = edition.sources()
    exact = [source.source_id for source in sources if act_key in (source.source_id, source.form_of)]
    if exact:
        return exact
    longer = [source.source_id for source in sources if source.source_id.startswith(f"{act_key}-")]
    if longer or any(map(str.isdigit, act_key)):
        return longer
    words = re.compile(r"\W".join(map(re.escape, act_key.split("-"))))
    return [source.source_id for source in sources if words.match(fold(source.title))]
