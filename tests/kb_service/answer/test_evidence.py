"""What must be quoted with a sentence: its head, its list, its exception."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.catalogue import load_catalogue
from corpus.legal_text.outline import outline
from corpus.legal_text.sentences import sentence_spans
from corpus.thesaurus import Thesaurus
from kb_service.answer.evidence import Evidence, completed, in_their_sense, is_of_another_day, key_spans
from kb_service.question.analysis import analyse
from kb_service.retrieval.sentences import delegates, unit_at

LONG = "Cette règle vaut pour toute personne concernée, " * 13 + "sans exception."
LIST = f"La personne doit :\n1° être majeure;\n2° résider en Belgique;\n3° être disposée à travailler.\n{LONG}"
LONG_LIST = "Il n'est pas tenu compte :\n" + "\n".join(
    f"{letter}) {'de telle ressource ' * 20};" for letter in "abcdefgh"
)
EXCEPTION = f"Le centre récupère l'indu. Toutefois, il peut y renoncer.\n{LONG}"
NEXT_ALINEA = (
    "§ 1er. L'action se prescrit par trois ans.\n"
    f"Par dérogation à l'alinéa 1er, elle se prescrit par cinq ans en cas de fraude.\n{LONG}\n§ 2. Autre."
)


NEXT_PARAGRAPH = (
    f"§ 1er. Le centre récupère l'indu. {LONG}\n{LONG}\n"
    f"§ 2. Par dérogation au § 1er, il peut y renoncer. {LONG}\n§ 3. Par dérogation au § 2, autre chose."
)


def evidence_of(text: str, wanted: str) -> Evidence:
    """The sentence that begins with `wanted`."""
    start, end = next((s, e) for s, e in sentence_spans(text) if text[s:e].startswith(wanted))
    return Evidence(start, end, unit_at(outline(text), start), 1.0)


def quoted(text: str, wanted: str, question: str) -> list[str]:
    """What is quoted when that sentence is chosen."""
    evidence = evidence_of(text, wanted)
    understood = analyse(question, date(2026, 1, 1), Thesaurus([]), load_catalogue())
    return [text[s:e] for s, e in completed(text, [evidence], understood)]


@pytest.mark.parametrize(("text", "wanted", "said"), [
    (LIST, "2°", ["La personne doit :", "2° résider en Belgique;"]),
    (EXCEPTION, "Le centre récupère", ["Le centre récupère l'indu.", "Toutefois, il peut y renoncer."]),
])  # fmt: skip
def test_a_sentence_keeps_its_sense_with_its_head_or_its_exception_alone(text, wanted, said):
    spans = sorted(in_their_sense(text, [evidence_of(text, wanted)]))
    assert [text[s:e] for s, e in spans] == said


def test_the_sentences_that_score_best_are_looked_at_first():
    text = "Le centre décide. Il notifie. Il paie."
    scored = [
        replace(evidence_of(text, said), score=score) for said, score in (("Le", 0.97), ("Il n", 1), ("Il p", 0.9))
    ]
    assert [text[s:e] for s, e in sorted(key_spans(text, scored, 0.05))] == ["Le centre décide.", "Il notifie."]


def test_the_head_of_a_list_is_looked_at_with_the_best_of_its_items():
    scored = [replace(evidence_of(LIST, wanted), score=score) for wanted, score in (("La", 3), ("1°", 1), ("3°", 2))]
    assert [LIST[s:e] for s, e in sorted(key_spans(LIST, scored, 0.05))] == [
        "La personne doit :",
        "3° être disposée à travailler.",
    ]


def test_an_item_is_quoted_with_its_head_and_a_short_list_whole():
    assert quoted(LIST, "2°", "faut-il résider en Belgique ?") == LIST.split("\n")[:4]


def test_of_a_long_list_the_item_comes_with_its_head():
    said = quoted(LONG_LIST, "c)", "peut-on compter cette ressource ?")
    assert said[0] == "Il n'est pas tenu compte :"
    assert len(said) == 2


def test_a_long_list_is_quoted_whole_where_it_is_asked_for():
    assert len(quoted(LONG_LIST, "c)", "quelles ressources ne comptent pas ?")) == 9


def test_a_head_brings_its_list():
    assert quoted(LIST, "La personne doit", "que faut-il ?") == LIST.split("\n")[:4]


@pytest.mark.parametrize(("text", "wanted", "exception"), [
    (EXCEPTION, "Le centre récupère", "Toutefois, il peut y renoncer."),
    (NEXT_PARAGRAPH, "§ 1er.", "§ 2. Par dérogation au § 1er, il peut y renoncer."),
    (NEXT_ALINEA, "§ 1er.", "Par dérogation à l'alinéa 1er, elle se prescrit par cinq ans en cas de fraude."),
])  # fmt: skip
def test_a_rule_is_never_quoted_without_the_exception_that_follows_it(text, wanted, exception):
    assert exception in quoted(text, wanted, "que faut-il savoir ?")


def test_an_exception_to_another_paragraph_is_not_this_rule_s():
    text = f"§ 1er. Le centre décide.\n§ 2. Par dérogation au § 13, le président décide. {LONG}"
    assert quoted(text, "§ 1er.", "qui décide ?") == ["§ 1er. Le centre décide."]


def test_a_short_paragraph_is_quoted_whole():
    text = f"§ 1er. La suspension dure un mois.\nEn cas de récidive, elle dure trois mois.\n§ 2. {LONG}"
    assert quoted(text, "§ 1er.", "combien de temps ?") == [
        "§ 1er. La suspension dure un mois.",
        "En cas de récidive, elle dure trois mois.",
    ]


@pytest.mark.parametrize(
    ("sentence", "only_empowers"),
    [
        ("Le Roi détermine les modalités de l'enquête sociale.", True),
        ("Le Roi peut fixer le taux d'intérêt.", True),
        ("§ 2. Le Gouvernement détermine, par arrêté, le montant.", True),
        ("Le Roi est le chef de l'État.", False),
        ("Le centre fixe dans sa décision la date.", False),
    ],
)
def test_a_sentence_that_only_empowers_somebody_is_recognised(sentence, only_empowers):
    assert delegates(sentence) is only_empowers


@pytest.mark.parametrize(
    ("question", "is_wrong"),
    [
        ("quel montant le 3 mars 2026 ?", False),
        ("quel montant le 3 août 2026 ?", True),
        ("quel montant ?", False),
    ],
)
def test_an_amount_of_other_days_is_no_evidence_for_the_day_that_is_named(question, is_wrong):
    understood = analyse(question, date(2026, 11, 24), Thesaurus([]), load_catalogue())
    assert is_of_another_day("Jusqu'au 30 juin 2026, le montant est de 500 euros.", understood) is is_wrong


@pytest.mark.parametrize(
    ("question", "is_wrong"),
    [
        ("quel montant en juin 2024 ?", True),
        ("quel montant en mars 2025 ?", False),
        ("quel montant en novembre 2026 ?", False),  # nobody knows it: the last one known is told
        ("quel montant ?", False),
    ],
)
def test_an_amount_that_was_another_on_the_day_that_is_named_is_no_evidence(question, is_wrong):
    understood = analyse(question, date(2026, 11, 24), Thesaurus([]), load_catalogue())
    assert is_of_another_day("Un isolé reçoit 1 314,20 euros par mois.", understood) is is_wrong
