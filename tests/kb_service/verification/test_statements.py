"""A pasted text cut into statements: what is checked of each, and why some are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_service.verification.statements import SIGNED, Statement, statements

# The whole is checked.
WHOLE = [
    "Le centre décide dans les trente jours.",
    "Selon l'art. 3, al. 2, le centre décide.",
    "Le CPAS est compétent.",
    "Le centre décide",
    "Délai de recours : 3 mois",
    "Aucun recours n'est possible.",
    "Le logement doit être en bon état.",
    "Voici le délai : 30 jours.",
    # an opinion on a rule states the rule too
    "L'article 21 est trop compliqué.",
    "Malheureusement, le délai n'est que de 30 jours.",
    # words of an opinion that tell a condition or a rule
    "Si le loyer est trop lourd, la garantie est refusée.",
    "Si la procédure est trop longue, le juge peut accorder une avance.",
    "Le centre examine si c'est utile.",
    "Les anciens engagements qui le méritent sont repris.",
    "Passé ce délai, c'est trop tard.",
    "La décision le concerne personnellement.",
    "Vérifier les ressources est une obligation du centre.",
    "Dans l'attente de la désignation, le directeur exerce ses fonctions.",
    "Voici la règle : le centre décide.",
    "Parfaitement informé, le demandeur signe.",
    # who writes may be a colleague, not a chatbot
    "L'assistant social décide seul.",
    "Je ne peux pas vous donner le revenu d'intégration sans enquête.",
    "Si vous avez des doutes sur la résidence, le centre fait une visite.",
    "Cette réponse a valeur de décision.",
    # a sign that belongs to a figure is no bullet
    "≥ 25 ans : le centre décide.",
    # the words of a question that state a rule
    "Combien le centre paie, c'est le Roi qui le fixe.",
    "Comment contester fait partie de ce qui est expliqué.",
    "Le recours est suspensif, c'est bien ça ?",
    "Le centre décide, non ?",
    "Actif nul = rien à récupérer",
]

# What goes before is not a part of the statement.
LED = [
    ("- Le centre décide.", "Le centre décide."),
    ("• Le centre décide.", "Le centre décide."),
    ("1. Le centre décide.", "Le centre décide."),
    ("2) Le centre décide.", "Le centre décide."),
    ("a) Le centre décide.", "Le centre décide."),
    ("> Le centre décide.", "Le centre décide."),
    ("✓ Le centre décide.", "Le centre décide."),
    ("## 3. Le centre décide.", "Le centre décide."),
    ("Attention : le centre décide.", "le centre décide."),
    ("**Important** : le centre décide.", "le centre décide."),
    ("Pour rappel, le centre décide.", "le centre décide."),
    ("Je pense que le centre décide dans les 30 jours.", "le centre décide dans les 30 jours."),
    ("Il est important de noter que le centre décide.", "le centre décide."),
    ("Bonjour Madame, le centre décide.", "le centre décide."),
    ("- Oui, le centre décide.", "le centre décide."),
    ("Bonjour, pour rappel, le centre décide.", "le centre décide."),
    ("✅ Le centre décide.", "Le centre décide."),
    ("⚠️ Attention : le centre décide.", "le centre décide."),
    ("Effectivement, le centre décide.", "le centre décide."),
    ("Réponse courte : le centre décide.", "le centre décide."),
    ("Bonne question : le centre décide.", "le centre décide."),
    ("Cher employeur, le centre décide.", "le centre décide."),
    ("Suite à notre entretien de ce matin, le centre décide.", "le centre décide."),
    ("Je pense que le centre décide.", "le centre décide."),
]

COURTESIES = [
    "Bonjour,",
    "Bonjour à toutes et à tous,",
    "Merci beaucoup !",
    "Merci de votre aide.",
    "Bien cordialement,",
    "N'hésitez pas à me contacter.",
    "Voici les règles :",
    "Bonjour Mme Martin, merci pour votre question.",
    "Bonne question !",
    "Tout à fait.",
    "Oui, c'est exact.",
    "Bien entendu, voici la réponse.",
    "Si vous avez d'autres questions, je suis là pour vous aider.",
    "Comme convenu, je vous envoie la note.",
]
OF_ITSELF = [
    "En tant qu'IA, je ne peux pas donner de conseil juridique.",
    "Je peux aussi vous préparer un modèle de lettre.",
    "Cette réponse est donnée à titre indicatif.",
    "Les informations ci-dessus peuvent avoir changé.",
    "Source : www.exemple.be",
    "Cela dépend de votre situation.",
]
QUESTIONS = [
    "Est-ce que cela vous semble correct ?",
    "Le délai est-il de 30 jours ?",
    "Salut, le CPAS paie la facture ?",
    "**Qui décide ?**",
    "Comment faire",
]
OPINIONS = [
    "Je trouve cette procédure beaucoup trop compliquée.",
    "Je pense que la procédure est injuste.",
    "Il serait souhaitable de simplifier la loi.",
    "La décision est regrettable.",
    "Contactez votre CPAS.",
    "Faites attention.",
    "La procédure de recours est trop compliquée pour nos usagers.",
    "Heureusement que les assistants sociaux sont là.",
    "Il faudrait simplifier tout cela.",
    "Quelle honte !",
]
TITLES = [
    "## Les délais",
    "**Délai**",
    "Conditions d'octroi",
    "3. Sanctions",
    "Le recours :",
    "Aide médicale urgente :",
    "Points clés à retenir",
    "À propos du recours",
]
NOTHING = ["---", "☐", "👍", "2026", "…"]


def one(text: str) -> Statement:
    (statement,) = statements(text)
    return statement


@pytest.mark.parametrize("text", WHOLE)
def test_a_rule_is_checked_whole(text: str) -> None:
    statement = one(text)
    assert (statement.body, statement.not_checkable) == (text, None)


@pytest.mark.parametrize(("text", "body"), LED)
def test_what_introduces_a_statement_is_left_out(text: str, body: str) -> None:
    statement = one(text)
    assert (statement.body, statement.not_checkable) == (body, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        *((text, "politesse") for text in COURTESIES),
        *((text, "lui-même") for text in OF_ITSELF),
        *((text, "question") for text in QUESTIONS),
        *((text, "avis") for text in OPINIONS),
        *((text, "titre") for text in TITLES),
        *((text, "rien à vérifier") for text in NOTHING),
    ],
)
def test_what_no_rule_could_confirm_or_deny_is_told_why(text: str, why: str) -> None:
    assert why in (one(text).not_checkable or "")


@pytest.mark.parametrize("text", ["", " \n\t ", "***", "**  **"])
def test_a_text_without_a_word_has_no_statement(text: str) -> None:
    assert statements(text) == []


def test_marks_are_blanked_and_offsets_are_those_of_the_pasted_text() -> None:
    pasted = "Bonjour,\n\n- Le **centre** décide dans les `30 jours`. Il notifie.\n"
    found = statements(pasted)
    assert [pasted[s.start : s.end] for s in found] == [
        "Bonjour,",
        "- Le **centre** décide dans les `30 jours`.",
        "Il notifie.",
    ]
    assert "*" not in found[1].text
    assert len(found[1].text) == found[1].end - found[1].start


def test_short_lines_behind_the_end_of_a_letter_are_its_signature() -> None:
    lines = ["Le conseil décide", "Bien à vous,", "L'équipe du service social", "CPAS de la ville", "Accueil, le matin"]
    told = [statement.not_checkable for statement in statements("\n".join(lines))]
    assert told == [None, "C'est une formule de politesse ou d'introduction.", *["C'est une signature."] * 3]


@pytest.mark.parametrize(
    "rule", ["Le conseil peut décider", "Le recours ne suspend rien", "PS : 8 jours au plus", "Le président décide."]
)
def test_a_rule_behind_the_end_of_a_letter_is_checked(rule: str) -> None:
    assert [statement.not_checkable for statement in statements(f"Cordialement,\n{rule}")][-1] is None


def test_a_letter_behind_a_long_signature_is_checked() -> None:
    lines = ["Cordialement,", *["Service social"] * SIGNED, "Le conseil décide"]
    assert statements("\n".join(lines))[-1].not_checkable is None


def test_a_line_that_a_mail_broke_goes_on() -> None:
    assert one("Le centre décide\ndans les trente jours.").text == "Le centre décide dans les trente jours."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le centre décide.\nil notifie.", 2),
        ("Le centre demande :\n- un bail;\n- une carte.", 3),
        ("Le centre demande\na) un bail", 2),
        ("Le centre décide\nLe président signe", 2),
    ],
)
def test_a_list_and_a_new_sentence_begin_their_own_statement(text: str, count: int) -> None:
    assert len(statements(text)) == count


MARKS = st.sampled_from(
    ["**", "*", "`", "__", "- ", "## ", "1. ", "a) ", "> ", "| ", "\n", "\r\n", "\t", " ", "« ", " »"]
)
WORDS = st.sampled_from(
    ["Bonjour, ", "je pense que ", "le centre décide", "Il notifie", ". ", "? ", ": ", "art. 3", "İ", "ﬁ"]
)


@given(st.one_of(st.text(max_size=200), st.lists(MARKS | WORDS, max_size=30).map("".join)))
def test_statements_cover_any_text_in_order_and_never_overlap(text: str) -> None:
    past = 0
    for statement in statements(text):
        assert past <= statement.start < statement.end <= len(text)
        assert re.fullmatch(r"[\s*_`]*", text[past : statement.start])
        assert len(statement.text) == statement.end - statement.start
        assert 0 <= statement.lead < len(statement.text)
        past = statement.end
    assert re.fullmatch(r"[\s*_`]*", text[past:])
