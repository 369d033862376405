"""Health details: personal only where the sentence is about someone.

"Une personne malade a-t-elle droit à l'AMU ?" is a rule; "Mme Untel est dépressive", "mon client souffre
de schizophrénie", "son fils est autiste" say something of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.reading import CONDITIONAL, STRONG, Finding, Reading
from kb_service.privacy.recognisers.health_words import EXPRESSION, STAY

_TIE = re.compile(
    r"""(?<![\w'-])(?:mon|ma|notre|son|sa|leur|votre)(?:[ ](?:ex|petite?|grande?|jeune))?[ -]
    (?: cliente? | beneficiaire | usagere? | patiente? | protegee? | fils | fille | mari | epoux | epouse | femme
      | conjointe?
      | compagnon | compagne | pere | mere | maman | papa | frere | s(?:oe|œ)ur | oncle | tante | cousine?
      | neveu | niece
      | bebe | enfant | beau-pere | belle-mere | grand-pere | grand-mere | voisine? )(?![\w'-])""",
    re.VERBOSE,
)
_CIVILITY = re.compile(r"(?<![\w'-])(?:monsieur|madame|mr|mme|mlle)(?![\w'-])(?! (?:le|la|l'))")
# "Un bénéficiaire qui soigne sa mère malade": the possessive is a rule's, unless the writer speaks of their own.
_GENERIC = re.compile(
    r"""(?<![\w'-])(?:une?|tout|toute|chaque|des|les|aux)[ ](?:\w+[ ])?
    (?: personnes? | demandeurs? | demandeuse | beneficiaires? | usagers? | etudiante?s? | etrangere?s? | jeunes?
      | parents?
      | enfants? | travailleurs? | travailleuse | locataires? | debiteurs? | menages? | mere | pere | femme
      | homme | dame
      | cliente? | conjointe? | cohabitante?s? | patiente?s? | malades? )\b""",
    re.VERBOSE,
)
# "Elle souffre d'une dépression": of whom, an earlier sentence says. Not the "elle" of "couvre-t-elle".
_SPOKEN_OF = re.compile(
    r"""(?<![\w'-])(?:il|elle|celle-ci|celui-ci|maman|papa|l'interessee?)(?![\w'-])
    | (?<![\w'-])(?:restriction|diagnostic|antecedents?|etat[ ]de[ ]sante|certificat)(?![\w'-])""",
    re.VERBOSE,
)
_NOTED = re.compile(r"[\W\d]*(?:(?:se )?dit (?:etre )?)?")
_OWN = re.compile(r"(?<![\w'-])(?:mon|ma|notre|nos)(?![\w'-])")


def find(reading: Reading) -> Iterator[Finding]:
    """Every expression of illness, with a score that drops it unless `about_someone` raises it."""
    for match in EXPRESSION.finditer(reading.folded):
        yield Finding(*match.span(), PersonalKind.HEALTH, CONDITIONAL)


def about_someone(reading: Reading, found: Sequence[Finding], persons: Sequence[tuple[int, int]]) -> list[Finding]:
    """The health findings that stand in a sentence about a person: named, or tied to the writer or to another.

    `persons` are the spans of the names that the other recognisers found.
    """
    raised: list[Finding] = []
    if not found:
        return raised
    for start, end in reading.sentences:
        inside = [finding for finding in found if start <= finding.start < end]
        if (
            len(inside) > 1 or PersonalKind.HEALTH.placeholder in reading.text[start:end]
        ):  # "hospitalisée pour anorexie": the illness says it
            inside = [each for each in inside if not STAY.match(reading.folded, each.start)]
        if inside and (_names_someone(reading, start, end, persons) or _is_noted(reading, start, inside[0], persons)):
            raised += [Finding(each.start, each.end, each.kind, STRONG) for each in inside]
    return raised


def _is_noted(reading: Reading, start: int, first: Finding, persons: Sequence[tuple[int, int]]) -> bool:
    """Whether a text that names somebody says it as notes do, with nothing before: "Sevrage alcoolique réussi."."""
    named = bool(persons or reading.masked_persons)
    return named and _NOTED.fullmatch(reading.folded, start, first.start) is not None


def _names_someone(reading: Reading, start: int, end: int, persons: Sequence[tuple[int, int]]) -> bool:
    if any(start <= first < end for first, _ in [*persons, *reading.masked_persons]):
        return True
    sentence = reading.folded[start:end]
    named = bool(persons or reading.masked_persons)
    if named and _SPOKEN_OF.search(sentence) and not _GENERIC.search(sentence):
        return True
    if not _TIE.search(sentence) and not _CIVILITY.search(sentence):
        return False
    return bool(_OWN.search(sentence)) or not _GENERIC.search(sentence)
