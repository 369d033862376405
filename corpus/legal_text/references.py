"""Belgian legal references with the act that they point into, after eyecite: frozen values with spans.

"art. 60, § 7, al. 2, de la loi organique", "articles 3, 4 et 13, § 2", "l'article 22 du même arrêté",
and as people type: "art 60 §7 loi orga", "art 47 dis".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from corpus.legal_text.acts import Act, Relation, attached_nickname, find_acts
from corpus.legal_text.normalise import fold
from corpus.legal_text.reference_chains import Reference, read_chains

__all__ = ["Reference", "find_references"]

# Between a chain and its act, and between an act and the chain that it heads ("loi organique, art. 60").
_TO_ACT = re.compile(
    r"[\s,(]*(?:(?:precitee?s?|susvisee?s?|alors\s+applicables?|nouveau|ancien)[\s,]*)?"
    r"(?:(?:de|dans|sous)\s+(?:la\s+|l'|le\s+)?|du\s+|des\s+|dudit\s+|d'une?\s+|l'|la\s+|le\s+|van\s+(?:de\s+|het\s+)?|of\s+(?:the\s+)?|uit\s+de\s+)?"
)
_FROM_ACT = re.compile(r"[\s,;:(-]*(?:(?:en|a|dans)\s+)?(?:(?:son|ses|les|aux?)\s+|l')?")
# The title that goes on behind a dated act, up to a mark: "loi du 26 mai 2002 concernant le droit à …, art. 14".
_TITLE = re.compile(
    r"\s+(?:concernant|relati(?:ve|f)s?|organique|portant|visant|instituant|instaurant|fixant|sur|des?)\b[^.;:()§\d]{1,200}?"
    r"\s*(?=[,(:;]|\s[-–])"
)
_SAME_ACT = re.compile(
    r"\s*,?\s*(?:et|ou|ainsi\s+que|en)\s+(?:(?:a|de|par|dans|en|sur)\s+)?(?:l'|les\s+|aux?\s+|des\s+|du\s+)?"
)
_AND = re.compile(r"\s*,?\s*(?:et|ou)\s+")
_LONGEST_LINK = 48


def find_references(text: str) -> list[Reference]:
    """Every reference of `text`, in order of appearance; acts named without an article are among them.

    The mark that opens a paragraph of a law ("§ 2. Le centre …" at the start of a line) is no reference.
    """
    folded = fold(text)
    found = _with_acts(read_chains(folded), find_acts(text, bare=True), folded)
    return sorted(found, key=lambda reference: reference.span)


def _with_acts(chains: list[list[Reference]], acts: list[Act], folded: str) -> list[Reference]:
    """Each chain with its act; then the acts that stand alone."""
    used: set[int] = set()
    starts = [act.start for act in acts]
    heads = [chain[0].start for chain in chains]
    owners = [_owner(chain, acts, starts, heads, folded, used) for chain in chains]
    for index in range(len(chains) - 2, -1, -1):
        gap = (chains[index][-1].end, chains[index + 1][0].start)
        if owners[index] is None and gap[1] - gap[0] <= _LONGEST_LINK and _SAME_ACT.fullmatch(folded, *gap):
            owners[index] = owners[index + 1]
    for index in range(1, len(chains)):  # "(loi DIS, art. 3 et art. 60)": the act that heads the first heads both
        head, gap = owners[index - 1], (chains[index - 1][-1].end, chains[index][0].start)
        is_head = head is not None and head.end <= chains[index - 1][0].start
        if owners[index] is None and is_head and chains[index][0].article and _AND.fullmatch(folded, *gap):
            owners[index] = head
    found = [replace(part, act=owner) for chain, owner in zip(chains, owners, strict=True) for part in chain]
    alone = (act for index, act in enumerate(acts) if index not in used and act.relation is not Relation.BARE)
    return found + [Reference(None, act.start, act.end, act=act) for act in alone]


def _owner(
    chain: list[Reference], acts: list[Act], starts: list[int], heads: list[int], folded: str, used: set[int]
) -> Act | None:
    """The act that follows the chain, else the one that heads it; its index goes into `used`.

    In "la convention de l'article 61 (loi DIS, art. 38)" the act in brackets heads the chain behind it.
    """
    start, end = chain[0].start, chain[-1].end
    after = bisect_left(starts, end)
    if after < len(acts) and starts[after] - end <= _LONGEST_LINK and _TO_ACT.fullmatch(folded, end, starts[after]):
        behind = bisect_left(heads, acts[after].end)
        heads_another = behind < len(heads) and _FROM_ACT.fullmatch(folded, acts[after].end, heads[behind])
        if not ("(" in folded[end : starts[after]] and heads_another):
            used.add(after)
            return acts[after]
    if chain[0].article is None:
        return None
    link = _TO_ACT.match(folded, end)
    nickname = attached_nickname(folded, link.end()) if link else None
    if nickname:
        return nickname
    before = bisect_left(starts, start) - 1
    if before < 0 or before in used or acts[before].relation is Relation.BARE:
        return None
    title = _TITLE.match(folded, acts[before].end, start) if acts[before].day else None
    behind = title.end() if title else acts[before].end
    if start - behind > _LONGEST_LINK or not _FROM_ACT.fullmatch(folded, behind, start):
        return None
    used.add(before)
    return acts[before]
