"""What becomes of a text that holds personal data: it goes on, it is masked, or it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import BadInput
from kb_service.privacy.guard import Inspection, PrivacyGuard
from kb_service.privacy.kinds import listed

MASKED = "personal_data_masked"
"""The code of the warning that goes with a notice."""


class Policy(StrEnum):
    """`off`: nothing is inspected. `mask`: placeholders replace the data. `block`: the text is refused."""

    OFF = "off"
    MASK = "mask"
    BLOCK = "block"


@dataclass(frozen=True)
class Screened:
    """The `text` to go on with, and one French sentence for the user where something was masked."""

    text: str
    inspection: Inspection
    notice: str | None


def screen(text: str, policy: Policy, guard: PrivacyGuard) -> Screened:
    """`text` under the centre's policy.

    Raises `BadInput` ("personal_data") under `block` where the text holds personal data; neither the error
    nor the notice repeats them. With `off` the guard is not asked, and may as well not be loaded.
    """
    if policy is Policy.OFF:
        return Screened(text, Inspection((), text), None)
    inspection = guard.inspect(text)
    if not inspection.personal:
        return Screened(text, inspection, None)
    kinds = listed(span.kind for span in inspection.spans)
    if policy is Policy.BLOCK:
        raise BadInput(
            "personal_data",
            f"Le texte contient des données personnelles : {kinds}. La charte du centre interdit d'en écrire ici.",
            "Reformulez sans elles : « une personne de 45 ans », « une mère et ses deux enfants ».",
        )
    return Screened(
        inspection.masked,
        inspection,
        f"Données personnelles masquées avant la recherche : {kinds}. La charte du centre interdit d'en écrire ici.",
    )
