"""`kb`, the command line. Commands import what is heavy when they run, so that `kb --help` is instant."""

from __future__ import annotations

import sys

import typer

from kb_service.cli.ask import ask
from kb_service.cli.editions import editions
from kb_service.cli.extensions import ExtensibleGroup
from kb_service.cli.french import FrenchCommand
from kb_service.cli.ingest import ingest
from kb_service.cli.outcome import run
from kb_service.cli.prepare import prepare
from kb_service.cli.serve import serve
from kb_service.cli.sync import sync
from kb_service.cli.verify import verify
from kb_service.process import multiply_on_one_thread

app = typer.Typer(
    name="kb",
    cls=ExtensibleGroup,
    help="La réglementation de l'aide sociale, citée mot pour mot.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (ask, verify, ingest, sync, serve, prepare):
    app.command(cls=FrenchCommand)(command)
app.add_typer(editions, name="editions")


def main() -> None:
    """The `kb` program. Exit codes: 0 done, 1 nothing could be read, 2 bad input, 3 unavailable, 4 a defect."""
    multiply_on_one_thread()
    sys.exit(run(app))


if __name__ == "__main__":
    main()
