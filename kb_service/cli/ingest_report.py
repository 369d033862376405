"""The report of an ingestion, as an admin reads it: one line a file, then what is published."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from corpus.editions.shelf import current_id
from corpus.settings import Settings
from ingest.pipeline.report import FileReport, IngestionReport, Outcome

_WORDS = {
    Outcome.ADDED: ("+", "ajouté", "ajoutés", "green"),
    Outcome.CHANGED: ("~", "modifié", "modifiés", "cyan"),
    Outcome.UNCHANGED: ("=", "inchangé", "inchangés", "dim"),
    Outcome.DUPLICATE: ("=", "en double", "en double", "yellow"),
    Outcome.PARTIAL: ("!", "lu en partie", "lus en partie", "yellow"),
    Outcome.FAILED: ("✗", "non lu", "non lus", "red"),
}


def print_report(report: IngestionReport, settings: Settings, console: Console | None = None) -> None:
    console = console or Console()
    if not report.files:
        console.print("Aucun fichier à lire.")
    for file in report.files:
        console.print(_line(file), soft_wrap=True)
    for document in report.to_review:
        console.print(Text(f"! {document}", "yellow"), soft_wrap=True)
    if report.files:
        console.print(Text(_summary(report), "bold"), soft_wrap=True)
    console.print(Text(_published(report, settings)), soft_wrap=True)


def everything_failed(report: IngestionReport) -> bool:
    return report.count(Outcome.FAILED) == len(report.files)


def _line(file: FileReport) -> Text:
    sign, word, _, style = _WORDS[file.outcome]
    line = Text.assemble((f"{sign} {word:<13}", style), file.message or file.name)
    if file.source_id and not file.message:
        line.append(f" ({file.source_id})", "dim")
    return line


def _summary(report: IngestionReport) -> str:
    counts = [(report.count(outcome), one, several) for outcome, (_, one, several, _) in _WORDS.items()]
    return (
        f"{_count(len(report.files), 'fichier')} : "
        + ", ".join(f"{n} {several if n > 1 else one}" for n, one, several in counts if n)
        + "."
    )


def _published(report: IngestionReport, settings: Settings) -> str:
    if report.edition_id is None:
        current = current_id(settings)
        return (
            f"Rien de nouveau : l'édition {current} reste la courante." if current else "Aucune édition n'est publiée."
        )
    holds = f"{_count(report.provisions, 'disposition')}, {_count(report.passages, 'passage')}"
    line = f"Édition {report.edition_id} publiée : {holds}."
    if report.diff is not None:
        counts = (
            (len(report.diff.added), "ajouté"),
            (len(report.diff.changed), "modifié"),
            (len(report.diff.removed), "retiré"),
        )
        line += " Textes : " + ", ".join(_count(count, word) for count, word in counts) + "."
    return line


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
