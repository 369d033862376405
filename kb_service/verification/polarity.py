"""Who must, may, may not; and what is denied: each with the words that it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.legal_text.tokens import tokens
from kb_service.verification.lexicon import Hit

NamedSpan = tuple[str, int, int]
"""The canonical name of a word, and where it stands."""
REACH = 4
"""How many words after a modal verb or a negation it is about; an adjective is about as many before it."""


class Modality(StrEnum):
    """The value is how it reads in French."""

    MUST = "doit"
    MAY = "peut"
    MUST_NOT = "ne peut pas"
    NEED_NOT = "n'est pas tenu de"


@dataclass(frozen=True)
class Modal:
    """`about` are the names of the words that are said to be compulsory, allowed, forbidden or optional, `first`
    the nearest of them; `verb` is the stem of the word that follows, be it a term or not."""

    modality: Modality
    about: frozenset[str]
    start: int
    end: int
    first: str = ""
    verb: str = ""


@dataclass(frozen=True)
class Negation:
    """`about` are the names of the words denied, `first` the one next to the negation; `conditional` where a "si …",
    "lorsque …" or "qui …" holds it; `verb` is the stem of the verb that is denied, be it a term or not, "" for "sans", "aucun" and the like."""

    about: frozenset[str]
    start: int
    end: int
    conditional: bool
    first: str = ""
    verb: str = ""


_NE = r"(?:ne|n')\s*(?:\w+\s+){0,2}?"
_MODALS = (
    (
        Modality.NEED_NOT,
        re.compile(
            r"(?:n'est|n'etait|ne sont|n'etaient|ne sera|n'a) (?:pas|plus|jamais|aucunement|nullement) (?:\w+ment )?(?:obligatoires?|tenue?s?\b(?! compte)|obligee?s?|requise?s?|necessaires?|a\b|besoin|exigee?s?|imposee?s?)"
            r"|(?:ne|n')\s?(?:y )?(?:a|ont) (?:aucune|pas d'|nulle) obligation|\bfacultati\w+|\b(?:simple |est une |qu'une )faculte\b|\bau choix\b|\bdispense\w*\b|\blibres? de\b"
            r"|\b(?:pas|non) obligatoires?|sans (?:y )?etre (?:obligee?s?|tenue?s?)|\bn'est pas une obligation|\bn'(?:a|ont) pas l'obligation|\bn(?:'est|e sont) pas contrain\w+|\bne doi(?:t|vent) (?:pas|plus)\b|\bne devr\w+ pas\b|\bil ne faut pas\b|\bn'ont pas a\b|\bnul besoin\b"
        ),
    ),
    (
        Modality.MAY,
        re.compile(
            r"\bn'(?:interdi\w+|empech\w+|exclu\w*) (?:pas|plus)\b|\bn(?:'est|e sont) pas (?:interdi\w+|exclu\w*|impossible)"
        ),
    ),
    (
        Modality.MUST_NOT,
        re.compile(
            r"\baucune? (?:\w+ ){1,4}?ne (?:peu(?:t|vent)|doi(?:t|vent))\b|\bne (?:peu(?:t|vent)|pourr\w+)\b|\bn'(?:est|a) pas (?:autorisee?|permis|le droit)|\binterdi\w+|\bil est exclu\b|\bdefendu\b"
            r"|\bimpossible|\bn'ont pas le droit|\bprohib\w+|\bne saurai\w+|\bn'est possible\b|\bne sont pas autoris\w+"
        ),
    ),
    (
        Modality.MUST,
        re.compile(
            r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont|ait|aient)\b|\b(?:est|sont|sera|reste) (?:\w+ment )?tenue?s? (?:de|d'|a)\b|\b(?:il )?faut\b|\bfaudra\b|\best obligee?\b|\bsont obligee?s\b"
            r"|\bobligatoire(?:ment|s)?\b|\bobligat\w+ de\b|\bimperati\w+\b|\bnecessairement\b|\ba l'obligation\b|\best (?:requis|exige|impose)e?\b|\bsont (?:requis|exige|impose)e?s\b|\boblige\b|\bs'impose\b|\best une obligation\b|\best indispensable\b"
        ),
    ),
    (
        Modality.MAY,
        re.compile(
            r"\bpeu(?:t|vent)\b|\bpourr(?:a|ont|ait|aient)\b|\b(?:a|ont) la (?:possibilite|faculte)\b|\b(?:est|sont) (?:autorise|permis|libre)e?s?\b"
            r"|\best possible\b|\bil est permis\b"
        ),
    ),
)
# "Ce projet est obligatoire": what is said stands before.
_ADJECTIVE = re.compile(
    r"(?:obligatoires?|facultati\w+|requise?s?|exigee?s?|interdi\w+|possible|impose\w*|indispensable|autorisee?s?|permise?s?)$"
)
_NEGATION = re.compile(
    r"(?<!\w)(?:ne\s+|n')(?:(?:se|s'|le|la|les|lui|leur|y|en|l')\s?)*(?P<verb>\w+)(?P<rest>(?:\s+(?:pas|plus|jamais|point|guere))?)"
    r"|(?<!\w)(?P<none>aucune?|sans|avant (?:que|d'etre)|et non(?: pas)?|non pas|nullement|jamais|hormis|excepte|a l'exception d\w*|a l'exclusion d\w*)(?!\w)"
    r"|\bpas (?:de|d'|le|la|un|une|pris\w*|compt\w*|droit)"
)
_ONLY = re.compile(r"\s+(?:\w+\s+){0,4}?que?\b")
_AUXILIARIES = re.compile(r"\s*(?:(?:ete|etre|encore|plus|pas|de|d'|la|le|les|l'|un|une|toute?)\s*){0,3}")
_DENIED = re.compile(r"\bn(?:e |')\s?\w+ (?:pas|plus|jamais) (?:\w+ )?$|\bnon $")
_WORD = re.compile(r"[^\W\d_]{4,}")
_JUST_DENIED = re.compile(r"(?<!\w)(?:ne\s|n'|sans\s)(?:\w+\s+){0,3}$")
_LACKING = re.compile(r"\bsans\b|\bavant (?:qu|d'(?:etre|avoir)\b)|\btant qu")
_DENYING = re.compile(r"(?<!\w)(?:ne\s|n'|aucune?\b|nulle?\b)")
_ANY_DENIAL = re.compile(
    r"(?<!\w)(?:ne\s|n')(?!\s*\w+\s+qu)|(?<!\w)(?:pas|non|aucune?|nulle?|jamais|sans|sauf|excepte|hormis|a l'exception)(?!\w)"
)
_EXCEPT = re.compile(r"\b(?:sauf|excepte|hormis|a l'exception)\b")
_NO_VERBS = frozenset(
    ("est", "sont", "etait", "etaient", "sera", "seront", "a", "ont", "avait", "aura", "fait", "font")
)
"""Auxiliaries: that they are denied of one thing and said of another tells nothing."""
_FOLLOWING = re.compile(r"\s*(?:(?:pas|plus|jamais|aussi|egalement|donc|etre|se|en|y)\s+|s')*([^\W\d_]{4,})")
_MODAL_VERB = re.compile(r"^(?:peu(?:t|vent)|pourr\w+|doi(?:t|vent)|devr\w+)$")
_CONDITION = re.compile(
    r"(?:^|[\s,;:])(?:si|s'il|s'ils|lorsqu\w*|quand|a defaut|qui|dont|au cas ou|en cas|tant que|a moins|sauf)\b[^,;:]*$"
)


def find_modals(folded: str, names: Sequence[NamedSpan]) -> Iterator[Modal]:
    taken: list[tuple[int, int]] = []
    found: list[Modal] = []
    for modality, pattern in _MODALS:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            announces = folded.find(": ", match.end())
            reach = len(names) if announces >= 0 else REACH  # what the head of a list says is said of each item
            about = _after(names, match.end(), folded, reach)
            if match[0].startswith("aucun"):
                about |= frozenset(name for name, start, _ in names if match.start() <= start < match.end())
            first = next((name for name, begin, _ in names if begin >= match.end() and name in about), "")
            if _ADJECTIVE.search(match[0]):
                before = _before(names, match.start(), folded)
                about |= before
                first = next(
                    (name for name, _, end in reversed(names) if end <= match.start() and name in before), first
                )
            following = _FOLLOWING.match(folded, match.end())
            verb = _stem(following[1]) if following else ""
            found.append(Modal(modality, about, match.start(), match.end(), first, verb))
    yield from sorted(found, key=lambda modal: modal.start)


def find_negations(folded: str, names: Sequence[NamedSpan], opposed: Sequence[Hit]) -> Iterator[Negation]:
    """`opposed` are the words of the text that deny by themselves: "exonéré"."""
    for hit in opposed:
        if _DENIED.search(folded[: hit.start]):
            continue  # "n'est pas exonéré" affirms
        name = f"={hit.value}"
        yield Negation(frozenset({name}), hit.start, hit.end, in_condition(folded, hit.start), name)
    modal = [m.span() for _, pattern in _MODALS for m in pattern.finditer(folded)]
    for match in _NEGATION.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in modal):
            continue
        if match["verb"] and (_MODAL_VERB.match(match["verb"]) or _is_only(folded, match)):
            continue
        start = match.start("verb") if match["verb"] else match.start()
        reach = 2 if match["none"] else REACH
        about = _after(names, start, folded, reach)
        conditional = in_condition(folded, match.start())
        first = next((name for name, begin, _ in names if begin >= start and _beside(folded, match.end(), begin)), "")
        verb = _stem(match["verb"]) if match["verb"] and match["verb"] not in _NO_VERBS else ""
        yield Negation(about, match.start(), match.end(), conditional, first, verb)


def in_condition(folded: str, position: int) -> bool:
    """Whether a word stands in a condition of the sentence: "si …", "lorsque …", "qui …"."""
    return _CONDITION.search(folded[max(0, position - 120) : position]) is not None


def affirms_verb(folded: str, verb: str, conditional: bool) -> bool:
    """Whether the verb of that stem is said, not denied, and of a condition where it was denied of one."""
    said = (word.start() for word in _WORD.finditer(folded) if _stem(word[0]) == verb)
    return any(in_condition(folded, at) == conditional and not _JUST_DENIED.search(folded[:at]) for at in said)


def _stem(word: str) -> str:
    return next(iter(tokens(word)), word)


def denies_twice(folded: str) -> bool:
    """ "Aucun logiciel ne s'achète sans l'avis écrit": two denials affirm something, and what is not for a word to tell."""
    return _LACKING.search(folded) is not None and _DENYING.search(folded) is not None


def denies(folded: str, start: int, end: int) -> bool:
    """Whether a clause denies anything, be it without a verb ("mais pas pour la formation")."""
    return _ANY_DENIAL.search(folded, start, end) is not None


def in_exception(folded: str, position: int) -> bool:
    """Whether a word stands in an exception to the rule of its sentence: "…, sauf pour celui dont … restent exonérées". One
    that opens the sentence ("Sauf raison d'équité, …") ends at its comma."""
    begin = max(folded.rfind(end, 0, position) for end in (". ", "; ", ": ")) + 1
    before = folded[max(begin, 0) : position]
    marks = list(_EXCEPT.finditer(before))
    if not marks:
        return False
    opens = not before[: marks[-1].start()].strip(" 0123456789§°.)-")
    return not opens or "," not in before[marks[-1].end() :]


def _beside(folded: str, end: int, begin: int) -> bool:
    """Whether nothing but an auxiliary stands between a negation and the word that it denies."""
    return begin < end or _AUXILIARIES.fullmatch(folded, end, begin) is not None


def _is_only(folded: str, match: re.Match[str]) -> bool:
    """ "n'est accordé qu'à", "ne … que": a restriction, not a denial."""
    following = folded[match.end("verb") : match.end("verb") + 60]
    return not re.match(r"\s+(?:\w+\s+)?(?:pas|plus|jamais|point|aucun|nul|guere)", following) and bool(
        re.match(r"(?:\s+\w+){0,3}?\s+qu(?:e\b|')", following)
    )


def _after(names: Sequence[NamedSpan], position: int, folded: str, reach: int = REACH) -> frozenset[str]:
    stop = re.compile(r"[;.]\s" if reach > REACH else r"[;:.]\s").search(folded, position)
    end = stop.start() if stop else len(folded)
    return frozenset([name for name, start, _ in names if position <= start < end][:reach])


def _before(names: Sequence[NamedSpan], position: int, folded: str) -> frozenset[str]:
    left = max((m.end() for m in re.finditer(r"[;.]\s", folded[:position])), default=0)
    return frozenset([name for name, start, end in names if left <= start and end <= position][-REACH:])
