"""The names that are nobody's (institutions, places, acronyms, nicknames) and first names: two readable files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from corpus.errors import Defect
from corpus.legal_text.normalise import fold


@dataclass(frozen=True)
class NotPersonal:
    """Sets of folded names, a space inside a name written as a dash."""

    towns: frozenset[str]
    names: frozenset[str]
    """Towns, institutions, programmes, texts: in one word or in several, no person's."""
    words: frozenset[str]
    """Words and acronyms that no name of a person contains."""
    stops: frozenset[str]
    """Words in small letters that end a name."""
    before: frozenset[str]
    """Words after which a capitalised name is a text's or an institution's."""
    given: frozenset[str]
    """First names, the ambiguous ones included."""
    ambiguous: frozenset[str]
    """First names that are also common words, months, places."""
    everyday: frozenset[str]
    """Of those, the ones that are a first name wherever a surname follows."""
    surnames: frozenset[str]
    """Surnames that are also French words."""


@lru_cache(maxsize=1)
def known() -> NotPersonal:
    """The lists of the package, read once. Raises `Defect` ("privacy_lists") where the file is not as expected."""
    try:
        lists = tomllib.loads((files("kb_service.privacy") / "not_personal.toml").read_text(encoding="utf-8"))
        given = tomllib.loads((files("kb_service.privacy") / "given_names.toml").read_text(encoding="utf-8"))
        towns = _names(lists["places"])
        names = towns | _names(lists["institutions"]) | _names(lists["programmes"]) | _names(lists["texts"])
        return NotPersonal(
            towns=towns,
            names=names,
            words=_names(lists["words"]) | _names(lists["acronyms"]),
            stops=_names(lists["stops"]),
            before=_names(lists["before"]),
            given=_names(given["given"]) | _names(given["ambiguous"]),
            ambiguous=_names(given["ambiguous"]),
            everyday=_names(given["everyday"]),
            surnames=_names(given["surnames"]),
        )
    except (OSError, KeyError, ValueError) as error:
        raise Defect(
            "privacy_lists",
            "Les listes de la protection des données personnelles sont illisibles.",
            "Réinstallez l'application.",
        ) from error


def _names(group: dict[str, str] | str) -> frozenset[str]:
    """Names separated by white space, a space inside a name written "_"."""
    said = " ".join(group.values()) if isinstance(group, dict) else group
    return frozenset(fold(name).replace("_", "-") for name in said.split())
