"""The report of a run as it is kept: the JSON beside the page, from which everything else is drawn."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corpus.errors import BadInput
from evals.briefings import BriefingOutcome
from evals.guards import Privacy, Verdicts
from evals.outcome import Kept, Outcome
from evals.resources import Resources


class Report(Kept):
    """One run. `commit` is the state of the project, `editions` what each base was answered from. What a fast run
    leaves out is None or empty."""

    format: Literal[1] = 1
    made_at: datetime
    commit: str | None
    split: Literal["tuning", "held-out"]
    model: str
    editions: dict[str, str]
    seconds: float
    outcomes: list[Outcome]
    verdicts: Verdicts | None = None
    privacy: Privacy | None = None
    briefings: tuple[BriefingOutcome, ...] = ()
    resources: Resources | None = None

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_report(path: Path) -> Report:
    """Raises `BadInput` ("no_such_file", "not_a_report")."""
    try:
        return Report.model_validate_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput("no_such_file", f"« {path} » ne se lit pas.", "Donnez le fichier JSON d'une mesure.") from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise BadInput(
            "not_a_report",
            f"« {path} » n'est pas le rapport d'une mesure de cette version.",
            "Refaites la mesure avec « kb eval ».",
        ) from error
