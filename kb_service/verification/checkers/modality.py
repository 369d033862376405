"""Must, may, may not, need not: said of the same thing."""

from __future__ import annotations

import re

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.polarity import REACH, Modal, Modality, in_condition
from kb_service.verification.reading import Reading

_AGREE = {
    (Modality.MAY, Modality.NEED_NOT),
    (Modality.NEED_NOT, Modality.MAY),
    (Modality.NEED_NOT, Modality.MUST_NOT),  # "ne doit pas" may mean either
    (Modality.MUST_NOT, Modality.NEED_NOT),
}


def check(claim: Reading, piece: Piece) -> list[Finding]:
    """Each modal word of the statement beside the one that the piece says of the same words; a rule in the
    plain indicative ("le centre décide") obliges as "doit" does."""
    text = piece.reading
    found = [finding for modal in claim.modals if (finding := _compared(claim, modal, text))]
    if not claim.modals and not claim.negations:
        forbidden = (m for m in text.modals if m.modality is Modality.MUST_NOT and m.first in claim.names)
        found += [Finding(Outcome.SILENT, "l'obligation", "", text.said(m.start, m.end)) for m in forbidden]
    return found


_WITHIN = re.compile(
    r"(?:dans les|dans un|dans le|avant|au plus tard|endeans|sous|delai de)\s*(?:un delai de\s*|delai de\s*)?$"
)


def _sets_delay(claim: Reading) -> bool:
    return any(m.is_time and _WITHIN.search(claim.folded[: m.start]) for m in claim.measures)


def _compared(claim: Reading, modal: Modal, text: Reading) -> Finding | None:
    stated = claim.said(modal.start, modal.end)
    near = [
        other
        for other in text.modals
        if modal.first in other.about
        or other.first in modal.about
        or (modal.about & other.about and len(other.about) > REACH)
        or (modal.verb and modal.verb == other.verb)
    ]
    rival = max(near, key=lambda other: len(other.about & modal.about), default=None)
    if rival is not None:
        if rival.modality is modal.modality or (modal.modality, rival.modality) in _AGREE:
            return Finding(Outcome.AGREES, "l'obligation", stated, text.said(rival.start, rival.end))
        if {modal.modality, rival.modality} == {Modality.MUST, Modality.MAY} and _sets_delay(claim):
            return None  # "doit être introduit dans les trois mois": what is a duty is the delay of a right
        return Finding(Outcome.CONFLICTS, "l'obligation", stated, text.said(rival.start, rival.end))
    if modal.modality is Modality.MAY or not modal.about & text.names:
        return None
    if text.modals or modal.modality in (Modality.NEED_NOT, Modality.MUST_NOT) or _only_conditional(modal, text):
        return Finding(Outcome.SILENT, "l'obligation", stated)
    return None


def _only_conditional(modal: Modal, text: Reading) -> bool:
    """Whether the piece says the words only as a condition of something else: "lorsque la demande est écrite"."""
    said = [term for term in text.terms if term.name in modal.about]
    return all(in_condition(text.folded, term.start) for term in said)
