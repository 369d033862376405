"""The errors of the house: one small tree, each with a stable code, a French sentence and what to do."""

from __future__ import annotations


class KbError(Exception):
    """Something that a user can be told in one line.

    `code` is stable English (programs match on it), `message` one French sentence that names what
    it is about, `remedy` one French sentence that says what to do.
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.code = code
        self.message = message
        self.remedy = remedy


class BadInput(KbError):
    """The caller's to mend: a question, a file, an option. Trying again unchanged fails again."""


class Unavailable(KbError):
    """Outside our reach for now: a disk, a model, a server. Trying again later may work."""


class Defect(KbError):
    """Ours to mend: an invariant that does not hold, such as an edition that contradicts its manifest."""
