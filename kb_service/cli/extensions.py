"""Commands that other installed packages add to `kb`, by the entry point group "kb.commands" (`kb eval` is one).

They are looked for only when a command is not one of ours, or when the help lists them: reading what is installed
takes a good part of the start of `kb ask`.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

from kb_service.cli.french import FrenchCommand, FrenchGroup

if TYPE_CHECKING:
    from typer._click import Command, Context

GROUP = "kb.commands"


class ExtensibleGroup(FrenchGroup):
    """Our own commands first: none of them can be replaced from outside."""

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        return super().get_command(ctx, cmd_name) or _command(cmd_name)

    def list_commands(self, ctx: Context) -> list[str]:
        own = super().list_commands(ctx)
        return [*own, *sorted({point.name for point in _points()} - set(own))]


def _points() -> list[EntryPoint]:
    return list(entry_points(group=GROUP))


def _command(name: str) -> Command | None:
    for point in _points():
        if point.name == name:
            app = typer.Typer(add_completion=False)
            app.command(name, cls=FrenchCommand)(point.load())
            return get_command(app)
    return None
