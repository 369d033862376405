"""Amounts that the law itself ties to the price index: what its text prints is never today's amount."""

from __future__ import annotations

import re
from datetime import date
from weakref import WeakKeyDictionary

from corpus.editions.edition import Edition
from corpus.legal_text.acts import Relation
from corpus.legal_text.numbers import Unit, find_quantities
from corpus.legal_text.references import find_references
from corpus.model import Provision
from corpus.montants import amounts_paid, in_euros

# "sont rattachés à l'indice 103,14", "sont liés à l'indice pivot", "est automatiquement indexé".
_TIED = re.compile(r"\b(?:rattach|li)ée?s? à l'indice\b|\best (?:automatiquement )?indexée?\b", re.IGNORECASE)
# What Justel prints below an article whose amounts were adapted.
_ADAPTED = re.compile(r"\bmontants?\b.{0,80}\b(?:adapt|index|au 1er )|liaison au bien-être", re.IGNORECASE | re.DOTALL)
SAID_BEFORE = 300
"""Characters before "sont rattachés à l'indice" in which the articles concerned are named."""
_REPLACED = re.compile(r"\best remplacé\b", re.IGNORECASE)
_TIED_ARTICLES: WeakKeyDictionary[Edition, dict[str, frozenset[str]]] = WeakKeyDictionary()


def states_base_amount(edition: Edition, provision: Provision, quote: str) -> bool:
    """Whether `quote` gives an amount in euros of a provision whose amounts are indexed."""
    return any(quantity.unit is Unit.EUR for quantity in find_quantities(quote)) and is_indexed(edition, provision)


def is_indexed(edition: Edition, provision: Provision) -> bool:
    """Whether the law ties the amounts of a provision to the index, there or in another of its articles."""
    if _TIED.search(provision.text) or any(_ADAPTED.search(n) and not _REPLACED.search(n) for n in provision.notes):
        return True
    return provision.number in _tied_articles(edition, provision.source_id)


def paid_by_category(provision: Provision, day: date) -> str:
    """What is paid on a day under an article whose amounts depend on the household: "catégorie 1 : …
    euros par mois ; … (where that was read)". Empty where no amount of that day is confirmed."""
    paid = [a for a in amounts_paid(f"{provision.source_id}/art_{provision.number}", day) if a.category]
    amounts = [f"catégorie {a.category} : {in_euros(a.value)} euros par {a.period}" for a in paid]
    sources = ", ".join(dict.fromkeys(a.source for a in paid))
    return f"{' ; '.join(amounts)} ({sources})" if paid else ""


def _tied_articles(edition: Edition, source_id: str) -> frozenset[str]:
    """The articles that others of the same act tie to the index: "Les montants visés à l'article 50". Looked for once
    in each work of an edition, which never changes."""
    known = _TIED_ARTICLES.setdefault(edition, {})
    if source_id not in known:
        tied = [_TIED.split(p.text)[0] for p in edition.provisions_of_source(source_id) if _TIED.search(p.text)]
        known[source_id] = frozenset(
            reference.article
            for text in tied
            for reference in find_references(text[-SAID_BEFORE:])
            if reference.article and (reference.act is None or reference.act.relation is Relation.THIS)
        )
    return known[source_id]
