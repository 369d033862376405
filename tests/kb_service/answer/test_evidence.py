"""What must be quoted with a sentence: its head, its list, its exception."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.catalogue import load_catalogue
from corpus.legal_text.outline import outline
from corpus.legal_text.sentences import sentence_spans
from corpus.thesaurus import Thesaurus
from kb_service.answer.evidence import Evidence, completed
from kb_service.question.analysis import analyse
from kb_service.retrieval.sentences import unit_at

LIST = "La personne doit :\n1° être majeure;\n2° résider en Belgique;\n3° être disposée à travailler.\nLe Roi précise."
LONG_LIST = "Il n'est pas tenu compte :\n" + "\n".join(
    f"{letter}) {'de telle ressource ' * 20};" for letter in "abcdefgh"
)
EXCEPTION = "Le centre récupère l'indu. Toutefois, il peut y renoncer.\nIl motive sa décision."
NEXT_ALINEA = "§ 1er. L'action se prescrit par trois ans.\nPar dérogation à l'alinéa 1er, elle se prescrit par cinq ans en cas de fraude.\n§ 2. Autre."


def quoted(text: str, wanted: str, question: str) -> list[str]:
    """What is quoted when the sentence that begins with `wanted` is chosen."""
    start, end = next((s, e) for s, e in sentence_spans(text) if text[s:e].startswith(wanted))
    evidence = Evidence(start, end, unit_at(outline(text), start), 1.0)
    understood = analyse(question, date(2026, 1, 1), Thesaurus([]), load_catalogue())
    return [text[s:e] for s, e in completed(text, [evidence], understood)]


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
    (NEXT_ALINEA, "§ 1er.", "Par dérogation à l'alinéa 1er, elle se prescrit par cinq ans en cas de fraude."),
])  # fmt: skip
def test_a_rule_is_never_quoted_without_the_exception_that_follows_it(text, wanted, exception):
    assert exception in quoted(text, wanted, "que faut-il savoir ?")


def test_an_exception_of_another_paragraph_is_not_this_rule_s():
    text = "§ 1er. Le centre décide.\n§ 2. Par dérogation au § 1er, le président décide."
    assert quoted(text, "§ 1er.", "qui décide ?") == ["§ 1er. Le centre décide."]
