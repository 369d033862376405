"""From articles to provisions: identifiers that references resolve to, one for each wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from corpus.model import Provision, Region, Source
from ingest.structure.articles import Article
from ingest.structure.sections import slug


def provisions_of_articles(source: Source, articles: Iterable[Article]) -> list[Provision]:
    """One provision per wording. `<source>/art_21` names the only wording; where several stand side by
    side, each adds the day from which it holds, and its region where that is not the federal one."""
    articles = list(articles)
    wordings = Counter((a.number, a.region) for a in articles)
    taken: Counter[str] = Counter()
    provisions = []
    for article in articles:
        provision_id = f"{source.source_id}/art_{article.number}"
        if article.region is not Region.FEDERAL and article.region is not source.region:
            provision_id += f"~{slug(article.region)}"
        if wordings[article.number, article.region] > 1 and article.validity.valid_from:
            provision_id += f"@{article.validity.valid_from.isoformat()}"
        taken[provision_id] += 1
        if taken[provision_id] > 1:
            provision_id += f"-{taken[provision_id]}"
        provisions.append(
            Provision(
                provision_id=provision_id,
                source_id=source.source_id,
                number=article.number,
                label=f"art. {'1er' if article.number == '1' else article.number}",
                text=article.text,
                path=article.path,
                validity=article.validity,
                region=article.region if article.region is not Region.FEDERAL else source.region,
                repealed=article.repealed,
                amendments=article.amendments,
                notes=(*article.notes, *(a.remark for a in article.amendments if a.remark)),
            )
        )
    return provisions
