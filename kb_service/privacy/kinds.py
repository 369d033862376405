"""The kinds of personal data that the guard looks for, and how a user reads about them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class PersonalKind(StrEnum):
    """What makes a person recognisable, or says something of their health. Values are the API's `type`."""

    NISS = "NISS"
    EID_CARD = "EID_CARD"
    PASSPORT = "PASSPORT"
    IBAN = "IBAN"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    LICENCE_PLATE = "LICENCE_PLATE"
    BIRTH_DATE = "BIRTH_DATE"
    ADDRESS = "ADDRESS"
    CASE_NUMBER = "CASE_NUMBER"
    PERSON = "PERSON"
    HEALTH = "HEALTH"

    @property
    def placeholder(self) -> str:
        """What stands in a masked text instead of the datum: "[personne]"."""
        return _WORDING[self][0]

    @property
    def named(self) -> str:
        """The kind in a sentence: "un nom de personne"."""
        return _WORDING[self][1]


_WORDING = {
    PersonalKind.NISS: ("[NISS]", "un numéro national"),
    PersonalKind.EID_CARD: ("[carte d'identité]", "un numéro de carte d'identité ou de séjour"),
    PersonalKind.PASSPORT: ("[passeport]", "un numéro de passeport"),
    PersonalKind.IBAN: ("[compte bancaire]", "un numéro de compte bancaire"),
    PersonalKind.PHONE: ("[téléphone]", "un numéro de téléphone"),
    PersonalKind.EMAIL: ("[courriel]", "une adresse de courriel"),
    PersonalKind.LICENCE_PLATE: ("[plaque]", "une plaque d'immatriculation"),
    PersonalKind.BIRTH_DATE: ("[date de naissance]", "une date de naissance"),
    PersonalKind.ADDRESS: ("[adresse]", "une adresse"),
    PersonalKind.CASE_NUMBER: ("[numéro de dossier]", "un numéro de dossier"),
    PersonalKind.PERSON: ("[personne]", "un nom de personne"),
    PersonalKind.HEALTH: ("[santé]", "une information de santé"),
}

PLACEHOLDERS = tuple(kind.placeholder for kind in PersonalKind)


def listed(kinds: Iterable[PersonalKind]) -> str:
    """The kinds in a French enumeration, each once and in order: "un nom de personne, une adresse"."""
    return ", ".join(kind.named for kind in dict.fromkeys(kinds))
