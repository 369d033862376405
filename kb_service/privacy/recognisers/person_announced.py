"""Names that a word announces: a civility ("Mme benali"), a family or care tie ("son fils karim", "ma cliente").

The names may be in small letters and of any origin: what ends them is a French word that cannot be one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from corpus.legal_text.normalise import word_set
from kb_service.privacy.kinds import PersonalKind
from kb_service.privacy.name_context import with_last_initial
from kb_service.privacy.name_words import FRENCH_PARTICLES, LONGEST, OPENING, PARTICLES, NameWords, joined
from kb_service.privacy.reading import LIKELY, STRONG, Finding, Reading, Word

# "M.B." is the Moniteur belge; "m." in small letters needs its stop.
_CIVILITY = re.compile(
    r"""(?<![\w.'-])(?: m\.(?!\w\.) | mm\. | mr\.? | mme\.? | mmes\.? | mlle\.? | melle\.? | monsieur | madame
      | mademoiselle
      | messieurs | dr\.? | docteur | sieur | dlle\.? | vve\.? )(?![\w'-])""",
    re.VERBOSE,
)
# In another language what follows in small letters is no French word, nor a name.
_FOREIGN_CIVILITY = re.compile(
    r"(?<![\w.'-])(?i:mevrouw|mevr\.?|meneer|dhr\.?|de heer|mrs\.?|miss|herr|frau|se[ñn]ora?|signora?)(?= [A-ZÀ-Þ])"
)
# "M Bah", "M.Dupont": capitals stand for the stop or the space that is missing ("M II" is no civility).
_TIGHT_CIVILITY = re.compile(
    r"(?<![\w.'°-])(?:Me(?= [A-ZÀ-Þ])|M(?= [A-ZÀ-Þ])(?! [IVX]+\b)|(?:M|Mr|Mme|Mlle|Dr)\.(?=[A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]))"
)
# Said of files and of maiden names: only capitals make a name of what follows.
_FILE = re.compile(
    r"""(?<![\w'-])(?: [Dd]ossier | DOSSIER | [Ss]ituation | [Cc]as | [Rr]dv | RDV | [Dd]emande | [Ss]uivi
      | [Nn]ée? | [Aa]lias
      | [Ss]igné )(?:[ ]:)?(?=[ ][A-ZÀ-Þ][^\W\d_]{2})""",
    re.VERBOSE,
)
_KIN = r"""(?: fils | fille | mari | epoux | epouse | femme | conjointe? | compagnon | compagne | concubine?
    | ex(?:-(?:mari|femme|conjointe?|epoux|epouse))? | pere | mere | maman | papa | frere | s(?:oe|œ)ur | oncle | tante
    | cousine? | neveu | niece | beau-(?:pere|fils|frere) | belle-(?:mere|fille|s(?:oe|œ)ur) | grand-(?:pere|mere)
    | petit-fils | petite-fille | bebe | jumelle | jumeau | parrain | marraine | (?:petite?[ ])?amie? | copine?
    | partenaire
    | voisine? )"""
_CARE = r"""(?: clien?te? | beneficiaire | usagere? | patiente? | protegee? | pupille | administree? | demandeu(?:r|se)
    | requerante? | stagiaire | colocataire | collegue | locataire | proprietaire | proprio | bailleur | referente?
    | candidate? | enfant | garcon | ado | dame | jeune )"""
_TIE = re.compile(
    rf"""(?<![\w'-])(?:
        (?:mon|ma|notre|son|sa|leur|votre|ton|ta)
        (?:[ ](?:ex|petite?|grande?|jeune|nouvelle|nouveau|ancienne?|autre))?[ ](?:{_KIN}|{_CARE})
        (?:[ ](?:ainee?|cadet|cadette|mineure?|majeure?))?
      | (?:le|la|l'|un|une|au|du|cette?)[ ]?(?:{_CARE}|petite?|bebe)
      | (?:beneficiaire|cliente?|usagere?|enfant|etudiante?|garante?)(?=[ ]?:)
      | (?:{_KIN}|enfant|veuve|tuteur|tutrice|mandataire|dossier|situation|r(?:dv|endez-vous)[ ]avec|celui|celle)[ ]de
      | (?:pre|de|sus)?nommee? | (?:un|une)[ ]certaine? | s'appel(?:le|ant) | appelee?
      | prenom(?:[ ]est)? | nom(?:[ ]de[ ]famille)?(?:[ ](?:est|selon[ ][\w' -]{{2,25}}(?=[ ]?:)))?
      | (?:la|une)[ ]famille | les[ ]epoux | le[ ]couple
      | les[ ]consorts | les[ ]enfants | veuve | concernant | concerne
    )(?:[ ]?:[ ]?)?(?=[ '] | (?<=:) | (?<=:[ ]))""",
    re.VERBOSE,
)
# "la nièce de l'usager, Divine, née le…": set off by commas, a capitalised word is the name of the one spoken of.
_APPOSED = re.compile(
    rf"""(?<![\w'-])(?:{_KIN}|{_CARE})(?:[ ](?:ainee?|cadette?|mineure?|majeure?))?
    (?:[ ](?:de[ ]l'|de[ ]la[ ]|de[ ]|du[ ]|d')(?:(?:notre|mon|ma|son|sa|leur|cette?|une?)[ ])?[\w'-]{{2,20}})?,[ ]""",
    re.VERBOSE,
)
_SET_OFF = re.compile(r" ?[,(]")
# "mr martinez ruiz il a recu": what ends the two words of a name that the dictionary half knows.
_PRONOUN = word_set("il elle ils elles")
_CIVILITY_AFTER = re.compile(r" ?\((?:mr?|mme|mlle|melle|monsieur|madame|mademoiselle)\.?\)")
_LINK = re.compile(r"[ \t:.\"«(]{0,3}")
MayOpen = Callable[[Word, bool], bool]


def finder(names: NameWords) -> Callable[[Reading], Iterator[Finding]]:
    """The recogniser, with the dictionary and the lists that it asks."""

    def find(reading: Reading) -> Iterator[Finding]:
        words = reading.words
        starts = [word.start for word in words]
        for match in _CIVILITY.finditer(reading.folded):
            yield from _named(reading, names, starts, match.end(), names.may_follow_civility, STRONG)
        for pattern in (_TIGHT_CIVILITY, _FOREIGN_CIVILITY):
            for match in pattern.finditer(reading.raw):
                yield from _named(reading, names, starts, match.end(), names.may_follow_civility, STRONG)
        yield from _before_pronoun(reading, names, starts)
        yield from _before_civility(reading, names, starts)
        for match in _APPOSED.finditer(reading.folded):
            for found in _named(reading, names, starts, match.end(), names.may_stand_apart, LIKELY):
                if _SET_OFF.match(reading.raw, found.end):
                    yield found
        for match in _FILE.finditer(reading.raw):
            yield from _named(reading, names, starts, match.end(), names.is_unheard_of, LIKELY)
        for match in _TIE.finditer(reading.folded):
            yield from _named(reading, names, starts, match.end(), names.may_follow_tie, LIKELY)

    return find


def _named(
    reading: Reading, names: NameWords, starts: list[int], at: int, may_open: MayOpen, score: float
) -> Iterator[Finding]:
    index = bisect_left(starts, at)
    if index < len(starts) and _LINK.fullmatch(reading.raw, at, starts[index]):
        name = read_name(reading, names, index, may_open)
        if name:
            last = with_last_initial(reading, name[-1].end)
            yield Finding(name[0].start, last, PersonalKind.PERSON, score)


def _before_pronoun(reading: Reading, names: NameWords, starts: list[int]) -> Iterator[Finding]:
    """Two words in small letters between a civility and a pronoun, of which the dictionary knows one at most."""
    for match in _CIVILITY.finditer(reading.folded):
        index = bisect_left(starts, match.end())
        words = reading.words[index : index + 3]
        if (
            len(words) < 3
            or words[2].folded not in _PRONOUN
            or not _LINK.fullmatch(reading.raw, match.end(), starts[index])
        ):
            continue
        first, second, pronoun = words
        side_by_side = joined(reading, first, second) and joined(reading, second, pronoun)
        if side_by_side and names.may_be_double_surname(first, second):
            yield Finding(first.start, second.end, PersonalKind.PERSON, LIKELY)


def _before_civility(reading: Reading, names: NameWords, starts: list[int]) -> Iterator[Finding]:
    """The capitalised words right before a civility in brackets: "Okafor (M.)"."""
    words = reading.words
    for match in _CIVILITY_AFTER.finditer(reading.folded):
        last = first = bisect_left(starts, match.start()) - 1
        if first < 0 or words[last].end != match.start() or not names.may_precede_civility(words[last]):
            continue
        while first and last - first < LONGEST and joined(reading, words[first - 1], words[first]):
            if not names.may_precede_civility(words[first - 1]):
                break
            first -= 1
        yield Finding(words[first].start, words[last].end, PersonalKind.PERSON, STRONG)


def read_name(reading: Reading, names: NameWords, index: int, may_open: MayOpen) -> list[Word]:
    """The words of the name that begins at a word; empty where none does.

    Particles ("van den", "el") and initials ("J.") belong to it only when a word of the name follows them.
    """
    words = reading.words
    name: list[Word] = []
    core: list[Word] = []
    waiting: list[Word] = []
    for word in words[index : index + LONGEST + 2]:
        last = waiting[-1] if waiting else name[-1] if name else None
        if last is not None and not joined(reading, last, word):
            break
        elided = last is not None and last.text[-1] in "'’"
        particle = word.text[-1] in "'’" or word.folded in (PARTICLES if core else OPENING)
        initial = len(word.text) == 1 and word.text.isupper()
        if not (particle and len(word.text) < 4) and (
            names.may_continue(word, core, elided) if core else may_open(word, elided)
        ):
            if not core and names.is_given(word):  # "au nom de Benoît Lacroix"
                waiting = [each for each in waiting if each.folded not in FRENCH_PARTICLES or each.text[0].isupper()]
            name += [*waiting, word]
            core.append(word)
            waiting = []
        elif (particle or initial) and len(waiting) < 3:
            waiting.append(word)
        else:
            break
        if len(name) >= LONGEST:
            break
    return name
