"""Street addresses, French and Dutch: a street with its house number, and the box, postcode and town after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.not_personal import known
from kb_service.privacy.reading import STRONG, Finding, Reading

# The words of streets that mean nothing else; the others ("place", "cité", "clos") need a name in capitals.
_STREET = r"""(?: rue | r\. | avenue | av\.? | chaussee | chss?ee | chee | ch\. | boulevard | boul\. | bd\.?
    | bld\.? | blvd\.?
    | dreve | venelle | ruelle | quai )"""
_LOOSE_STREET = r"""(?: place | pl\. | allee | clos | impasse | square | sentier | chemin | route | cite
    | residence | resid\.
    | parc | esplanade | voie | faubourg | passage | rond-point | galerie | thier | tienne | hameau | lotissement
    | domaine | coron )"""
_GERMANIC_STREET = r"""(?: straat | laan | steenweg | stwg | plein | dreef | lei | kaai | singel | baan | hof
    | markt | weg
    | stra(?:ß|ss)e | platz | gasse )"""
_ARTICLE = r"""(?:(?: de[ ]la | de[ ]l' | des | du | de | d' | aux? | a[ ]la | la | les | le | l' )[ ]?)?"""
_PLAIN_WORD = r"""(?!(?: depuis | pendant | plus | moins | dans | sur | pour | et | ou | a | au | avec | sans
    | est | sont | qui
    | que | quoi | en | il | elle | on | un | une | ayant | jusqu | car | mais | donc | si | des | du | n | art
    | article | loi
    | numero | num | nr | no | bte | boite | box | bus )\b)[a-z][a-z'.-]*"""
_NUMBER = r"""(?: ,?[ ]?(?: n° | num(?:ero)?\.? | nr\.? | no\.? | au )?[ ]?)
    (?<![\d/])\d{1,4}(?!\d) (?:[ ]?(?:bis|ter)\b | [ ]?[b-z](?![a-z']) | a(?![a-z']) | [ ]a(?=[,.;)]|$|[ ]\d{4}) )?
    (?:[/-]\d{1,3}[a-z]?(?![\d/]))?
    (?![ ]?(?: mois | ans? | jours? | euros? | eur | € | % | personnes? | enfants? | nuits? | semaines? | h\b
      | heures? | fois
      | janvier | fevrier | mars | avril | mai | juin | juillet | aout | septembre | octobre | novembre
      | decembre | er\b
      | °[ ] | [.,]\d | /\d | -\d\d ))"""
_BOX = r"""(?:[ ,/]{0,3}(?: bte | boite | box | bus | b | appt?\.? | appartement | etage | rez )\.?[ ]?
    [a-z]?\d{1,4}[a-z]?(?:[./]\d{1,3})?\b | [ ,]{0,2}\d(?:er|e|eme)[ ]etage\b )?"""
_NAME = rf"{_ARTICLE}{_PLAIN_WORD}(?:[ ]{_ARTICLE}{_PLAIN_WORD}){{0,5}}"
_STRICT = re.compile(rf"(?<![\w'-]){_STREET}[ ]{_NAME}{_NUMBER}{_BOX}", re.VERBOSE)
_LOOSE = re.compile(rf"(?<![\w'-]){_LOOSE_STREET}[ ]{_NAME}{_NUMBER}{_BOX}", re.VERBOSE)
_GERMANIC = re.compile(rf"(?<![\w'-])[a-z][a-z'-]{{2,30}}[ ]?{_GERMANIC_STREET}[ ]?{_NUMBER}{_BOX}", re.VERBOSE)
# "12 rue du vieux moulin": the name goes no further than its first noun, nothing says where it ends.
_NUMBER_FIRST = re.compile(
    rf"""(?<![\w'./-])(?:n°[ ]?)?\d{{1,4}}[ ]?(?:bis|ter|[a-z](?![a-z']))?,?[ ]?(?:de[ ]la[ ]|de[ ]l')?
    (?:{_STREET} | place | allee | impasse | chemin | square | clos )[ ]{_ARTICLE}
    (?:(?:vieux|vieille|grande?|petite?|haute?|basse?|nouveau|nouvelle|trois|quatre|saint|sainte)[ ])?{_PLAIN_WORD}
    (?:[ ](?:de[ ]la|de[ ]l'|des|du|de|d'|saint|sainte|st|ste)[ ]?{_PLAIN_WORD}){{0,3}}""",
    re.VERBOSE,
)
_TOWN = r"(?P<town>[a-z][a-z'-]+(?:[ -][a-z][a-z'-]+){0,3})"
_POSTCODE_AFTER = re.compile(rf"[ ,(–-]{{0,4}}(?:a )?(?:b-|be-|f-)?[1-9]\d{{3}}\b(?: {_TOWN})?")
_TOWN_AFTER = re.compile(rf"(?:,? a |, ?| - | ){_TOWN}")


def find(reading: Reading) -> Iterator[Finding]:
    for pattern in (_STRICT, _LOOSE, _NUMBER_FIRST, _GERMANIC):
        for match in pattern.finditer(reading.folded):
            written = reading.raw[slice(*match.span())]
            if pattern is _LOOSE and not re.search(r"[\s'’][A-ZÀ-Þ]", written):
                continue
            if pattern is _NUMBER_FIRST and re.match(r"(?:19|20)\d\d\b", written):
                continue
            yield Finding(match.start(), _end(reading.folded, match.end()), PersonalKind.ADDRESS, STRONG)


def _end(folded: str, end: int) -> int:
    """Where the address ends, its postcode and its town included where they follow at once."""
    after = _POSTCODE_AFTER.match(folded, end)
    if after:
        return _town_end(after) or (after.start("town") - 1 if after["town"] else after.end())
    town = _TOWN_AFTER.match(folded, end)
    return (town and _town_end(town)) or end


def _town_end(match: re.Match[str]) -> int:
    """The end of the known town that begins there, the longest first; 0 where there is none."""
    words = match["town"] or ""
    ends = [len(words), *(gap.start() for gap in reversed(list(re.finditer(r"[ -]", words))))]
    for length in ends:
        if length and words[:length].replace(" ", "-") in known().towns:
            return match.start("town") + length
    return 0
