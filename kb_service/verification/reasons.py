"""A verdict told: one French sentence, the quotes that show it, and what literally differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.editions.edition import Edition
from corpus.legal_text.dates import french
from corpus.legal_text.references import Reference
from corpus.legal_text.sentences import sentence_spans
from corpus.model import Passage, Provision, Status
from kb_service.answer.verbatim import cite, label_of
from kb_service.contract import Citation, Difference, Verdict
from kb_service.verification.amounts import AmountChecked, Standing
from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.checkers.quantities import INDEXED, TOPICS
from kb_service.verification.compared import Compared
from kb_service.verification.measures import Dimension
from kb_service.verification.references import Fault
from kb_service.verification.verdict import Judged
from kb_service.verification.verifier import Checked


@dataclass(frozen=True)
class Told:
    """What a reader gets beside the verdict; see `contract.Claim`."""

    reason: str
    citations: tuple[Citation, ...]
    differences: tuple[Difference, ...] = ()
    covered: bool | None = None
    exact_from: date | None = None
    exact_to: date | None = None


def tell(edition: Edition, checked: Checked) -> Told:
    """The reason of a verdict with the quotes that show it."""
    if checked.verdict is Verdict.CONTRADICTED:
        return _contradicted(edition, checked)
    if checked.verdict is Verdict.SUPPORTED:
        return _supported(edition, checked)
    if checked.verdict is Verdict.NOT_CHECKABLE:
        return _pointed(edition, checked)
    return _unsupported(edition, checked)


def _supported(edition: Edition, checked: Checked) -> Told:
    if checked.amounts:
        return _amount(edition, checked, checked.amounts[0])
    shown = [judged.shown for _, judged in checked.parts if judged.shown]
    places = list(dict.fromkeys(_place(edition, c) for c in shown))
    return Told(f"La base le dit : {' ; '.join(places)}.", _citations(edition, shown, checked.day))


def _contradicted(edition: Edition, checked: Checked) -> Told:
    for named in checked.named:
        if named.contradicts:
            quoted = [c for w in named.wordings for c in _provision(edition, w, checked.day)]
            nearest = _citations(edition, _shown(checked.parts), checked.day, after=quoted)
            return Told(named.reason, (*quoted, *(nearest if named.fault is Fault.FABRICATED else ())))
    for amount in checked.amounts:
        if amount.verdict is Verdict.CONTRADICTED:
            return _amount(edition, checked, amount)
    for _, judged in checked.parts:
        if judged.verdict is Verdict.CONTRADICTED and judged.shown:
            place = _place(edition, judged.shown)
            conflicts = judged.shown.having(Outcome.CONFLICTS)
            then, exact_from, exact_to = _then(checked)
            return Told(
                _sentence(_difference(conflicts[0], place), then),
                _citations(edition, [judged.shown, *_other(checked)], checked.day),
                tuple(Difference(topic=f.topic, stated=f.stated, written=f.written) for f in conflicts),
                exact_from=exact_from,
                exact_to=exact_to,
            )
    if checked.elsewhere:
        stated = " ; ".join(n.reference.label for n in checked.named)
        place = _place(edition, checked.elsewhere)
        rule = _citations(edition, [checked.elsewhere], checked.day)
        cited = [w for n in checked.named for w in n.wordings[:1]][:1]
        also = [c for w in cited for c in _provision(edition, w, checked.day, len(rule) + 1)]
        return Told(
            f"Mal attribué : cette règle est ailleurs ({place}), pas à l'endroit cité ({stated}).", (*rule, *also)
        )
    then, exact_from, exact_to = _then(checked)
    shown = [*_other(checked), *_shown(checked.parts)]
    return Told(
        _sentence("Le texte en vigueur ne le dit pas", then),
        _citations(edition, shown, checked.day),
        exact_from=exact_from,
        exact_to=exact_to,
    )


def _pointed(edition: Edition, checked: Checked) -> Told:
    """What only names articles: that they exist, and how each begins."""
    reasons = [named.reason for named in checked.named if named.reason]
    looked_up = [named for named in checked.named if named.wordings]
    if looked_up:
        labels = ", ".join(
            dict.fromkeys(f"{edition.source(n.wordings[0].source_id).name}, {n.reference.label}" for n in looked_up)
        )
        reasons.insert(0, f"Ce n'est qu'un renvoi ; le texte cité existe et est en vigueur : {labels}.")
    quoted: list[Citation] = []
    for named in looked_up:
        for provision in named.wordings:
            quoted += _provision(edition, provision, checked.day, len(quoted) + 1, named.reference)
    return Told(" ".join(reasons) or "C'est un renvoi à un texte, pas une affirmation.", tuple(quoted))


def _unsupported(edition: Edition, checked: Checked) -> Told:
    covered = any(judged.covered for _, judged in checked.parts)
    amount = next((a for a in checked.amounts if a.standing is Standing.UNCONFIRMED), None)
    if amount:
        return replace(_amount(edition, checked, amount), covered=True)
    absent = next((n for n in checked.named if n.fault is Fault.ABSENT), None)
    if absent:
        return Told(absent.reason, _citations(edition, _shown(checked.parts), checked.day), covered=covered)
    if not covered:
        return Told("Rien dans la base ne le dit : elle ne parle pas de ce sujet.", (), covered=False)
    left = [judged for _, judged in checked.parts if judged.verdict is not Verdict.SUPPORTED and judged.shown]
    nearest = left[0].shown if left else None
    assert nearest is not None  # a part that is covered has a nearest piece
    silent = next((f for f in nearest.having(Outcome.SILENT) if f.stated), None)
    then, exact_from, exact_to = _then(checked)
    place = _place(edition, nearest)
    return Told(
        _sentence(f"Rien dans la base ne le dit : le texte le plus proche ({place}) {_silence(silent)}", then),
        _citations(edition, [nearest, *_other(checked)], checked.day),
        covered=True,
        exact_from=exact_from,
        exact_to=exact_to,
    )


def _amount(edition: Edition, checked: Checked, amount: AmountChecked) -> Told:
    """An amount with the article on which it rests, and the likest text that gives it, else that speaks of it."""
    basis = _basis(edition, amount.basis, checked.day)
    giving = (c for _, judged in checked.parts for c in judged.compared if _gives_amount(c))
    found = next(([compared] for compared in giving), _shown(checked.parts))
    near = _citations(edition, found, checked.day, after=basis)
    return Told(amount.reason, (*basis, *near), exact_from=amount.exact_from, exact_to=amount.exact_to)


def _gives_amount(compared: Compared) -> bool:
    amount = TOPICS[Dimension.MONEY]
    return any(f.topic == amount and f.outcome is Outcome.AGREES for f in compared.findings)


def _difference(finding: Finding, place: str) -> str:
    if finding.topic == "la négation":
        if finding.written:
            return f"{place}, dit le contraire : « {finding.written} »"
        return f"Le texte dit « {finding.stated} » ; {place}, dit le contraire"
    if finding.topic == "la portée":
        return f"Le texte dit « {finding.stated} » ; {place}, prévoit autre chose (« {finding.written} »)"
    return f"Le texte dit « {finding.stated} » ; {place}, dit « {finding.written} »"


def _silence(finding: Finding | None) -> str:
    if finding is None:
        return "parle du sujet sans le dire"
    if finding.topic == INDEXED:
        return f"ne donne que le montant avant indexation, et ne confirme pas « {finding.stated} »"
    return f"ne confirme pas {finding.topic} (« {finding.stated} »)"


def _then(checked: Checked) -> tuple[str, date | None, date | None]:
    """ "exact jusqu'au 28 février 2026" where a wording of another time says what the statement says."""
    if checked.other_day is None or checked.other_day.shown is None:
        return "", None, None
    validity = checked.other_day.shown.piece.provision.validity
    if validity.status_on(checked.day) is Status.UPCOMING and validity.valid_from:
        return f"exact à partir du {french(validity.valid_from)}", validity.valid_from, validity.valid_to
    if validity.valid_to:
        return f"exact jusqu'au {french(validity.valid_to)}", validity.valid_from, validity.valid_to
    return "", None, None


def _sentence(*parts: str) -> str:
    return f"{' ; '.join(part for part in parts if part)}."


def _other(checked: Checked) -> list[Compared]:
    return [checked.other_day.shown] if checked.other_day and checked.other_day.shown else []


def _shown(parts: Sequence[tuple[tuple[int, int], Judged]]) -> list[Compared]:
    return [judged.shown for _, judged in parts if judged.shown and judged.covered]


def _place(edition: Edition, compared: Compared) -> str:
    """ "Loi DIS, art. 21, § 1er"."""
    piece = compared.piece
    return f"{edition.source(piece.provision.source_id).name}, {label_of(piece.provision, (piece.start, piece.end))}"


def _citations(
    edition: Edition, shown: Sequence[Compared], day: date, after: Sequence[Citation] = ()
) -> tuple[Citation, ...]:
    """Each piece once, and none of those that they come `after`: its sentence, behind the head of its list where that
    does not stand right before it."""
    found: list[Citation] = []
    for compared in dict.fromkeys(shown):
        piece = compared.piece
        for span in (*piece.heads, (piece.start, piece.end)):
            if all((c.provision_id, c.span) != (piece.provision.provision_id, span) for c in (*after, *found)):
                found.append(_citation(edition, compared, day, len(after) + len(found) + 1, span))
    return tuple(found)


def _citation(edition: Edition, compared: Compared, day: date, number: int, span: tuple[int, int]) -> Citation:
    return cite(edition, day, compared.piece.provision, compared.piece.passages, number, span)


def _provision(
    edition: Edition, provision: Provision, day: date, number: int = 1, named: Reference | None = None
) -> list[Citation]:
    """The first sentence of a provision, or of the § that is named: what it is about."""
    passages: list[Passage] = edition.passages(edition.passages_of_provision(provision.provision_id))
    if not passages:
        return []
    spans = sentence_spans(provision.text)
    if named and named.paragraph:
        spans = [s for s in spans if named.paragraph_label in label_of(provision, s).split(", ")] or spans
    return [cite(edition, day, provision, passages, number, spans[0] if spans else (0, len(provision.text)))]


def _basis(edition: Edition, basis: str, day: date) -> tuple[Citation, ...]:
    """The article on which an amount rests, where the edition holds it."""
    source_id, _, article = basis.partition("/art_")
    if not article or all(source.source_id != source_id for source in edition.sources()):
        return ()
    wordings = [p for p in edition.find_provisions(source_id, article) if p.validity.covers(day) and not p.repealed]
    return tuple(_provision(edition, wordings[0], day)) if wordings else ()
