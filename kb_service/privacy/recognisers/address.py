"""Street addresses, French and Dutch: a street with its house number, and the box, postcode and town after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from corpus.legal_text.normalise import word_set
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_words import NameWords
from kb_service.privacy.not_personal import known
from kb_service.privacy.reading import STRONG, Finding, Reading, Word

# The words of streets that mean nothing else; the others ("place", "cité", "clos") need a name in capitals.
_STREET = r"""(?: rue | r\. | avenue | av\.? | chaussee | chss?ee | chee | ch\. | boulevard | boul\. | bd\.?
    | bld\.? | blvd\.?
    | dreve | venelle | ruelle | quai | rte\.? | lieu-?dit )"""
_LOOSE_STREET = r"""(?: place | pl\. | allee | clos | impasse | square | sentier | chemin | route | cite
    | residence | resid\.
    | parc | esplanade | voie | faubourg | passage | rond-point | galerie | thier | tienne | hameau | lotissement
    | domaine | coron )"""
_GERMANIC_STREET = r"""(?: straat(?:je)? | plaats | dijk | gracht | kouter | vest | laan | steenweg | stwg
    | plein | dreef | lei | kaai | singel | baan | hof
    | markt | weg
    | stra(?:ß|ss)e | platz | gasse )"""
_ARTICLE = r"""(?:(?: de[ ]la | de[ ]l' | des | du | de | d' | aux? | a[ ]la | la | les | le | l' )[ ]?)?"""
_PLAIN_WORD = r"""(?!(?: depuis | pendant | plus | moins | dans | sur | pour | et | ou | a | au | avec | sans
    | est | sont | qui
    | que | quoi | en | il | elle | on | un | une | ayant | jusqu | car | mais | donc | si | des | du | n | art
    | article | loi
    | numero | num | nr | no | bte | boite | box | bus )\b)
    (?:[a-z]{1,3}\.-?[a-z'-]*|[a-z][a-z'-]*)"""
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
# Digits within a street's name: "avenue Albert 1er", "rue du 11 novembre".
_NAME_WORD = rf"(?: {_PLAIN_WORD} | \d{{1,2}}(?:er|eme|e)(?![\w]) | (?<=du[ ])\d{{1,2}}[ ]{_MONTH} )"
_NUMBER = r"""(?: ,?[ ]?(?: n° | num(?:ero)?\.? | nr\.? | no\.? | au )?[ ]?)
    (?<![\d/])\d{1,4}(?!\d) (?:[ ]?(?:bis|ter)\b | [ ]?[b-z](?![a-z']) | a(?![a-z']) | [ ]a(?=[,.;)]|$
    |[ ]\d{4}(?![ ]?(?:euros?|eur|€))) )?
    (?:[/-]\d{1,3}[a-z]?(?:\.\d{1,2})?(?![\d/]))?
    (?![ ]?(?: mois | ans? | jours? | euros? | eur | € | % | personnes? | enfants? | nuits? | semaines? | h\b
      | heures? | fois
      | janvier | fevrier | mars | avril | mai\b | juin | juillet | aout | septembre | octobre | novembre
      | decembre | er\b
      | °[ ] | [.,]\d | /\d | -\d\d ))"""
_BOX = r"""(?:[ ,/]{0,3}(?: bte | boite | box | bus | b | appt?\.? | appartement
    | etage | rez | ch )\.?[ ]?(?:n°|:)?[ ]?
    [a-z]?\d{1,4}[a-z]?(?:[./]\d{1,3})?\b | [ ,]{0,2}\d(?:er|e|eme)[ ]etage\b )?"""
_NAME = rf"{_ARTICLE}{_NAME_WORD}(?:[ ]{_ARTICLE}{_NAME_WORD}){{0,5}}"
# "Am Bach 14, 4700 Eupen": capitals, a number, a postcode and a town, whatever the words.
_POSTED = re.compile(
    r"(?P<street>(?:[A-ZÀ-Þ][\w'’-]+ (?:(?:de|du|des|la|van|den|der|op|am|an) ){0,2}){1,4}\d{1,4}[A-Za-z]?"
    r"(?:,? (?:bte|boîte|bus|box)\.? ?\w{1,4})?)(?:, ?| à |,? te | - )(?:B-)?[1-9]\d{3} (?=[A-ZÀ-Þ][a-zà-ÿ])"
)
# Whole names by themselves, and "steenweg op Brussel".
_ALONE = re.compile(
    rf"""(?<![\w'-])(?: grand(?:e|'|-|[ ])[ ]?(?:rue|route|place) | haut[- ]rue
    | steenweg[ ](?:op|naar)[ ][a-z][a-z'-]+ ){_NUMBER}{_BOX}""",
    re.VERBOSE,
)
_STRICT = re.compile(rf"(?<![\w'-])(?<!\ba\.){_STREET}[ ]{_NAME}{_NUMBER}{_BOX}", re.VERBOSE)
_LOOSE = re.compile(rf"(?<![\w'-]){_LOOSE_STREET}[ ]{_NAME}{_NUMBER}{_BOX}", re.VERBOSE)
# "temps plein 38": the one everyday word that ends like a Dutch street.
_GERMANIC = re.compile(
    rf"""(?<![\w'-])(?!(?:mi-)?temps|pleine?\b)[a-z][a-z'-]{{2,30}}[ ]?{_GERMANIC_STREET}[ ]?{_NUMBER}{_BOX}""",
    re.VERBOSE,
)
# "12 rue du vieux moulin": the name goes no further than its first noun, nothing says where it ends.
_NUMBER_FIRST = re.compile(
    rf"""(?<![\w'./-])(?:n°[ ]?)?\d{{1,4}}(?:/\d{{1,3}})?[ ]?(?:bis|ter|[a-z](?![a-z']))?,?[ ]?(?:de[ ]la[ ]|de[ ]l')?
    (?:{_STREET} | place | allee | impasse | chemin | square | clos )[ ]{_ARTICLE}
    (?:(?:vieux|vieille|grande?|petite?|haute?|basse?|nouveau|nouvelle|trois|quatre|saint|sainte)[ ])?{_PLAIN_WORD}
    (?:[ ](?:de[ ]la|de[ ]l'|des|du|de|d'|saint|sainte|st|ste)[ ]?{_PLAIN_WORD}){{0,3}}""",
    re.VERBOSE,
)
_TOWN = r"(?P<town>(?:[a-z]{1,2}')?[a-z][a-z'-]+(?:[ -][a-z][a-z'-]+){0,3})"
_POSTCODE_AFTER = re.compile(
    r"[ ,(–-]{0,4}(?:(?:a|te|in) )?(?:b-|be-|f-)?[1-9]\d{3}"
    r"(?![\d/-]|[.,]\d| ?(?:euros?|eur|€|%|fois|jours?|mois)(?!\w))"
    rf"(?:,? {_TOWN})?"
)
_TOWN_AFTER = re.compile(rf"(?P<link>,? a |,? te |, ?| - | ){_TOWN}")
_BOX_AFTER = re.compile(r"[ ,]{1,3}(?:bte|boite|bus|appt?\.?|appartement)\.? ?(?:n° ?)?[a-z]?\d{1,4}[a-z]?\b")
# Words of streets that are everyday words: in small letters a postcode and a town must follow.
_EVERYDAY = re.compile("place|pl|clos|cite|parc|voie|route|passage|domaine|galerie|residence")
# What a town's name may begin with, and what may join two of its words.
_OPENS_TOWN = word_set(
    "saint sainte st ste sint sankt la le les l' grand petit vieux haut haute bois court mont ville villers ham"
)
_JOINS_TOWN = word_set("sur sous lez les")
_LONGEST_TOWN = 4


def finder(names: NameWords) -> Callable[[Reading], Iterator[Finding]]:
    """The recogniser, with the dictionary and the lists that say where a town's name ends."""

    def find(reading: Reading) -> Iterator[Finding]:
        for pattern in (_STRICT, _ALONE, _LOOSE, _NUMBER_FIRST, _GERMANIC):
            for match in pattern.finditer(reading.outside_accounts):
                written = reading.raw[slice(*match.span())]
                if (
                    pattern is _LOOSE
                    and not re.search(r"[\s'’][A-ZÀ-Þ]", written)
                    and not _is_street(reading, match, names)
                ):
                    continue
                if pattern is _NUMBER_FIRST and re.match(r"(?:19|20)\d\d\b", written):
                    continue
                yield Finding(match.start(), _end(reading, match.end(), names), PersonalKind.ADDRESS, STRONG)
        for match in _POSTED.finditer(reading.raw):
            if reading.outside_accounts[match.start()] != "\x1f":
                end = _end(reading, match.end("street"), names)
                yield Finding(match.start(), end, PersonalKind.ADDRESS, STRONG)

    return find


def _is_street(reading: Reading, match: re.Match[str], names: NameWords) -> bool:
    """Whether what follows makes "impasse du four 3" a street: its postcode and town, or a town of the list."""
    after = _POSTCODE_AFTER.match(reading.outside_accounts, match.end())
    if after:
        return bool(after["town"]) and _town_end(reading, after, names, posted=True) > 0
    town = _TOWN_AFTER.match(reading.outside_accounts, match.end())
    return town is not None and not _EVERYDAY.match(match.group()) and _known_town_end(town) > 0


def _end(reading: Reading, end: int, names: NameWords) -> int:
    """Where the address ends, its postcode, its town and the box after them included where they follow at once."""
    read = reading.outside_accounts
    after = _POSTCODE_AFTER.match(read, end)
    if after:
        end = _town_end(reading, after, names, posted=True) or _postcode_end(after)
    elif town := _TOWN_AFTER.match(read, end):
        end = _town_end(reading, town, names, posted=False) or end
    box = _BOX_AFTER.match(read, end)
    return box.end() if box else end


def _postcode_end(after: re.Match[str]) -> int:
    if not after["town"]:
        return after.end()
    return after.start() + len(after.string[after.start() : after.start("town")].rstrip(" ,"))


def _town_end(reading: Reading, match: re.Match[str], names: NameWords, *, posted: bool) -> int:
    """The end of the town that begins there; 0 where there is none.

    After a postcode any word may be one that is no verb and no small word; after "à" a capital is enough.
    """
    if not match["town"]:
        return 0
    if known_end := _known_town_end(match):
        return known_end
    words = reading.words
    index = bisect_left(words, match.start("town"), key=lambda word: word.start)
    town = list(words[index : index + _LONGEST_TOWN])
    if not town or town[0].start != match.start("town"):
        return 0
    if not posted and not (match["link"].strip(" ,") in ("a", "te") and names.is_capitalised(town[0])):
        return 0
    if town[0].folded not in _OPENS_TOWN and not _may_be_town(town[0], names):
        return 0
    end = 1
    while end < len(town) and reading.raw[town[end - 1].end : town[end].start] in ("", " ", "-"):
        last, word = town[end - 1], town[end]
        opened = last.folded in _OPENS_TOWN or last.folded in _JOINS_TOWN
        joins = word.folded in _JOINS_TOWN and end + 1 < len(town) and _may_be_town(town[end + 1], names)
        capitals = names.is_capitalised(last) and names.is_capitalised(word) and not names.is_nobodys(word)
        if not ((opened and _may_be_town(word, names)) or joins or capitals):
            break
        end += 1
    return 0 if town[end - 1].folded in _OPENS_TOWN | _JOINS_TOWN and end == 1 else town[end - 1].end


def _may_be_town(word: Word, names: NameWords) -> bool:
    if len(word.text) < 2 or names.is_nobodys(word):
        return word.folded in names.lists.towns
    return names.is_capitalised(word) or not names.is_french(word) or names.french.may_be_surname(word.text.lower())


def _known_town_end(match: re.Match[str]) -> int:
    """The end of the known town that begins there, the longest first; 0 where there is none."""
    words = match["town"] or ""
    ends = [len(words), *(gap.start() for gap in reversed(list(re.finditer(r"[ -]", words))))]
    for length in ends:
        if length and words[:length].replace(" ", "-") in known().towns:
            return match.start("town") + length
    return 0
