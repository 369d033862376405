"""`kb editions`: what was published, what changed, and how to go back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import BadInput, Defect
from kb_service.cli.french import FrenchCommand, FrenchGroup

if TYPE_CHECKING:
    from corpus.editions.manifest import Manifest, SourceEntry
    from corpus.settings import Settings

editions = typer.Typer(
    cls=FrenchGroup, help="Voir les éditions, les comparer, en changer.", no_args_is_help=True, add_completion=False
)
_Edition = Annotated[str, typer.Argument(metavar="EDITION", help="L'identifiant d'une édition.")]


@editions.command("list", cls=FrenchCommand)
def list_all() -> None:
    """Lister les éditions, de la plus ancienne à la plus récente."""
    from rich.console import Console
    from rich.table import Table

    from corpus.editions.shelf import current_id, list_editions
    from corpus.settings import settings

    manifests = list_editions(settings())
    if not manifests:
        print("Aucune édition : faites-en une avec « kb ingest ».")
        return
    current = current_id(settings())
    table = Table(box=None, pad_edge=False, padding=(0, 1))  # an id is copied: it must fit 80 columns whole
    for heading in ("Édition", "Textes", "Dispositions", "Passages", "Non lus", ""):
        table.add_column(heading, no_wrap=True, justify="left" if heading in ("Édition", "") else "right")
    for manifest in manifests:
        numbers = (len(manifest.sources), manifest.provisions, manifest.passages, len(manifest.problems))
        mark = "courante" if manifest.edition_id == current else ""
        table.add_row(manifest.edition_id, *map(str, numbers), mark)
    Console().print(table)


@editions.command("diff", cls=FrenchCommand)
def diff(before: _Edition, after: _Edition) -> None:
    """Comparer deux éditions, texte par texte."""
    from corpus.editions.manifest import diff as compare
    from corpus.settings import settings

    changes = compare(_manifest(settings(), before), _manifest(settings(), after))
    if changes.is_empty:
        print("Ces deux éditions contiennent les mêmes textes.")
    for entry in changes.added:
        print(f"+ {_named(entry)}")
    for change in changes.changed:
        print(f"~ {_named(change.after)} ; avant : {change.before.provisions} dispositions")
    for entry in changes.removed:
        print(f"- {_named(entry)}")


@editions.command("publish", cls=FrenchCommand)
def publish(edition: _Edition) -> None:
    """Faire d'une édition la courante."""
    from corpus.editions.shelf import publish as publish_edition
    from corpus.settings import settings

    publish_edition(settings(), edition)
    print(f"L'édition {edition} est maintenant la courante.")


@editions.command("rollback", cls=FrenchCommand)
def rollback(
    edition: Annotated[
        str | None,
        typer.Argument(metavar="[EDITION]", help="L'édition où revenir ; sinon celle d'avant la courante."),
    ] = None,
) -> None:
    """Revenir à une édition précédente."""
    from corpus.editions.shelf import rollback as roll_back
    from corpus.settings import settings

    target = edition or _edition_before(settings())
    roll_back(settings(), target)
    print(f"L'édition {target} est de nouveau la courante.")


def _edition_before(settings: Settings) -> str:
    """The edition that the current one was made from; the newest that opens, where the current does not."""
    from corpus.editions.shelf import newest_sound, open_current

    try:
        with open_current(settings, one_shot=True) as edition:
            manifest = edition.manifest
    except Defect:
        sound = newest_sound(settings)
        if sound is None:
            raise
        return sound
    if manifest.parent is None:
        raise BadInput(
            "no_parent_edition",
            f"L'édition courante, {manifest.edition_id}, est la première : rien ne la précède.",
            "Choisissez une édition parmi « kb editions list ».",
        )
    return manifest.parent


def _manifest(settings: Settings, edition_id: str) -> Manifest:
    from corpus.editions.shelf import open_edition

    with open_edition(settings, edition_id, one_shot=True) as edition:
        return edition.manifest


def _named(entry: SourceEntry) -> str:
    return f"{entry.title} ({entry.source_id}) : {entry.provisions} dispositions, {entry.passages} passages"
