"""What a page of Justel is worth: whether it is the text that was asked for, whole, and what it says of older ones."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import TypeAdapter

from corpus.errors import BadInput
from ingest.parsing.document import BlockKind, ParsedDocument
from ingest.parsing.justel_html import parse_markup

FEWEST_LEFT = 0.5
"""The share of its articles below which a page is taken for a broken one, not for a shorter law."""

_ARCHIVE_LINK = re.compile(r"href=\"(?P<path>[^\"]*[?&](?:amp;)?arch=(?P<last>\d+)[^\"]*)\"", re.IGNORECASE)
_ALL = TypeAdapter(ParsedDocument)


@dataclass(frozen=True)
class LawPage:
    """One consolidated text as the site showed it. `fingerprint` is of what the law says, not of the page
    around it; `archive_link` is the address of the last archived version, `archived` its number."""

    numac: str | None
    articles: int
    fingerprint: str
    archived: int
    archive_link: str | None
    markup: str

    @property
    def stored(self) -> bytes:
        """The page in the one encoding that its parser reads, whatever the site sent it in."""
        return self.markup.encode("cp1252", errors="xmlcharrefreplace")


def archive_address(link: str, number: int) -> str:
    """Where the archived version `number` (1 the oldest) stands, after the link to the last one: the site
    writes three digits."""
    return re.sub(r"(?<=[?&]arch=)\d+", f"{number:03d}", link)


def read_page(markup: str, name: str) -> LawPage:
    """What a page holds. `name` is what an error calls it.

    Raises `BadInput`: "justel_error_page" (no text, no article), "justel_truncated" (the page has no end).
    """
    if "</html>" not in markup[-2000:].lower():
        message = f"« {name} » : la page s'arrête avant sa fin ({len(markup)} caractères reçus)."
        raise BadInput("justel_truncated", message, "Recommencez plus tard : la version précédente reste en place.")
    document = parse_markup(markup, name)
    link = _ARCHIVE_LINK.search(markup)
    return LawPage(
        numac=document.metadata.get("numac"),
        articles=sum(block.kind is BlockKind.ARTICLE for block in document.blocks),
        fingerprint=hashlib.sha256(_ALL.dump_json(document)).hexdigest(),
        archived=int(link["last"]) if link else 0,
        archive_link=_on_the_site(html.unescape(link["path"])) if link else None,
        markup=markup,
    )


def _on_the_site(link: str) -> str:
    """A link without its host: the site that was asked is asked again, whatever its pages call it."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


def require_same_work(page: LawPage, numac: str, name: str) -> None:
    """Raises `BadInput` ("justel_other_work") where the site answered with another text."""
    if page.numac != numac:
        message = f"« {name} » : le site a répondu par le texte {page.numac or 'sans numéro'} au lieu de {numac}."
        raise BadInput("justel_other_work", message, "Vérifiez l'adresse ELI dans corpus/catalogue.toml.")


def require_whole(page: LawPage, known_articles: int, name: str) -> None:
    """Raises `BadInput` ("justel_lost_articles") where a page has lost half of the articles that it had."""
    if page.articles < FEWEST_LEFT * known_articles:
        message = f"« {name} » : la page n'a plus que {page.articles} articles sur {known_articles}."
        remedy = "La version précédente reste en place. Si la loi a vraiment été réduite : kb sync ID --accept."
        raise BadInput("justel_lost_articles", message, remedy)
