"""`kb sync` as an admin runs it: what it says, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from corpus.catalogue import load_catalogue
from corpus.settings import Settings, settings
from ingest.connectors.justel.records import Shelf
from ingest.connectors.justel.sync import SourceSync, SyncOutcome, SyncReport
from kb_service.cli.main import app
from kb_service.cli.outcome import run
from kb_service.cli.sync_report import print_status, print_sync


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("KB_DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def printed(report: SyncReport) -> str:
    console = Console(width=200, record=True, quiet=False)
    with console.capture() as capture:
        print_sync(report, console)
    return capture.get()


def test_each_source_is_a_line_and_gaps_are_told() -> None:
    said = printed(
        SyncReport(
            [
                SourceSync("loi-1", "Loi une", SyncOutcome.ADDED, new_versions=2, missing=(3, 7, 8, 9)),
                SourceSync("loi-2", "Loi deux", SyncOutcome.FAILED, "Justel n'a pas répondu."),
            ]
        )
    )
    assert "apporté" in said
    assert "Loi une (loi-1) ; 2 versions archivées apportées ; versions archivées manquantes : 3, 7 à 9" in said
    assert "échec" in said
    assert "Justel n'a pas répondu." in said
    assert "2 textes officiels : 1 apporté, 1 échec." in said


def test_the_state_of_every_source_can_be_seen_without_asking_the_site(data_dir: Path) -> None:
    shelf = Shelf(data_dir, "loi-2002-05-26")
    day = datetime(2026, 11, 25, 12, tzinfo=UTC)
    record = shelf.load().model_copy(
        update={"tried": day, "fetched": day, "changed": day, "fingerprint": "ab12cd34ef", "articles": 70}
    )
    shelf.save(record.model_copy(update={"archived": 84, "missing": {12: "…"}, "problem": "La page est coupée."}))
    console = Console(width=120)
    with console.capture() as capture:
        print_status(Settings(data_dir=data_dir), load_catalogue(), [], console)
    said = capture.get()
    row = next(line for line in said.splitlines() if line.startswith("loi-2002-05-26"))
    assert row.split()[1:] == ["25/11/2026", "25/11/2026", "25/11/2026", "70", "ab12cd34", "0/84"]
    assert "loi-2002-05-26 : La page est coupée." in said
    assert "loi-2002-05-26 : versions archivées manquantes : 12" in said
    assert "jamais" in next(line for line in said.splitlines() if line.startswith("loi-1965-04-02"))


@pytest.mark.parametrize(
    ("args", "code"),
    [(["sync", "--accept"], "accept_needs_source"), (["sync", "fiche-piis"], "not_official"),
     (["sync", "loi-1831-02-07"], "unknown_source")],
)  # fmt: skip
def test_what_cannot_be_synced_is_refused_in_one_line(
    args: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(app, args) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1].startswith(f"Erreur ({code}) : ")
