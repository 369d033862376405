"""Two documents of one name stay two; one document from two places stays one: nothing published is lost."""

from __future__ import annotations

from ingestion_house import House, fiche, outcomes, texts

from ingest.pipeline.report import Outcome

HELP = "L'aide urgente est versée le jour même par la caisse du service social de première ligne."
HELP_CHANGED = "L'aide urgente est versée le jour même par la caisse du service social de la deuxième ligne."
HOUSING = "Le service logement visite chaque appartement avant de remettre les clefs au locataire."


def test_other_notes_of_the_same_name_in_two_runs_are_two_sources(house: House) -> None:
    house.ingest(house.write("social/note.md", fiche("Aide urgente", HELP)))
    report = house.ingest(house.write("logement/note.md", fiche("Visite des logements", HOUSING)))

    assert outcomes(report) == {"note.md": Outcome.ADDED}
    assert set(house.sources()) == {"note", "logement-note"}
    assert texts(house.provisions("note")) == [HELP]


def test_a_note_edited_in_its_place_is_the_same_source_whatever_it_says_now(house: House) -> None:
    house.write("social/note.md", fiche("Aide urgente", HELP))
    house.write("logement/note.md", fiche("Visite des logements", HOUSING))
    house.ingest()
    assert set(house.sources()) == {"social-note", "logement-note"}

    report = house.ingest(house.write("social/note.md", fiche("Tout autre chose", "Le guichet ferme à midi.")))

    assert outcomes(report) == {"note.md": Outcome.CHANGED}
    assert set(house.sources()) == {"social-note", "logement-note"}
    assert texts(house.provisions("social-note")) == ["Le guichet ferme à midi."]


def test_a_new_version_from_another_folder_goes_on_the_same_source(house: House) -> None:
    house.ingest(house.write("social/note.md", fiche("Aide urgente", HELP)))
    report = house.ingest(house.write("downloads/note.md", fiche("Aide urgente (2026)", HELP_CHANGED)))

    assert outcomes(report) == {"note.md": Outcome.CHANGED}
    assert set(house.sources()) == {"note"}
    assert texts(house.provisions("note")) == [HELP_CHANGED]


def test_a_file_that_cannot_be_read_does_not_hide_its_like(house: House) -> None:
    house.write("a.pdf", b"%PDF-1.4 broken")
    house.write("b.pdf", b"%PDF-1.4 broken")

    assert outcomes(house.ingest()) == {"a.pdf": Outcome.FAILED, "b.pdf": Outcome.FAILED}
