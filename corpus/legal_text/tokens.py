"""The words that BM25 counts, in passages and in questions alike.

What is exact in law stays exact: article numbers ("art_43/6"), paragraph marks ("§7"), points ("5°"),
amounts ("1314,20") and the field's acronyms are tokens of their own. Other words are French stems,
without accents, since people type "decision" and "énergie" in one question.

Negation and exception words ("pas", "sans", "sauf", "aucun", "moins") and modal verbs ("doit",
"peut") are kept: a rule and its exception differ by nothing else, and where they are common BM25
already gives them little weight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Lock

import Stemmer

from corpus.legal_text.normalise import bare, word_set

# Compared after folding. Question words are here because the texts that answer do not contain them.
STOP_WORDS = word_set(
    "le la les un une des du de au aux ce cet cette ces se sa son ses leur leurs lui eux on il ils elle elles",
    "je tu nous vous me te moi toi mon ma mes ton ta tes notre nos votre vos que qui quoi dont ou et ni mais",
    "donc or car si en y a est sont ont ai as avons avez etre ete etant avoir eu ayant suis es sommes etes soit",
    "soient sera seront serait etait etaient avait avaient aura auront par pour dans sur sous avec chez vers ne",
    "l d j m n s t c qu jusqu lorsqu puisqu quelqu aujourd hui comme ainsi aussi cela ceci ca celui celle ceux",
    "celles ci quel quelle quels quelles comment pourquoi quand combien lequel laquelle lesquels lesquelles",
    "auquel duquel afin tel telle tels telles meme memes alors lors lorsque lieu titre alinea alineas article",
    "articles art arts paragraphe paragraphes",
)
# Small words that a stemmer would maim ("grapa" -> "grap") or mistake for others. Known ones only: whole
# headings are in capitals ("TITRE V. - EMPLOI"), so capitals alone say nothing.
ACRONYMS = word_set(
    "ris eris riss dis piis bim grapa cpas ocmw ogm onem onss inami inasti rva amu ar am agw awg ase asi aviq avq agr",
    "bcss cass cbe cdld cir csd cwass dg dgi eft etp fedasil forem fpi ila ipp isp mena mb nabo niss oip onp pcs pmr",
    "pmre rgpd rmmg roi spf spp spw sps sfp uvcw vipo aed aes aeds asbl iph aai iss spmt bis ter quater",
)

_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|novies|decies"
_ARTICLE_NUMBER = rf"\d{{1,4}}(?:er|ère)?(?:\s?(?:{_LATIN})\b)?(?:/\d+)*(?![\d°%€]|[.,]\d)"
# In "art. 60 et 2 enfants" the 2 counts children.
_NO_NOUN = r"(?!\s+(?!(?:et|ou|à|de|du|des)\b)\w)"
_TOKEN = re.compile(
    rf"""(?i:\bart(?:icles?|s)?\.?)\s*{_ARTICLE_NUMBER}(?:\s*(?:,|et|ou|à)\s*{_ARTICLE_NUMBER}{_NO_NOUN})*
    | (?:§{{1,2}}|(?i:\bparagraphes?|\bpar\.))\s*\d{{1,3}}[a-z]*(?:\s*(?:,|et|ou)\s*\d{{1,2}}(?:er)?\b{_NO_NOUN})*
    | \d{{1,3}}(?:[.\ \u00a0\u202f]\d{{3}})+(?![\d/])(?:,\d+)? | \d+,\d+ | \d+\.\d\d(?=\s?(?:€|EUR|eur))
    | \d+°(?:bis|ter)? | \d+(?:(?:er|ère|re|e|ème|{_LATIN})(?![^\W\d_]))?(?:[/.-]\d+)*
    | (?:\b[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?
    | [^\W\d_]+(?:[\u0300-\u036f\u064b-\u065f]+[^\W\d_]*)* | [€%]""",
    re.VERBOSE,
)
_REFERENCE_HEAD = re.compile(r"(?:art(?:icles?|s)?\.?|§+|paragraphes?|par\.)\s*")
_REFERENCE_NUMBER = re.compile(r"(\d+)(?:er|ere)?\s?([a-z]{3,}?)?((?:/\d+)*)(?=\W|$)")
_AMOUNT = re.compile(r"\d+(?:[. \u00a0\u202f]\d{3})*,\d+|\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+\.\d\d")
_ORDINAL = re.compile(r"(\d+)(?:er|ere|re|eme|e)")
_SMALL_WORDS = {"€": ("eur",), "%": ("%",), "euro": ("eur",), "euros": ("eur",)}
_CACHE_LIMIT = 300_000


class _Terms(dict[str, tuple[str, ...]]):
    """Raw token -> its terms, worked out once each: a corpus has few distinct words. Emptied when it
    grows past a limit, as numbers and typing errors never end."""

    def __init__(self) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer("french", 0)
        self._lock = Lock()  # a PyStemmer object must not be shared by two threads at once

    def __missing__(self, raw: str) -> tuple[str, ...]:
        terms = self._terms(raw)
        if len(self) >= _CACHE_LIMIT:
            self.clear()
        self[raw] = terms
        return terms

    def _terms(self, raw: str) -> tuple[str, ...]:
        word = bare(raw)
        if word in _SMALL_WORDS:
            return _SMALL_WORDS[word]
        if word[0] == "§" or not (word.isalpha() or word[0].isdigit()):
            return _reference_terms(word) or (word.replace(".", ""),)
        if word[0].isdigit():
            return _number_terms(word)
        if word in ACRONYMS:
            return (word,)
        if word in STOP_WORDS:
            return ()
        with self._lock:
            return (_stem(word, self._stemmer),)


def tokens(text: str) -> list[str]:
    """The terms of `text`, in order, with repetitions."""
    terms: list[str] = []
    for raw in _TOKEN.findall(text):
        terms += _TERMS[raw]
    return terms


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each term with the span of the words it stands for (terms of one enumeration share its span)."""
    for match in _TOKEN.finditer(text):
        for term in _TERMS[match.group()]:
            yield term, match.start(), match.end()


def _reference_terms(word: str) -> tuple[str, ...]:
    head = _REFERENCE_HEAD.match(word)
    if head is None:
        return ()
    terms: list[str] = []
    for digits, suffix, slashes in _REFERENCE_NUMBER.findall(word, head.end()):
        number = digits + suffix + slashes
        terms += [f"art_{number}", number] if word[0] == "a" else [f"§{number}"]
    return tuple(terms)


def _number_terms(word: str) -> tuple[str, ...]:
    if _AMOUNT.fullmatch(word):
        if "," not in word and re.fullmatch(r"\d+\.\d\d", word):
            word = word.replace(".", ",")
        return (re.sub(r"[. \u00a0\u202f]", "", word).removesuffix(",00"),)
    ordinal = _ORDINAL.fullmatch(word)
    return (ordinal.group(1) if ordinal else word,)


# The stemmer knows its suffixes with accents only; typed without, "nationalite" would not meet "national".
_NOUNS_IN_ITE = ("al", "il", "iv", "or", "ur", "ar", "os", "id", "ess")
_ACCENTED_ENDINGS = {"iere": "ière", "ee": "ée"} | {f"{before}ite": f"{before}ité" for before in _NOUNS_IN_ITE}
_ACCENTED_ENDINGS |= {f"{plain}s": f"{accented}s" for plain, accented in _ACCENTED_ENDINGS.items()}


def _stem(word: str, stemmer: Stemmer.Stemmer) -> str:
    for length in (5, 6, 4, 3, 2):
        accented = _ACCENTED_ENDINGS.get(word[-length:])
        if accented and len(word) > length + 1:
            word = word[:-length] + accented
            break
    stem = bare(stemmer.stemWord(word))
    return stem[:-1] + "i" if len(stem) > 2 and stem[-1] == "y" else stem  # octroyé, octroi


_TERMS = _Terms()
