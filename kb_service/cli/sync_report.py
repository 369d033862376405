"""What `kb sync` says: one line a source, the gaps, and the state of what was brought in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text

from corpus.catalogue import Catalogue
from corpus.settings import Settings
from ingest.connectors.justel.records import Shelf
from ingest.connectors.justel.sync import SourceSync, SyncOutcome, SyncReport, official_sources

_WORDS = {
    SyncOutcome.ADDED: ("+", "apporté", "apportés", "green"),
    SyncOutcome.CHANGED: ("~", "changé", "changés", "cyan"),
    SyncOutcome.UNCHANGED: ("=", "inchangé", "inchangés", "dim"),
    SyncOutcome.FAILED: ("✗", "échec", "échecs", "red"),
    SyncOutcome.LEFT: ("-", "pas demandé", "pas demandés", "yellow"),
}


def print_sync(report: SyncReport, console: Console | None = None) -> None:
    console = console or Console()
    for source in report.sources:
        console.print(_line(source), soft_wrap=True)
    counts = ((report.count(outcome), one, several) for outcome, (_, one, several, _) in _WORDS.items())
    said = ", ".join(f"{n} {several if n > 1 else one}" for n, one, several in counts if n)
    texts = "texte officiel" if len(report.sources) == 1 else "textes officiels"
    console.print(Text(f"{len(report.sources)} {texts} : {said}.", "bold"), soft_wrap=True)


def print_status(
    settings: Settings, catalogue: Catalogue, wanted: Sequence[str], console: Console | None = None
) -> None:
    """When each official text was last asked for, last had, last changed, and what is missing of it."""
    console = console or Console()
    table = Table(box=None, pad_edge=False)
    for heading in ("Source", "Essayé", "Obtenu", "Changé", "Articles", "Empreinte", "Versions"):
        table.add_column(heading, no_wrap=True)
    to_see = []
    for source in official_sources(catalogue, wanted):
        record = Shelf(settings.data_dir, source.source_id).load()
        table.add_row(
            source.source_id,
            *(_day(moment) for moment in (record.tried, record.fetched, record.changed)),
            str(record.articles or ""),
            (record.fingerprint or "")[:8],
            f"{len(record.versions)}/{record.archived}" if record.archived else "",
        )
        to_see += [
            Text.assemble((source.source_id, "bold"), f" : {said}")
            for said in (record.problem, _gaps(sorted(record.missing)))
            if said
        ]
    console.print(table)
    for line in to_see:
        console.print(line, soft_wrap=True)


def _line(source: SourceSync) -> Text:
    sign, word, _, style = _WORDS[source.outcome]
    line = Text.assemble((f"{sign} {word:<13}", style), source.message or source.name)
    if not source.message:
        line.append(f" ({source.source_id})", "dim")
    if source.new_versions:
        several = "s" if source.new_versions > 1 else ""
        line.append(f" ; {source.new_versions} version{several} archivée{several} apportée{several}")
    if source.missing:
        line.append(f" ; {_gaps(source.missing)}", "yellow")
    return line


def _gaps(missing: Sequence[int]) -> str:
    """ "versions archivées manquantes : 3, 7 à 12"."""
    if not missing:
        return ""
    runs: list[list[int]] = []
    for number in missing:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} à {run[-1]}" for run in runs)
    return f"versions archivées manquantes : {said}"


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone():%d/%m/%Y}" if moment else "jamais"
