"""A pasted text, cut into statements; and which of them say nothing that a rule could confirm or deny."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.legal_text.normalise import fold
from corpus.legal_text.numbers import find_quantities
from corpus.legal_text.references import find_references
from corpus.legal_text.sentences import sentence_spans
from kb_service.question.asks import is_courtesy


@dataclass(frozen=True)
class Statement:
    """`text` stands at `start:end` of what was pasted; `body` is what of it is to be checked, its offset in `text` being `lead`:
    a bullet, "Attention :" or "je pense que" go before. `not_checkable` says in French why it is not one."""

    text: str
    start: int
    end: int
    lead: int
    not_checkable: str | None = None

    @property
    def body(self) -> str:
        return self.text[self.lead :]


_BULLET = re.compile(r"^(?:[-–—•·*▪►→✓✔☑☐]+\s+|\(?\d{1,2}[.)°]\s+|[a-z]\)\s+|#{1,6}\s+|>\s+|\|\s*)+")
_MARKS = re.compile(r"(?:\*\*|__|`|\*)")
# A line that an e-mail or a PDF broke: the next one goes on in small letters.
_WRAP = re.compile(r"(?<=[^\n.!?:;])\n(?=[^\S\n]*[a-zà-ÿœ(«\"'’])(?![^\S\n]*[a-z][.)])")
_NO_LETTERS = re.compile(r"^[\W\d_]*$")
# What introduces a statement without being a part of it.
_LEAD = re.compile(
    r"^(?:bonjour(?: \w+){0,4}|bonsoir|salut(?: \w+)?|coucou(?: \w+)?|(?:cher|chere)s? (?:collegue|madame|monsieur|ami)\w*|(?:oui|non|ok|d'accord|hello|re)|pour info|fyi)\s*[,:!]\s*"
    r"|^(?:attention|important|remarque|note|nb|n\.b\.|rappel|pour rappel|a noter|a savoir|en resume|en bref|bref|conclusion"
    r"|en pratique|concretement|exemple|reponse|info|ps|donc|sauf erreur(?: de ma part)?|a ma connaissance|si je ne me trompe pas"
    r"|je (?:pense|crois|suppose) que|il me semble que|a mon avis|selon moi|d'apres moi|on m'a dit que|j'ai lu que"
    r"|(?:merci de )?noter? que|sachez que|il faut savoir que|je (?:te|vous) (?:confirme|signale|rappelle|precise) que"
    r"|(?:il|elle) (?:est|convient) (?:important |a noter |de noter |de rappeler |de preciser |utile )"
    r"(?:de (?:noter|rappeler|preciser|savoir) )?que)\s*[:,]?\s+"
)
_QUESTION = re.compile(
    r"^(?:est-ce que|est-ce qu'|qu'est-ce|pourquoi|comment |combien |quand est-ce|quel(?:le)?s? (?:est|sont|delai|montant)"
    r"|que faire|qui (?:peut|doit|paie|decide)|peux-tu|pouvez-vous|pourriez-vous|pourrais-tu|savez-vous|sais-tu|avez-vous|as-tu"
    r"|puis-je|dois-je|faut-il|y a-t-il)\b"
)
_GREETING = re.compile(
    r"^(?:bonjour|bonsoir|salut|hello|coucou|cher|chere|chers|cheres|merci|cordialement|bien (?:a|cordialement)|bonne (?:journee|soiree|chance|continuation)"
    r"|belle journee|bon (?:courage|week-end|travail)|salutations|sinceres|n'hesite[zs]? pas|je reste (?:a|bien)|je me tiens|a (?:bientot|votre disposition|ta disposition|plus tard|demain)"
    r"|j'espere|bienvenue|au plaisir|dans l'attente|avec plaisir|excellente (?:journee|question)|tres bonne question|voici\b(?![^:]*: \w)|bien sur|d'accord|ok|super|parfait|felicitations|entendu(?=\s*[,.!]|$)|c'est note)\b"
)
_OPINION = re.compile(
    r"\b(?:je (?:pense|crois|trouve|estime|suis (?:d'avis|convaincue?|persuadee?|d'accord|inquiet\w*|contente?|desolee?|ravie?))|a mon (?:avis|sens)|selon moi|d'apres moi|il me semble"
    r"|personnellement|on (?:dirait|a l'impression)|j'ai l'impression|c'est (?:\w+ ){0,2}(?:injuste|dommage|regrettable|scandaleux|honteux|normal|logique|absurde|complique\w*|lourd|triste|genial|terrible|important|utile|bien|mal|penible|fou|abuse|frustrant|decourageant)"
    r"|(?:est|sont|reste|restent|semblent?|parait|paraissent|devient|deviennent) (?:vraiment |tres |trop |assez |bien |plutot |un peu |beaucoup trop |particulierement |nettement |beaucoup |franchement )*(?:injustes?|complique\w*|complexes?|efficaces?|inefficaces?|regrettables?|scandaleu\w*|honteu\w*|trop \w+|mal \w+|satisfaisant\w*|formidables?|difficiles? a (?:comprendre|appliquer|lire)|lourd\w*|choquant\w*|decevant\w*|excessi\w*|severes?|genereu\w*|utiles?|precieu\w*|agreables?|clair\w* et \w+)"
    r"|mieux vaut|il vaut mieux|il (?:serait|est) (?:preferable|souhaitable|conseille|utile|bon|prudent|temps|judicieux|opportun|dommage|regrettable|recommande)|(?:je|nous) (?:vous |te )?(?:conseill|recommand|suggér|sugger)\w+"
    r"|(?:vous|tu) devri(?:ez|ons)|tu devrais|on devrait|nous devrions|pensez a |veillez a |ferai[ts]? mieux|meriterai\w*|meritent?\b|j'aime|j'adore|je deteste|bravo)\b"
)
_IMPERATIVE = re.compile(
    r"^(?:contacte[zr]?|verifie[zr]?|consulte[zr]?|renseigne[zr]?|prene[zr]|prends|appele[zr]|appelle|demande[zr]-(?:lui|leur)|adresse[zr]-vous|regarde[zr]?|relise[zr]|relis|lise[zr]|essaye[zr]?|essaie|essayons|gardons|garde[zr]? en tete"
    r"|assure[zr]-vous|rappele[zr]-vous|souvene[zr]-vous|prevoye[zr]|prevois|organisons|parle[zr]-en|parlons-en|dis-moi|dites-moi|tiens-moi|tene[zr]-moi|fais|faites|soye[zr]|sois|n'oublie[zrs]?|pense[zs]? a|veille[zr]? a)\b"
)
# A telegraphic statement has no verb: "Délai de recours : 3 mois".
_VERB = re.compile(
    r"\b(?:est|sont|etait|etaient|sera|seront|serait|a|ont|avait|aura|auront|peut|peuvent|pourra|pourrait|doit|doivent|devra|devront|fait|font|va|vont|faut|n'|ne)\b"
    r"|\b\w{2,}(?:ent|e|it|t|ra|ront|rait|d)\b"
)
LONGEST_TITLE = 8
"""Words up to which a line without any figure or closing mark is a title, not a statement."""


def statements(text: str) -> list[Statement]:
    """Every sentence and list item of a text, in order; marks of Markdown are blanked, offsets stay."""
    unmarked = _WRAP.sub(" ", _MARKS.sub(lambda mark: " " * len(mark[0]), text))
    return [_statement(unmarked, start, end) for start, end in sentence_spans(unmarked)]


def _statement(pasted: str, start: int, end: int) -> Statement:
    text = pasted[start:end]
    folded = fold(text)
    lead = 0
    while step := (_BULLET.match(folded[lead:]) or _LEAD.match(folded[lead:])):
        lead += step.end()
    body = folded[lead:] or folded
    return Statement(text, start, end, lead if lead < len(text) else 0, _not_checkable(folded, body))


def _not_checkable(folded: str, body: str) -> str | None:
    if _NO_LETTERS.match(body):
        return "Il n'y a rien à vérifier ici."
    if body.rstrip(" *_»\"')").endswith("?") or _QUESTION.match(body):
        return "C'est une question, pas une affirmation."
    if is_courtesy(body) or (_GREETING.match(body) and not _says_figures(body)):
        return "C'est une formule de politesse ou d'introduction."
    if (_OPINION.search(folded) or _IMPERATIVE.match(body)) and not _says_figures(body):
        return "C'est un avis ou un conseil, pas une règle."
    words = re.findall(r"\w+", body)
    if (
        len(words) <= LONGEST_TITLE
        and not _says_figures(body)
        and (body.rstrip(" *_").endswith(":") or not _VERB.search(body))
    ):
        return "C'est un titre, pas une affirmation."
    return None


def _says_figures(body: str) -> bool:
    """Whether a sentence names an article or a quantity: even an opinion then states a rule."""
    return bool(find_quantities(body)) or any(reference.article for reference in find_references(body))
