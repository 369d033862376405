"""`kb ingest`, `kb editions` and `kb serve` on a data directory of their own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from edition_on_disk import FICHE, LATER, catalogue_of
from kit import HashEmbedder

from corpus import settings as settings_module
from corpus.editions.layout import RECORDS
from corpus.editions.shelf import current_id, list_editions, open_current
from corpus.settings import Settings
from kb_service.cli import serve as serve_command
from kb_service.cli.main import app
from kb_service.cli.outcome import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """`KB_DATA_DIR` is an empty folder, and the model a hash."""
    monkeypatch.setenv("KB_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("corpus.embedding.embedder.load_embedder", lambda settings, on_step=None: HashEmbedder())
    settings_module.settings.cache_clear()
    yield settings_module.settings()
    settings_module.settings.cache_clear()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "textes"
    folder.mkdir()
    (folder / "fiche-essai.md").write_text(FICHE, encoding="utf-8")
    return folder


def ingested(texts: Path, settings: Settings) -> str:
    assert run(app, ["ingest", str(texts)]) == 0
    edition = current_id(settings)
    assert edition is not None
    return edition


def test_a_first_ingestion_publishes_an_edition(texts: Path, configured: Settings, capsys: Captured) -> None:
    edition = ingested(texts, configured)
    out = capsys.readouterr().out
    assert "+ ajouté" in out
    assert "fiche-essai.md" in out
    assert "1 fichier : 1 ajouté." in out
    assert f"Édition {edition} publiée" in out


def test_the_same_files_again_change_nothing(texts: Path, configured: Settings, capsys: Captured) -> None:
    edition = ingested(texts, configured)
    assert run(app, ["ingest", str(texts)]) == 0
    out = capsys.readouterr().out
    assert "1 fichier : 1 inchangé." in out
    assert f"Rien de nouveau : l'édition {edition} reste la courante." in out


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    texts: Path, configured: Settings, capsys: Captured
) -> None:
    (texts / "vide.pdf").write_bytes(b"")
    (texts / "copie.md").write_text(FICHE, encoding="utf-8")
    ingested(texts, configured)
    out = capsys.readouterr().out
    assert "✗ non lu Le fichier « vide.pdf » est vide." in " ".join(out.split())
    assert "a le même contenu que" in out
    assert "3 fichiers : 1 ajouté, 1 en double, 1 non lu." in out


def test_when_nothing_could_be_read_the_exit_code_is_1(texts: Path, configured: Settings, capsys: Captured) -> None:
    edition = ingested(texts, configured)
    broken = texts.parent / "cassés"
    broken.mkdir()
    (broken / "vide.pdf").write_bytes(b"")
    assert run(app, ["ingest", str(broken)]) == 1
    assert "« vide.pdf »" in capsys.readouterr().out
    assert current_id(configured) == edition


def test_a_path_that_does_not_exist_is_bad_input(capsys: Captured) -> None:
    assert run(app, ["ingest", "nulle-part"]) == 2
    assert capsys.readouterr().err.endswith(
        "Erreur (no_such_file) : « nulle-part » n'existe pas. Vérifiez le chemin du fichier ou du dossier.\n"
    )


@pytest.fixture
def two_editions(texts: Path, configured: Settings, capsys: Captured) -> tuple[str, str]:
    first = ingested(texts, configured)
    (texts / "fiche-essai.md").write_text(LATER, encoding="utf-8")
    second = ingested(texts, configured)
    capsys.readouterr()
    return first, second


def test_editions_are_listed_and_the_current_one_is_marked(two_editions: tuple[str, str], capsys: Captured) -> None:
    assert run(app, ["editions", "list"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if "-" in line]
    assert [(line[0], line[-1] == "courante") for line in lines] == [(two_editions[0], False), (two_editions[1], True)]


def test_an_edition_s_id_is_whole_on_a_narrow_terminal(
    two_editions: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(app, ["editions", "list"]) == 0
    out = capsys.readouterr().out
    assert all(edition in out for edition in two_editions)
    assert max(map(len, out.splitlines())) <= 80


def test_from_a_damaged_edition_one_goes_back_to_the_newest_that_opens(
    two_editions: tuple[str, str], configured: Settings, capsys: Captured
) -> None:
    first, second = two_editions
    (configured.editions_dir / second / RECORDS).write_bytes(b"torn")
    assert run(app, ["editions", "rollback"]) == 0
    assert current_id(configured) == first


def test_an_ingestion_over_a_damaged_edition_goes_on_from_the_newest_that_opens(
    two_editions: tuple[str, str], texts: Path, configured: Settings, capsys: Captured
) -> None:
    first, second = two_editions
    (configured.editions_dir / second / RECORDS).write_bytes(b"torn")
    (texts / "autre.md").write_text("# Autre fiche\n\n## 1. Caisse\n\nLa caisse ferme à midi.\n", encoding="utf-8")
    assert run(app, ["ingest", str(texts)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert f"L'édition {second} est abîmée" in out
    assert f"part de {first}" in out
    with open_current(configured, one_shot=True) as edition:
        assert edition.edition_id not in two_editions
        assert {source.source_id for source in edition.sources()} == {"fiche-essai", "autre"}


def test_a_damaged_edition_is_left_even_where_nothing_is_new(
    two_editions: tuple[str, str], texts: Path, configured: Settings, capsys: Captured
) -> None:
    first, second = two_editions
    (configured.editions_dir / second / RECORDS).write_bytes(b"torn")
    (texts / "fiche-essai.md").write_text(FICHE, encoding="utf-8")
    assert run(app, ["ingest", str(texts)]) == 0
    assert current_id(configured) == first


def test_an_empty_shelf_says_how_to_fill_it(capsys: Captured) -> None:
    assert run(app, ["editions", "list"]) == 0
    assert capsys.readouterr().out == "Aucune édition : faites-en une avec « kb ingest ».\n"


def test_two_editions_are_compared(two_editions: tuple[str, str], capsys: Captured) -> None:
    first, second = two_editions
    assert run(app, ["editions", "diff", first, second]) == 0
    assert capsys.readouterr().out.startswith("~ ")
    assert run(app, ["editions", "diff", second, second]) == 0
    assert capsys.readouterr().out == "Ces deux éditions contiennent les mêmes textes.\n"


def test_rollback_goes_to_where_the_current_one_comes_from(
    two_editions: tuple[str, str], configured: Settings, capsys: Captured
) -> None:
    first, second = two_editions
    assert run(app, ["editions", "rollback"]) == 0
    assert current_id(configured) == first
    assert capsys.readouterr().out == f"L'édition {first} est de nouveau la courante.\n"
    assert run(app, ["editions", "rollback"]) == 2
    assert "Erreur (no_parent_edition)" in capsys.readouterr().err
    assert run(app, ["editions", "publish", second]) == 0
    assert current_id(configured) == second
    assert run(app, ["editions", "rollback", first]) == 0
    assert current_id(configured) == first


@pytest.mark.parametrize("unknown", ["2020-01-01T000000-000000", "../../etc"])
@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_an_unknown_edition_is_refused(
    two_editions: tuple[str, str], configured: Settings, capsys: Captured, command: str, unknown: str
) -> None:
    assert run(app, ["editions", command, unknown]) == 2
    assert "Erreur (unknown_edition)" in capsys.readouterr().err
    assert current_id(configured) == two_editions[1]


def test_rollback_without_an_edition_is_unavailable(capsys: Captured) -> None:
    assert run(app, ["editions", "rollback"]) == 3
    assert "Erreur (no_edition)" in capsys.readouterr().err


def test_a_misspelt_setting_is_an_error(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("KB_DATA_DIRR", "ailleurs")
    settings_module.settings.cache_clear()
    assert run(app, ["editions", "list"]) == 2
    assert "Erreur (unknown_setting) : Le réglage KB_DATA_DIRR n'existe pas." in capsys.readouterr().err


def test_a_port_in_use_is_told_before_anything_slow(capsys: Captured) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(app, ["serve", "--port", str(taken.getsockname()[1])]) == 3
    assert "Erreur (port_unavailable)" in capsys.readouterr().err


def test_serve_builds_an_edition_only_where_there_is_none(
    texts: Path, configured: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = catalogue_of("fiche-essai.md", "absente.md", root=texts)
    monkeypatch.setattr("corpus.catalogue.load_catalogue", lambda: catalogue)
    served: list[str | None] = []
    monkeypatch.setattr(
        serve_command, "_serve", lambda settings, embedder, listener: served.append(current_id(settings))
    )
    assert run(app, ["serve", "--port", "0"]) == 0
    (manifest,) = list_editions(configured)
    assert any("absente.md" in problem for problem in manifest.problems)
    (texts / "fiche-essai.md").write_text(LATER, encoding="utf-8")
    assert run(app, ["serve", "--port", "0"]) == 0
    assert served == [manifest.edition_id] * 2
    assert len(list_editions(configured)) == 1
