"""Acts named in a text: "la loi du 26 mai 2002", "l'AR du 11/07/2002", "loi organique", "la même loi".

`NICKNAMES` is the one table of what colleagues call the acts of the field. An act's key is what the
catalogue calls it: `loi-2002-05-26`, `ar-2002-07-11`, `code-judiciaire`, `constitution`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.legal_text.dates import Precision, find_dates
from corpus.legal_text.normalise import fold


class ActKind(StrEnum):
    """What sort of act; the value opens its key."""

    LAW = "loi"
    PROGRAMME_LAW = "loi-programme"
    DECREE_LAW = "arrete-loi"
    ROYAL_DECREE = "ar"
    MINISTERIAL_DECREE = "am"
    GOVERNMENT_DECREE = "agw"
    PARLIAMENT_DECREE = "decret"
    ORDINANCE = "ordonnance"
    CIRCULAR = "circulaire"
    CODE = "code"
    CONSTITUTION = "constitution"
    EU_REGULATION = "reglement-ue"


class Relation(StrEnum):
    """How an act is named by pointing: `THIS` is the act that speaks, `SAME` one named before, `BARE`
    "de la loi" with nothing more."""

    THIS = "this"
    SAME = "same"
    BARE = "bare"


@dataclass(frozen=True)
class Act:
    """An act as named at `start:end`. `key` is `None` when the words do not say which one it is."""

    kind: ActKind
    key: str | None
    start: int
    end: int
    day: date | None = None
    relation: Relation | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


# Folded patterns of kinds, the more specific first.
_KINDS = (
    (ActKind.PROGRAMME_LAW, r"lois?[- ]programmes?(?:\s\([iv]+\))?|programmawet"),
    (ActKind.DECREE_LAW, r"arretes?[- ]lois?|besluitwet"),
    (ActKind.GOVERNMENT_DECREE, r"arrete\s+du\s+gouvernement(?:\s+wallon)?|agw|a\.g\.w\.|argw|arw"),
    (ActKind.MINISTERIAL_DECREE, r"arrete\s+ministeriel|a\.m\.|am|ministerieel\s+besluit"),
    (ActKind.ROYAL_DECREE, r"arretes?\s+roya(?:l|ux)|a\.r\.|ar|koninklijk\s+besluit|k\.b\.|kb|royal\s+decree|arrete"),
    (ActKind.PARLIAMENT_DECREE, r"decrets?|decreet|drw"),
    (ActKind.ORDINANCE, r"ordonnances?|ordonnantie"),
    (ActKind.CIRCULAR, r"circulaires?(?:\s+ministerielle)?|omzendbrief"),
    (ActKind.LAW, r"lois?|wet|law|gesetz|l(?=\s\d{4}-)"),
)
# An act's key -> what colleagues call it (folded patterns).
NICKNAMES: dict[str, tuple[str, ...]] = {
    "loi-1976-07-08": (
        r"l(?:oi)?\s?orga(?:nique)?(?:\s+(?:des|du|sur\s+les)\s+(?:c\.?p\.?a\.?s\.?|centres\s+publics\s+d'a(?:ide|ction)\s+sociale))?",
        r"loi\s+(?:sur\s+les\s+|des\s+)?c\.?p\.?a\.?s\.?",
        r"organieke\s+(?:ocmw-?)?wet|ocmw-?wet|organic\s+law",
        r"loi\s+(?:de\s+)?(?:19)?76",
    ),
    "ar-2002-07-11": (
        r"(?:ar|a\.r\.|arrete(?:\s+royal)?)\s+(?:dis|ris)",
        r"(?:(?:ar|arrete\s+royal)\s+(?:portant\s+)?)?reglement\s+general"
        r"(?:\s+(?:dis|en\s+matiere\s+de\s+droit\s+a\s+l'integration\s+sociale))?(?!\s+(?:sur|de|pour)\b)",
    ),
    "loi-2002-05-26": (
        r"loi\s+(?:(?:sur|concernant|relative\s+au|portant)\s+)?(?:(?:le|du)\s+)?"
        r"(?:d\.?i\.?s\b\.?|r\.?i\.?s\b\.?|revenu\s+d'integration(?:\s+sociale)?|(?:droit\s+a\s+l')?integration\s+sociale)",
        r"leefloonwet|rmi-?wet",
        r"loi\s+(?:de\s+)?2002",
    ),
    "loi-1965-04-02": (
        r"loi\s+(?:(?:sur|relative\s+a)\s+)?(?:la\s+)?prise\s+en\s+charge(?:\s+des\s+secours)?",
        r"loi\s+(?:de\s+)?(?:19)?65",
    ),
    "ar-1991-11-25": (r"(?:ar|arrete\s+royal)\s+(?:chomage|onem)",),
    "loi-programme-2025-07-18": (r"loi[- ]programme\s+(?:chomage|(?:de\s+)?2025)",),
    "loi-1974-08-07": (r"loi\s+(?:sur\s+le\s+)?minimex",),
    "loi-1980-12-15": (r"loi\s+(?:sur\s+les\s+|des\s+)?etrangers",),
    "loi-1991-07-29": (r"loi\s+(?:sur\s+la\s+)?motivation(?:\s+formelle)?",),
    "loi-1994-07-14": (r"loi\s+(?:ami|soins\s+de\s+sante)",),
    "loi-1995-04-11": (r"(?:loi\s+)?charte\s+de\s+l'assure\s+social",),
    "loi-1999-04-29": (r"loi\s+(?:sur\s+l')?electricite",),
    "loi-2001-03-22": (r"loi\s+(?:sur\s+la\s+)?grapa",),
    "loi-2002-09-04": (r"loi\s+(?:sur\s+la\s+)?(?:guidance(?:\s+energie)?|energie)",),
    "loi-2007-01-12": (r"loi\s+(?:sur\s+l')?accueil",),
    "constitution": (r"constitution(?!\s+d)|grondwet",),
    "code-civil": (r"(?:ancien\s+)?code\s+civil|c\.\s?civ\.|burgerlijk\s+wetboek",),
    "code-judiciaire": (r"code\s+judiciaire|c\.\s?jud\.|gerechtelijk\s+wetboek",),
    "code-penal": (r"code\s+penal(?!\s+social)",),
    "code-penal-social": (r"code\s+penal\s+social",),
    "code-wallon-action-sociale": (r"code\s+wallon\s+de\s+l'action\s+sociale(?:\s+et\s+de\s+la\s+sante)?|cwass",),
    "code-democratie-locale": (r"code\s+de\s+la\s+democratie\s+locale(?:\s+et\s+de\s+la\s+decentralisation)?|cdld",),
    "code-eau": (r"code\s+(?:wallon\s+)?de\s+l'eau",),
    "reglement-ue-2016-679": (
        r"r\.?g\.?p\.?d\b\.?|gdpr|reglement\s+general\s+(?:sur|de)\s+la\s+protection\s+des\s+donnees",
        r"reglement\s+\((?:ue|eu)\)\s+(?:n°\s*)?2016/679",
    ),
    "reglement-ue-2024-1689": (
        r"reglement\s+\((?:ue|eu)\)\s+(?:n°\s*)?2024/1689|reglement\s+(?:europeen\s+)?sur\s+l'(?:ia|intelligence\s+artificielle)",
    ),
    "code-impots-revenus-1992": (r"code\s+des\s+impots\s+sur\s+les\s+revenus(?:\s+(?:de\s+)?1992)?|cir\s?(?:19)?92",),
}
# Only right after an article number: "art 47 dis", "art. 60 LO".
ATTACHED_NICKNAMES = {"loi-2002-05-26": r"d\.?i\.?s\b\.?", "loi-1976-07-08": r"l\.?o\b\.?"}

_POINTING = r"(?:(?P<this>presente?s?\s+)|(?P<same>(?:(?:la|le)\s+)?memes?\s+|ladite\s+|ledit\s+|cette\s+|cet\s+))?"
_ANY_KIND = "|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_KINDS))
_ANY_NICKNAME = "|".join(f"(?P<n{index}>{'|'.join(names)})" for index, names in enumerate(NICKNAMES.values()))
_KIND = re.compile(rf"(?<![\w.-]){_POINTING}(?:{_ANY_KIND})(?!\w)")
_NICKNAME = re.compile(rf"(?<![\w.-])(?:{_ANY_NICKNAME})(?!\w)")
_ATTACHED = tuple((re.compile(rf"(?:{pattern})(?!\w)"), key) for key, pattern in ATTACHED_NICKNAMES.items())
# Between a kind and its date: "loi [organique du] 8 juillet 1976", "loi [relative à …, coordonnée le] 14 juillet 1994".
_TO_DATE = re.compile(
    r"""(?:\s+(?:organique|speciale?|ordinaire|modificati(?:f|ve)|(?:n°|nr\.?)\s?\d+))*
        (?:\s*,\s* | \s*(?:(?:du|de|van|of|dd\.?)\s+(?:the\s+|l[ea]\s+)?)?
          | \s[^.;:\n\d]{0,120},\s*coordonnee?s?\s+le\s+)
        (?=\d{1,2}(?:er)?\s?[a-z]{3} | \d{1,2}[/.-]\d | \d{4}-\d\d)""",
    re.VERBOSE,
)
_DOSSIER = re.compile(r"/\d\d\b")
_SAID_BEFORE = re.compile(r"\s+(?:precitee?|susvisee?|susmentionnee?)\b")
_LONGEST_DATE = 24


def find_acts(text: str, bare: bool = False) -> list[Act]:
    """Every act that `text` names, in order. "la même loi" gets the key of the last act of its kind.

    With `bare`, also "la loi" with nothing more, which names an act only together with an article.
    """
    acts: list[Act] = []
    for act in _acts(fold(text)):
        if act.relation is Relation.SAME:
            act = _resolved(act, acts)
        if bare or act.relation is not Relation.BARE:
            acts.append(act)
    return acts


def attached_nickname(folded: str, at: int) -> Act | None:
    """The act of a nickname that means one only behind an article number, if it stands at `at`."""
    for pattern, key in _ATTACHED:
        match = pattern.match(folded, at)
        if match:
            return Act(_kind_of_key(key), key, match.start(), match.end())
    return None


def _resolved(act: Act, before: list[Act]) -> Act:
    for earlier in reversed(before):
        if earlier.key and earlier.kind is act.kind:
            return replace(act, key=earlier.key, day=earlier.day)
    return act


def _acts(folded: str) -> Iterator[Act]:
    """Kinds and nicknames in order; a date decides first, then a nickname ("loi DIS" is not just "loi")."""
    nicknames = deque(_nickname(match) for match in _NICKNAME.finditer(folded))
    past = 0
    for match in _KIND.finditer(folded):
        while nicknames and nicknames[0].end <= match.start():
            nickname = nicknames.popleft()
            if nickname.start >= past:
                yield nickname
                past = nickname.end
        if match.start() < past:
            continue
        act = _dated(match, folded)
        if act is None:
            act = nicknames.popleft() if nicknames and nicknames[0].start < match.end() else _pointed(match, folded)
        yield act
        past = act.end
    yield from (nickname for nickname in nicknames if nickname.start >= past)


def _nickname(match: re.Match[str]) -> Act:
    key = next(key for index, key in enumerate(NICKNAMES) if match.group(f"n{index}") is not None)
    return Act(_kind_of_key(key), key, match.start(), match.end())


def _dated(match: re.Match[str], folded: str) -> Act | None:
    link = _TO_DATE.match(folded, match.end())
    if link is None:
        return None
    dates = find_dates(folded[link.end() : link.end() + _LONGEST_DATE])
    if not dates or dates[0].start or dates[0].precision is not Precision.DAY:
        return None
    kind, day, end = _kind(match), dates[0].first, link.end() + dates[0].end
    dossier = _DOSSIER.match(folded, end)
    return Act(kind, f"{kind}-{day}", match.start(), dossier.end() if dossier else end, day)


def _pointed(match: re.Match[str], folded: str) -> Act:
    said = _SAID_BEFORE.match(folded, match.end())
    relation = Relation.THIS if match["this"] else Relation.SAME if match["same"] or said else Relation.BARE
    return Act(_kind(match), None, match.start(), said.end() if said else match.end(), None, relation)


def _kind(match: re.Match[str]) -> ActKind:
    return next(kind for index, (kind, _) in enumerate(_KINDS) if match.group(f"k{index}") is not None)


def _kind_of_key(key: str) -> ActKind:
    return next(kind for kind in sorted(ActKind, key=len, reverse=True) if key.startswith(kind))
