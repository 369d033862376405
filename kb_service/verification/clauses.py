"""A sentence that states two rules, cut where the second begins: "décide dans les trente jours et notifie …"."""

from __future__ import annotations

import re

from corpus.legal_text.normalise import fold

FEWEST_WORDS = 4
_VERB = (
    r"(?:n'|ne |se |s'|le |la |les |lui |y |en )?(?:est|sont|a|ont|peut|peuvent|doit|doivent|sera|seront|devra|devront|pourra|pourront|fait|font|va|vont|faut"
    r"|(?:decid|notifi|pai|vers|octroi|accord|refus|gard|rest|dispos|commenc|dur|appliqu|compt|concern|exist|inform|sign|benefici|oblig|eleve|vari|demand|adress"
    r"|envoi|communiqu|examin|verifi|visit|motiv|precis|mentionn|indiqu|fix|calcul|suspend|transmet|introdui|depos|sais|form|regl|rembours|recuper|retir|supprim|limit|expir|entr|cess"
    r"|conserv|habit|resid|travaill|statu|prolong|renouvell|evalu|revis|assur|pass|tomb|mont|baiss|augment|port|impos|exig|autoris|permet|prevoi|percoi|recoi|revoi|perd|prend|dit|vaut|tient|vient|obtient|devient|reste|court|attein|interdi)"
    r"(?:e|ent|t|it|oit|oient|ra|ront|d|s)?)\b"
)
_CUT = re.compile(
    r"(?P<strong>\s*;\s+|,\s+(?:et|mais|puis|ensuite|tandis que|alors que|or|de plus|en outre)\s+|\.\s+|\s+(?:mais|puis|tandis que|alors que)\s+)"
    rf"|(?P<and>\s+et\s+)(?=(?:qu'|que )?(?:{_VERB}|(?:le|la|les|l'|il|elle|ils|elles|on|ce|cette|cela|son|sa|ses|celui-ci|celle-ci)\s?(?:\w+\s+){{0,4}}?{_VERB}))"
)
_HAS_VERB = re.compile(rf"\b{_VERB}")


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of the statements that a sentence joins; one span where it states a single thing."""
    folded = fold(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in _CUT.finditer(folded):
        left, right = folded[start : cut.start()], folded[cut.end() :]
        if all(len(side.split()) >= FEWEST_WORDS and _HAS_VERB.search(side) for side in (left, right)):
            spans.append((start, cut.start()))
            start = cut.end()
    return [*spans, (start, len(text))]
