"""How a command ends: its exit code, and one French line on stderr where it fails."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import BadInput, Defect, KbError, Unavailable

if TYPE_CHECKING:
    from typer import Typer

NOTHING_READ = 1
NO_COMMAND = 2
INTERRUPTED = 130
_CODES: tuple[tuple[type[KbError], int], ...] = ((BadInput, 2), (Unavailable, 3), (Defect, 4))


def exit_code_of(error: KbError) -> int:
    return next((code for kind, code in _CODES if isinstance(error, kind)), 4)


def run(app: Typer, args: Sequence[str] | None = None) -> int:
    """Runs a command line (the process's own where `args` is `None`); returns the exit code, never a traceback."""
    try:
        code = app(None if args is None else list(args), standalone_mode=False, prog_name="kb")
    except KbError as error:
        return _refuse(error)
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return NO_COMMAND  # the help is on the screen already
        return _refuse(_told(error))
    if code == INTERRUPTED:
        print("Interrompu.", file=sys.stderr)
    return code if isinstance(code, int) else 0


def _refuse(error: KbError) -> int:
    line = " ".join(f"Erreur ({error.code}) : {error}".split())
    print(line, file=sys.stderr)
    return exit_code_of(error)


def _told(error: Exception) -> KbError:
    from typer.exceptions import TyperException

    if isinstance(error, TyperException):
        from kb_service.cli.french import usage_refused

        return usage_refused(error)
    place = traceback.extract_tb(error.__traceback__)[-1]
    return Defect(
        "internal_error",
        f"Erreur imprévue ({type(error).__name__}, {Path(place.filename).name}:{place.lineno}).",
        "Signalez-la avec cette ligne.",
    )
