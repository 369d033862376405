"""Whether the article that a statement names is the one that holds the rule: misattributed is not fabricated."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.legal_text.outline import outline
from kb_service.contract import Verdict
from kb_service.retrieval.citing import articles_cited
from kb_service.retrieval.sentences import unit_at
from kb_service.verification.compared import Compared
from kb_service.verification.evidence import Piece
from kb_service.verification.references import Named
from kb_service.verification.verdict import Judged, supports

ENOUGH = 0.3
"""The likeness with which a named article itself holds the rule, once the rule is known to be true."""


def misattributed(judged: Judged, named: Sequence[Named]) -> Compared | None:
    """Where a rule that is true really stands, if the statement names other articles only; else `None`."""
    checked = [n for n in named if n.wordings and n.fault is None]
    if judged.verdict is not Verdict.SUPPORTED or judged.shown is None or not checked:
        return None
    if any(_holds(n, judged.shown.piece) or _restates(n, judged.shown.piece) for n in checked):
        return None
    if any(_holds(n, c.piece) and supports(c, ENOUGH) for c in judged.compared for n in checked):
        return None
    return judged.shown


def unconfirmed(judged: Judged, named: Sequence[Named]) -> Named | None:
    """A reference to a text that the base does not hold, where what shows the rule does not name it either."""
    absent = [n for n in named if not n.wordings and not n.contradicts]
    if judged.shown is None or len(absent) < len(named):
        return None
    return next((n for n in absent if not _restates(n, judged.shown.piece)), None)


def _holds(named: Named, piece: Piece) -> bool:
    """Whether a piece stands in the article, and in its § where one is named."""
    same = any((w.source_id, w.number) == (piece.provision.source_id, piece.provision.number) for w in named.wordings)
    paragraph = named.reference.paragraph_label
    if not same or paragraph is None:
        return same
    labels = _paragraphs(piece)
    return not labels or paragraph in labels


def _paragraphs(piece: Piece) -> set[str]:
    units = outline(piece.provision.text)
    first, last = unit_at(units, piece.start), unit_at(units, max(piece.start, piece.end - 1))
    return {label for unit in units[first : last + 1] for label in unit.labels if label.startswith("§")}


def _restates(named: Named, piece: Piece) -> bool:
    """Whether a piece itself gives the article as its source, as a fiche does."""
    return (named.reference.act_key, named.reference.article) in articles_cited(
        piece.provision.text[piece.start : piece.around[1]]
    )
