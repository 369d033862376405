"""From the files of one source to what an edition holds of it: provisions and passages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.asked import digest_of
from corpus.editions.build import SourceContent
from corpus.editions.manifest import SourceFile
from corpus.legal_text.dates import UNDETERMINED
from corpus.model import Provision, Source
from ingest.passages.cut import cut
from ingest.pipeline.reading import PARSERS, FileReading
from ingest.structure.articles import Article, articles_of
from ingest.structure.identity import Identity, entry_into_force
from ingest.structure.provisions import provisions_of_articles
from ingest.structure.sections import provisions_of
from ingest.structure.versions import State, consolidate


@dataclass(frozen=True)
class IdentifiedFile:
    """A file that was read, the work that it belongs to, and the place where it was found."""

    reading: FileReading
    identity: Identity
    origin: str = ""

    @property
    def source_file(self) -> SourceFile:
        return SourceFile(
            name=self.reading.path.name,
            sha256=self.reading.sha256,
            state=self.identity.state,
            origin=self.origin,
        )

    def replaces(self, other: IdentifiedFile) -> bool:
        """Whether it is the same state of the same work, read from another file: only one of them is kept.

        Two excerpts of one state may hold other articles; the same one comes again under its name.
        """
        mine, its = self.identity, other.identity
        same_state = (mine.state, mine.sequence, mine.excerpt) == (its.state, its.sequence, its.excerpt)
        return same_state and (not mine.excerpt or self.reading.path.name == other.reading.path.name)


def fingerprint(source_id: str, files: Iterable[SourceFile]) -> str:
    """The hash of all that a source was read from, and of the way it is read today."""
    read = [f"{PARSERS}:", digest_of(source_id), *sorted(file.sha256 for file in files)]
    return hashlib.sha256("".join(read).encode()).hexdigest()


def assemble(files: Sequence[IdentifiedFile]) -> SourceContent:
    """One source from its files: all states of a law, or the one file of another document."""
    laws = [file for file in files if file.reading.is_law]
    if laws:
        source, provisions = _law(laws)
    else:
        source = files[-1].identity.source
        provisions = provisions_of(source, files[-1].reading.document)
    passages = tuple(passage for provision in provisions for passage in cut(source, provision))
    kept = tuple(file.source_file for file in (laws or files[-1:]))
    return SourceContent(
        source=source,
        version=source.consolidated_on.isoformat() if source.consolidated_on else "",
        content_sha256=fingerprint(source.source_id, kept),
        files=kept,
        provisions=tuple(provisions),
        passages=passages,
    )


def _law(files: Sequence[IdentifiedFile]) -> tuple[Source, list[Provision]]:
    states: list[State] = []
    newest: IdentifiedFile | None = None
    newest_day = date.min
    for file in sorted(files, key=lambda f: f.identity.sequence):
        document, source = file.reading.document, file.identity.source
        articles = articles_of(document, entry_into_force(document, source), source.commences)
        day = file.identity.state or _last_change(articles) or file.identity.source.published or date.min
        states.append(State(day, articles, file.identity.excerpt))
        if newest is None or day >= newest_day:
            newest, newest_day = file, day
    assert newest is not None
    source = replace(newest.identity.source, consolidated_on=newest_day if newest_day != date.min else None)
    return source, provisions_of_articles(source, consolidate(states))


def _last_change(articles: Sequence[Article]) -> date | None:
    """The day of an archived state that does not say its own: that of its last amendment."""
    days = {a.in_force for article in articles for a in article.amendments}
    return max((day for day in days if day and day != UNDETERMINED), default=None)
