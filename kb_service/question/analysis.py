"""What a question says, before anything is searched: its language, its day, its references, its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.accents import restored
from corpus.audiences import every_audience, meant_in
from corpus.catalogue import Catalogue
from corpus.errors import BadInput
from corpus.legal_text.acts import find_acts
from corpus.legal_text.as_of import AsOfKind
from corpus.legal_text.dates import DateMention, find_dates
from corpus.legal_text.language import detect_language
from corpus.legal_text.references import Reference, find_references
from corpus.legal_text.tokens import tokens
from corpus.thesaurus import Match, Thesaurus
from kb_service.question.asks import Ask, asks_of, is_courtesy
from kb_service.question.day import day_asked
from kb_service.question.message import Message, read_message
from kb_service.question.spelling import mended, respelt
from kb_service.question.words import names_something

EXPANSION_WEIGHT = 0.6
"""What a word of the thesaurus weighs beside the user's own."""
FOREIGN_WORD_WEIGHT = 0.25
"""In Dutch, English or Arabic the user's own words meet French texts only by chance."""

LONG = 32
"""Words from which a model that reads a question beside a text would not come to its end."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the marks that make a text read in another order than it is written."""
_INTRODUCTION = re.compile(
    r"\s*(?:\b(?:avant|après|apres|depuis|dès|à partir|a partir|jusqu['’]?|en|au|du|le|de|la|les|début|fin|mois"
    r"|in|op|vanaf|voor|since|before|from)\b\s*|d['’]\s*)+$",
    re.IGNORECASE,
)
# Words that only ask to be shown a text; none of them shares its stem with a thing ("donner" with "dons").
_SHOWING = frozenset(
    tokens("prévoit prévoient stipule stipulent énonce explique expliquer résume résumer montre lire citer")
)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Concept:
    """One thing that a question speaks of, in the ways that a text may say it: the user's own tokens, or
    those of each expression that the thesaurus gives for them."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Question:
    """A question, understood. `message` tells apart what it asks and the case that it tells.

    `names_day` tells a day that was asked for from today; `day_is_fact` that it is only told as a fact of the case ("57
    ans au 30 juin 2025"); `dates` are all days that it names; `unnamed_past` marks a question about "à l'époque"
    without a day. `works` are the acts that it names, `subjects` the works that regulate each thing it speaks of,
    `audiences` the people whom it may mean. `terms` are the tokens of the word search with their weights;
    `embedded` is the text that the models read, its days left out, its spelling mended, its accents put back.
    `only_refers` marks one that says nothing but an article ("art 60§7", "que dit l'article 21 de la loi DIS ?"):
    it wants that text. `respelt` are the words that were taken for others ("refu", "refus"). `read` is the text
    that is read beside each one found: the embedded one, but what is asked first where a message is `LONG`.
    """

    text: str
    message: Message
    language: str
    as_of: date
    names_day: bool
    day_is_fact: bool
    dates: tuple[date, ...]
    unnamed_past: bool
    references: tuple[Reference, ...]
    asks: frozenset[Ask]
    works: tuple[str, ...]
    subjects: tuple[frozenset[str], ...]
    audiences: frozenset[str]
    expansions: tuple[str, ...]
    concepts: tuple[Concept, ...]
    terms: tuple[tuple[str, float], ...]
    embedded: str
    read: str
    only_refers: bool = False
    respelt: tuple[tuple[str, str], ...] = ()

    @property
    def is_question(self) -> bool:
        """Whether there is anything to look for: "bonjour" and "???" are not questions."""
        return bool(self.references) or (not is_courtesy(self.text) and bool(_WORD.search(self.text)))


def checked(text: str, longest: int) -> str:
    """The text of a question, fit to be asked.

    Raises `BadInput`: "empty_question", "question_too_long", "control_characters".
    """
    if _CONTROL.search(text):
        raise BadInput(
            "control_characters", "La question contient des caractères de contrôle.", "Retapez-la en texte simple."
        )
    if not text.strip():
        raise BadInput("empty_question", "La question est vide.", "Écrivez votre question en une phrase.")
    if len(text) > longest:
        raise BadInput(
            "question_too_long",
            f"La question compte {len(text)} caractères ; le maximum est {longest}.",
            "Posez une question à la fois, en une ou deux phrases.",
        )
    return re.sub(r"\s+", " ", text).strip()


def analyse(
    text: str,
    today: date,
    thesaurus: Thesaurus,
    catalogue: Catalogue,
    as_of: date | None = None,
    correct: Callable[[str], str | None] = lambda token: None,
) -> Question:
    """Understand a question. `as_of` is the day that was asked for beside it: it wins over the text's own.

    `correct` gives the nearest word that the texts know for a token that they do not ("alocation").
    """
    language = detect_language(text)
    message = read_message(text)
    day = day_asked(message, today)
    dates = find_dates(text, default_year=None)
    searched = _without_dates(text, dates)
    mend = mended if language == "fr" else str
    meant = mend(searched)
    matches = thesaurus.find(meant)
    expansions = tuple(dict.fromkeys(word for match in matches for word in match.entry.law))
    works = [source for match in matches for source in match.entry.sources]
    references = tuple(find_references(text))
    works += [ref.act_key for ref in references if ref.act_key and catalogue.by_id(ref.act_key)]
    own = tuple(dict.fromkeys(tokens(searched)))
    return Question(
        text=text,
        message=message,
        language=language,
        as_of=as_of or (day.day if day and day.day else today),
        names_day=as_of is not None or (day is not None and day.day is not None),
        day_is_fact=as_of is None and day is not None and day.kind is AsOfKind.FACT,
        dates=tuple(mention.first for mention in dates),
        unnamed_past=as_of is None and day is not None and day.kind is AsOfKind.PAST,
        references=references,
        asks=asks_of(meant),
        works=tuple(dict.fromkeys(works)),
        subjects=tuple(frozenset(match.entry.about) for match in matches if match.entry.about),
        audiences=_audiences(meant, expansions, language),
        expansions=expansions,
        concepts=_concepts(meant, language, matches, correct),
        terms=_weighted(own, expansions, language, correct),
        embedded=restored(meant),
        read=restored(meant if len(meant.split()) < LONG else mend(f"{' '.join(message.parts)} {message.told}")),
        only_refers=_only_refers(text, references),
        respelt=tuple(respelt(searched).items()) if language == "fr" else (),
    )


def _audiences(text: str, expansions: Sequence[str], language: str) -> frozenset[str]:
    """In another language than French anybody may be meant."""
    return meant_in(" ".join((text, *expansions))) if language == "fr" else every_audience()


def _only_refers(text: str, references: Sequence[Reference]) -> bool:
    spans = [r.span for r in references] + [(r.act.start, r.act.end) for r in references if r.act]
    kept = "".join(" " if any(start <= at < end for start, end in spans) else text[at] for at in range(len(text)))
    asked = (token for token in tokens(kept) if token not in _SHOWING)
    return any(r.article for r in references) and not any(names_something(token) for token in asked)


def _without_dates(text: str, dates: Sequence[DateMention]) -> str:
    """The question without the days that it names: they filter, and as words they would find whatever
    text happens to name the same ones. The dates of acts stay."""
    acts = find_acts(text)
    kept = text
    for mention in reversed(dates):
        if not any(act.start <= mention.start < act.end for act in acts):
            kept = f"{_INTRODUCTION.sub(' ', kept[: mention.start])} {kept[mention.end :]}"
    return re.sub(r"\s+", " ", kept).strip(" ,;:") or text


def _concepts(
    text: str, language: str, matches: Sequence[Match], correct: Callable[[str], str | None]
) -> tuple[Concept, ...]:
    """In another language than French only what the thesaurus translates can be looked for in a text. A misspelt word
    is the thing that it was meant for."""
    concepts = [
        Concept((tuple(tokens(text[m.start : m.end])), *(tuple(tokens(w)) for w in m.entry.law))) for m in matches
    ]
    if language == "fr":
        rest = text
        for match in reversed(matches):
            rest = f"{rest[: match.start]} {rest[match.end :]}"
        meant = (correct(token) or token for token in tokens(rest) if names_something(token))
        concepts += [Concept(((token,),)) for token in dict.fromkeys(meant)]
    return tuple(concepts)


def _weighted(
    own: tuple[str, ...], expansions: tuple[str, ...], language: str, correct: Callable[[str], str | None]
) -> tuple[tuple[str, float], ...]:
    weights: dict[str, float] = {}
    own_weight = 1.0 if language == "fr" else FOREIGN_WORD_WEIGHT
    for token in own:
        weights[token] = own_weight
        if (corrected := correct(token)) is not None:
            weights[corrected] = max(weights.get(corrected, 0), 0.8 * own_weight)
    for expansion in expansions:
        for token in tokens(expansion):
            weights[token] = max(weights.get(token, 0), EXPANSION_WEIGHT)
    return tuple(weights.items())
