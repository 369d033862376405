"""What the guard promises of every text, whatever is in it."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.errors import BadInput, Defect
from kb_service.privacy.guard import Inspection, PersonalSpan, PrivacyGuard, load_guard
from kb_service.privacy.kinds import PLACEHOLDERS, PersonalKind
from kb_service.privacy.reading import Finding

LETTER = """Monsieur Demeuse, votre dossier social 45872 sera examiné le 18 mars 2026.
NISS 85.07.30-033.28, rue de Fer 12 à 5000 Namur, gsm 0470/12.34.56, a.demeuse@exemple.be."""

PIECES = st.sampled_from(
    [
        "Mme Fatima Benali", "karim", "85.07.30-033.28", "BE68 5390 0754 7034", "0470/12.34.56", "né le 12/03/1985", "souffre de",
        "dépression", "rue de Fer 12", "à Namur", "dossier n°", "2024/12", "[personne]", "[NISS]", "M.", "DUPONT", "Marie", "le", "3",
        "mon client", "loi du 26 mai 2002", "\n", ".", "(", "l'", "é", "van den", "591-1917064-58", "plaque", "1-ABC-123", "a@b.be",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("")
@example("Mme [personne] Dupont [NISS] 85.07.30-033.28")
@example("dossier n° dossier n° 2024/12 2024/13")
def test_spans_are_ordered_and_true_and_the_masked_text_is_clean(guard, text):
    inspection = guard.inspect(text)
    end = 0
    for span in inspection.spans:
        assert end <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        end = span.end
    assert inspection.masked == _masked(text, inspection)
    assert not guard.inspect(inspection.masked).personal


def _masked(text: str, inspection: Inspection) -> str:
    for span in reversed(inspection.spans):
        text = text[: span.start] + span.kind.placeholder + text[span.end :]
    return text


def test_a_letter_is_masked_and_stays_readable(guard):
    assert guard.inspect(LETTER).masked == (
        "Monsieur [personne], votre dossier social [numéro de dossier] sera examiné le 18 mars 2026.\n"
        "NISS [NISS], [adresse], gsm [téléphone], [courriel]."
    )


def test_the_most_certain_reading_of_a_number_wins(found):
    assert found("dossier n° 85.07.30-033.28") == [("NISS", "85.07.30-033.28")]
    assert found("tél. compte BE68 5390 0754 7034") == [("IBAN", "BE68 5390 0754 7034")]


def test_two_findings_of_one_name_are_one():
    text = "Mme Marie Dupont"
    person = PersonalKind.PERSON
    once = iter([[Finding(4, 9, person, 0.9), Finding(4, 16, person, 0.7)], []])
    assert PrivacyGuard(lambda _: next(once)).inspect(text).spans == (PersonalSpan(4, 16, person, "Marie Dupont"),)


def test_a_finding_never_reaches_into_a_placeholder():
    once = iter([[Finding(0, 17, PersonalKind.ADDRESS, 0.9)], []])
    inspection = PrivacyGuard(lambda _: next(once)).inspect("rue [personne] 12")
    assert inspection.masked == "[adresse][personne] 12"


def test_what_shows_only_once_its_neighbour_is_masked_is_masked_too():
    def analyse(text: str) -> list[Finding]:
        return [Finding(*match.span(), PersonalKind.PERSON, 0.9) for match in re.finditer(r"^a|(?<=\])b", text)]

    inspection = PrivacyGuard(analyse).inspect("ab c")
    assert inspection.masked == "[personne][personne] c"
    assert [span.text for span in inspection.spans] == ["a", "b"]


def test_a_failing_recogniser_is_an_error_that_does_not_repeat_the_text():
    def analyse(text: str) -> list[Finding]:
        raise ValueError(text)

    with pytest.raises(Defect) as failure:
        PrivacyGuard(analyse).inspect("Mme Secrète")
    assert failure.value.code == "privacy_guard"
    assert "Secrète" not in str(failure.value)
    assert failure.value.__cause__ is failure.value.__context__ is None


def test_an_error_of_ours_keeps_its_code():
    def analyse(text: str) -> list[Finding]:
        raise BadInput("too_long", "Trop long.")

    with pytest.raises(BadInput, match="Trop long"):
        PrivacyGuard(analyse).inspect("x")


def test_one_guard_serves_every_thread(guard):
    texts = [f"Mme Benali{'b' * count} et {'Karim ' * count}Diallo" for count in range(1, 25)]
    alone = [guard.inspect(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(guard.inspect, texts)) == alone


def test_the_guard_is_loaded_once(guard):
    assert load_guard() is guard


@pytest.mark.parametrize(
    "unit", ["(", "a", "1-", "rue de la ", "née à ", "a.", "[personne]", "Ee", "l'", "dossier n° ", "0 "]
)
def test_a_long_text_of_one_thing_is_read_to_its_end(guard, unit):
    """Without bounds in the patterns and in the dictionary each of these would take minutes."""
    text = (unit * 20_000)[:19_900] + " Mme Fatima Benali"
    assert guard.inspect(text).spans[-1].text == "Fatima Benali"


def test_every_kind_has_its_own_words():
    assert len(PLACEHOLDERS) == len(set(PLACEHOLDERS)) == len({kind.named for kind in PersonalKind}) == 12
    assert all(re.fullmatch(r"\[[^\[\]\d]+\]", placeholder) for placeholder in PLACEHOLDERS)
