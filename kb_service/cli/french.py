"""What Typer says by itself, in French: the help's frame, and errors of usage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from corpus.errors import BadInput

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter
    from typer.core import TyperOption

_HELP = "Afficher cette aide et sortir."
_NO_SUCH_COMMAND = re.compile(r"No such command '(.*?)'")


class _French:
    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: Any = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _HELP
        return option  # type: ignore[no-any-return]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        from typer import rich_utils

        rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
        rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"
        super().format_help(ctx, formatter)  # type: ignore[misc]


class FrenchCommand(_French, TyperCommand):
    """A command whose help is in French."""


class FrenchGroup(_French, TyperGroup):
    """A group of commands whose help is in French."""


def usage_refused(error: Exception) -> BadInput:
    """Typer's error of usage, as a refusal of the house. Its classes are private, their names are not."""
    kind = type(error).__name__
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "kb"
    remedy = f"L'aide est donnée par « {command} --help »."
    hint = getattr(getattr(error, "param", None), "get_error_hint", None)
    name = hint().strip("'[]{}") if hint else str(getattr(error, "option_name", ""))
    messages = {
        "MissingParameter": f"Il manque « {name} ».",
        "NoSuchOption": f"L'option « {name} » n'existe pas.",
        "BadParameter": f"La valeur donnée à « {name} » n'est pas valable.",
        "BadOptionUsage": f"L'option « {name} » est mal employée.",
    }
    unknown = _NO_SUCH_COMMAND.match(str(error))
    otherwise = (
        f"La commande « {unknown[1]} » n'existe pas." if unknown else f"La commande « {command} » est mal employée."
    )
    return BadInput("usage", messages.get(kind, otherwise), remedy)
