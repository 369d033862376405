"""Must, may, may not, need not: said of the same thing."""

from __future__ import annotations

from kb_service.verification.checkers.finding import Finding, Outcome
from kb_service.verification.evidence import Piece
from kb_service.verification.polarity import Modal, Modality
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
    return [finding for modal in claim.modals if (finding := _compared(claim, modal, piece.reading))]


def _compared(claim: Reading, modal: Modal, text: Reading) -> Finding | None:
    stated = claim.said(modal.start, modal.end)
    rival = max(text.modals, key=lambda other: len(other.about & modal.about), default=None)
    if rival is not None and rival.about & modal.about:
        if rival.modality is modal.modality or (modal.modality, rival.modality) in _AGREE:
            return Finding(Outcome.AGREES, "l'obligation", stated, text.said(rival.start, rival.end))
        if {modal.modality, rival.modality} == {Modality.MUST, Modality.MAY} and any(m.is_time for m in claim.measures):
            return None  # "doit être introduit dans les trois mois": what is a duty is the delay of a right
        return Finding(Outcome.CONFLICTS, "l'obligation", stated, text.said(rival.start, rival.end))
    if modal.modality is Modality.NEED_NOT and not text.modals and modal.about & text.names:
        return Finding(Outcome.SILENT, "l'obligation", stated)
    return None
