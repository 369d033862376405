"""A pasted text, cut into statements; and which of them say nothing that a rule could confirm or deny."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.legal_text.normalise import fold
from corpus.legal_text.numbers import find_quantities
from corpus.legal_text.references import find_references
from corpus.legal_text.sentences import sentence_spans
from kb_service.verification.reading import read
from kb_service.verification.unchecked import shipped_unchecked


@dataclass(frozen=True)
class Statement:
    """`text` stands at `start:end` of what was pasted; `body` is what of it is to be checked, its offset in `text` being `lead`:
    a bullet, "Attention :" or "je pense que" go before. `not_checkable` says in French why it is not one."""

    text: str
    start: int
    end: int
    lead: int
    not_checkable: str | None = None

    @property
    def body(self) -> str:
        return self.text[self.lead :]


_MARKS = re.compile(r"(?:\*\*|__|`|\*)")
# A line that an e-mail or a PDF broke: the next one goes on in small letters.
_WRAP = re.compile(r"(?<=[^\n.!?:;])\n(?=[^\S\n]*[a-zà-ÿœ(«\"'’])(?![^\S\n]*[a-z][.)])")
_NO_LETTERS = re.compile(r"^[\W\d_]*$")
# A telegraphic statement has no verb: "Délai de recours : 3 mois".
_VERB = re.compile(
    r"\b(?:est|sont|etait|etaient|sera|seront|serait|a|ont|avait|aura|auront|peut|peuvent|pourra|pourrait|doit|doivent|devra|devront|fait|font|va|vont|faut|n'|ne)\b"
    r"|\b\w{2,}(?:ent|e|it|t|ra|ront|rait|d)\b"
)
LONGEST_TITLE = 8
"""Words up to which a line without any figure or closing mark is a title, not a statement."""

SIGNED = 4
"""Lines behind the end of a letter that may be its signature; another letter may follow."""


def statements(text: str) -> list[Statement]:
    """Every sentence and list item of a text, in order; marks of Markdown are blanked, offsets stay."""
    unmarked = _WRAP.sub(" ", _MARKS.sub(lambda mark: " " * len(mark[0]), text))
    found: list[Statement] = []
    signing = 0
    for start, end in sentence_spans(unmarked):
        statement = _statement(unmarked, start, end)
        if shipped_unchecked().closes(fold(statement.text)):
            signing = SIGNED
        elif signing and _may_sign(statement.text):
            signing -= 1
            statement = replace(statement, not_checkable=shipped_unchecked().signature)
        else:
            signing = 0
        found.append(statement)
    return found


def _may_sign(text: str) -> bool:
    """A short line without a closing mark that states no figure and no duty: a name, a function, a service."""
    short = len(re.findall(r"\w+", text)) <= LONGEST_TITLE and not text.rstrip().endswith((".", "!", "?", ":"))
    return short and not _says_figures(fold(text)) and not read(text).modals and not read(text).negations


def _statement(pasted: str, start: int, end: int) -> Statement:
    text = pasted[start:end]
    folded = fold(text)
    lead = shipped_unchecked().lead(folded)
    body = folded[lead:] or folded
    verbal = fold(re.sub("[àÀ]", " ", text))[lead:] or folded  # folded, "à" would be the verb "a"
    return Statement(text, start, end, lead if lead < len(text) else 0, _not_checkable(body, verbal))


def _not_checkable(body: str, verbal: str) -> str | None:
    if _NO_LETTERS.match(body):
        return "Il n'y a rien à vérifier ici."
    unchecked = shipped_unchecked()
    if why := unchecked.why_question(body):
        return why
    if not _says_figures(body) and (why := unchecked.why_no_rule(body)):
        return why
    words = re.findall(r"\w+", body)
    if (
        len(words) <= LONGEST_TITLE
        and not _says_figures(body)
        and "=" not in body
        and (body.rstrip(" *_").endswith(":") or not _VERB.search(verbal))
    ):
        return "C'est un titre, pas une affirmation."
    return None


def _says_figures(body: str) -> bool:
    """Whether a sentence names an article or a quantity: even an opinion then states a rule."""
    return bool(find_quantities(body)) or any(reference.article for reference in find_references(body))
