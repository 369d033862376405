"""From a law's file to its passages: whatever its articles, every word once, in order, and quoted exactly."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.legal_text.sentences import sentence_spans
from corpus.model import Kind, Source
from ingest.parsing.legal_markdown import parse
from ingest.passages.cut import cut
from ingest.structure.articles import articles_of
from ingest.structure.provisions import provisions_of_articles

SOURCE = Source("loi-2003-04-01", "Loi relative aux parapluies", Kind.LAW)

WORD = st.sampled_from([
    "le", "centre", "décide", "dans", "trente", "jours", "l'État", "art.", "alinéa", "2", "1.450,50", "EUR", "(sauf)",
    "Toutefois", "12", "%", "«abri»", "§", "n°", "été",
])  # fmt: skip
SENTENCE = st.lists(WORD, min_size=1, max_size=25).map(lambda words: "Le " + " ".join(words))
PLAIN = st.tuples(SENTENCE, st.sampled_from([".", " :", ";"])).map("".join)
ITEM = st.tuples(st.sampled_from(["1. ", "2. ", "3. ter ", "12. ", "   a) ", "   b) ", "- "]), PLAIN).map("".join)
PARAGRAPH = st.tuples(st.sampled_from(["§ 1er. ", "§ 2. "]), PLAIN).map("".join)
BODY = st.lists(PLAIN | ITEM | PARAGRAPH, min_size=1, max_size=14)
LAW = st.lists(BODY, min_size=1, max_size=6)


def words(text: str) -> list[str]:
    """The words and numbers; how the list says its ranks ("3. ter", "3°ter") is a matter of dialect."""
    return re.findall(r"\w+", re.sub(r"(?<=\d)(?:\. |°)(?=ter\b)", "", text))


def markdown(law: list[list[str]]) -> str:
    articles = (f"**Art. {number}.** " + "\n\n".join(body) for number, body in enumerate(law, start=1))
    return "---\nnumber: 2003099999\n---\n\n" + "\n\n".join(articles) + "\n"


@settings(deadline=None)
@given(LAW)
def test_every_word_of_a_law_is_in_its_passages_once_and_in_order(law: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loi.md"
        path.write_text(markdown(law), encoding="utf-8")
        provisions = provisions_of_articles(SOURCE, articles_of(parse(path), None))

    assert [words(provision.text) for provision in provisions] == [words(" ".join(body)) for body in law]
    for provision in provisions:
        passages = cut(SOURCE, provision)
        assert words(" ".join(passage.text for passage in passages)) == words(provision.text)
        ends = [0]
        for passage in passages:
            assert passage.text == provision.text[passage.start : passage.end]
            assert ends[-1] <= passage.start
            ends.append(passage.end)
            sentences = [provision.text[start:end] for start, end in passage.sentences]
            assert sentences == [passage.text[start:end] for start, end in sentence_spans(passage.text)]
