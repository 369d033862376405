"""Killed at any step, an ingestion leaves the current edition answering; the next run cleans up and resumes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ingestion_house import House, fiche, law, outcomes

from ingest.pipeline import reading
from ingest.pipeline.report import Outcome

CHECKOUT = Path(__file__).resolve().parents[3]
ARTICLES = 150

KILLED = """
import os, signal, sys
from pathlib import Path
from kit import HashEmbedder
from corpus.catalogue import Catalogue
from corpus.settings import Settings
from ingest.pipeline.run import ingest

data_dir, folder, step, least = sys.argv[1:]

def on_progress(name, done, total):
    if name == step and done >= int(least):
        os.kill(os.getpid(), signal.SIGKILL)

ingest([Path(folder)], Settings(data_dir=Path(data_dir)), Catalogue(()), HashEmbedder(), on_progress)
"""


def killed_at(step: str, least: int, house: House) -> None:
    """Runs an ingestion of the folder in another process, which dies when `step` has done `least`."""
    finished = subprocess.run(
        [sys.executable, "-c", KILLED, str(house.settings.data_dir), str(house.folder), step, str(least)],
        env={"PYTHONPATH": f"{CHECKOUT}:{CHECKOUT / 'tests'}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=False,
    )
    assert finished.returncode == -signal.SIGKILL, finished.stderr.decode()


def big_law() -> str:
    return law(
        "2020-01-01", *(f"{number}. Le parapluie numéro {number} est inscrit." for number in range(1, ARTICLES + 1))
    )


@pytest.mark.parametrize(
    ("step", "least"),
    [("Lecture des fichiers", 1), ("Structure et passages", 1), ("Vecteurs et index", 100)],
    ids=["reading", "structure", "vectors"],
)
def test_a_killed_run_leaves_the_edition_and_the_next_one_finishes(
    step: str, least: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.ingest(house.write("a.md", fiche("A", "Il pleut.")))
    first = house.current
    house.write("loi.md", big_law())
    house.write("z.md", fiche("Z", "Il neige."))

    killed_at(step, least, house)

    assert house.current == first
    assert [passage.text for passage in house.passages()] == ["Il pleut."]
    house.embedder.embedded.clear()
    if step != "Lecture des fichiers":  # all files had been read: nothing is parsed twice
        monkeypatch.setattr(reading, "parse_file", lambda path, settings: pytest.fail(f"{path.name} was read again"))

    report = house.ingest()

    assert outcomes(report) == {"a.md": Outcome.UNCHANGED, "loi.md": Outcome.ADDED, "z.md": Outcome.ADDED}
    assert report.passages == ARTICLES + 2
    assert house.drafts() == []
    if step == "Vecteurs et index":  # what had been embedded was kept as it came
        assert len(house.embedder.embedded) <= ARTICLES + 1 - 64


def test_a_first_run_that_is_killed_leaves_nothing_that_answers_wrongly(house: House) -> None:
    house.write("loi.md", big_law())

    killed_at("Vecteurs et index", 1, house)

    assert house.current is None
    assert house.ingest().passages == ARTICLES
    assert house.drafts() == []
