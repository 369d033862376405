"""What an answer quotes: from how many provisions, and how far below the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from umbrellas import Small

from kb_service.answer.verbatim import MOST_PROVISIONS, MOST_SECTIONS, SLACK, Quoted, choose, compose
from kb_service.retrieval.ranking import RankedProvision


def at(small: Small, scores: Sequence[float], sources: Sequence[str] = ()) -> list[RankedProvision]:
    """What was found, with other scores, and of other works where `sources` names some."""
    ranked = [replace(one, score=score) for one, score in zip(small.found.ranked, scores, strict=False)]
    for place, source in enumerate(sources):
        provision = replace(ranked[place].provision, source_id=source)
        ranked[place] = replace(ranked[place], provision=provision)
    return ranked


def quoted(small: Small, ranked: Sequence[RankedProvision]) -> list[str | None]:
    return [part.ranked.provision.heading for part in choose(ranked, small.question, small.found.idf)]


def test_what_scores_far_below_the_best_is_not_quoted(small: Small) -> None:
    ranked = at(small, [2.0, 2.0 - SLACK + 0.01, 2.0 - SLACK - 0.01])
    assert quoted(small, ranked) == [one.provision.heading for one in ranked[:2]]


def test_of_one_document_more_sections_are_quoted_than_of_several_works(small: Small) -> None:
    scores = [2.0] * 7
    assert len(quoted(small, at(small, scores))) == MOST_SECTIONS
    assert len(quoted(small, at(small, scores, ["a", "b", "c", "d", "e", "f", "g"]))) == MOST_PROVISIONS


def test_a_document_that_explains_an_article_is_not_quoted_with_it(small: Small) -> None:
    law, fiche, other = at(small, [2.0, 2.0, 2.0])
    fiche = replace(fiche, explains=frozenset({(law.provision.source_id, law.provision.number)}))
    assert quoted(small, [law, fiche, other]) == [law.provision.heading, other.provision.heading]


def test_of_each_text_something_that_is_quoted_is_to_be_looked_at_first(small: Small) -> None:
    parts = choose(small.found.ranked, small.question, small.found.idf)
    assert parts
    assert all(part.key and part.key <= set(part.spans) for part in parts)


def test_where_all_sentences_are_to_be_looked_at_first_none_stands_out(small: Small) -> None:
    first = small.found.ranked[0]
    half, rest = (0, 12), (12, len(first.provision.text))
    with small.knowledge_base.edition() as edition:
        for spans, expected in (((half,), [False]), ((half, rest), [True, False])):
            sentences, _ = compose(edition, small.question, [Quoted(first, spans, frozenset({half}))])
            assert [one.key for one in sentences] == expected
