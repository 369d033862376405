"""What a form may show again of what was typed into it: never personal data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.errors import KbError
from kb_service.contract import Warning
from kb_service.privacy.policy import MASKED

if TYPE_CHECKING:
    from kb_service.knowledge_base import KnowledgeBase


def after_answer(typed: str, warnings: Iterable[Warning]) -> str:
    """What was typed, or nothing where the answer says that personal data were masked in it."""
    return "" if any(warning.code == MASKED for warning in warnings) else typed


def after_refusal(typed: str, knowledge_base: KnowledgeBase) -> str:
    """What was typed, to be corrected, or nothing where the guard finds personal data or does not read it.

    A refusal carries no warning: it may come before the guard has looked, or be the guard's own.
    """
    if not typed.strip():
        return ""
    try:
        return "" if knowledge_base.inspect(typed).personal else typed
    except KbError:
        return ""
