"""What a reader must know beside the answer: an old state, an annulment, a change that is already voted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpus.editions.edition import Edition
from corpus.legal_text.dates import french
from corpus.model import Change, Provision, Region, Source
from kb_service.answer.base_amounts import paid_by_category, states_base_amount
from kb_service.answer.verbatim import Quoted
from kb_service.contract import Warning
from kb_service.question.analysis import Question
from kb_service.retrieval.named import Named, sources_of
from kb_service.retrieval.search import Found

LOOKED_AT = 3
"""How many of the best provisions of any day are asked whether they had a wording on the day."""
OLD_STATE = timedelta(days=548)
"""A consolidation older than a year and a half is said to be old."""


def warnings_about(
    edition: Edition, question: Question, searched: Found, quoted: Sequence[Quoted], regions: Sequence[Region]
) -> list[Warning]:
    """Each warning once: about the provisions that the answer quotes, and about what it could not see."""
    found: dict[str, Warning] = {}
    if question.unnamed_past:
        found[""] = Warning(
            code="which_day",
            message="La question parle d'une époque sans la dater : la réponse vaut aujourd'hui. Ajoutez une date.",
        )
    if question.day_is_fact and not question.names_day:
        found["fact"] = Warning(
            code="text_after_fact",
            message="La date citée est antérieure au texte qui en parle : la réponse donne le droit d'aujourd'hui.",
        )
    if question.respelt:
        read = ", ".join(f"« {word} » comme « {meant} »" for word, meant in question.respelt)
        found["respelt"] = Warning(code="read_as", message=f"La question a été lue ainsi : {read}.")
    for unseen in (
        *_named(edition, question, searched.named),
        *_missing_versions(edition, question, searched),
        *_other_region(question, regions),
    ):
        found.setdefault(unseen.message, unseen)
    for part in quoted:
        provision = part.ranked.provision
        source = edition.source(provision.source_id)
        quote = " ".join(provision.text[start:end] for start, end in part.spans)
        for warning in (
            _old_state(source, question.as_of),
            _annulled(source, provision),
            _base_amount(edition, source, provision, quote, question.as_of),
            _changes_soon(edition, source, provision, question.as_of),
        ):
            if warning:
                found.setdefault(warning.message, warning)
    return list(found.values())


def _named(edition: Edition, question: Question, named: Named) -> list[Warning]:
    """What the question names and the base cannot quote."""
    found = [
        Warning(
            code="repealed",
            message=f"{edition.source(p.source_id).name}, {p.label} : abrogé"
            + (f" depuis le {french(p.validity.valid_from)}." if p.validity.valid_from else "."),
        )
        for p in named.repealed
    ]
    for reference in named.absent:
        assert reference.act is not None  # only a reference to an act can be known to be absent
        said = question.text[reference.act.start : reference.act.end]
        if sources := sources_of(edition, reference.act_key or ""):
            what = f"{edition.source(sources[0]).name}, {reference.label} : cet article n'est pas dans la base"
        else:
            what = f"Le texte cité (« {said} ») n'est pas dans la base"
        found.append(Warning(code="absent_text", message=f"{what} ; consultez-le à sa source officielle."))
    return found


def _missing_versions(edition: Edition, question: Question, found: Found) -> list[Warning]:
    """Articles that answer well today and of which the wording of the day asked for is not known here."""
    if not question.names_day:
        return []
    here = {(r.provision.source_id, r.provision.number) for r in found.ranked}
    absent = [r.provision for r in found.any_day[:LOOKED_AT] if (r.provision.source_id, r.provision.number) not in here]
    return [
        Warning(
            code="missing_version",
            message=f"{edition.source(p.source_id).name}, {p.label} : {_absence(edition, p, question.as_of)}.",
        )
        for p in absent
    ]


def _absence(edition: Edition, provision: Provision, day: date) -> str:
    """Why no wording of an article is cited for a day: not yet there, gone, or not known here."""
    wordings = edition.find_provisions(provision.source_id, provision.number)
    if any(w.repealed and w.validity.covers(day) for w in wordings):
        return f"abrogé, il ne s'applique plus au {french(day)}"
    if any(a.change is Change.INSERTED and a.in_force and a.in_force > day for w in wordings for a in w.amendments):
        return f"inséré plus tard, il n'existait pas encore le {french(day)}"
    starts = [w.validity.valid_from for w in wordings if w.validity.valid_from]
    if starts and min(starts) > day and not any(w.amendments for w in wordings):
        return f"il n'est entré en vigueur que le {french(min(starts))}"
    return f"son texte du {french(day)} n'est pas dans la base"


def _other_region(question: Question, regions: Sequence[Region]) -> list[Warning]:
    """A question about a region for which this base does not answer."""
    named = [region for region, words in _REGION_WORDS.items() if words.search(question.text) and region not in regions]
    return [
        Warning(
            code="other_region",
            message=f"La question parle d'une autre région ({region}) : la base répond pour {', '.join(regions)}.",
        )
        for region in named
    ]


_REGION_WORDS = {
    Region.BRUSSELS: re.compile(r"\bbruxell|\bbrussel", re.IGNORECASE),
    Region.FLEMISH: re.compile(r"\bflandre|\bflamand|\bvlaander|\bvlaams", re.IGNORECASE),
    Region.GERMAN_SPEAKING: re.compile(r"\bgermanophon", re.IGNORECASE),
}


def _old_state(source: Source, day: date) -> Warning | None:
    state = source.consolidated_on
    if state is None or day <= state + OLD_STATE:
        return None
    return Warning(
        code="old_consolidation",
        message=f"{source.name} : le texte lu est celui du {french(state)} ; "
        "des changements plus récents peuvent manquer.",
    )


def _annulled(source: Source, provision: Provision) -> Warning | None:
    note = provision.annulment
    if note is None:
        return None
    return Warning(code="annulment", message=f"{source.name}, {provision.label} : {_said(note)}.")


def _base_amount(edition: Edition, source: Source, provision: Provision, quote: str, day: date) -> Warning | None:
    """That the amount which the law prints is not the one that is paid, and the one that is where it is confirmed."""
    if not states_base_amount(edition, provision, quote):
        return None
    paid = paid_by_category(provision, day)
    then = (
        f"Montants payés le {french(day)} : {paid}."
        if paid
        else f"Le montant payé le {french(day)} n'est pas confirmé ici : cherchez-le dans la circulaire des montants."
    )
    return Warning(
        code="base_amount",
        message=f"{source.name}, {provision.label} : montant de base, lié à l'indice des prix. {then}",
    )


def _changes_soon(edition: Edition, source: Source, provision: Provision, day: date) -> Warning | None:
    later = [
        other.validity.valid_from
        for other in edition.find_provisions(source.source_id, provision.number)
        if other.region is provision.region and other.validity.valid_from and other.validity.valid_from > day
    ]
    if not later or min(later) == date.max:
        return None
    return Warning(
        code="upcoming_change",
        message=f"{source.name}, {provision.label} : un autre texte vaudra à partir du {french(min(later))}.",
    )


def _said(note: str) -> str:
    """A note without its label: "NOTE : par son arrêt …" is "par son arrêt …"."""
    return re.sub(r"^NOTE ?\w* ?: ?", "", note).rstrip(".")
